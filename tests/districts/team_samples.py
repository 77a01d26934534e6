"""Teams for tests, made through the services."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from districts.models import District, Perspective, Team, TeamMember, User
from districts.services import Charter, OnTeam, describe_charter, seat_member, start_team

TEXTS = {
    "functions": "Map how we hire.\nTell the board where things stand.",
    "expectations": "Two hours a month.",
    "connections": "The budget meeting hears of it first.",
    "rhythm": "First Thursday of the month.",
    "norms": "We listen.",
    "protocols": "Figures first, then talk.",
}


def started(district: District, lead: User, name: str = "Talent management team") -> Team:
    return start_team(district=district, name=name, by=lead)


def written(team: Team, by: User, version: int = 1, **texts: str) -> Team:
    """Write the charter, all of it or the texts that are named, over a version; return the team as it is then."""
    stored = Team.objects.get(pk=team.pk)
    said = {key: getattr(stored, key) for key in ("name", *TEXTS)} | (texts or TEXTS)
    describe_charter(team, charter=Charter(**said), version=version, by=by)
    return Team.objects.select_related("district", "changed_by").get(pk=team.pk)


def named(team: Team, by: User, *names: str, **said: Any) -> list[TeamMember]:
    """Put people without an account on a team."""
    return [seat_member(team, who=OnTeam(name=name, **said), by=by) for name in names]


def seated(team: Team, by: User, person: User, role: str = "", perspective: Perspective | None = None) -> TeamMember:
    """Put somebody of the district on a team."""
    membership = team.district.memberships.get(user=person)
    return seat_member(team, who=OnTeam(membership=membership, role=role, perspective=perspective), by=by)


def refusal(action: Callable[..., Any], *args: Any, **kwargs: Any) -> dict[str, list[str]]:
    """Return what a service says by field when it refuses."""
    with pytest.raises(ValidationError) as caught:
        action(*args, **kwargs)
    return caught.value.message_dict


def address(name: str, team: Team, *args: Any) -> str:
    """Return the address of one of the team's pages, or of one of its members'."""
    return reverse(f"districts:{name}", args=[team.district.slug, team.pk, *args])


def said(response: Any) -> list[str]:
    """Return the messages that a page shows."""
    return [str(message) for message in response.context["messages"]]
