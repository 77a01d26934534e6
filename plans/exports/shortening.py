"""Making texts short enough for one page, and saying so."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import TypeVar

Item = TypeVar("Item")

# How much room a letter takes, of that of a common one.
_BROAD = {"W": 2.0, "M": 1.8, "m": 1.7, "w": 1.5, "%": 1.6, "@": 1.9}
ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
# A paragraph is not begun for fewer letters.
LEAST = 40


def room(text: str) -> float:
    """Return how many common letters would take as much room as a text."""
    return sum(map(_room, text))


def _room(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in {"W", "F"}:
        return 2
    return _BROAD.get(letter, 1.3 if letter.isupper() else 1)


def shortened(text: str, letters: int) -> str:
    """Return a text in one paragraph, cut after a word where it takes more room than so many common letters."""
    plain = " ".join(text.split())
    if len(plain) * 2 <= letters or room(plain) <= letters:
        return plain
    taken, end = 0.0, 0
    for end, letter in enumerate(plain):  # noqa: B007  the place of the letter that has no room
        taken += _room(letter)
        if taken > letters - 1:
            break
    cut = plain.rfind(" ", 0, end + 1)
    return plain[: cut if cut > end * 0.6 else end].rstrip(" ,;:.") + ELLIPSIS


def paragraphs(text: str, letters: int, most: int) -> tuple[list[str], bool]:
    """Return the paragraphs of a text, cut at so many letters, and whether they are; one paragraph of it all where
    there are more than `most`."""
    found = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    if len(found) > most:
        found = [" ".join(found)]
    kept: list[str] = []
    for paragraph in found:
        left = letters - int(sum(map(room, kept)))
        if kept and left < LEAST:
            return [*kept[:-1], kept[-1].rstrip(" .") + ELLIPSIS], True
        kept.append(shortened(paragraph, left))
        if kept[-1] != paragraph:
            return kept, True
    return kept, False


def first(items: Sequence[Item], most: int) -> tuple[Sequence[Item], int]:
    """Return as many items as there is room for, and how many are left."""
    return items[:most], max(len(items) - most, 0)
