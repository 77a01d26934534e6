"""A plan as it was when a lead finalized it: its record and its files, kept as they are for ever."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models
from simple_history.models import HistoricalRecords

from core.links import address
from plans.choices import Length
from plans.models.base import Kept
from plans.models.plans import Plan
from plans.querysets import SnapshotFileQuerySet, SnapshotQuerySet


class SnapshotError(TypeError):
    """Something tried to change what a snapshot keeps."""


class Snapshot(Kept):
    """A plan as a lead finalized it. `number` counts those of a plan from 1.

    `record` is what `plans.reports.record.to_json` gave, with its `schema`, and `digest` its SHA-256 in the order of
    its keys. `finalized_name` stays when the person has gone. Only `note` and `adopted_on` are ever said anew.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="snapshots")
    number = models.PositiveSmallIntegerField()
    record = models.JSONField()
    digest = models.CharField(max_length=64)
    finalized_at = models.DateTimeField()
    finalized_name = models.CharField(max_length=254)
    note = models.TextField(blank=True)
    adopted_on = models.DateField(null=True, blank=True)

    objects = SnapshotQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["record", "digest"])

    said_anew = frozenset({"note", "adopted_on", "version", "changed_at", "changed_by"})

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="snapshot_number_once")]

    def __str__(self) -> str:
        return f"Snapshot {self.number}"

    def save(self, *args: Any, update_fields: Any = None, **kwargs: Any) -> None:
        if self.pk and not set(update_fields or ["record"]) <= self.said_anew:
            raise SnapshotError
        super().save(*args, update_fields=update_fields, **kwargs)

    def get_absolute_url(self) -> str:
        return address("plans:snapshot_detail", self.plan.district.slug, self.plan_id, self.pk)


class SnapshotFile(models.Model):
    """A file of a snapshot; `sha256` is that of `content`."""

    snapshot = models.ForeignKey(Snapshot, on_delete=models.CASCADE, related_name="files")
    length = models.CharField(max_length=10, choices=Length)
    name = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()

    objects = SnapshotFileQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["snapshot", "length"], name="snapshot_file_once"),
            models.CheckConstraint(condition=models.Q(length__in=Length.values), name="snapshot_file_length_known"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise SnapshotError
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:  # noqa: ARG002
        raise SnapshotError
