"""Saving an agreed value: versions, conflicts, and the round that alone may set it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from django.utils import timezone

from core.saving import StaleVersion
from districts.models import User
from rounds.choices import Answer
from rounds.models import AgreedValue, Round


class ItemCovered(Exception):
    """A running round covers the item: it is agreed there, and `row` is what is stored now."""

    def __init__(self, row: Any) -> None:
        super().__init__("This is being rated together.")
        self.row = row


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What a person typed for one item, and the version that they were reading (None where it is missing).

    What is None was not on the form and stays as it is. `more` holds further texts by the name of their field.
    """

    version: int | None
    answer: Answer | None = None
    note: str | None = None
    dissent: str | None = None
    more: Mapping[str, str] = field(default_factory=dict)

    @property
    def fields(self) -> dict[str, Any]:
        """What the row's fields would become."""
        rating = {} if self.answer is None else {"value": self.answer.value, "unknown": self.answer.is_unknown}
        texts = {"note": self.note, "dissent": self.dissent}
        return rating | {name: text for name, text in texts.items() if text is not None} | dict(self.more)

    def matches(self, row: Any) -> bool:
        """Whether the row, or a version of it in its history, says the same."""
        return all(getattr(row, name) == value for name, value in self.fields.items())


@dataclass(frozen=True, kw_only=True)
class Saved:
    """A stored row. `written` says that this save changed it; `replaced`, that somebody else's newer answer stands
    where the person had typed nothing new."""

    row: Any
    written: bool = False
    replaced: bool = False


# A change of any of these is a change of what the team agreed on.
RATED = frozenset({"value", "unknown", "note", "dissent"})


def save_value(
    row: AgreedValue,
    *,
    draft: Draft,
    by: User,
    at: datetime | None = None,
    within: Round | None = None,
    barred: Exception | None = None,
) -> Saved:
    """Store what a person typed in a row that the caller has locked; `within` is the round that agrees on it.

    Raises `barred` where there is one, such as for an assessment that is closed, ItemCovered where another round than
    `within` covers the item, and StaleVersion where somebody else changed the same fields meanwhile and the person
    typed something of their own.
    """
    fields = draft.fields
    changed = _changed(fields, row)
    is_settled = within is None or row.round_id == within.pk
    if not changed and is_settled:
        return Saved(row=row)
    read = None if draft.version == row.version else _version(row, draft.version)
    if read is not None and is_settled and draft.matches(read):
        return Saved(row=row, replaced=True)
    if barred is not None:
        raise barred
    if row.covered_by_id is not None and RATED & changed and (within is None or row.covered_by_id != within.pk):
        raise ItemCovered(row)
    if draft.version != row.version and (read is None or _differs(draft, read, row)):
        raise StaleVersion(row)
    _write(row, _with_round(fields, changed, within), by, at or timezone.now())
    return Saved(row=row, written=True)


def _changed(fields: Mapping[str, Any], row: AgreedValue) -> set[str]:
    return {name for name, value in fields.items() if getattr(row, name) != value}


def _version(row: AgreedValue, version: int | None) -> Any:
    """Return the row as it was at a version, or None where it never had that one."""
    return type(row).history.filter(id=row.pk, version=version).first()


def _differs(draft: Draft, read: Any, row: AgreedValue) -> bool:
    """Whether somebody has changed, since it was read, any of the fields that the person writes."""
    return any(getattr(read, name) != getattr(row, name) for name in draft.fields)


def _with_round(fields: dict[str, Any], changed: set[str], within: Round | None) -> dict[str, Any]:
    """A rating that changes outside a round is no longer what that round agreed on, and nobody dissents from it."""
    if within is not None:
        return fields | {"round_id": within.pk}
    return {"round_id": None, "dissent": ""} | fields if {"value", "unknown"} & changed else fields


def _write(row: AgreedValue, fields: Mapping[str, Any], by: User, at: datetime) -> None:
    """Write a row and its history, the latter at once because the signal looks its manager up each time."""
    for name, value in fields.items():
        setattr(row, name, value)
    row.version, row.changed_at, row.changed_by = row.version + 1, at, by
    row.save_without_historical_record(update_fields=[*fields, "version", "changed_at", "changed_by"])  # type: ignore[attr-defined]
    history = _history_of(type(row))
    history.bulk_history_create([row], update=True, default_user=by, default_date=at, default_change_reason=None)


@cache
def _history_of(model: type[AgreedValue]) -> Any:
    """Return the manager of the model's history, which simple_history makes anew each time that it is asked for."""
    return model.history
