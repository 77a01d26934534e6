"""From the lists and mappings of a YAML file to entries; what does not fit is collected as problems."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import MISSING as NO_DEFAULT
from dataclasses import dataclass, field, fields
from typing import Any, TypeVar

from practices.content.entries import (
    ConsiderationEntry,
    EditionEntry,
    EditionFile,
    FocusAreaEntry,
    IndicatorEntry,
    PracticeEntry,
    StageEntry,
    StageTextEntry,
    SystemEntry,
)
from practices.content.problems import Problem

Entry = TypeVar("Entry")

MISSING = object()
KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
CODE = re.compile(r"[A-Za-z0-9.]+")
LARGEST_NUMBER = 32767


@dataclass
class Reader:
    """Reads one file. Every method returns something usable, so that one pass finds all problems."""

    file: str
    problems: list[Problem] = field(default_factory=list)

    def row(self, raw: Any, kind: str, entry: type, number: int = 0) -> Row:
        """Return `raw` as a row with the fields of the dataclass `entry`; only those with a default may be missing."""
        values = raw if isinstance(raw, dict) else {}
        row = Row(self, kind, row_name(values, number), values)
        if not isinstance(raw, dict):
            if raw is not MISSING:
                row.problem("", "is not a set of fields with values")
            return row
        needed = {each.name: each.default is NO_DEFAULT for each in fields(entry)}
        for name in values:
            if name not in needed:
                row.problem(str(name), "is not a known field")
        for name, is_needed in needed.items():
            if is_needed and name not in values:
                row.problem(name, "is missing")
        return row


def paragraph(text: str) -> str:
    """Return a text as one paragraph: runs of white space become one space."""
    return " ".join(text.split())


def row_name(values: dict[Any, Any], number: int) -> str:
    """Return the row's key, or which one it is where it has none."""
    key = values.get("key")
    if isinstance(key, str) and key:
        return key
    return f"number {number}" if number else ""


@dataclass
class Row:
    """One mapping of the file, with what its kind and key are, so that problems can name it."""

    reader: Reader
    kind: str
    key: str
    values: dict[Any, Any]

    def problem(self, name: str, message: str) -> None:
        self.reader.problems.append(Problem(self.reader.file, self.kind, self.key, name, message))

    def text(self, name: str, limit: int | None = None) -> str:
        return self._clean(name, self.values[name], limit) if name in self.values else ""

    def _clean(self, name: str, raw: Any, limit: int | None = None) -> str:
        if raw is not None and not isinstance(raw, str):
            self.problem(name, "is not text")
            return ""
        value = paragraph(raw or "")
        if not value:
            self.problem(name, "is empty")
        elif limit and len(value) > limit:
            self.problem(name, f"is longer than {limit} characters")
        elif any(unicodedata.category(character) in ("Cc", "Cs") for character in value):
            self.problem(name, "holds a character that cannot be shown")
        return value

    def pattern(self, name: str, pattern: re.Pattern[str], limit: int, rule: str) -> str:
        value = self.text(name, limit)
        if value and not pattern.fullmatch(value):
            self.problem(name, f'"{value}" is not made of {rule}')
        return value

    def slug(self, name: str = "key", limit: int = 80) -> str:
        return self.pattern(name, KEY, limit, "small letters a to z, digits and single hyphens")

    def code(self) -> str:
        return self.pattern("code", CODE, 10, "letters a to z, digits and full stops")

    def whole_number(self, name: str, smallest: int, largest: int = LARGEST_NUMBER) -> int:
        if name not in self.values:
            return smallest
        written = str(self.values[name])
        if re.fullmatch(r"[0-9]{1,5}", written) and smallest <= int(written) <= largest:
            return int(written)
        self.problem(name, f"is not a whole number from {smallest} to {largest}")
        return smallest

    def flag(self, name: str) -> bool:
        written = str(self.values.get(name, False)).lower()
        if written not in ("true", "false"):
            self.problem(name, "is neither true nor false")
        return written == "true"

    def _list(self, name: str) -> list[Any]:
        raw = self.values.get(name, [])
        if isinstance(raw, list) and raw:
            return raw
        if name in self.values:
            self.problem(name, "is not a list" if raw and not isinstance(raw, list) else "there is none")
        return []

    def paragraphs(self, name: str) -> tuple[str, ...]:
        return tuple(self._clean(f"{name} {number}", raw) for number, raw in enumerate(self._list(name), start=1))

    def rows(self, name: str, read: Callable[[Reader, Any, int], Entry]) -> tuple[Entry, ...]:
        return tuple(read(self.reader, raw, number) for number, raw in enumerate(self._list(name), start=1))


def read_file(reader: Reader, raw: Any) -> EditionFile:
    row = reader.row(raw, "", EditionFile)
    return EditionFile(
        system=read_system(reader, row.values.get("system", MISSING)),
        edition=read_edition(reader, row.values.get("edition", MISSING)),
        stages=row.rows("stages", read_stage),
        considerations=row.rows("considerations", read_consideration),
        focus_areas=row.rows("focus_areas", read_focus_area),
    )


def read_system(reader: Reader, raw: Any) -> SystemEntry:
    row = reader.row(raw, "system", SystemEntry)
    return SystemEntry(
        key=row.slug(limit=50), title=row.text("title", 120), position=row.whole_number("position", smallest=0)
    )


def read_edition(reader: Reader, raw: Any) -> EditionEntry:
    row = reader.row(raw, "edition", EditionEntry)
    return EditionEntry(
        number=row.whole_number("number", smallest=1),
        source=row.text("source", 300),
        introduction=row.paragraphs("introduction"),
    )


def read_stage(reader: Reader, raw: Any, number: int) -> StageEntry:
    row = reader.row(raw, "stage", StageEntry, number)
    return StageEntry(key=row.slug(limit=50), title=row.text("title", 60))


def read_stage_text(reader: Reader, raw: Any, number: int) -> StageTextEntry:
    row = reader.row(raw, "stage description", StageTextEntry, number)
    return StageTextEntry(key=row.slug(), stage=row.text("stage"), text=row.text("text"))


def read_consideration(reader: Reader, raw: Any, number: int) -> ConsiderationEntry:
    row = reader.row(raw, "consideration", ConsiderationEntry, number)
    texts = row.rows("stage_descriptions", read_stage_text)
    return ConsiderationEntry(key=row.slug(), title=row.text("title", 60), stage_descriptions=texts)


def read_focus_area(reader: Reader, raw: Any, number: int) -> FocusAreaEntry:
    row = reader.row(raw, "focus area", FocusAreaEntry, number)
    return FocusAreaEntry(key=row.slug(), title=row.text("title", 160), practices=row.rows("practices", read_practice))


def read_practice(reader: Reader, raw: Any, number: int) -> PracticeEntry:
    row = reader.row(raw, "practice", PracticeEntry, number)
    indicators = row.rows("indicators", read_indicator)
    return PracticeEntry(key=row.slug(), code=row.code(), text=row.text("text"), indicators=indicators)


def read_indicator(reader: Reader, raw: Any, number: int) -> IndicatorEntry:
    row = reader.row(raw, "indicator", IndicatorEntry, number)
    texts = row.rows("stage_descriptions", read_stage_text)
    return IndicatorEntry(key=row.slug(), code=row.code(), choice=row.flag("choice"), stage_descriptions=texts)
