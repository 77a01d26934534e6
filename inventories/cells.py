"""What a cell holds: from the text that people type or a spreadsheet brings to what is stored, and back.

Stored is what JSON can hold: a text (also for dates as 2026-08-15, and for numbers, so that no digit changes), a list
of texts for several choices, a boolean, or the number of a building. An empty cell is not stored at all, here None.
Reading what was written gives the same again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Protocol

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from core.rendering.characters import without_broken_characters
from inventories.choices import DATES, ColumnKind

Stored = str | list[str] | bool | int
Read = Callable[[str], Stored | None]

# The most that a cell may hold, in characters; a spreadsheet's cell holds three times the longest.
LONGEST = {ColumnKind.TEXT: 300, ColumnKind.PERSON: 200, ColumnKind.LINK: 500, ColumnKind.LONG_TEXT: 10_000}
# Several choices in one text. No choice holds this sign.
SEPARATOR = ";"
DATE_FORMATS = ("%Y-%m-%d", "%m/%d/%Y", "%m/%d/%y", "%b %d, %Y", "%B %d, %Y")
YEARS = range(1900, 2101)
# Numbers stay exact in a spreadsheet, which keeps fifteen digits.
LIMIT, PLACES = Decimal(10) ** 9, 6
_NUMBER = re.compile(r"(?P<sign>-?)\$?(?P<digits>\d+|\d{1,3}(?:,\d{3})+)?(?P<rest>\.\d+)?")
YES, NO = frozenset({"yes", "y", "true", "1", "x"}), frozenset({"no", "n", "false", "0"})


class BadCell(ValueError):
    """A text that does not fit its column; the message says why, and what does fit."""


class Column(Protocol):
    """What reading and showing a cell asks of its column."""

    @property
    def kind(self) -> str: ...
    @property
    def choices(self) -> Sequence[str]: ...


class Place(Protocol):
    """What cells ask of a building."""

    @property
    def pk(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def nces_id(self) -> str: ...


# From text to what is stored ----------------------------------------------------------------------


def reader_of(column: Column, buildings: Iterable[Place] = ()) -> Read:
    """Return a function that reads texts for a column, made once and used for many rows.

    It gives None for an empty text and raises BadCell for one that does not fit.
    """
    kind = ColumnKind(column.kind)
    if kind in LONGEST:
        own: dict[ColumnKind, Read] = {ColumnKind.LINK: _link, ColumnKind.LONG_TEXT: _text_up_to(LONGEST[kind])}
        read = own.get(kind, _line(kind))
    elif kind in (ColumnKind.CHOICE, ColumnKind.CHOICES):
        read = (_one_of if kind == ColumnKind.CHOICE else _several_of)(column.choices)
    elif kind == ColumnKind.BUILDING:
        read = _building_of(buildings)
    else:
        others: dict[ColumnKind, Read] = {ColumnKind.NUMBER: _number, ColumnKind.YES_NO: _yes_no}
        read = others.get(kind, _date)
    return lambda text: read(tidy) if (tidy := tidied(text)) else None


def tidied(text: str) -> str:
    """Return a text without broken characters and outer spaces, its lines ended alike."""
    return without_broken_characters(text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _text_up_to(most: int) -> Read:
    def read(text: str) -> str:
        if len(text) > most:
            raise BadCell(f"This is {len(text):,} characters long. The column holds up to {most:,}.")
        return text

    return read


def _line(kind: ColumnKind) -> Read:
    """A text of one line, as the field that it is typed into holds it: a browser would join two without a space."""
    read = _text_up_to(LONGEST[kind])
    return lambda text: read(" ".join(line for part in text.splitlines() if (line := part.strip())))


_check_link = URLValidator(schemes=["http", "https"])


def _link(text: str) -> str:
    link = f"https://{text}" if text.casefold().startswith("www.") else text
    try:
        _check_link(link)
    except ValidationError:
        raise BadCell("Type a whole address, such as https://www.example.org/page.") from None
    return str(_text_up_to(LONGEST[ColumnKind.LINK])(link))


def _one_of(choices: Sequence[str]) -> Read:
    known = {key_of(choice): choice for choice in choices}

    def read(text: str) -> str:
        found = known.get(key_of(text))
        if found is None:
            raise BadCell(f"“{_short(text)}” is not one of the choices: {', '.join(choices)}.")
        return found

    return read


def _several_of(choices: Sequence[str]) -> Read:
    one = _one_of(choices)

    def read(text: str) -> list[str] | None:
        parts = (part.strip() for part in text.replace("\n", SEPARATOR).split(SEPARATOR))
        chosen = {one(part) for part in parts if part}
        return [choice for choice in choices if choice in chosen] or None

    return read


def _building_of(buildings: Iterable[Place]) -> Read:
    known: dict[str, int] = {}
    for building in buildings:
        known |= {key_of(building.name): building.pk} | ({building.nces_id: building.pk} if building.nces_id else {})

    def read(text: str) -> int:
        found = known.get(key_of(text))
        if found is None:
            raise BadCell(f"The district has no building “{_short(text)}”. A lead adds buildings in the settings.")
        return found

    return read


def _number(text: str) -> str:
    found = _NUMBER.fullmatch(text.replace(" ", ""))
    if found is None or not (found["digits"] or found["rest"]):
        raise BadCell("Type a number, such as 1250 or 0.5.")
    number = Decimal(f"{found['sign']}{(found['digits'] or '0').replace(',', '')}{found['rest'] or ''}")
    if abs(number) >= LIMIT or number != round(number, PLACES):
        raise BadCell("Type a number under one billion, with six places after the point at most.")
    return f"{number.normalize() + 0:f}"


def _yes_no(text: str) -> bool:
    if (word := text.casefold()) in YES:
        return True
    if word in NO:
        return False
    raise BadCell("Type Yes or No.")


def _date(text: str) -> str:
    for known in DATE_FORMATS:
        try:
            found = datetime.strptime(" ".join(text.split()), known).date()  # noqa: DTZ007  A day has no zone.
        except ValueError:
            continue
        if found.year in YEARS:
            return found.isoformat()
    raise BadCell("Type a date, such as 2026-08-15 or 8/15/2026.")


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"


# From what is stored to text ----------------------------------------------------------------------


def written(value: Stored | None, buildings: Mapping[int, str]) -> str:
    """Return a cell as a file and a form hold it, which `reader_of` reads back as it is."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, list):
        return f"{SEPARATOR} ".join(value)
    return buildings.get(value, "") if isinstance(value, int) else value


