"""What tests of a plan's pages share: people who are signed in, and a plan in force."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.utils import timezone

from districts.choices import Role
from districts.models import District, User
from plans.choices import PlanState
from plans.models import Plan
from practices.models import System
from tests.plans.making import make_plan

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
