"""What holds after everything that is done to an inventory: its count, its keys and its searched words are in step."""

from __future__ import annotations

from collections import Counter

from inventories.cells import keys_of, shown, words_of
from inventories.models import CellKey, Entry, Inventory
from inventories.reports import sheet_of


def assert_in_step(inventory: Inventory) -> None:
    """Compare the inventory's count, its entries' keys, words and versions with what the kept cells say."""
    now = Inventory.objects.get(pk=inventory.pk)
    kept = list(Entry.objects.for_inventory(now))
    sheet = sheet_of(now)
    assert now.entry_count == len(kept)
    wanted: Counter[tuple[int, int, str, bool, bool]] = Counter()
    for entry in kept:
        assert entry.cells
        assert entry.words == words_of(shown(one, entry.cells.get(one.key), {}) for one in sheet.columns)
        for column in sheet.columns:
            keys = keys_of(column, entry.cells.get(column.key))
            wanted.update((entry.pk, column.pk, key, False, column.unique) for key in keys)
            wanted.update([(entry.pk, column.pk, "", True, False)] * (not keys))
    rows = CellKey.objects.filter(entry__inventory=now)
    assert Counter(rows.values_list("entry", "column", "key", "is_empty", "is_unique")) == wanted
    _assert_versions(now)


def _assert_versions(inventory: Inventory) -> None:
    """The newest version of each entry's history, also of a deleted one, says what the entry says."""
    for entry in inventory.entries.all():
        versions = list(entry.history.order_by("version"))
        assert [one.version for one in versions] == list(range(1, entry.version + 1))
        last = versions[-1]
        assert (last.cells, last.deleted_at, last.history_user_id, last.history_date) == (
            entry.cells,
            entry.deleted_at,
            entry.changed_by_id,
            entry.changed_at,
        )
