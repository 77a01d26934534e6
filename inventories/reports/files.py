"""Everything that the files of inventories show: one inventory, or all of a district that a person may read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils import timezone

from districts.models import District, Membership
from inventories.cells import Stored
from inventories.choices import InventoryState
from inventories.models import Entry, Inventory
from inventories.reports.columns import Sheet, SheetColumn, sheets_of
from inventories.reports.coverage import POSITIONS, Coverage, coverage_of
from inventories.reports.prompts import InventoryPrompts, prompts_of
from inventories.reports.summary import InventorySummary, inventory_summaries
from inventories.reports.templates import Served, servable, served_by
from inventories.rules import can_read_entries
from practices.reports import published_contents

# The cells of an entry in the order of the columns in use.
StoredRow = tuple[Stored | None, ...]


@dataclass(frozen=True, kw_only=True)
class InventoryReport:
    """One inventory with its figures and all its entries, in the order in which they were entered.

    `people` are the district's members, whom a workbook suggests where a column names a person. `coverage` is there
    where positions and certifications say it together, for whoever may read both.
    """

    district: str
    paper: str
    title: str
    template_key: str
    template_title: str
    purpose: str
    source: str
    building: str
    owner: str
    state: InventoryState
    as_of: date | None
    review_on: date | None
    is_overdue: bool
    is_staff_data: bool
    sheet: Sheet
    people: tuple[str, ...]
    summary: InventorySummary
    prompts: InventoryPrompts
    serves: tuple[Served, ...]
    entries: tuple[StoredRow, ...]
    coverage: Coverage | None = None

    @property
    def state_label(self) -> str:
        return self.state.label

    @cached_property
    def columns(self) -> tuple[SheetColumn, ...]:
        """The columns in use."""
        return self.sheet.in_use

    @cached_property
    def buildings(self) -> Mapping[int, str]:
        return self.sheet.buildings


@dataclass(frozen=True, kw_only=True)
class InventoriesReport:
    """A district's inventories by title, and the titles of those whose staff data is not in the file."""

    district: str
    paper: str
    today: date
    inventories: tuple[InventoryReport, ...]
    left_out: tuple[str, ...]


def inventory_report(inventory: Inventory, user: Any) -> InventoryReport:
    """Return one inventory, as `with_membership_of` found it, in at most seventeen queries."""
    [report] = _reports([inventory], inventory.district)
    return replace(report, coverage=coverage_of(inventory, user, report.summary.today))


def district_inventories_report(membership: Membership, *, with_staff_data: bool) -> InventoriesReport:
    """Return the district's inventories, also those that are out of date, in at most eighteen queries.

    Staff data is left out unless it is asked for, and always for whoever may not read it. Then what positions and
    certifications say together is said of the newest positions that are not out of date.
    """
    district = membership.district
    found = list(district_inventories(membership))
    shown = [one for one in found if is_shown(one, with_staff_data=with_staff_data)]
    coverages = _coverages(shown, membership.user) if with_staff_data else {}
    reports = (
        replace(report, coverage=coverages.get(one.pk))
        for one, report in zip(shown, _reports(shown, district), strict=True)
    )
    return InventoriesReport(
        district=district.name,
        paper=district.paper,
        today=timezone.localdate(),
        inventories=tuple(reports),
        left_out=tuple(one.title for one in found if one not in shown),
    )


def district_inventories(membership: Membership) -> Iterable[Inventory]:
    """Return the district's inventories by title, each with what tells whether this person may read it."""
    rows: Iterable[Inventory] = Inventory.objects.for_district(membership.district_id).with_membership_of(
        membership.user
    )
    return rows


def is_shown(inventory: Inventory, *, with_staff_data: bool) -> bool:
    """Whether an inventory is in the files of all: what holds staff data is where it is asked for and may be read."""
    return can_read_entries.test(inventory) and (with_staff_data or not inventory.is_staff_data)


def _coverages(inventories: Iterable[Inventory], user: Any) -> dict[int, Coverage | None]:
    positions = [one for one in inventories if one.template.key == POSITIONS and one.state != InventoryState.OUTDATED]
    newest = sorted(positions, key=lambda one: (one.opened_at, one.pk))[-1:]
    return {one.pk: coverage_of(one, user, timezone.localdate()) for one in newest}


# Many at once -------------------------------------------------------------------------------------


def _reports(inventories: Sequence[Inventory], district: District) -> list[InventoryReport]:
    """Return a report of each, in as many queries as for one."""
    prefetch_related_objects(inventories, "template__uses", "building", "owner")
    sheets = sheets_of(inventories, district)
    summaries = inventory_summaries(list(zip(inventories, sheets, strict=True)))
    entries, order, people = _entries(inventories, sheets), servable(published_contents()), _people(district)
    parts = zip(inventories, sheets, summaries, prompts_of(inventories), entries, strict=True)
    return [
        InventoryReport(
            **_about(inventory, district, summary.today),
            sheet=sheet,
            people=people,
            summary=summary,
            prompts=prompts,
            serves=served_by(inventory.template.uses.all(), order),
            entries=rows,
        )
        for inventory, sheet, summary, prompts, rows in parts
    ]


def _about(inventory: Inventory, district: District, today: date) -> dict[str, Any]:
    template = inventory.template
    return {
        "district": district.name,
        "paper": district.paper,
        "title": inventory.title,
        "template_key": template.key,
        "template_title": template.title,
        "purpose": template.purpose,
        "source": template.source,
        "building": inventory.building.name if inventory.building else "",
        "owner": str(inventory.owner or ""),
        "state": InventoryState(inventory.state),
        "as_of": inventory.as_of,
        "review_on": inventory.review_on,
        "is_overdue": inventory.is_overdue(today),
        "is_staff_data": inventory.is_staff_data,
    }


def _entries(inventories: Sequence[Inventory], sheets: Sequence[Sheet]) -> list[tuple[StoredRow, ...]]:
    keys = {one.pk: [column.key for column in sheet.in_use] for one, sheet in zip(inventories, sheets, strict=True)}
    found: dict[int, list[StoredRow]] = {pk: [] for pk in keys}
    rows = Entry.objects.filter(inventory__in=keys, deleted_at=None).values_list("inventory", "cells")
    for pk, cells in rows.iterator():
        found[pk].append(tuple(map(cells.get, keys[pk])))
    return [tuple(rows) for rows in found.values()]


def _people(district: District) -> tuple[str, ...]:
    members = Membership.objects.for_district(district).with_people()
    return tuple(dict.fromkeys(str(member.user) for member in members))
