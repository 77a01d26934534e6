"""Rounds over the components of a review, or of a comparison's candidates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from districts.models import User
from hexagon.choices import READING_ORDER
from hexagon.models import Comparison, ComponentRating, Review, ReviewRound
from hexagon.reports import item_key
from hexagon.services.reviews import locked
from rounds.models import Round
from rounds.services import open_round


@transaction.atomic
def open_review_round(
    subject: Review | Comparison, *, title: str, keys: Sequence[str], by: User, at: datetime | None = None
) -> ReviewRound:
    """Open a round over the components with these content keys, of a review or of every candidate of a comparison; it
    covers them until it closes.

    Raises ValidationError where there are none, another running round covers one of them, or the review is a
    candidate: its comparison is rated as a whole.
    """
    current = locked(subject)
    if isinstance(current, Review) and current.comparison_id is not None:
        raise ValidationError("A candidate is rated with its comparison.", code="candidate")
    is_comparison = isinstance(current, Comparison)
    reviews = list(current.candidates.order_by("position")) if isinstance(current, Comparison) else [current]
    rows = ComponentRating.objects.filter(review__in=reviews, component__key__in=keys)
    if rows.exclude(covered_by=None).exists():
        raise ValidationError("Another round covers some of these already.", code="covered")
    ordered = [key for key in READING_ORDER if key in keys]
    items = [item_key(review, key) for review in reviews for key in ordered]
    round = open_round(district=current.district, title=title, item_keys=items, by=by, at=at)
    cover(rows, round)
    return ReviewRound.objects.create(round=round, **{"comparison" if is_comparison else "review": current})


def cover(rows: Any, round: Round | None) -> None:
    """Note which running round covers these rows. That is no part of their history, so they are updated at once."""
    rows.update(covered_by=round)
