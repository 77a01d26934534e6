"""Starting and changing comparisons: two to six candidates for one indicator."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from districts.models import District, User
from hexagon.choices import FEWEST_CANDIDATES, MOST_CANDIDATES, Subject
from hexagon.models import Comparison, Review
from hexagon.services.reviews import (
    KEPT,
    Described,
    add_rows,
    edit,
    is_untouched,
    locked,
    published_edition,
    rounds_about,
    save_new,
)
from practices.models import Indicator

IN_ROUND = "A round is about this comparison. Its candidates stay as they are until it is closed."


@transaction.atomic
def start_comparison(
    *,
    district: District,
    indicator: Indicator,
    title: str,
    candidates: Sequence[Described],
    by: User,
    at: datetime | None = None,
) -> Comparison:
    """Start a comparison of two to six candidates for an indicator that calls for choosing.

    Raises ValidationError where it does not, for any other number of candidates, and for two of one name.
    """
    if not indicator.is_choice:
        raise ValidationError({"indicator": "This indicator does not call for choosing."}, code="indicator")
    names = [one.title.casefold() for one in candidates]
    if not FEWEST_CANDIDATES <= len(names) <= MOST_CANDIDATES:
        raise ValidationError({"candidates": "Name two to six candidates."}, code="number")
    if len(set(names)) < len(names):
        raise ValidationError({"candidates": "Two candidates have the same name."}, code="name")
    comparison = Comparison(
        district=district, edition=published_edition(), indicator=indicator, title=title, opened_by=by
    )
    save_new(comparison, by, at)
    reviews = [_new(comparison, place, one, by, at) for place, one in enumerate(candidates, start=1)]
    add_rows(reviews, by, at)
    return comparison


def _new(comparison: Comparison, place: int, described: Described, by: User, at: datetime | None) -> Review:
    review = Review(
        district=comparison.district,
        edition=comparison.edition,
        subject=Subject.CANDIDATE,
        comparison=comparison,
        position=place,
        opened_by=by,
        **asdict(described),
    )
    save_new(review, by, at)
    return review


@transaction.atomic
def add_candidate(comparison: Comparison, *, described: Described, by: User, at: datetime | None = None) -> Review:
    """Add a candidate. Raises ValidationError where there are six, one has that name, or a round runs."""
    current = locked(comparison)
    _refuse_in_round(current)
    others = list(current.candidates.values_list("position", "title"))
    if len(others) >= MOST_CANDIDATES:
        raise ValidationError("A comparison has six candidates at most.", code="number")
    if described.title.casefold() in {title.casefold() for _, title in others}:
        raise ValidationError({"title": "Another candidate has this name."}, code="name")
    review = _new(current, _next_place([place for place, _ in others]), described, by, at)
    add_rows([review], by, at)
    return review


def _next_place(taken: Sequence[int]) -> int:
    """Return the place after the last, so that a removed candidate's letter is not handed out while others are free."""
    after = max(taken, default=0) + 1
    return after if after <= MOST_CANDIDATES else min(set(range(1, after)) - set(taken))


@transaction.atomic
def remove_candidate(comparison: Comparison, *, review_pk: int) -> None:
    """Remove a candidate of whom nobody has said anything; the others keep their letters.

    Raises Review.DoesNotExist, and ValidationError where two would not be left, a round runs, or the comparison has a
    recommendation, which was made with this candidate in view.
    """
    current = locked(comparison)
    review = current.candidates.select_for_update(of=("self",)).get(pk=review_pk)
    _refuse_in_round(current)
    if current.candidates.count() <= FEWEST_CANDIDATES:
        raise ValidationError("A comparison needs two candidates.", code="number")
    was_rated_together = any(
        key.startswith(f"{review.pk}-") for round in rounds_about(current) for key in round.item_keys
    )
    if was_rated_together or not is_untouched(review):
        raise ValidationError(KEPT, code="kept")
    if hasattr(current, "recommendation"):
        raise ValidationError("The recommendation was made with this candidate in view, so it is kept.", code="kept")
    review.delete()


def _refuse_in_round(comparison: Comparison) -> None:
    if rounds_about(comparison).running().exists():
        raise ValidationError(IN_ROUND, code="round")


@transaction.atomic
def edit_comparison(comparison: Comparison, *, title: str, version: int | None, by: User) -> bool:
    """Give a comparison another title, and say whether that changed anything. Raises StaleVersion."""
    return edit(comparison, {"title": title}, version, by)


@transaction.atomic
def delete_comparison(comparison: Comparison) -> None:
    """Delete a comparison in which nobody has said anything yet. Raises ValidationError for any other."""
    current = locked(comparison)
    list(current.candidates.select_for_update(of=("self",)))  # Whoever comments on one holds it, too.
    if not is_untouched(current):
        raise ValidationError(KEPT, code="kept")
    current.delete()
