"""What differs between two versions of an item: conflicts while saving, and the history of an item."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any

from readiness.choices import Answer
from readiness.models import Assessment, BaseRating


@dataclass(frozen=True)
class Words:
    """A run of a text; `differs` where the other text has none of it."""

    text: str
    differs: bool


def compare_words(old: str, new: str) -> tuple[tuple[Words, ...], tuple[Words, ...]]:
    """Return both texts as runs of words, each marked where it differs from the other."""
    before, after = (re.findall(r"\S+\s*|\s+", text) for text in (old, new))
    left, right = [], []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, before, after).get_opcodes():
        left.append(Words("".join(before[i1:i2]), kind != "equal"))
        right.append(Words("".join(after[j1:j2]), kind != "equal"))
    return tuple(run for run in left if run.text), tuple(run for run in right if run.text)


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """Two versions of one item: what somebody stored meanwhile, and what this person typed. Neither is dropped."""

    key: str
    name: str
    who: str
    when: datetime | None
    version: int
    theirs: Answer
    mine: Answer
    their_note: str
    my_note: str

    @classmethod
    def between(cls, row: BaseRating, *, key: str, name: str, answer: Answer, note: str) -> Conflict:
        """Return the conflict of the stored row with the answer and note that were typed."""
        return cls(
            key=key,
            name=name,
            who=str(row.changed_by or "Somebody who has left"),
            when=row.changed_at,
            version=row.version,
            theirs=row.answer,
            mine=answer,
            their_note=row.note,
            my_note=note,
        )

    @property
    def their_words(self) -> tuple[Words, ...]:
        return compare_words(self.their_note, self.my_note)[0]

    @property
    def my_words(self) -> tuple[Words, ...]:
        return compare_words(self.their_note, self.my_note)[1]

    @property
    def both_notes(self) -> str:
        """Both texts one below the other, for editing into one."""
        return "\n\n".join(dict.fromkeys(note for note in (self.their_note, self.my_note) if note))


@dataclass(frozen=True, kw_only=True)
class Change:
    """One change of an item: by whom, when, and from what to what."""

    version: int
    who: str
    when: datetime
    before: Answer
    after: Answer
    before_words: tuple[Words, ...]
    after_words: tuple[Words, ...]

    @property
    def answer_changed(self) -> bool:
        return self.before != self.after

    @property
    def note_changed(self) -> bool:
        return any(run.differs for run in (*self.before_words, *self.after_words))


def item_history(row: BaseRating) -> tuple[Change, ...]:
    """Return the changes of a row, newest first, in one query."""
    versions = list(row.history.select_related("history_user").order_by("version"))
    return tuple(_change(row, *pair) for pair in pairwise(versions))[::-1]


def _change(row: BaseRating, old: Any, new: Any) -> Change:
    before_words, after_words = compare_words(old.note, new.note)
    return Change(
        version=new.version,
        who=str(new.history_user or "Somebody who has left"),
        when=new.history_date,
        before=row.scale.stored(old.value, old.unknown),
        after=row.scale.stored(new.value, new.unknown),
        before_words=before_words,
        after_words=after_words,
    )


@dataclass(frozen=True, kw_only=True)
class AssessmentEvent:
    """Something that happened to an assessment as a whole: opened, renamed, closed, or opened again and why."""

    what: str
    who: str
    when: datetime
    reason: str


def assessment_history(assessment: Assessment) -> tuple[AssessmentEvent, ...]:
    """Return what happened to an assessment, newest first, in one query."""
    versions = list(assessment.history.select_related("history_user").order_by("version"))
    pairs = zip([None, *versions], versions, strict=False)
    return tuple(
        AssessmentEvent(
            what=_what_happened(old, new),
            who=str(new.history_user or "Somebody who has left"),
            when=new.history_date,
            reason=new.history_change_reason or "",
        )
        for old, new in pairs
    )[::-1]


def _what_happened(old: Assessment | None, new: Assessment) -> str:
    if old is None:
        return f"Opened as {new.label}"
    if old.label != new.label:
        return f"Renamed from {old.label} to {new.label}"
    return "Closed" if new.closed_at else "Opened again"
