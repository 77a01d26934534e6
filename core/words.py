"""Small numbers, days and lists as people read them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
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


def sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a text; "i.e." and the like do not end one."""
    return tuple(re.split(r"(?<=[a-z)]\.)(?<!i\.e\.)(?<!e\.g\.)\s+(?=[A-Z])", text.strip()))


@lru_cache(maxsize=4096)
def day_words(day: date) -> str:
    """Return a day as our pages have it: "Oct 14, 2026"."""
    return in_words(day, "M j, Y")
