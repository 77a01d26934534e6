"""Published editions as rows, kept from the first time: to put them back takes a tenth of publishing them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import models, transaction

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
from tests.kept_rows import Row, Tables, kept, put

MODELS = (Edition, FocusArea, Practice, Indicator, StageDescription, Consideration, ConsiderationStage)


@dataclass(frozen=True)
class KeptEdition:
    """An edition and all of its rows, with ids that nothing else has; `stages` are the keys of stages by id."""

    pk: int
    tables: Tables
    stages: dict[int, str]

    @classmethod
    def of(cls, edition: Edition) -> KeptEdition:
        """Keep a published edition."""
        tables = kept({model: _rows(model, edition) for model in MODELS})
        [row] = tables[Edition]
        return cls(row["id"], tables, dict(Stage.objects.values_list("pk", "key")))

    @transaction.atomic
    def put(self, system: System) -> Edition:
        """Store everything again, for a system and stages that are stored under whatever ids."""
        ids = dict(Stage.objects.values_list("key", "pk"))
        stages = {was: ids[key] for was, key in self.stages.items() if key in ids}
        put({model: [_today(row, system.pk, stages) for row in rows] for model, rows in self.tables.items()})
        edition: Edition = Edition.objects.select_related("system").get(pk=self.pk)
        return edition


def _rows(model: type[models.Model], edition: Edition) -> Iterable[models.Model]:
    whose = {"pk": edition.pk} if model is Edition else {"edition": edition}
    return model._base_manager.filter(**whose).order_by("pk")


def _today(row: Row, system: int, stages: dict[int, int]) -> Row:
    """The row with the ids that what it shares with other editions has now."""
    if "system_id" in row:
        return row | {"system_id": system}
    return row | {"stage_id": stages[row["stage_id"]]} if "stage_id" in row else row


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
        _KEPT[content] = KeptEdition.of(edition)
    return edition
