"""The same district and assessments as in the tests of readiness, and what people are told of it lately."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from districts.choices import Role
from districts.models import Membership
from plans.choices import PlanState
from talentsys.reports import lately
from tests.plans.making import make_plan
from tests.readiness.conftest import assessment, lead, leadership, member, talent, theirs

__all__ = ["assessment", "lead", "leadership", "member", "talent", "theirs"]


@pytest.fixture
def clock(monkeypatch):
    """It is noon of October 15, 2026, in Michigan; every look at the clock is a second later."""
    now = {"is": datetime(2026, 10, 15, 16, tzinfo=UTC)}

    def look():
        now["is"] += timedelta(seconds=1)
        return now["is"]

    monkeypatch.setattr(timezone, "now", look)
    return now


@pytest.fixture
def told(people):
    """What one of Lakeview's people is told, newest first, as words with the address."""

    def tell(role=Role.VIEWER, limit=10):
        reader = Membership.objects.select_related("district").get(user=people[role])
        return [(one.words, one.url) for one in lately(reader, limit)]

    return tell


@pytest.fixture
def words(told):
    return lambda role=Role.VIEWER: [words for words, _ in told(role)]


@pytest.fixture
def talent_plan(district, lead, clock):
    return make_plan(district, lead, title="Talent plan", state=PlanState.IN_FORCE)
