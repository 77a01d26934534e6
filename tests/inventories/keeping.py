"""Inventories of a district for tests: a template with a column of every kind, what is started from it, and entries."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from core.reading import CellProblem, ReadRow, ReadTable
from districts.models import Building, District, User
from inventories import content as files
from inventories.models import Entry, ImportDraft, Inventory, Template
from inventories.reports import Sheet, sheet_of
from inventories.services import Description, add_entries, draft_import, start_inventory
from tests.inventories.factories import loaded, template_entry

STATES = ("In place", "Being built", "Missing")
FOR_WHOM = ("Teachers", "Leaders", "Support staff")
# A column of every kind.
COLUMNS = (
    files.ColumnEntry("name", "Name", "text", "What people call it.", required=True, unique=True),
    files.ColumnEntry("notes", "Notes", "long-text"),
    files.ColumnEntry("state", "State", "choice", required=True, choices=STATES),
    files.ColumnEntry("for-whom", "For whom", "choices", choices=FOR_WHOM),
    files.ColumnEntry("cost", "Cost", "number"),
    files.ColumnEntry("begun", "Begun on", "date"),
    files.ColumnEntry("expires", "Expires on", "expires"),
    files.ColumnEntry("model", "Could model it", "yes-no"),
    files.ColumnEntry("page", "Page", "link"),
    files.ColumnEntry("contact", "Contact", "person"),
    files.ColumnEntry("place", "Building", "building"),
)


def every_kind(directory: Path, **changes: Any) -> Template:
    """Load the template with a column of every kind, which serves what the small template serves."""
    return loaded(directory, template_entry(**{"columns": COLUMNS, **changes}))


def started(district: District, template: Template, by: User, title: str = "Practices", **described: Any) -> Inventory:
    """Start an inventory; pass what else its lead says of it."""
    said = Description(title=title, **described)
    return start_inventory(district=district, template=template, described=said, by=by)


def built(district: District, name: str, **fields: Any) -> Building:
    return Building.objects.create(district=district, name=name, **fields)


def entered(inventory: Inventory, by: User, *rows: dict[str, Any]) -> list[Entry]:
    """Add entries, each given as what its cells store, and return them; `inventory` counts them too."""
    made = list(add_entries(inventory, rows=rows, by=by))
    inventory.refresh_from_db()
    return made


def named(inventory: Inventory, by: User, *names: str, **cells: Any) -> list[Entry]:
    """Add an entry for each name, with the same in their other cells."""
    return entered(inventory, by, *({"name": name} | cells for name in names))


def cells_of(inventory: Inventory) -> list[dict[str, Any]]:
    """What the kept entries hold, in their order."""
    return list(Entry.objects.for_inventory(inventory).values_list("cells", flat=True))


def sheet(inventory: Inventory) -> Sheet:
    return sheet_of(Inventory.objects.get(pk=inventory.pk))


def drafted(
    inventory: Inventory, by: User, headings: list[str], *rows: list[str], problems: tuple[CellProblem, ...] = ()
) -> ImportDraft:
    """Hand in a spreadsheet whose rows have the numbers from 2 on; `problems` are those of its first row."""
    read = [ReadRow(number, tuple(row), problems if number == 2 else ()) for number, row in enumerate(rows, start=2)]
    table = ReadTable("csv", tuple(headings), tuple(read), ())
    return draft_import(inventory, table=table, file_name="practices.csv", by=by)
