"""What tests of a plan's pages share: people who are signed in, and a plan in force."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from districts.choices import Role
from districts.models import District, User
from plans.choices import PlanState
from plans.models import Measure, Plan
from practices.models import System
from tests.plans.making import make_measure, make_plan
from tests.plans.pages.picture import Picture, make_picture

SignIn = Callable[[User | None], Client]


@pytest.fixture
def keeper(member: User, sign_in: SignIn) -> Client:
    """A member of the district, who writes in its plans."""
    return sign_in(member)


@pytest.fixture
def leading(lead: User, sign_in: SignIn) -> Client:
    return sign_in(lead)


@pytest.fixture
def reading(people: dict[Role, User], sign_in: SignIn) -> Client:
    """A viewer, who reads."""
    return sign_in(people[Role.VIEWER])


@pytest.fixture
def coaching(people: dict[Role, User], sign_in: SignIn) -> Client:
    """A coach, who reads."""
    return sign_in(people[Role.COACH])


@pytest.fixture
def stranger(outsider: User, sign_in: SignIn) -> Client:
    """The lead of another district."""
    return sign_in(outsider)


@pytest.fixture
def running(district: District, lead: User, system: System) -> Plan:
    """A plan in force, whose one priority is named "First"."""
    return make_plan(district, lead, state=PlanState.IN_FORCE)


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> date:
    """It is noon of October 15, 2026, in Michigan."""
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 10, 15, 16, tzinfo=UTC))
    return date(2026, 10, 15)


@pytest.fixture
def measure(running: Plan, lead: User) -> Measure:
    """From 70% on September 1, 2025 to 90% by June 1, 2026; 69% on October 1."""
    about: dict[str, Any] = {"source": "Payroll", "what": "Those still here a year on."}
    targets, readings = {date(2026, 6, 1): "90"}, {date(2025, 10, 1): "69"}
    return make_measure(running, lead, targets=targets, readings=readings, baseline_on=date(2025, 9, 1), **about)


@pytest.fixture(scope="module")
def pictures(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Picture, Picture]]:
    """Two districts with something of every kind to work on, made once for a module; each test takes back what it
    does."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_picture(tmp_path_factory.mktemp("picture"))
        transaction.set_rollback(True)


@pytest.fixture
def ours(pictures: tuple[Picture, Picture], db: None) -> Picture:
    return pictures[0]


@pytest.fixture
def elsewhere(pictures: tuple[Picture, Picture], db: None) -> Picture:
    return pictures[1]
