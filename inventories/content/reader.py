"""From the lists and mappings of a YAML file to entries; what does not fit is collected as problems."""

from __future__ import annotations

from functools import partial
from typing import Any

from inventories.choices import ColumnKind, PromptKind, Scope, Sensitivity
from inventories.content.entries import ColumnEntry, PromptEntry, TemplateEntry, TemplatesFile, UseEntry
from practices.content.reader import Reader, Row

LONGEST_KEY = 50


def read_file(reader: Reader, raw: Any) -> TemplatesFile:
    row = reader.row(raw, "", TemplatesFile)
    return TemplatesFile(templates=row.rows("templates", read_template))


def read_template(reader: Reader, raw: Any, number: int) -> TemplateEntry:
    row = reader.row(raw, "template", TemplateEntry, number)
    place = f"template {row.key}"
    return TemplateEntry(
        key=row.slug(limit=LONGEST_KEY),
        title=row.text("title", 80),
        scope=one_of(row, "scope", Scope.values),
        sensitivity=one_of(row, "sensitivity", Sensitivity.values),
        source=row.text("source", 300),
        purpose=row.text("purpose"),
        instructions=row.text("instructions"),
        columns=row.rows("columns", partial(read_column, place)),
        serves=row.rows("serves", partial(read_use, place)),
        prompts=row.rows("prompts", partial(read_prompt, place)),
    )


def read_column(place: str, reader: Reader, raw: Any, number: int) -> ColumnEntry:
    row = reader.row(raw, f"{place}, column", ColumnEntry, number)
    return ColumnEntry(
        key=row.slug(limit=LONGEST_KEY),
        title=row.text("title", 60),
        kind=one_of(row, "kind", ColumnKind.values),
        help=row.text("help", 200),
        required=row.flag("required"),
        unique=row.flag("unique"),
        choices=row.paragraphs("choices"),
    )


def read_prompt(place: str, reader: Reader, raw: Any, number: int) -> PromptEntry:
    row = reader.row(raw, f"{place}, prompt", PromptEntry, number)
    return PromptEntry(
        kind=one_of(row, "kind", PromptKind.values),
        text=row.text("text"),
        source=row.text("source", 200),
        part=row.text("part", 60),
    )


def read_use(place: str, reader: Reader, raw: Any, number: int) -> UseEntry:
    row = reader.row(raw, f"{place}, use", UseEntry, number)
    return UseEntry(system=row.slug("system", LONGEST_KEY), item=row.slug("item"))


def one_of(row: Row, name: str, values: list[str]) -> str:
    """Return the text of a field, which is one of `values`."""
    value = row.text(name)
    if value and value not in values:
        row.problem(name, f'"{value}" is not one of {", ".join(values)}')
    return value
