"""The editions of a system."""

from __future__ import annotations

from practices import content as files
from practices.content import EditionFile, Problem
from practices.content_store import rows
from practices.content_store.series import EditionSeries
from practices.models import Edition, System
from practices.querysets import EditionQuerySet


class SystemSeries(EditionSeries[Edition, EditionFile]):
    """The editions of the system with this key, which may not be stored yet."""

    format = files.FORMAT

    def __init__(self, key: str) -> None:
        self.key = key

    def editions(self) -> EditionQuerySet:
        editions: EditionQuerySet = Edition.objects.filter(system__key=self.key).select_related("system")
        return editions

    def lock(self) -> None:
        System.objects.select_for_update().get(key=self.key)

    def new_edition(self) -> Edition:
        return Edition(system=System.objects.get(key=self.key))

    def file_of(self, edition: Edition) -> EditionFile:
        return rows.file_of(edition)

    def write_rows(self, edition: Edition, content: EditionFile) -> None:
        rows.write_rows(edition, content)


def series_of(edition: Edition) -> SystemSeries:
    return SystemSeries(edition.system.key)


def start_draft(*, edition: Edition) -> Edition:
    """Return a new draft with everything that the edition says; raises DraftExists."""
    return series_of(edition).start_draft(edition)


def publish(*, edition: Edition) -> Edition:
    """Publish a draft and retire what was published; raises ContentError while the draft is not complete."""
    return series_of(edition).publish(edition)


def draft_problems(edition: Edition) -> tuple[Problem, ...]:
    """Return what keeps a draft from being published."""
    return series_of(edition).problems(edition)


def create_draft(system: System, number: int, content: EditionFile) -> Edition:
    return SystemSeries(system.key).create_draft(number, content)
