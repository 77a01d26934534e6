"""Rounds over components: whose ballots they wait for, and which run in a district."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from districts.models import Membership, User
from hexagon.models import ReviewRound
from rounds.choices import State
from rounds.models import Rater
from rounds.reports import RoundLine, round_line, told_to

NAMESPACE = "hexagon"


def running_rounds(membership: Membership) -> tuple[RoundLine, ...]:
    """Return a district's rounds that run, newest first, as one of its people is told of them, in one query."""
    rows = ReviewRound.objects.filter(round__district=membership.district_id).exclude(round__state=State.CLOSED)
    return tuple(line for _, line in _lines(rows, membership.user_id))


def waiting_rounds(user: User) -> dict[int, tuple[RoundLine, ...]]:
    """Return the rounds that wait for a person's ballot, by the id of their district, in one query."""
    rows = ReviewRound.objects.filter(round__in=Rater.objects.waiting_for(user).values("round"))
    found: defaultdict[int, list[RoundLine]] = defaultdict(list)
    for pk, line in _lines(rows, user.pk):
        found[pk].append(line)
    return {pk: tuple(lines) for pk, lines in found.items()}


def _lines(rows: Any, user_id: int) -> Iterator[tuple[int, RoundLine]]:
    """Yield each row's line as it is told to one person, with the id of its district."""
    rows = rows.select_related("round__district", "review", "comparison").annotate(**told_to(user_id))
    for row in rows.order_by("-round__opened_at", "-round"):
        district = row.round.district
        about = str(row.review or row.comparison)
        yield district.pk, round_line(row.round, about=about, namespace=NAMESPACE, slug=district.slug, told=row)
