"""Cells by the names that spreadsheets show: B7 is the place (7, 1), a row counted from 1 and a column from 0."""

from __future__ import annotations

import re
from functools import lru_cache

from core.reading.damage import DAMAGED
from core.reading.table import UnreadableFile

Place = tuple[int, int]

# The last cell of a sheet is XFD1048576.
LAST_ROW, LAST_COLUMN = 1_048_576, 16_383

_ADDRESS = re.compile("([A-Za-z]{1,3})([0-9]{1,7})")


def place_of(address: str) -> Place:
    """Return the place of an address. Raises UnreadableFile for what is none."""
    match = _ADDRESS.fullmatch(address)
    if not match:
        raise UnreadableFile(DAMAGED)
    return int(match[2]), column_index(match[1].upper().encode())


def address_of(place: Place) -> str:
    row, column = place
    return f"{letters_of(column)}{row}"


@lru_cache(maxsize=1024)
def column_index(letters: bytes) -> int:
    """Return the number of a column, from 0, by its capital letters."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


@lru_cache(maxsize=1024)
def letters_of(column: int) -> str:
    """Return the capital letters of a column by its number, from 0."""
    head, tail = divmod(column, 26)
    return (letters_of(head - 1) if head else "") + chr(65 + tail)
