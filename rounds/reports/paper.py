"""Ballots that were keyed in from paper: which there are, and who keyed them; never what is on them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from rounds.models import Rater, Round

NAME = "Paper ballot"


@dataclass(frozen=True, kw_only=True)
class KeyedBallot:
    """A ballot from paper, as the lead who keyed it called it."""

    pk: int
    label: str
    perspective: str
    keyed_by: str
    keyed_at: datetime | None


def keyed_ballots(round: Round) -> tuple[KeyedBallot, ...]:
    """Return the ballots of a round that were keyed in, in the order in which they were, in one query."""
    rows = Rater.objects.for_round(round).filter(keyed_at__isnull=False).select_related("perspective", "keyed_by")
    return tuple(
        KeyedBallot(
            pk=row.pk,
            label=row.label,
            perspective=row.perspective.title,
            keyed_by=str(row.keyed_by or "Somebody who has left"),
            keyed_at=row.keyed_at,
        )
        for row in rows.order_by("keyed_at", "pk")
    )


def next_ballot_name(keyed: Iterable[KeyedBallot]) -> str:
    """Return the first of "Paper ballot 1", "Paper ballot 2" and so on that is still free."""
    taken = [one.label for one in keyed]
    return next(name for name in (f"{NAME} {number}" for number in range(1, len(taken) + 2)) if name not in taken)
