"""A district with a plan, one person per role, and somebody else's district with a plan of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from districts.choices import Role
from districts.models import District, User
from plans.choices import PlanState
from plans.models import Plan, Priority
from practices.models import Edition, System
from tests.hexagon.conftest import hexagon_edition
from tests.plans.checks import busy, rows_of
from tests.plans.making import a_system, make_plan, make_priority
from tests.readiness.factories import content_file, published

__all__ = ["hexagon_edition"]


@pytest.fixture
def system(db: None) -> System:
    """A system without content, which is all that a plan needs."""
    return a_system()


@pytest.fixture
def talent(db: None) -> Edition:
    """Talent Management, edition 1."""
    return published(content_file("talent_management"))


@pytest.fixture
def leadership(db: None) -> Edition:
    """Leadership, edition 1."""
    return published(content_file("leadership"))


@pytest.fixture
def lead(people: dict[Role, User]) -> User:
    return people[Role.LEAD]


@pytest.fixture
def member(people: dict[Role, User]) -> User:
    return people[Role.MEMBER]


@pytest.fixture
def harbor(outsider: User) -> District:
    """The outsider's district."""
    return outsider.memberships.get().district


@pytest.fixture
def plan(district: District, lead: User, system: System) -> Plan:
    """A draft in which nothing has been planned."""
    return make_plan(district, lead)


@pytest.fixture
def priority(plan: Plan, lead: User) -> Priority:
    return make_priority(plan, lead)


@pytest.fixture
def theirs(harbor: District, outsider: User, system: System) -> Plan:
    """A plan of the outsider's, of the same name, for the same year and system, in force."""
    return make_plan(harbor, outsider, state=PlanState.IN_FORCE)


@pytest.fixture
def untouched(theirs: Plan, outsider: User) -> Iterator[None]:
    """The outsider's plan has one of everything; when the test is over, every row and every version is as it was."""
    busy(theirs, outsider)
    before = rows_of(theirs)
    yield
    assert rows_of(theirs) == before
