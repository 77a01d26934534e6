"""Small numbers, days and lists as people read them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from django.utils.dateformat import format as in_words

SPELLED = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def spelled(count: int) -> str:
    """Return a number as people read it in a sentence: in words up to ten."""
    return SPELLED[count] if count < len(SPELLED) else str(count)


def joined(parts: Sequence[str]) -> str:
    """Return "a", "a and b", or "a, b, and c"."""
    if len(parts) < 3:
        return " and ".join(parts)
    return f"{', '.join(parts[:-1])}, and {parts[-1]}"


def quoted(title: str) -> str:
    """Return what people called something, in quotation marks."""
    return f"\N{LEFT DOUBLE QUOTATION MARK}{title}\N{RIGHT DOUBLE QUOTATION MARK}"


def sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a text; "i.e." and the like do not end one."""
    return tuple(re.split(r"(?<=[a-z)]\.)(?<!i\.e\.)(?<!e\.g\.)\s+(?=[A-Z])", text.strip()))


@lru_cache(maxsize=4096)
def day_words(day: date) -> str:
    """Return a day as our pages have it: "Oct 14, 2026"."""
    return in_words(day, "M j, Y")


def when_words(at: datetime, today: date) -> str:
    """Return a moment of the present time zone as a log has it: "Today, 9:12 AM", "Yesterday, 3:40 PM", else the
    day."""
    day = at.date()
    if day == today:
        return f"Today, {_clock_words(at.hour, at.minute)}"
    return f"Yesterday, {_clock_words(at.hour, at.minute)}" if day == today - timedelta(days=1) else day_words(day)


@lru_cache(maxsize=24 * 60)
def _clock_words(hour: int, minute: int) -> str:
    return in_words(time(hour, minute), "g:i A")
