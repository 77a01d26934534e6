"""What happened to a team: its charter, and who was on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from core.comparing import TextChange, compare_words
from districts.models import Team, TeamMember
from districts.reports.teams import CHARTER_TEXTS, GONE

_OF_TEAM = {"name": "Name"} | CHARTER_TEXTS
_OF_MEMBER = {"name": "Name", "role": "Role", "perspective": "Perspective"}
_DELETED = "-"


@dataclass(frozen=True, kw_only=True)
class TeamEvent:
    """Something that happened to a team, by whom and when, and each text before and after."""

    what: str
    who: str
    when: datetime
    texts: tuple[TextChange, ...] = ()


def team_history(team: Team) -> tuple[TeamEvent, ...]:
    """Return what happened to a team and its members, newest first, in two queries."""
    versions = team.history.select_related("history_user").order_by("version", "history_id")
    past: Any = TeamMember.history.filter(team=team.pk).select_related("history_user", "perspective")
    events = list(_team_events(list(versions)))
    for _, rows in groupby(past.order_by("id", "history_id"), key=lambda row: row.id):
        events += _member_events(list(rows))
    return tuple(sorted(events, key=lambda event: event.when, reverse=True))


def _team_events(rows: list[Any]) -> Iterator[TeamEvent]:
    for old, new in zip([None, *rows], rows, strict=False):
        if old is None:
            yield _event("Started", new)
        elif old.is_active != new.is_active:
            yield _event("Put back in use" if new.is_active else "Put out of use", new)
        else:
            yield _event("Charter changed", new, tuple(_texts(old, new, _OF_TEAM)))


def _member_events(rows: list[Any]) -> Iterator[TeamEvent]:
    """Yield what happened to one member; who only moved up or down the list changed in nothing that is told."""
    for old, new in zip([None, *rows], rows, strict=False):
        if old is None:
            said = ", ".join(filter(None, (new.role, str(new.perspective or ""))))
            yield _event(f"{new.name} joined{f': {said}' if said else ''}", new)
        elif new.history_type == _DELETED:
            yield _event(f"{new.name} taken off the team", new)
        elif old.membership_id and new.membership_id is None and old.name == new.name:
            yield _event(f"{new.name} stays on the team by name alone", new, tuple(_texts(old, new, _OF_MEMBER)))
        elif texts := tuple(_texts(old, new, _OF_MEMBER)):
            yield _event(f"{new.name} changed", new, texts)


def _event(what: str, row: Any, texts: tuple[TextChange, ...] = ()) -> TeamEvent:
    return TeamEvent(what=what, who=str(row.history_user or GONE), when=row.history_date, texts=texts)


def _texts(old: Any, new: Any, names: Mapping[str, str]) -> Iterator[TextChange]:
    for field, name in names.items():
        before, after = (str(getattr(row, field, None) or "") for row in (old, new))
        if before != after:
            left, right = compare_words(before, after)
            yield TextChange(name=name, before=left, after=right)
