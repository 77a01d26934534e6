"""The demo's inventories: six that the district keeps, one of them out of date."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from districts.models import District, User
from inventories.cells import BadCell, Stored
from inventories.choices import InventoryState, PromptKind
from inventories.models import Entry, Inventory, Template
from inventories.reports import Sheet, sheet_of
from inventories.services import (
    ColumnWish,
    Description,
    add_column,
    add_entries,
    answer_prompt,
    delete_entries,
    name_reader,
    save_entry,
    start_inventory,
)
from rounds.demo import day, days_ago

People = Mapping[str, User]


def make_inventories(data: Mapping[str, Any], *, district: District, people: People) -> None:
    """Make what `data` (fixtures/demo_inventories.yaml) describes. Raises BadCell where a text does not fit its column,
    LookupError for a column that there is not, and ValueError for a row that is too short or is not found."""
    for described in data["inventories"]:
        make_inventory(described, district=district, people=people)


def make_inventory(data: Mapping[str, Any], *, district: District, people: People) -> Inventory:
    """Start an inventory, enter its rows, and do to it what has been done since."""
    inventory = start_inventory(
        district=district,
        template=Template.objects.get(key=data["template"]),
        described=description_of(data, people),
        by=people["lead"],
        at=days_ago(data["opened_days_ago"]),
    )
    name_readers(inventory, data.get("readers", ()), people)
    enter(inventory, data, people)
    for wish in data.get("own_columns", ()):
        add_column(inventory, wish=ColumnWish(**wish), by=people["lead"])
    change(inventory, data.get("changes", ()), people)
    delete(inventory, data.get("deleted", ()), people)
    answer(inventory, data.get("answers", {}), people["lead"])
    return inventory


def description_of(data: Mapping[str, Any], people: People) -> Description:
    days: dict[str, Any] = {name: day(data[name]) for name in ("as_of", "review_on") if data[name] is not None}
    return Description(title=data["title"], owner=people[data["owner"]], state=InventoryState(data["state"]), **days)


def name_readers(inventory: Inventory, names: Iterable[str], people: People) -> None:
    for name in names:
        membership = inventory.district.memberships.get(user=people[name])
        name_reader(inventory, membership=membership, by=people["lead"])


def answer(inventory: Inventory, answers: Mapping[str, str], by: User) -> None:
    """Answer what there is to talk over, each given by the words that it begins with."""
    reflections = inventory.prompts.filter(kind=PromptKind.REFLECTION)
    for beginning, text in answers.items():
        prompt = reflections.get(text__startswith=beginning)
        answer_prompt(inventory, pk=prompt.pk, answer=text, version=prompt.version, by=by)


# Entries ----------------------------------------------------------------------------------------


def enter(inventory: Inventory, data: Mapping[str, Any], people: People) -> None:
    """Enter the rows, as many at once as somebody entered in one go."""
    sheet, common = sheet_of(inventory), data.get("common", {})
    for batch in data["entries"]:
        texts = (dict(zip(data["columns"], row, strict=True)) for row in batch["rows"])
        rows = [cells_of(sheet, common | row) for row in texts]
        add_entries(inventory, rows=rows, by=people[batch["by"]], at=days_ago(batch["days_ago"]))


def change(inventory: Inventory, changes: Iterable[Mapping[str, Any]], people: People) -> None:
    sheet = sheet_of(inventory)
    for one in changes:
        entry, cells = entry_with(inventory, one["row"]), cells_of(sheet, one["cells"])
        by, at = people[one["by"]], days_ago(one["days_ago"])
        save_entry(inventory, pk=entry.pk, cells=cells, version=entry.version, by=by, at=at, sheet=sheet)


def delete(inventory: Inventory, deletions: Iterable[Mapping[str, Any]], people: People) -> None:
    for one in deletions:
        entry = entry_with(inventory, one["row"])
        delete_entries(inventory, pks=[entry.pk], by=people[one["by"]], at=days_ago(one["days_ago"]))


def entry_with(inventory: Inventory, text: str) -> Entry:
    """Return the one entry that says this in a cell. Raises ValueError where there is none, or another."""
    found: list[Entry] = [one for one in Entry.objects.for_inventory(inventory) if text in one.cells.values()]
    [entry] = found
    return entry


def cells_of(sheet: Sheet, row: Mapping[str, Any]) -> dict[str, Stored | None]:
    """Return what is stored for a row of the file: what people would type, dates as days from today.

    A text may name the dates of its row, as in {on:%Y}. Raises BadCell and LookupError.
    """
    readers = sheet.readers()
    days = {key: day(value) for key, value in row.items() if value is not None and sheet.column(key).is_date}
    texts = {key: "" if value is None else str(days.get(key, value)).format(**days) for key, value in row.items()}
    try:
        return {key: readers[key](text) for key, text in texts.items()}
    except BadCell as bad:
        bad.add_note(f"It is in this row: {texts}")
        raise
