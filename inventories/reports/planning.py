"""What a plan takes up of a district's inventories, and records of them: what they hold, and what they lack."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format

from districts.models import District
from inventories.choices import InventoryState
from inventories.models import Inventory
from inventories.reports.columns import sheets_of
from inventories.reports.summary import InventorySummary, inventory_summaries


@dataclass(frozen=True, kw_only=True)
class InventoryLacks:
    """An inventory with what it lacks, in sentences. Of staff data, no figure is among them."""

    pk: int
    title: str
    url: str
    is_staff_data: bool
    lacks: tuple[str, ...]


def inventories_lacking(district: District) -> tuple[InventoryLacks, ...]:
    """Return the inventories of a district that lack anything, in five queries however many there are.

    Everybody in the district reads a plan, so the figures of staff data are left out for everybody.
    """
    today = timezone.localdate()
    found = (
        InventoryLacks(
            pk=row.pk,
            title=row.title,
            url=row.get_absolute_url(),
            is_staff_data=row.is_staff_data,
            lacks=tuple(_lacks(row, summary, today)),
        )
        for row, summary in _with_figures(district)
    )
    return tuple(one for one in found if one.lacks)


@dataclass(frozen=True, kw_only=True)
class InventoryHolds:
    """An inventory with how many entries have each choice of its columns, and what it lacks, in sentences.

    Of staff data, `entries` is None, and no figure is there.
    """

    title: str
    state_label: str
    as_of: date | None
    review_on: date | None
    is_staff_data: bool
    entries: int | None
    counts: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]
    lacks: tuple[str, ...]


def inventories_holding(district: District) -> tuple[InventoryHolds, ...]:
    """Return what the inventories of a district hold, by title, in five queries however many there are."""
    today = timezone.localdate()
    return tuple(
        InventoryHolds(
            title=row.title,
            state_label=row.get_state_display(),
            as_of=row.as_of,
            review_on=row.review_on,
            is_staff_data=row.is_staff_data,
            entries=summary.total if summary else None,
            counts=_counts(summary) if summary else (),
            lacks=tuple(_lacks(row, summary, today)),
        )
        for row, summary in _with_figures(district)
    )


def _counts(summary: InventorySummary) -> tuple[tuple[str, tuple[tuple[str, int], ...]], ...]:
    filled = (counts for counts in summary.counts if counts.filled)
    return tuple((each.column.title, tuple((one.label, one.count) for one in each.counts)) for each in filled)


def _with_figures(district: District) -> list[tuple[Inventory, InventorySummary | None]]:
    """Return the inventories of a district by title, each with its figures, or with None for staff data."""
    rows = list(Inventory.objects.for_district(district).select_related("district"))
    open_rows = [row for row in rows if not row.is_staff_data]
    summaries = inventory_summaries(list(zip(open_rows, sheets_of(open_rows, district), strict=True)))
    figures = {row.pk: summary for row, summary in zip(open_rows, summaries, strict=True)}
    return [(row, figures.get(row.pk)) for row in rows]


def _lacks(row: Inventory, summary: InventorySummary | None, today: date) -> Iterator[str]:
    if row.state == InventoryState.OUTDATED:
        yield "It is out of date."
    elif row.review_on and row.is_overdue(today):
        yield f"Its review has been overdue since {date_format(row.review_on, 'M j, Y')}."
    if summary is None:
        return
    if not summary.total and row.state != InventoryState.OUTDATED:
        yield "It has no entries yet."
    for gap in summary.open_gaps:
        of_all = f"{summary.total:,} {'entry' if summary.total == 1 else 'entries'}"
        yield f"{gap.empty:,} of {of_all} without {gap.column.title}."
    for one in summary.due:
        parts = [f"{one.expired:,} expired"] if one.expired else []
        parts += [f"{one.soon:,} soon to expire"] if one.soon else []
        yield f"{one.column.title}: {' and '.join(parts)}."
