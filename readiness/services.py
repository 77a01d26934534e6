"""The write side of readiness: open, rate, rename, close, re-open and delete assessments."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from core.saving import StaleVersion
from districts.models import District, User
from practices.models import Consideration, Edition, StageDescription
from readiness.models import Assessment, AssessmentRound, BaseRating, ConsiderationPlacement, Rating
from readiness.querysets import RatingQuerySet
from rounds.models import Round
from rounds.services import Draft, Saved, open_round, save_value


class AssessmentClosed(Exception):
    """The assessment takes no more answers."""


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


@cache
def _locked_rows(model: type[BaseRating]) -> RatingQuerySet:
    """Return the query that every save begins with, kept because Django takes its time to put it together.

    The assessment is locked first, as whoever deletes it does. `changed_by` is not joined: a row that PostgreSQL had to
    wait for is read again, but not what an outer join brought with it.
    """
    rows: RatingQuerySet = model.objects.select_for_update(of=("assessment", "self"))
    return rows.select_related("assessment__edition")


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

    Raises the model's DoesNotExist where the district has no such item, AssessmentClosed, ItemCovered where a running
    round covers it, and StaleVersion where somebody else saved meanwhile and the person typed something of their own.
    """
    row = _locked_rows(model).of_item(key, assessment_pk, district.pk).get()
    barred = AssessmentClosed() if row.assessment.is_closed else None
    return save_value(row, draft=draft, by=by, at=at, barred=barred)


@transaction.atomic
def rename_assessment(assessment: Assessment, *, label: str, version: int, by: User) -> None:
    """Give the assessment another label; the one it has changes nothing. Raises StaleVersion."""
    current = _locked(assessment, version)
    if current.label != label:
        current.label = label
        _save_change(current, by)


@transaction.atomic
def close_assessment(assessment: Assessment, *, by: User, at: datetime | None = None) -> None:
    """Make the assessment read-only; closing a closed one changes nothing.

    Raises ValidationError while one of its rounds runs.
    """
    current = _locked(assessment)
    if AssessmentRound.objects.filter(assessment=current).running().exists():
        raise ValidationError("A round still runs in this assessment. Close the round first.", code="running")
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
    """Delete an assessment that nobody has rated in, alone or in a round. Raises ValidationError for any other."""
    current = _locked(assessment)
    if current.rounds.exists():
        raise ValidationError("This assessment has had a round, so it is kept. Close it instead.", code="rounds")
    if not is_untouched(current):
        raise ValidationError("This assessment has answers, notes or comments, so it is kept. Close it instead.")
    current.delete()


def is_untouched(assessment: Assessment) -> bool:
    """Say whether nobody has ever changed an answer or note of the assessment, or said anything about one."""
    return not any(
        model.objects.for_assessment(assessment).touched().exists() for model in (Rating, ConsiderationPlacement)
    )


def _locked(assessment: Assessment, version: int | None = None) -> Assessment:
    current: Assessment | None = Assessment.objects.select_for_update(of=("self",)).filter(pk=assessment.pk).first()
    if current is None:
        raise ValidationError("Another lead deleted this assessment meanwhile.", code="gone")
    if version is not None and version != current.version:
        raise StaleVersion(current)
    return current


def _save_change(assessment: Assessment, by: User, at: datetime | None = None) -> None:
    assessment.version += 1
    _save_with_history(assessment, by, at)


def _save_with_history(assessment: Assessment, by: User, at: datetime | None = None) -> None:
    assessment._history_user = by
    assessment._history_date = at or timezone.now()
    assessment.save()


# Rounds -----------------------------------------------------------------------------------------


@transaction.atomic
def open_assessment_round(
    assessment: Assessment, *, title: str, keys: Sequence[str], by: User, at: datetime | None = None
) -> AssessmentRound:
    """Open a round over items of an assessment, given by content key in their order; it covers them until it closes.

    Raises AssessmentClosed, and ValidationError where there are no items, another running round covers one of them, or
    the assessment is deleted meanwhile.
    """
    current = _locked(assessment)
    if current.is_closed:
        raise AssessmentClosed
    rows = [model.objects.for_assessment(current).with_keys(keys) for model in (Rating, ConsiderationPlacement)]
    if any(found.exclude(covered_by=None).exists() for found in rows):
        raise ValidationError("Another round covers some of these already.", code="covered")
    round = open_round(district=current.district, title=title, item_keys=keys, by=by, at=at)
    for found in rows:
        cover(found, round)
    return AssessmentRound.objects.create(round=round, assessment=current)


def cover(rows: RatingQuerySet, round: Round | None) -> None:
    """Note which running round covers these rows. That is no part of their history, so they are updated at once."""
    rows.update(covered_by=round)
