"""Who could be seated in a round: the district's people, with the perspective that each would bring."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Subquery

from districts.choices import Role
from districts.models import Membership
from rounds.models import Ballot, Rater, Round


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """One of the district's people. `perspective` is the key of the one they bring here, or brought last; or None.

    Who has cast a ballot keeps the seat.
    """

    membership: Membership
    perspective: int | None
    is_seated: bool
    has_cast: bool
    is_ticked: bool

    @property
    def name(self) -> str:
        return str(self.membership.user)


def candidates(round: Round) -> tuple[Candidate, ...]:
    """Return the district's people with their seats in a round, in one query.

    Leads and members are ticked while nobody is seated yet; afterwards those are who are.
    """
    seats = Rater.objects.filter(membership=OuterRef("pk"))
    here = seats.for_round(round)
    people = list(
        Membership.objects.for_district(round.district_id)
        .with_people()
        .annotate(
            seat_perspective=Subquery(here.values("perspective")[:1]),
            last_perspective=Subquery(seats.order_by("-round__opened_at", "-pk").values("perspective")[:1]),
            has_cast=Exists(Ballot.objects.filter(rater__round=round, rater__membership=OuterRef("pk"))),
        )
    )
    is_empty = not any(one.seat_perspective for one in people)
    return tuple(_candidate(one, is_empty) for one in people)


def _candidate(one: Any, is_empty: bool) -> Candidate:
    is_seated = one.seat_perspective is not None
    return Candidate(
        membership=one,
        perspective=one.seat_perspective or one.last_perspective,
        is_seated=is_seated,
        has_cast=one.has_cast,
        is_ticked=is_seated or (is_empty and one.role in (Role.LEAD, Role.MEMBER)),
    )
