"""How the content of a file is checked, whatever kind of file it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from practices.content.problems import ContentError, Problem
from practices.content.reader import Reader

File = TypeVar("File")

# Kind, key, field and message of what no row can know by itself.
Found = Iterator[tuple[str, str, str, str]]


def check_file(
    raw: Any, file: str, read: Callable[[Reader, Any], File], problems_between_rows: Callable[[File], Found]
) -> File:
    """Return what `raw`, the mapping that a file holds, says; raises ContentError with every problem."""
    reader = Reader(file)
    content = read(reader, raw)
    problems = [*reader.problems, *(Problem(file, *problem) for problem in problems_between_rows(content))]
    if problems:
        raise ContentError(problems)
    return content


def repeated(kind: str, field: str, rows: Iterable[tuple[str, str]]) -> Found:
    """Yield a problem for every row (its key and its value of the field) whose value an earlier row has."""
    seen: set[str] = set()
    for key, value in rows:
        if value and value in seen:
            yield kind, key, field, f'"{value}" is used twice'
        seen.add(value)
