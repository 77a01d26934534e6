"""What happened to a plan, or to one thing in it: who said what, when."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Field
from django.utils.formats import date_format

from core.comparing import TextChange, compare_words
from plans.choices import BONES, school_year
from plans.models import GROUNDS, Grounded
from plans.reports.amounts import number
from plans.reports.grounds import ground_names

GONE = "Somebody who has left"


@dataclass(frozen=True, kw_only=True)
class Event:
    """One change: what was done, by whom, when, why where a reason was given, and each field before and after."""

    what: str
    who: str
    when: datetime
    reason: str = ""
    texts: tuple[TextChange, ...] = ()


# What people call the fields that tell something; others are not shown.
FIELDS: Mapping[str, str] = {
    "title": "Title",
    "year": "School year",
    "state": "State",
    "goals": "Goals",
    "sponsor": "Sponsor",
    "ask": "Asked of the board",
    "team": "Team",
    "reason": "Reason",
    "priority": "Priority",
    "owner": "Owner",
    "owner_role": "Owner",
    "starts_on": "Starts",
    "due_on": "Due",
    "reached_on": "Reached",
    "status": "Status",
    "dropped_because": "Dropped because",
    "resources": "Resources",
    "funding": "Funding source",
    "notes": "Notes",
    "after": "Waits for",
    "what": "What it measures",
    "kind": "Kind",
    "unit": "Unit",
    "direction": "Direction",
    "source": "Source",
    "baseline": "Baseline",
    "baseline_on": "Day of the baseline",
    "value": "Value",
    "on": "Day",
    "note": "Note",
    "phase": "Phase",
    "study_on": "Study on",
    "change": "Plan",
    "done": "Do",
    "learned": "Study: what was learned",
    "next": "Act: what changes",
    "outcome": "Outcome",
    "agenda": "Agenda",
    "others": "Others present",
    "decisions": "Decisions",
    "method": "Method",
    "problem": "Problem",
    "whys": "Whys",
    "bones": "Causes",
    "cause": "Root cause",
    "strategy": "Strategy",
    "strategy_reason": "Why this strategy",
}


def row_history(row: Any) -> tuple[Event, ...]:
    """Return what happened to one row of a plan, newest first, in one query and one for each kind of row it names."""
    return events_of(row.history.all(), type(row))


def events_of(versions: Any, model: Any, name: str | Callable[[Any], str] = "") -> tuple[Event, ...]:
    """Return the events between the versions of rows of a model, newest first.

    `name` says which row it is, where there may be several.

    Rows that were carried over begin with what was said of them then.
    """
    rows = list(versions.select_related("history_user").order_by("history_date", "history_id"))
    names, events = _names(model, rows), []
    before: dict[int, Any] = {}
    for row in rows:
        called = name if isinstance(name, str) else name(row)
        events.append(_event(before.get(row.id), row, model, names, called))
        before[row.id] = row
    return tuple(event for event in events if event is not None)[::-1]


def _event(old: Any, new: Any, model: Any, names: Mapping[Any, str], name: str) -> Event | None:
    texts = () if old is None else tuple(_texts(old, new, model, names))
    if old is not None and new.history_type == "~" and not texts:
        # What a row names of others is stored right after it, as a version of its own that says nothing else.
        return None if old.version == new.version else _told(_what(name, "Changed"), new, ())
    done = {"+": "Added", "-": "Removed"}.get(new.history_type, "Changed")
    return _told(_what(name, done), new, () if new.history_type == "-" else texts)


def _what(name: str, done: str) -> str:
    return f"{name}: {done.lower()}" if name else done


def _told(what: str, new: Any, texts: tuple[TextChange, ...]) -> Event:
    return Event(
        what=what,
        who=str(new.history_user or GONE),
        when=new.history_date,
        reason=new.history_change_reason or "",
        texts=texts,
    )


def _texts(old: Any, new: Any, model: Any, names: Mapping[Any, str]) -> Iterator[TextChange]:
    for (name, before), (_, after) in zip(*(_all_said(row, model, names) for row in (old, new)), strict=True):
        if before != after:
            left, right = compare_words(before, after)
            yield TextChange(name=name, before=left, after=right)


def _all_said(row: Any, model: Any, names: Mapping[Any, str]) -> Iterator[tuple[str, str]]:
    """Yield all that a version says, each with what people call it."""
    for field in model._meta.concrete_fields:
        if field.name in FIELDS:
            yield FIELDS[field.name], _said(field, getattr(row, field.attname), names)
    if issubclass(model, Grounded):
        keys = ((name, getattr(row, f"{name}_id")) for name in GROUNDS)
        yield "Fulfills", next((names.get(key, "") for key in keys if key[1]), "")


def _said(field: Field[Any, Any], value: Any, names: Mapping[Any, str]) -> str:
    if field.is_relation:
        return names.get((field.name, value), "") if value else ""
    if field.choices:
        return str(dict(field.flatchoices).get(value, value or ""))
    if isinstance(value, Decimal):
        return number(value)
    if field.name == "year":
        return school_year(value)
    if isinstance(value, date):
        return date_format(value, "M j, Y")
    return _in_lines(value)


def _in_lines(value: Any) -> str:
    if isinstance(value, dict):
        return "\n".join(f"{BONES.get(key, key)}: {', '.join(lines)}" for key, lines in value.items())
    return "\n".join(value) if isinstance(value, list) else "" if value is None else str(value)


def _names(model: Any, rows: list[Any]) -> dict[Any, str]:
    """Return what the rows are called that versions name, by field and key; what is gone has no name."""
    found: dict[Any, str] = {}
    for field in model._meta.concrete_fields:
        if field.is_relation and field.name in FIELDS:
            keys = {getattr(row, field.attname) for row in rows} - {None}
            named = field.related_model.objects.filter(pk__in=keys) if keys else ()
            found |= {(field.name, one.pk): str(one) for one in named}
    return found | ground_names(model, rows) if issubclass(model, Grounded) else found
