"""The file of perspectives: YAML text to validated frozen dataclasses and back, without a database."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import yaml

FILE_NAME = "perspectives.yaml"
SOURCE = "Our own list of the people whose view a district team needs when it rates together"
HEADER = "# What raters may bring: edit the list, then run `manage.py load_content`. Keys never change.\n"
# PyYAML breaks a folded line at the first space behind this column.
WIDTH = 96
# How long each field of a perspective may be, as in the database.
LIMITS = {"key": 50, "title": 60}
KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class ContentError(Exception):
    """A file that cannot be used, with every problem found: file, row, field, what is wrong."""

    def __init__(self, file: str, problems: Iterable[str]) -> None:
        self.problems = tuple(f"{file}: {problem}" for problem in problems)
        super().__init__("\n".join(self.problems))


@dataclass(frozen=True)
class PerspectiveEntry:
    key: str
    title: str


@dataclass(frozen=True)
class PerspectivesFile:
    """A whole file: where the list comes from, and the perspectives in their order."""

    source: str
    perspectives: tuple[PerspectiveEntry, ...]


def read(path: Path) -> PerspectivesFile:
    """Return what the file at `path` holds; raises ContentError."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise ContentError(path.name, [f"cannot be read: {error.strerror}"]) from error
    except UnicodeDecodeError as error:
        raise ContentError(path.name, ["is not UTF-8 text"]) from error
    return parse(text, path.name)


def parse(text: str, file: str) -> PerspectivesFile:
    """Return what the YAML `text` of `file` holds; raises ContentError with every problem."""
    try:
        raw = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 (reads every scalar as text, and makes no objects)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise ContentError(file, ["is not YAML" + (f" (line {mark.line + 1})" if mark else "")]) from error
    if problems := list(_problems(raw)):
        raise ContentError(file, problems)
    entries = (PerspectiveEntry(*(_paragraph(row[name]) for name in LIMITS)) for row in raw["perspectives"])
    return PerspectivesFile(_paragraph(raw["source"]), tuple(entries))


def dump(content: PerspectivesFile) -> str:
    """Return the canonical YAML text of the list."""
    plain = asdict(content) | {
        "source": _Prose(content.source),
        "perspectives": list(map(asdict, content.perspectives)),
    }
    return HEADER + yaml.dump(plain, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=WIDTH)


def _problems(raw: Any) -> Iterator[str]:
    """Yield what is wrong with what a file holds, by row and field."""
    if not isinstance(raw, dict):
        yield "is not a set of fields with values"
        return
    yield from _unknown_or_missing(raw, ("source", "perspectives"))
    if "source" in raw:
        yield from _text_problems(raw, "source", 300)
    rows = raw.get("perspectives", [])
    if not isinstance(rows, list) or not rows:
        if "perspectives" in raw:
            yield "perspectives: is not a list with at least one row"
        return
    for number, row in enumerate(rows, start=1):
        yield from (f"perspective {_name(row, number)}: {problem}" for problem in _row_problems(row))
    yield from _repeated(rows)


def _row_problems(row: Any) -> Iterator[str]:
    if not isinstance(row, dict):
        yield "is not a set of fields with values"
        return
    yield from _unknown_or_missing(row, tuple(LIMITS))
    for name in (name for name in LIMITS if name in row):
        yield from _text_problems(row, name, LIMITS[name])
    key = row.get("key")
    if isinstance(key, str) and key and not KEY.fullmatch(key):
        yield f'key: "{key}" is not made of small letters a to z, digits and single hyphens'


def _unknown_or_missing(row: dict[Any, Any], known: tuple[str, ...]) -> Iterator[str]:
    yield from (f"{name}: is not a known field" for name in row if name not in known)
    yield from (f"{name}: is missing" for name in known if name not in row)


def _text_problems(row: dict[Any, Any], name: str, limit: int) -> Iterator[str]:
    value = row[name]
    if not isinstance(value, str):
        yield f"{name}: is not text"
    elif not value.strip():
        yield f"{name}: is empty"
    elif len(_paragraph(value)) > limit:
        yield f"{name}: is longer than {limit} characters"
    elif not _paragraph(value).isprintable():
        yield f"{name}: holds a character that cannot be shown"


def _repeated(rows: list[Any]) -> Iterator[str]:
    """Yield each row whose key or title an earlier row has."""
    seen: set[tuple[str, str]] = set()
    for number, row in enumerate(rows, start=1):
        for name in LIMITS:
            value = row.get(name) if isinstance(row, dict) else None
            if isinstance(value, str) and value:
                if (name, _paragraph(value)) in seen:
                    yield f'perspective {_name(row, number)}: {name}: "{_paragraph(value)}" is used twice'
                seen.add((name, _paragraph(value)))


def _name(row: Any, number: int) -> str:
    key = row.get("key") if isinstance(row, dict) else None
    return key if isinstance(key, str) and key else f"number {number}"


def _paragraph(text: str) -> str:
    return " ".join(text.split())


class _Prose(str):
    """Text that is written over several lines."""


class _Dumper(yaml.SafeDumper):
    """Writes prose as a folded block."""


_Dumper.add_representer(_Prose, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style=">"))
