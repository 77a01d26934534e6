"""Starting, describing and deleting reviews."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from core.saving import StaleVersion
from districts.models import District, User
from hexagon.choices import Subject
from hexagon.models import BaseReview, Comparison, Component, ComponentRating, HexagonEdition, Review
from practices.models import Indicator, Practice, System
from rounds.models import Round

AnyReview = TypeVar("AnyReview", bound=Review | Comparison)

NO_EDITION = "The Hexagon has no published edition yet. A content administrator publishes it."
KEPT = "Somebody has said something in it, or a round is about it, so it is kept."


@dataclass(frozen=True, kw_only=True)
class Described:
    """What people say of a subject in their own words."""

    title: str
    description: str = ""
    provider: str = ""
    link: str = ""
    cost_note: str = ""


@transaction.atomic
def start_review(
    *,
    district: District,
    about: System | Practice | Indicator | None,
    described: Described,
    by: User,
    at: datetime | None = None,
) -> Review:
    """Start a review of what the content holds, or of a candidate where `about` is None.

    Raises ValidationError where the Hexagon is not published.
    """
    subject = subject_of(about)
    review = Review(district=district, edition=published_edition(), opened_by=by, subject=subject, **asdict(described))
    if about is not None:
        setattr(review, subject, about)
    save_new(review, by, at)
    add_rows([review], by, at)
    return review


def subject_of(about: System | Practice | Indicator | None) -> Subject:
    kinds = {System: Subject.SYSTEM, Practice: Subject.PRACTICE, Indicator: Subject.INDICATOR}
    return Subject.CANDIDATE if about is None else kinds[type(about)]


def published_edition() -> HexagonEdition:
    edition: HexagonEdition | None = HexagonEdition.objects.published().first()
    if edition is None:
        raise ValidationError(NO_EDITION, code="edition")
    return edition


def save_new(subject: BaseReview, by: User, at: datetime | None) -> None:
    """Store a review or comparison that is new."""
    subject.opened_at = at or timezone.now()
    save_with_history(subject, by, subject.opened_at)


def save_with_history(subject: BaseReview, by: User, at: datetime | None = None) -> None:
    subject._history_user, subject._history_date = by, at or timezone.now()
    subject.save()


def add_rows(reviews: list[Review], by: User, at: datetime | None) -> None:
    """Give new reviews a row for every component, at version 1."""
    components = list(Component.objects.filter(edition=reviews[0].edition))
    rows = [ComponentRating(review=review, component=one) for review in reviews for one in components]
    bulk_create_with_history(rows, ComponentRating, default_user=by, default_date=at or timezone.now())


@transaction.atomic
def edit_review(review: Review, *, described: Described, version: int | None, by: User) -> bool:
    """Describe a review's subject anew, and say whether that changed anything. Raises StaleVersion."""
    return edit(review, asdict(described), version, by)


def edit(subject: AnyReview, fields: dict[str, Any], version: int | None, by: User) -> bool:
    """Write fields of a review or comparison over the version that was read."""
    current = locked(subject)
    if all(getattr(current, name) == value for name, value in fields.items()):
        return False
    if version != current.version:
        raise StaleVersion(current)
    for name, value in fields.items():
        setattr(current, name, value)
    current.version += 1
    save_with_history(current, by)
    return True


def locked(subject: AnyReview) -> AnyReview:
    rows: Any = type(subject)._default_manager
    current: AnyReview | None = rows.select_for_update(of=("self",)).filter(pk=subject.pk).first()
    if current is None:
        raise ValidationError("Another lead deleted this meanwhile.", code="gone")
    return current


@transaction.atomic
def delete_review(review: Review) -> None:
    """Delete a review of which nobody has said anything yet. Raises ValidationError for any other."""
    current = locked(review)
    if current.comparison_id is not None:
        raise ValidationError("A candidate is removed from its comparison.", code="candidate")
    if not is_untouched(current):
        raise ValidationError(KEPT, code="kept")
    current.delete()


def is_untouched(subject: Review | Comparison) -> bool:
    """Say whether nobody has said anything of a review or comparison, and no round has ever been about it."""
    rows = ComponentRating.objects
    if isinstance(subject, Comparison):
        said, is_discussed = rows.for_comparison(subject), subject.candidates.exclude(thread=None).exists()
    else:
        said, is_discussed = rows.for_review(subject), subject.thread_id is not None
    is_decided = hasattr(subject, "recommendation")
    return not (is_discussed or is_decided or said.touched().exists() or rounds_about(subject).exists())


def rounds_about(subject: Review | Comparison) -> Any:
    """Return the rounds over a review's components, or over those of a comparison's candidates."""
    field = "comparison" if isinstance(subject, Comparison) else "review"
    return Round.objects.filter(**{f"review_round__{field}": subject})
