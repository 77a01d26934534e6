"""Saying something of a component: the agreed rating with its reason, and what led to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from districts.models import District, User
from hexagon.choices import Side
from hexagon.models import ComponentRating, Review
from hexagon.services.reviews import locked
from rounds.choices import Answer
from rounds.services import Draft, Saved, save_value

# What is taken over from an earlier review of the same program.
TAKEN = ("value", "unknown", "note", "discussion", "evidence", "data_needed", "obstacles")


@transaction.atomic
def save_component(
    *, district: District, review_pk: int, key: str, draft: Draft, by: User, at: datetime | None = None
) -> Saved:
    """Store what a person typed of a component. What they left as they had read it stays as it is stored now, so that
    two people may write different texts of it at once.

    Raises ComponentRating.DoesNotExist where the district has no such component, ItemCovered where a running round
    agrees on its rating, and StaleVersion where somebody else changed the same text meanwhile.
    """
    row = (
        ComponentRating.objects.select_for_update(of=("review", "self"))
        .select_related("review")
        .with_key(key)
        .get(review=review_pk, review__district=district)
    )
    return save_value(row, draft=_own(draft, row), by=by, at=at)


def _own(draft: Draft, row: ComponentRating) -> Draft:
    """Return the draft without what equals the version that was read."""
    if draft.version == row.version:
        return draft
    read = type(row).history.filter(id=row.pk, version=draft.version).first()
    if read is None:
        return draft
    is_same = draft.answer is None or _says(draft.answer, read)
    return replace(
        draft,
        answer=None if is_same else draft.answer,
        note=None if draft.note == read.note else draft.note,
        more={name: text for name, text in draft.more.items() if text != getattr(read, name)},
    )


def _says(answer: Answer, read: Any) -> bool:
    return (answer.value, answer.is_unknown) == (read.value, read.unknown)


@transaction.atomic
def take_over(review: Review, *, source: Review, by: User, at: datetime | None = None) -> int:
    """Take over what an earlier review says of the program side, for components of which nobody has said anything here.

    Only components that are rated there count. Return how many were taken over; each says where it comes from. Raises
    ValidationError for a review of another district or the same one, and while a round covers any of them.
    """
    current = locked(review)
    if source.district_id != current.district_id or source.pk == current.pk:
        raise ValidationError("Choose another review of this district.", code="source")
    rows = ComponentRating.objects.select_for_update(of=("self",)).for_review(current).filter(**_PROGRAM)
    found = {row.component.key: row for row in rows.select_related("component")}
    if any(row.covered_by_id for row in found.values()):
        raise ValidationError("A round is about these components. Take over once it is closed.", code="covered")
    earlier = ComponentRating.objects.for_review(source).filter(**_PROGRAM).rated().select_related("component")
    pairs = [(found.get(one.component.key), one) for one in earlier]
    fresh = [(row, one) for row, one in pairs if row is not None and row.version == 1]
    for row, one in fresh:
        _take(row, one, by, at or timezone.now())
    return len(fresh)


_PROGRAM = {"component__side": Side.PROGRAM}


def _take(row: ComponentRating, source: ComponentRating, by: User, at: datetime) -> None:
    for name in TAKEN:
        setattr(row, name, getattr(source, name))
    row.version += 1
    row.taken_from, row.taken_at, row.agreed_at = source, row.version, source.changed_at
    row.changed_at, row.changed_by = at, by
    row._history_user, row._history_date = by, at
    row.save()
