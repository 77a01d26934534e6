"""From the lists and mappings of a YAML file to entries; what does not fit is collected as problems."""

from __future__ import annotations

from typing import Any

from hexagon.choices import POINTS
from hexagon.content.entries import ComponentEntry, HexagonFile, PointEntry, QuestionEntry
from practices.content.reader import MISSING, Reader, read_edition


def read_file(reader: Reader, raw: Any) -> HexagonFile:
    row = reader.row(raw, "", HexagonFile)
    return HexagonFile(
        edition=read_edition(reader, row.values.get("edition", MISSING)),
        components=row.rows("components", read_component),
    )


def read_component(reader: Reader, raw: Any, number: int) -> ComponentEntry:
    row = reader.row(raw, "component", ComponentEntry, number)
    return ComponentEntry(
        key=row.slug(),
        side=row.text("side"),
        title=row.text("title", 60),
        definition=row.text("definition"),
        questions=row.rows("questions", read_question),
        points=row.rows("points", read_point),
    )


def read_question(reader: Reader, raw: Any, number: int) -> QuestionEntry:
    row = reader.row(raw, "question", QuestionEntry, number)
    return QuestionEntry(key=row.slug(), text=row.text("text"))


def read_point(reader: Reader, raw: Any, number: int) -> PointEntry:
    row = reader.row(raw, "point", PointEntry, number)
    return PointEntry(
        key=row.slug(),
        value=row.whole_number("value", smallest=POINTS[0], largest=POINTS[-1]),
        label=row.text("label", 40),
        description=row.text("description"),
    )
