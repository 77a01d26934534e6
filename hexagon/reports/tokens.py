"""What tells whether a finished file still shows what is stored."""

from __future__ import annotations

import hashlib
from typing import Any

from django.db.models import Count, Max, Sum

from hexagon.models import Comparison, ComponentRating, Recommendation, Review
from rounds.models import Round


def hexagon_token(subject: Review | Comparison, form: str) -> str:
    """Return a digest of everything that a review's or comparison's report shows, without building it.

    `form` stands for the format and its templates. Versions only ever grow, so the sum of them tells every change; the
    moment of the last is part of it too. Four queries, however many candidates there are.
    """
    district = subject.district
    shown = [
        form,
        (district.name, district.paper, district.time_zone),
        (type(subject).__name__, subject.pk, subject.version, subject.edition.digest),
        _ratings(subject),
        _recommendation(subject),
        _rounds(subject),
    ]
    return hashlib.sha256(repr(shown).encode()).hexdigest()


def _ratings(subject: Review | Comparison) -> list[Any]:
    """What is said of each candidate, its description, and the names of who last changed something and of sources."""
    found = ComponentRating.objects
    rows = found.for_comparison(subject) if isinstance(subject, Comparison) else found.for_review(subject)
    names = rows.order_by().values_list("changed_by__name", "changed_by__email", "taken_from__review__title")
    sums = rows.order_by().values_list("review", "review__position", "review__version")
    counted = sums.annotate(versions=Sum("version"), last=Max("changed_at"))
    return [*counted.order_by("review"), sorted(map(repr, names.distinct()))]


def _recommendation(subject: Review | Comparison) -> list[Any]:
    field = "comparison" if isinstance(subject, Comparison) else "review"
    rows = Recommendation.objects.filter(**{field: subject})
    return list(rows.values_list("pk", "version", "changed_at", "candidate__title"))


def _rounds(subject: Review | Comparison) -> list[Any]:
    """Rounds with their state and seats; ballots change nothing that is shown before the reveal, and nothing after."""
    field, pk = "comparison", subject.pk
    if isinstance(subject, Review):
        field, pk = ("comparison", subject.comparison_id) if subject.comparison_id else ("review", subject.pk)
    rounds = Round.objects.filter(**{f"review_round__{field}": pk}).order_by("pk")
    return list(rounds.annotate(seats=Count("raters")).values_list("pk", "version", "title", "state", "seats"))
