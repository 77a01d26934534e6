"""The write side of readiness: open, rate, rename, close, re-open and delete assessments."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from districts.models import District, User
from practices.models import Consideration, Edition, StageDescription
from readiness.choices import Answer
from readiness.models import Assessment, BaseRating, ConsiderationPlacement, Rating


class StaleVersion(Exception):
    """Somebody saved this row since it was read; `row` is what is stored now."""

    def __init__(self, row: Any) -> None:
        super().__init__("Somebody else saved this since it was read.")
        self.row = row


class AssessmentClosed(Exception):
    """The assessment takes no more answers."""


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What a person typed for one item, and the version that they were reading (None where it is missing)."""

    answer: Answer
    note: str
    version: int | None

    def matches(self, row: BaseRating) -> bool:
        return (row.value, row.unknown, row.note) == (self.answer.value, self.answer.is_unknown, self.note)


@dataclass(frozen=True, kw_only=True)
class Saved:
    """A stored row. `written` says that this save changed it; `replaced`, that somebody else's newer answer stands
    where the person had typed nothing new."""

    row: BaseRating
    written: bool = False
    replaced: bool = False


@transaction.atomic
def open_assessment(
    *, district: District, edition: Edition, label: str, by: User, at: datetime | None = None
) -> Assessment:
    """Open an assessment of a published edition, with all its rows at version 1."""
    at = at or timezone.now()
    assessment = Assessment(district=district, edition=edition, label=label, opened_by=by, opened_at=at)
    _save_with_history(assessment, by, at)
    for model, content in ((Rating, StageDescription), (ConsiderationPlacement, Consideration)):
        rows = [
            model(assessment=assessment, **{model.content_field: one})
            for one in content.objects.filter(edition=edition)
        ]
        bulk_create_with_history(rows, model, default_user=by, default_date=at)
    return assessment


@transaction.atomic
def save_item(
    model: type[BaseRating],
    *,
    district: District,
    assessment_pk: int,
    key: str,
    draft: Draft,
    by: User,
    at: datetime | None = None,
) -> Saved:
    """Store what a person typed for the item with `key`, if it is still at the version they were reading.

    Raises the model's DoesNotExist where the district has no such item, AssessmentClosed, and StaleVersion where
    somebody else saved meanwhile and the person typed something of their own.
    """
    # The assessment is locked first, as whoever deletes it does. `changed_by` is not joined: a row that PostgreSQL had
    # to wait for is read again, but not what an outer join brought with it.
    row = (
        model.objects.select_for_update(of=("assessment", "self"))
        .select_related("assessment__edition")
        .with_key(key)
        .get(assessment__pk=assessment_pk, assessment__district=district)
    )
    if draft.matches(row):
        return Saved(row=row)
    is_current = draft.version == row.version
    if not is_current and _is_what_was_read(draft, row):
        return Saved(row=row, replaced=True)
    if row.assessment.is_closed:
        raise AssessmentClosed
    if not is_current:
        raise StaleVersion(row)
    row.value, row.unknown, row.note = draft.answer.value, draft.answer.is_unknown, draft.note
    row.version += 1
    row.changed_at, row.changed_by = at or timezone.now(), by
    _save_with_history(row, by, row.changed_at, ("value", "unknown", "note", "version", "changed_at", "changed_by"))
    return Saved(row=row, written=True)


def _is_what_was_read(draft: Draft, row: BaseRating) -> bool:
    read = type(row).history.filter(id=row.pk, version=draft.version).first()
    return read is not None and draft.matches(read)


@transaction.atomic
def rename_assessment(assessment: Assessment, *, label: str, version: int, by: User) -> None:
    """Give the assessment another label; the one it has changes nothing. Raises StaleVersion."""
    current = _locked(assessment, version)
    if current.label != label:
        current.label = label
        _save_change(current, by)


@transaction.atomic
def close_assessment(assessment: Assessment, *, by: User, at: datetime | None = None) -> None:
    """Make the assessment read-only; closing a closed one changes nothing."""
    current = _locked(assessment)
    if not current.is_closed:
        current.closed_at = at or timezone.now()
        _save_change(current, by, current.closed_at)


@transaction.atomic
def reopen_assessment(assessment: Assessment, *, reason: str, by: User) -> None:
    """Let a closed assessment take answers again; the reason stays in its history."""
    if not reason.strip():
        raise ValidationError({"reason": "Say why the assessment is opened again."})
    current = _locked(assessment)
    if current.is_closed:
        current.closed_at = None
        current._change_reason = reason.strip()
        _save_change(current, by)


@transaction.atomic
def delete_assessment(assessment: Assessment) -> None:
    """Delete an assessment that nobody has rated in. Raises ValidationError for any other."""
    current = _locked(assessment)
    if not is_untouched(current):
        raise ValidationError("This assessment has answers or notes, so it is kept. Close it instead.")
    current.delete()


def is_untouched(assessment: Assessment) -> bool:
    """Say whether nobody has ever changed an answer or note of the assessment."""
    return not any(
        model.objects.for_assessment(assessment).touched().exists() for model in (Rating, ConsiderationPlacement)
    )


def _locked(assessment: Assessment, version: int | None = None) -> Assessment:
    current: Assessment = Assessment.objects.select_for_update(of=("self",)).get(pk=assessment.pk)
    if version is not None and version != current.version:
        raise StaleVersion(current)
    return current


def _save_change(assessment: Assessment, by: User, at: datetime | None = None) -> None:
    assessment.version += 1
    _save_with_history(assessment, by, at)


def _save_with_history(
    row: BaseRating | Assessment, by: User, at: datetime | None = None, fields: Iterable[str] | None = None
) -> None:
    row._history_user = by
    row._history_date = at or timezone.now()
    row.save(update_fields=fields)