def shown(column: Column, value: Stored | None, buildings: Mapping[int, str]) -> str:
    """Return a cell as people read it."""
    if isinstance(value, str) and column.kind in DATES:
        day = date.fromisoformat(value)
        return f"{day:%b} {day.day}, {day.year}"
    if isinstance(value, str) and column.kind == ColumnKind.NUMBER:
        return f"{Decimal(value):,f}"
    return ", ".join(value) if isinstance(value, list) else written(value, buildings)


# What cells are sorted, found and counted by -------------------------------------------------------


def keys_of(column: Column, value: Stored | None) -> tuple[str, ...]:
    """Return what a cell is sorted, counted and compared by: one key, one for each of several choices, or none.

    Keys sort as the values do. A long text, of which only matters whether it is there, has an empty one.
    """
    if value is None:
        return ()
    if isinstance(value, list):
        return tuple(value)
    if column.kind == ColumnKind.LONG_TEXT:
        return ("",)
    if column.kind == ColumnKind.NUMBER:
        return (f"{Decimal(str(value)) + LIMIT:017.6f}",)
    if isinstance(value, bool):
        return ("Yes" if value else "No",)
    text = str(value)
    return (text if column.kind in SORTED_AS_STORED else key_of(text),)


# A building's key is its number, because its name may change.
SORTED_AS_STORED = (ColumnKind.CHOICE, ColumnKind.BUILDING, *DATES)


def key_of(text: str) -> str:
    """Return what makes two texts the same: their letters, whatever the capitals and spaces."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def words_of(texts: Iterable[str]) -> str:
    """Return what a search in a row looks through."""
    return "\n".join(key_of(text) for text in texts if text)
