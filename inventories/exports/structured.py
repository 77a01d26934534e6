"""Inventories as JSON, in the shape that docs/inventory-files.md describes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from inventories.cells import Stored
from inventories.choices import PromptKind
from inventories.reports import PromptSection, SheetColumn
from inventories.reports.files import InventoriesReport, InventoryReport

# Grows when a program that reads an earlier shape would misread this one.
SCHEMA = 1


def inventory_json(report: InventoryReport) -> bytes:
    """Return one inventory with its columns, entries and prompts."""
    return _written({"schema": SCHEMA, "district": report.district, **_inventory(report)})


def inventories_json(report: InventoriesReport) -> bytes:
    """Return all inventories of a district, each as in its own file."""
    inventories = [_inventory(one) for one in report.inventories]
    return _written({"schema": SCHEMA, "district": report.district, "inventories": inventories})


def _written(content: dict[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def _inventory(report: InventoryReport) -> dict[str, Any]:
    return {
        "inventory": _about(report),
        "columns": [_column(column) for column in report.columns],
        "entries": list(_entries(report)),
        "prompts": list(_prompts(report)),
    }


def _about(report: InventoryReport) -> dict[str, Any]:
    return {
        "title": report.title,
        "template": report.template_key,
        "building": report.building or None,
        "owner": report.owner or None,
        "state": report.state.value,
        "as_of": _day(report.as_of),
        "review_on": _day(report.review_on),
        "staff_data": report.is_staff_data,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _column(column: SheetColumn) -> dict[str, Any]:
    return {
        "key": column.key,
        "title": column.title,
        "kind": column.kind,
        "help": column.help,
        "required": column.required,
        "unique": column.unique,
        "choices": list(column.choices),
    }


def _entries(report: InventoryReport) -> Iterator[dict[str, Stored]]:
    """Yield what is filled in of each entry, as it is stored, save a building, which has its name."""
    keys, buildings = [column.key for column in report.columns], report.buildings
    for row in report.entries:
        yield {
            key: buildings.get(value, "") if type(value) is int else value
            for key, value in zip(keys, row, strict=True)
            if value is not None
        }


def _prompts(report: InventoryReport) -> Iterator[dict[str, Any]]:
    prompts = report.prompts
    yield from _quoted(PromptKind.WHAT, prompts.asked)
    yield from _quoted(PromptKind.QUESTION, prompts.questions)
    for one in prompts.reflections:
        answered_at = one.changed_at.isoformat() if one.changed_at else None
        yield _prompt(PromptKind.REFLECTION, one.text, one.part, one.source) | {
            "answer": one.answer,
            "answered_by": one.changed_by or None,
            "answered_at": answered_at,
        }


def _quoted(kind: PromptKind, section: PromptSection) -> Iterator[dict[str, Any]]:
    for part in section.parts:
        for prompt in part.prompts:
            yield _prompt(kind, prompt.text, part.title, prompt.source)


def _prompt(kind: PromptKind, text: str, part: str, source: str) -> dict[str, Any]:
    return {"kind": kind.value, "part": part, "text": text, "source": source}
