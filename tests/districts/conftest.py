"""A team of Lakeview, and the lead who started it."""

from __future__ import annotations

import pytest
from django.test import Client

from districts.choices import Role
from districts.models import District, Perspective, Team, User
from tests.districts.team_samples import named, seated, started, written


@pytest.fixture
def lead(people: dict[Role, User]) -> User:
    return people[Role.LEAD]


@pytest.fixture
def member(people: dict[Role, User]) -> User:
    return people[Role.MEMBER]


@pytest.fixture
def leading(sign_in, lead: User) -> Client:
    """The lead's window."""
    client: Client = sign_in(lead)
    return client


@pytest.fixture
def team(district: District, lead: User) -> Team:
    """A team that is only started."""
    return started(district, lead)


@pytest.fixture
def whole(team: Team, lead: User, member: User, perspectives: dict[str, Perspective]) -> Team:
    """A team whose charter is written, with a person and a name on it."""
    seated(team, lead, member, "Facilitator", perspectives["teacher"])
    named(team, lead, "Tom Albrecht")
    return written(team, lead)
