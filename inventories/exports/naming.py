"""Names that differ from each other: inventories may share a title, the sheets of a workbook may not."""

from __future__ import annotations

import re
from collections.abc import Iterable

LONGEST = 31
_ILLEGAL = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f]+")
# What other sheets are called, and what Excel keeps for itself.
TAKEN = ("Help", "Choices", "Summary", "History")


def sheet_names(titles: Iterable[str]) -> list[str]:
    """Return for each title the name of a sheet: legal, at most 31 characters long, and no other's."""
    taken = {name.casefold() for name in TAKEN}
    names = []
    for title in titles:
        legal = " ".join(_ILLEGAL.sub(" ", title).split()).strip("' ") or "Inventory"
        names.append(_free(legal, taken, LONGEST))
    return names


def different(titles: Iterable[str]) -> list[str]:
    """Return the titles, with a number behind one that an earlier inventory has."""
    taken: set[str] = set()
    return [_free(title, taken) for title in titles]


def _free(wish: str, taken: set[str], longest: int = 1000) -> str:
    """Return the first name like `wish` that is not taken, and take it; capitals make no difference."""
    name, number = _cut(wish, longest), 1
    while name.casefold() in taken:
        number += 1
        end = f" ({number})"
        name = f"{_cut(wish, longest - len(end))}{end}"
    taken.add(name.casefold())
    return name


def _cut(text: str, longest: int) -> str:
    """Return the beginning that fits; spreadsheets count a character beyond the first 65,536 as two."""
    while len(text.encode("utf-16-le")) // 2 > longest:
        text = text[:-1]
    return text.rstrip("' ")
