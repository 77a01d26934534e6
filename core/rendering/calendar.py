"""Calendars as calendar programs read them (iCalendar, RFC 5545): one all-day entry for each day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from typing import Any

from core.rendering.characters import without_broken_characters

CALENDAR_TYPE = "text/calendar; charset=utf-8"
PRODUCT = "-//talentsys//talentsys//EN"


@dataclass(frozen=True, kw_only=True)
class Event:
    """A day: what is on it, where that leads, and when it was last changed. `key` never changes; `url` is absolute."""

    key: str
    on: date
    title: str
    description: str
    url: str
    changed_at: datetime


def render_calendar(name: str, events: Iterable[Event], *, host: str) -> bytes:
    """Return a calendar of this name. The same events make the same bytes; `host` makes their keys the only ones."""
    library: Any = import_module("icalendar")  # An eighth of a second, for which no start of a process waits.
    calendar = library.Calendar()
    calendar.add("PRODID", PRODUCT)
    calendar.add("VERSION", "2.0")
    calendar.add("X-WR-CALNAME", library.vText(_line(name)))
    for event in events:
        calendar.add_component(_entry(library, event, host))
    written: bytes = calendar.to_ical()
    return written


def _entry(library: Any, event: Event, host: str) -> Any:
    entry, changed_at = library.Event(), event.changed_at.astimezone(UTC).replace(microsecond=0)
    entry.add("UID", f"{event.key}@{host}")
    entry.add("DTSTAMP", changed_at)
    entry.add("LAST-MODIFIED", changed_at)
    entry.add("DTSTART", event.on)
    if event.on < date.max:  # Without an end it takes its one day just as well.
        entry.add("DTEND", event.on + timedelta(days=1))
    entry.add("SUMMARY", _line(event.title))
    if event.description:
        entry.add("DESCRIPTION", _text(event.description))
    entry.add("URL", event.url)
    entry.add("TRANSP", "TRANSPARENT")
    return entry


def _text(value: str) -> str:
    """Return what a calendar can hold: no control characters, and lines that end in one way."""
    return without_broken_characters(value.replace("\r\n", "\n").replace("\r", "\n"))


def _line(value: str) -> str:
    return " ".join(_text(value).split())
