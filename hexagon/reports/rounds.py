"""Rounds over components: whose ballots they wait for, and which run in a district."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db.models.functions import Coalesce

from core.prepared_queries import PreparedQuery
from districts.models import Membership, User
from hexagon.models import ReviewRound
from rounds.choices import State
from rounds.models import Rater
from rounds.reports import TOLD, RoundLine, by_district, told_line, told_to

NAMESPACE = "hexagon"


def _told(user: int, **only: Any) -> Any:
    rows = ReviewRound.objects.filter(**only).exclude(round__state=State.CLOSED).annotate(**told_to(user))
    about = Coalesce("review__title", "comparison__title")
    return rows.order_by("-round__opened_at", "-round").values_list("round__district", *TOLD, about)


_RUNNING = PreparedQuery(lambda district, user: _told(user, round__district=district), int, int)
_WAITING = PreparedQuery(lambda user: _told(user, round__in=Rater.objects.waiting_for(user).values("round")))


def running_rounds(membership: Membership) -> tuple[RoundLine, ...]:
    """Return a district's rounds that run, newest first, as one of its people is told of them, in one query."""
    return tuple(line for _, line in _lines(_RUNNING.rows(membership.district_id, membership.user_id)))


def waiting_rounds(user: User) -> dict[int, tuple[RoundLine, ...]]:
    """Return the rounds that wait for a person's ballot, by the id of their district, in one query."""
    return by_district(_lines(_WAITING.rows(user.pk)))


def _lines(rows: Iterable[Sequence[Any]]) -> Iterator[tuple[int, RoundLine]]:
    """Yield each row's line, with the id of its district."""
    for district, *told, about in rows:
        yield district, told_line(told, about=about, namespace=NAMESPACE)
