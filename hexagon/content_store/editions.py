"""The editions of the Hexagon, and its file."""

from __future__ import annotations

from pathlib import Path

from django.db import transaction

from hexagon import content as files
from hexagon.content import HexagonFile
from hexagon.content_store import rows
from hexagon.models import HexagonEdition
from practices.content import ContentError, Problem
from practices.content_store import EditionSeries
from practices.querysets import EditionQuerySet


class HexagonSeries(EditionSeries[HexagonEdition, HexagonFile]):
    """All editions of the Hexagon, which is one for everyone."""

    format = files.FORMAT

    def editions(self) -> EditionQuerySet:
        editions: EditionQuerySet = HexagonEdition.objects.all()
        return editions

    def lock(self) -> None:
        """Lock the editions there are. Two that are the first are kept apart by the database's constraints."""
        list(HexagonEdition.objects.select_for_update().values_list("pk"))

    def new_edition(self) -> HexagonEdition:
        return HexagonEdition()

    def file_of(self, edition: HexagonEdition) -> HexagonFile:
        return rows.file_of(edition)

    def write_rows(self, edition: HexagonEdition, content: HexagonFile) -> None:
        rows.write_rows(edition, content)


_SERIES = HexagonSeries()


def start_draft(*, edition: HexagonEdition) -> HexagonEdition:
    """Return a new draft with everything that the edition says; raises DraftExists."""
    return _SERIES.start_draft(edition)


def publish(*, edition: HexagonEdition) -> HexagonEdition:
    """Publish a draft and retire what was published; raises ContentError while the draft is not complete."""
    return _SERIES.publish(edition)


def draft_problems(edition: HexagonEdition) -> tuple[Problem, ...]:
    """Return what keeps a draft from being published."""
    return _SERIES.problems(edition)


@transaction.atomic
def load(path: Path) -> str:
    """Bring the file into the database; return a sentence on what happened, or raise ContentError."""
    content = files.read(path)
    if problems := list(_SERIES.number_problems(path.name, content)):
        raise ContentError(problems)
    return f"The Hexagon: {_SERIES.load(content)}"


def dump(directory: Path, *, drafts: bool = True) -> Path | None:
    """Write the file of the draft, or without one of what is published; return its path, or None without any."""
    edition = _SERIES.to_dump(drafts=drafts)
    if edition is None:
        return None
    path = directory / files.FILE_NAME
    path.write_text(files.dump(rows.file_of(edition)), encoding="utf-8")
    return path
