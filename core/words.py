"""Small numbers and lists as people read them."""

from __future__ import annotations

from collections.abc import Sequence

SPELLED = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def spelled(count: int) -> str:
    """Return a number as people read it in a sentence: in words up to ten."""
    return SPELLED[count] if count < len(SPELLED) else str(count)


def joined(parts: Sequence[str]) -> str:
    """Return "a", "a and b", or "a, b, and c"."""
    if len(parts) < 3:
        return " and ".join(parts)
    return f"{', '.join(parts[:-1])}, and {parts[-1]}"
