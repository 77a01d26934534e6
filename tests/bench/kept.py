"""Inventories of the first district: positions as a small district has them, and as a very large one does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from districts.models import District, User
from inventories.cells import Stored
from inventories.models import Inventory, Template
from inventories.reports import Sheet, sheet_of
from inventories.services import Description, add_entries, start_inventory
from tests.bench.data import analyze, database

SMALL, LARGE = 50, 10_000
TEXT = "Student support, academic performance and equity were weighed with the principal in the spring, by grade."


def keep(path: Path) -> None:
    """Start a small and a large inventory of positions, and an empty one; each cell of an entry is filled in."""
    with database(path):
        _keep(District.objects.get(slug="district-0"), User.objects.get(email="lead@example.org"))
        analyze()


def _keep(district: District, lead: User) -> None:
    for name in ("Elementary School", "Middle School", "High School"):
        district.buildings.create(name=name)
    for count in (SMALL, LARGE, 0):
        inventory = started(district, lead, f"Positions, {count:,}")
        if count:
            add_entries(inventory, rows=list(rows_for(sheet_of(inventory), count)), by=lead)


def started(district: District, lead: User, title: str) -> Inventory:
    template = Template.objects.get(key="positions")
    return start_inventory(district=district, template=template, described=Description(title=title), by=lead)


def rows_for(sheet: Sheet, count: int) -> Iterator[dict[str, Stored | None]]:
    """Yield the cells of so many entries."""
    for number in range(count):
        yield {column.key: _cell(column, number, sheet) for column in sheet.in_use}


def _cell(column: Any, number: int, sheet: Sheet) -> Stored | None:
    if column.choices:
        return str(column.choices[number * 7 % len(column.choices)])
    if column.kind == "building":
        return sheet.places[number % len(sheet.places)].pk
    words: dict[str, Stored] = {
        "number": f"{number % 40}.5",
        "yes-no": number % 3 == 0,
        "long-text": TEXT,
        "date": f"2026-{number % 12 + 1:02}-{number % 28 + 1:02}",
    }
    return words.get(column.kind, f"{column.title} {(number * 7919) % 10_007:05}")
