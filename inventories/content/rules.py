"""What must hold between the rows of the file, and the one function that applies every rule."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from inventories.cells import SEPARATOR
from inventories.choices import LISTED, NEVER_UNIQUE, QUOTED
from inventories.content.entries import ColumnEntry, TemplateEntry, TemplatesFile
from inventories.content.reader import read_file
from practices.content.checking import Found, check_file, repeated

# How long a choice may be, so that it fits a drop-down of a spreadsheet and of a phone.
LONGEST_CHOICE = 60


def check(raw: Any, file: str) -> TemplatesFile:
    """Return what `raw`, the mapping that a file holds, says; raises ContentError with every problem."""
    return check_file(raw, file, read_file, _problems_between_rows)


def _problems_between_rows(content: TemplatesFile) -> Found:
    """Yield kind, key, field and message of what no row can know by itself."""
    templates = content.templates
    yield from repeated("template", "key", ((row.key, row.key) for row in templates))
    yield from repeated("template", "title", ((row.key, row.title) for row in templates))
    for template in templates:
        yield from _template_problems(template)


def _template_problems(template: TemplateEntry) -> Found:
    kind = f"template {template.key}, column"
    yield from repeated(kind, "key", ((row.key, row.key) for row in template.columns))
    yield from repeated(kind, "title", ((row.key, row.title.casefold()) for row in template.columns))
    for column in template.columns:
        yield from ((kind, column.key, field, message) for field, message in column_problems(column))
    uses = ((template.key, f"{use.system} {use.item}") for use in template.serves)
    yield from repeated("template", "serves", uses)
    for number, prompt in enumerate(template.prompts, start=1):
        if prompt.kind in QUOTED and not prompt.source:
            yield f"template {template.key}, prompt", f"number {number}", "source", "is missing for a quotation"


def column_problems(column: ColumnEntry) -> Iterable[tuple[str, str]]:
    """Yield field and message of what does not fit together in a column."""
    if SEPARATOR in column.title or column.title.endswith("*"):
        yield "title", "it holds a semicolon or ends in an asterisk, which mean something else in spreadsheets"
    if column.kind in LISTED and len(column.choices) < 2:
        yield "choices", "there are fewer than two"
    if column.kind not in LISTED and column.choices:
        yield "choices", f"a column of the kind {column.kind} has none"
    if column.unique and column.kind in NEVER_UNIQUE:
        yield "unique", f"a column of the kind {column.kind} cannot be"
    yield from _choice_problems(column.choices)


def _choice_problems(choices: tuple[str, ...]) -> Iterable[tuple[str, str]]:
    for number, choice in enumerate(choices):
        if len(choice) > LONGEST_CHOICE:
            yield "choices", f'"{choice}" is longer than {LONGEST_CHOICE} characters'
        if SEPARATOR in choice:
            yield "choices", f'"{choice}" holds a semicolon, which stands between choices in spreadsheets'
        if choice.casefold() in map(str.casefold, choices[:number]):
            yield "choices", f'"{choice}" is used twice'
