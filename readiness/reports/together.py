"""What became of rating together: how the team rated, and what it has still to find out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, OuterRef, Subquery

from practices.reports import published_content
from readiness.models import Assessment, BaseRating, ConsiderationPlacement, Rating
from readiness.reports.rounds import items_of
from rounds.choices import SHOWN_FROM, State
from rounds.models import Ballot, Rater, Round, Transition
from rounds.querysets import RoundQuerySet
from rounds.reports import Gap, gaps_of_rounds


@dataclass(frozen=True, kw_only=True)
class TeamRound:
    """A round as a report tells of it, once it is revealed: who rated is counted, never named.

    `perspectives` are titles with how many brought each; those that fewer than three brought are counted in `others`.
    """

    title: str
    raters: int
    perspectives: tuple[tuple[str, int], ...]
    others: int
    opened_at: datetime
    revealed_at: datetime
    agreed_at: datetime | None


def team_rounds(assessment: Assessment) -> tuple[TeamRound, ...]:
    """Return the rounds of an assessment that are revealed, agreed, or closed after it, oldest first, in one query."""
    agreed = Transition.objects.filter(round=OuterRef("round"), to_state=State.AGREED).order_by("-at", "-pk")
    rows = (
        Rater.objects.filter(round__in=_revealed(assessment).values("pk"), pk__in=Ballot.objects.cast().values("rater"))
        .order_by("round__opened_at", "round", "perspective__position", "perspective__key")
        .values("round", "round__title", "round__opened_at", "round__revealed_at", "perspective__title")
        .annotate(number=Count("pk"), agreed_at=Subquery(agreed.values("at")[:1]))
    )
    found: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        found[row["round"]].append(row)
    return tuple(_team_round(of_round) for of_round in found.values())


def _revealed(assessment: Assessment) -> RoundQuerySet:
    rounds: RoundQuerySet = Round.objects.filter(assessment_round__assessment=assessment)
    return rounds.revealed()


def _team_round(rows: list[dict[str, Any]]) -> TeamRound:
    raters = sum(row["number"] for row in rows)
    shown = tuple((row["perspective__title"], row["number"]) for row in rows if row["number"] >= SHOWN_FROM)
    return TeamRound(
        title=rows[0]["round__title"],
        raters=raters,
        perspectives=shown,
        others=raters - sum(number for _, number in shown),
        opened_at=rows[0]["round__opened_at"],
        revealed_at=rows[0]["round__revealed_at"],
        agreed_at=rows[0]["agreed_at"],
    )


def information_gaps_of(assessment: Assessment) -> tuple[Gap, ...]:
    """Return what is still to be found out for an assessment, in five queries however many rounds it has had.

    Items count that the team rated "not enough information", and those that a revealed ballot of its rounds did.
    """
    items = tuple(items_of(published_content(assessment.edition)))
    return gaps_of_rounds(_revealed(assessment).order_by("opened_at", "pk"), items, _unknown(assessment))


def _unknown(assessment: Assessment) -> dict[str, BaseRating]:
    """Return the rows that the team rated "not enough information", by the key of their item."""
    found: dict[str, BaseRating] = {}
    for model in (Rating, ConsiderationPlacement):
        rows = model.objects.for_assessment(assessment).filter(unknown=True).select_related(model.content_field)
        found |= {getattr(row, model.content_field).key: row for row in rows}
    return found
