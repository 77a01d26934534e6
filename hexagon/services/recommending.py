"""Recording what a person decided after a review or a comparison, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from core.saving import StaleVersion
from districts.models import User
from hexagon.choices import NEEDS_CANDIDATE, Choice
from hexagon.models import Comparison, ComponentRating, Recommendation, Review
from hexagon.services.reviews import locked


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What was decided, and the version of the recommendation that was read (None before the first).

    `supports` holds the additional support by the key of the component that needs it; empty ones are left out.
    """

    choice: Choice
    rationale: str
    decided_by: str
    decided_on: date
    candidate_pk: int | None = None
    supports: Mapping[str, str] = field(default_factory=dict)
    dissent: str = ""
    version: int | None = None

    @property
    def fields(self) -> dict[str, Any]:
        return {
            "choice": self.choice,
            "candidate_id": self.candidate_pk,
            "rationale": self.rationale,
            "supports": {key: text for key, text in self.supports.items() if text},
            "dissent": self.dissent,
            "decided_by": self.decided_by,
            "decided_on": self.decided_on,
        }


@transaction.atomic
def recommend(
    subject: Review | Comparison, *, decision: Decision, by: User, at: datetime | None = None
) -> Recommendation:
    """Store a recommendation, with what had no rating at that moment; the same words again change nothing.

    Raises StaleVersion, and ValidationError where the rationale is empty, or a choice that means one candidate of a
    comparison names none of its own.
    """
    current = locked(subject)
    _check(current, decision)
    field_name = "comparison" if isinstance(current, Comparison) else "review"
    row = Recommendation.objects.filter(**{field_name: current}).first()
    if row is not None and all(getattr(row, name) == value for name, value in decision.fields.items()):
        return row
    if decision.version != (row.version if row else None):
        raise StaleVersion(row)
    row = row or Recommendation(**{field_name: current}, version=0)
    for name, value in decision.fields.items():
        setattr(row, name, value)
    row.unrated = _unrated(current)
    row.version += 1
    row.changed_at, row.changed_by = at or timezone.now(), by
    row._history_user, row._history_date = by, row.changed_at
    row.save()
    return row


def _check(subject: Review | Comparison, decision: Decision) -> None:
    if not decision.rationale.strip():
        raise ValidationError({"rationale": "Write why. Ratings alone do not say it."}, code="rationale")
    if isinstance(subject, Review):
        if subject.comparison_id is not None:
            raise ValidationError("A candidate is recommended in its comparison.", code="candidate")
        is_known, is_missing = decision.candidate_pk is None, False
    else:
        of_it = set(subject.candidates.values_list("pk", flat=True))
        is_known = decision.candidate_pk in {None, *of_it}
        is_missing = decision.candidate_pk is None and decision.choice in NEEDS_CANDIDATE
    if is_missing or not is_known:
        raise ValidationError({"candidate": "Choose the candidate that this is about."}, code="candidate")


def _unrated(subject: Review | Comparison) -> list[str]:
    """Return the components without a rating by key, after the letter of their candidate in a comparison; components
    of which the team lacks information are among them."""
    rows = ComponentRating.objects.filter(value=None).select_related("review", "component")
    if isinstance(subject, Review):
        found = rows.for_review(subject).order_by("component__position")
        return [row.component.key for row in found]
    found = rows.for_comparison(subject).order_by("review__position", "component__position")
    return [f"{row.review.letter}-{row.component.key}" for row in found]
