"""Versions of an agreed value: the conflict of what is stored with what was typed, and its history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from core.comparing import TextChange, compare_words
from rounds.choices import UNRATED, Answer, Scale
from rounds.models import AgreedValue
from rounds.reports.conflicts import Conflict


def conflict_between(
    row: AgreedValue, scale: Scale, *, key: str, name: str, answer: Answer | None, note: str | None
) -> Conflict:
    """Return the conflict of the stored row with the answer and note that were typed."""
    return Conflict(
        key=key,
        name=name,
        who=str(row.changed_by or "Somebody who has left"),
        when=row.changed_at,
        version=row.version,
        theirs=scale.stored(row.value, row.unknown),
        mine=answer or UNRATED,
        their_note=row.note,
        my_note=note or "",
    )


@dataclass(frozen=True, kw_only=True)
class Change:
    """One change of an item: by whom, when, from what to what, and in which round where the team agreed on it there."""

    version: int
    who: str
    when: datetime
    before: Answer
    after: Answer
    texts: tuple[TextChange, ...]
    agreed_in: str = ""

    @property
    def answer_changed(self) -> bool:
        return self.before != self.after


def item_history(row: AgreedValue, scale: Scale) -> tuple[Change, ...]:
    """Return the changes of a row, newest first, in one query."""
    versions = list(row.history.select_related("history_user", "round").order_by("version"))
    return tuple(_change(scale, *pair) for pair in pairwise(versions))[::-1]


def _change(scale: Scale, old: Any, new: Any) -> Change:
    return Change(
        version=new.version,
        who=str(new.history_user or "Somebody who has left"),
        when=new.history_date,
        before=scale.stored(old.value, old.unknown),
        after=scale.stored(new.value, new.unknown),
        texts=tuple(_texts(old, new)),
        agreed_in=new.round.title if new.round and _was_agreed(old, new) else "",
    )


def _texts(old: Any, new: Any) -> list[TextChange]:
    return [
        TextChange(name=name.title(), before=before, after=after)
        for name in ("note", "dissent")
        if getattr(old, name) != getattr(new, name)
        for before, after in [compare_words(getattr(old, name), getattr(new, name))]
    ]


def _was_agreed(old: Any, new: Any) -> bool:
    """Outside its round a change of the answer forgets the round, and a change of the note leaves it."""
    agreed = ("round_id", "value", "unknown", "dissent")
    return any(getattr(old, name) != getattr(new, name) for name in agreed)
