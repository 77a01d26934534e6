"""Published editions as rows, kept from the first time: to put them back takes a tenth of publishing them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, models, transaction

from practices import content as files
from practices.content_store import publish
from practices.content_store.editions import create_draft
from practices.models import (
    Consideration,
    ConsiderationStage,
    Edition,
    FocusArea,
    Indicator,
    Practice,
    Stage,
    StageDescription,
    System,
)

MODELS = (Edition, FocusArea, Practice, Indicator, StageDescription, Consideration, ConsiderationStage)
ROOM = 1_000_000  # between the ids of one kept edition and the next: more than any sequence hands out

Row = dict[str, Any]  # what the database stores, by column


@dataclass(frozen=True)
class KeptEdition:
    """An edition and all of its rows, with ids that nothing else has; `stages` are the keys of stages by id."""

    pk: int
    tables: dict[type[models.Model], list[Row]]
    stages: dict[int, str]

    @classmethod
    def of(cls, edition: Edition, number: int) -> KeptEdition:
        """Keep a published edition, the first with number 1, the next with 2."""
        shift = number * ROOM
        tables = {model: _rows(model, edition, shift) for model in MODELS}
        return cls(edition.pk + shift, tables, dict(Stage.objects.values_list("pk", "key")))

    @transaction.atomic
    def put(self, system: System) -> Edition:
        """Store everything again, for a system and stages that are stored under whatever ids."""
        ids = dict(Stage.objects.values_list("key", "pk"))
        stages = {was: ids[key] for was, key in self.stages.items() if key in ids}
        for model, rows in self.tables.items():
            _insert(model, [_today(row, system.pk, stages) for row in rows])
        edition: Edition = Edition.objects.select_related("system").get(pk=self.pk)
        return edition


def _rows(model: type[models.Model], edition: Edition, shift: int) -> list[Row]:
    whose = {"pk": edition.pk} if model is Edition else {"edition": edition}
    return [_row(row, shift) for row in model._base_manager.filter(**whose).order_by("pk")]


def _row(row: models.Model, shift: int) -> Row:
    stored = {field: field.get_db_prep_save(getattr(row, field.attname), connection) for field in row._meta.fields}
    return {
        field.column: value + shift if field.primary_key or field.related_model in MODELS else value
        for field, value in stored.items()
    }


def _today(row: Row, system: int, stages: dict[int, int]) -> Row:
    """The row with the ids that what it shares with other editions has now."""
    if "system_id" in row:
        return row | {"system_id": system}
    return row | {"stage_id": stages[row["stage_id"]]} if "stage_id" in row else row


def _insert(model: type[models.Model], rows: list[Row]) -> None:
    """Past the managers, which write rows of drafts only."""
    columns = [connection.ops.quote_name(column) for column in rows[0]]
    places = ", ".join(["%s"] * len(columns))
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})", [list(row.values()) for row in rows]
        )


_KEPT: dict[files.EditionFile, KeptEdition] = {}


@cache
def content_file(system: str) -> files.EditionFile:
    """One of the files that the product comes with, read once per process."""
    return files.read(Path(settings.BASE_DIR) / "fixtures" / "practices" / f"{system}.yaml")


def published(content: files.EditionFile) -> Edition:
    """Publish what a file says, without reading it again from disk; a first edition is put back as it was kept."""
    there = set(Stage.objects.values_list("key", flat=True))
    for position, stage in enumerate(content.stages, start=1):
        if stage.key not in there:
            Stage.objects.create(key=stage.key, title=stage.title, position=position)
    entry = content.system
    titled = {"title": entry.title, "position": entry.position}
    system, is_new = System.objects.get_or_create(key=entry.key, defaults=titled)
    if is_new and content in _KEPT:
        return _KEPT[content].put(system)
    edition = publish(edition=create_draft(system, content.edition.number, content))
    if is_new:
        _KEPT[content] = KeptEdition.of(edition, len(_KEPT) + 1)
    return edition
