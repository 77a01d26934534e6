"""Teams as pages and files show them: the list, and one team with its charter and members."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count
from django.utils import timezone

from districts.models import District, Perspective, Team, TeamMember

# The texts of a charter in the order in which it reads, and what people call them.
CHARTER_TEXTS = {
    "functions": "Functions",
    "expectations": "Expectations",
    "connections": "How the work meets other district systems",
    "rhythm": "Meeting rhythm",
    "norms": "Norms",
    "protocols": "Protocols",
}
GONE = "Somebody who has left"


@dataclass(frozen=True, kw_only=True)
class TeamLine:
    """A line of the list of teams."""

    name: str
    url: str
    is_active: bool
    members: int
    written: int
    total: int = len(CHARTER_TEXTS)


@dataclass(frozen=True, kw_only=True)
class CharterText:
    """A text of a charter; empty where nobody has written it yet."""

    key: str
    title: str
    text: str


@dataclass(frozen=True, kw_only=True)
class MemberLine:
    """Somebody on a team. `has_account`: they are in the district; anybody else is known by name alone."""

    pk: int
    name: str
    role: str
    perspective: str
    has_account: bool


@dataclass(frozen=True, kw_only=True)
class CharterReport:
    """A team and its charter, on `printed_on`. `missing` are the perspectives in use that nobody on it brings."""

    district: str
    paper: str
    name: str
    is_active: bool
    texts: tuple[CharterText, ...]
    members: tuple[MemberLine, ...]
    missing: tuple[str, ...]
    changed_at: datetime
    changed_by: str
    printed_on: date

    @property
    def is_written(self) -> bool:
        return any(text.text for text in self.texts)


def team_lines(district: District) -> tuple[TeamLine, ...]:
    """Return the teams of a district in one query, those in use first."""
    teams = Team.objects.for_district(district).annotate(people=Count("members")).order_by("-is_active", "name", "pk")
    return tuple(_line(team, district) for team in teams)


def _line(team: Any, district: District) -> TeamLine:
    team.district = district
    return TeamLine(
        name=team.name,
        url=team.get_absolute_url(),
        is_active=team.is_active,
        members=team.people,
        written=sum(bool(getattr(team, key)) for key in CHARTER_TEXTS),
    )


def charter_report(team: Team, *, district: District) -> CharterReport:
    """Return a team with its charter in two queries; the team comes with who changed it last."""
    rows = list(TeamMember.objects.for_team(team).with_people())
    brought = {row.perspective_id for row in rows}
    return CharterReport(
        district=district.name,
        paper=district.paper,
        name=team.name,
        is_active=team.is_active,
        texts=tuple(CharterText(key=key, title=title, text=getattr(team, key)) for key, title in CHARTER_TEXTS.items()),
        members=tuple(_member(row) for row in rows),
        missing=tuple(one.title for one in Perspective.objects.offered() if one.pk not in brought),
        changed_at=team.changed_at,
        changed_by=str(team.changed_by or GONE),
        printed_on=timezone.localdate(),
    )


def _member(row: TeamMember) -> MemberLine:
    return MemberLine(
        pk=row.pk,
        name=str(row.membership.user) if row.membership else row.name,
        role=row.role,
        perspective=row.perspective.title if row.perspective else "",
        has_account=row.membership is not None,
    )


def is_untouched(team: Team) -> bool:
    """Whether nobody has ever written in a team's charter, or been on the team."""
    past: Any = TeamMember.history
    written = team.history.exclude(**dict.fromkeys(CHARTER_TEXTS, ""))
    return not (written.exists() or past.filter(team=team.pk).exists())


@dataclass(frozen=True, kw_only=True)
class Merge:
    """What a person typed of a team, against what is stored: `mine` is theirs alone to save.

    `theirs` is what both changed, each in another way: as it is stored now.
    """

    mine: Mapping[str, str]
    theirs: Mapping[str, str]


def merge_charter(team: Team, typed: Mapping[str, str], version: int | None) -> Merge:
    """Return what becomes of texts that were typed over `version`, in at most one query.

    A text that the person left as they had read it is nobody's to save. Where the team never had that version, all
    that differ are changed by both.
    """
    read: Any = team if version == team.version else team.history.filter(version=version).first()
    mine: dict[str, str] = {}
    theirs: dict[str, str] = {}
    for key, text in typed.items():
        stored = getattr(team, key)
        before = getattr(read, key, None)
        if text not in (stored, before):
            (mine if before == stored else theirs)[key] = text if before == stored else stored
    return Merge(mine=mine, theirs=theirs)
