"""Importing a spreadsheet: it is kept as a draft, shown row by row, and then written all or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from core.reading import ReadTable
from districts.models import User
from inventories.choices import Existing, Outcome
from inventories.models import ImportDraft, Inventory
from inventories.reports import import_plan, matched, sheet_of
from inventories.services.entries import add_entries, hold, write_entries

# How long a spreadsheet waits for its yes.
WAITING = timedelta(days=7)


class PlanChanged(Exception):
    """The import would now do something else than was shown: the inventory or the draft changed meanwhile."""


@dataclass(frozen=True)
class Imported:
    """How many entries an import added and changed."""

    added: int
    changed: int


@transaction.atomic
def draft_import(inventory: Inventory, *, table: ReadTable, file_name: str, by: User) -> ImportDraft:
    """Keep a spreadsheet as a draft, in place of the person's earlier one; nothing of it enters the inventory yet."""
    ImportDraft.objects.filter(inventory=inventory, by=by).delete()
    ImportDraft.objects.filter(at__lt=timezone.now() - WAITING).delete()
    return ImportDraft.objects.create(
        inventory=inventory,
        by=by,
        at=timezone.now(),
        file_name=file_name[-200:],
        headings=list(table.headings),
        rows=[
            [row.number, row.cells, [[problem.column, problem.message] for problem in row.problems]]
            for row in table.rows
        ],
        notices=list(table.notices),
        matches=matched(list(table.headings), sheet_of(inventory)),
    )


def set_import(draft: ImportDraft, *, matches: Sequence[str], existing: Existing) -> None:
    """Say which column each heading fills, and what to do with rows that exist."""
    draft.matches, draft.existing = list(matches), existing
    draft.save(update_fields=["matches", "existing"])


@transaction.atomic
def carry_out_import(draft: ImportDraft, *, digest: str, by: User, at: datetime | None = None) -> Imported:
    """Write what was shown, all or nothing, and drop the draft.

    `digest` is that of the plan that was shown. Raises PlanChanged where the import would do something else now, or is
    not ready, and ImportDraft.DoesNotExist where it was carried out already.
    """
    inventory = hold(draft.inventory)
    current = ImportDraft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    plan = import_plan(current, sheet_of(inventory))
    if not plan.is_ready or plan.digest != digest:
        raise PlanChanged
    added = [row.cells for row in plan.rows if row.outcome == Outcome.ADDED]
    changed = [row for row in plan.rows if row.outcome == Outcome.CHANGED]
    now = at or timezone.now()
    if changed:
        entries = [row.entry for row in changed if row.entry]
        for entry in entries:
            entry.inventory = inventory
        write_entries(entries, [{key: row.cells[key] for key in row.changed} for row in changed], by=by, at=now)
    if added:
        add_entries(inventory, rows=added, by=by, at=now)
    current.delete()
    return Imported(len(added), len(changed))
