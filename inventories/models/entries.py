"""The entries of an inventory, their cells as they are sorted and counted, and an import that waits for its yes."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from comments.models import Discussed
from districts.models import User
from inventories.choices import Existing
from inventories.models.inventories import Inventory, InventoryColumn
from inventories.querysets import CellQuerySet, EntryQuerySet


class Entry(Discussed):
    """One row of an inventory. `cells` holds what is stored by the key of its column, and nothing for an empty cell.

    `words` is what a search looks through. A deleted entry stays, without keys, until the deletion is undone.
    """

    inventory = models.ForeignKey(Inventory, on_delete=models.CASCADE, related_name="entries")
    cells = models.JSONField(default=dict)
    words = models.TextField(blank=True, editable=False)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    deleted_at = models.DateTimeField(null=True, blank=True)
    deleted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    _history_user: User
    _history_date: datetime

    objects = EntryQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["words", "thread"])

    class Meta:
        verbose_name_plural = "entries"
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["inventory", "id"], condition=Q(deleted_at=None), name="entry_kept"),
            models.Index(
                fields=["inventory", "-deleted_at"], condition=Q(deleted_at__isnull=False), name="entry_deleted"
            ),
        ]

    def __str__(self) -> str:
        return f"Entry {self.pk}"


class CellKey(models.Model):
    """What one cell of an entry is sorted, found, counted and compared by; `inventories.cells` makes it.

    Every entry has one for each column, an empty cell too, and several where several words are chosen.
    """

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="keys", db_index=False)
    column = models.ForeignKey(InventoryColumn, on_delete=models.CASCADE, related_name="keys", db_index=False)
    key = models.TextField(blank=True)
    is_empty = models.BooleanField(default=False)
    is_unique = models.BooleanField(default=False)

    objects = CellQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["column", "key"], condition=Q(is_unique=True, is_empty=False), name="cell_key_differs"
            ),
            models.CheckConstraint(condition=Q(is_empty=False) | Q(key=""), name="cell_key_empty_has_none"),
        ]
        indexes = [
            models.Index(fields=["column", "is_empty", "key", "entry"], name="cell_key_in_order"),
            models.Index(fields=["entry", "column", "is_empty", "key"], name="cell_key_of_entry"),
        ]

    def __str__(self) -> str:
        return self.key


class ImportDraft(models.Model):
    """A spreadsheet that somebody has handed in and not imported yet: nothing of it is in the inventory.

    `rows` are pairs of a row's number in the file and its texts, with the messages of cells that hold nothing usable.
    `matches` says for each heading which column it fills, by key, or "" to leave it out.
    """

    inventory = models.ForeignKey(Inventory, on_delete=models.CASCADE, related_name="import_drafts")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    file_name = models.CharField(max_length=200)
    headings = models.JSONField()
    rows = models.JSONField()
    notices = models.JSONField(default=list)
    matches = models.JSONField()
    existing = models.CharField(max_length=10, choices=Existing, default=Existing.STOP)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(existing__in=Existing.values), name="import_draft_existing_known")
        ]

    def __str__(self) -> str:
        return self.file_name
