"""Who is seated in a round, how it has moved, and what is still to be found out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from districts.models import Perspective
from rounds.choices import SHOWN_FROM, State
from rounds.models import AgreedValue, Ballot, Rater, Round, Transition
from rounds.reports.agreement import Agreement
from rounds.reports.items import RoundItem
from rounds.reports.spread import agreements, unknown_texts


@dataclass(frozen=True, kw_only=True)
class Seat:
    """A rater as a lead sees them before the reveal: whether they have finished, never what they rated."""

    pk: int
    membership_pk: int | None
    label: str
    perspective: str
    finished_at: datetime | None
    is_keyed: bool
    has_left: bool


@dataclass(frozen=True, kw_only=True)
class Move:
    """A move of a round, and the figures that had been revealed where it stepped back: rows of name and sentence."""

    what: str
    who: str
    when: datetime
    reason: str
    figures: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class RoundTeam:
    """The raters of a round, the perspectives that nobody brings, and its moves, newest first."""

    seats: tuple[Seat, ...]
    missing: tuple[str, ...]
    moves: tuple[Move, ...]

    @cached_property
    def finished(self) -> int:
        return sum(seat.finished_at is not None for seat in self.seats)

    def seat_of(self, membership_pk: int) -> Seat | None:
        return next((seat for seat in self.seats if seat.membership_pk == membership_pk), None)

    @property
    def waiting(self) -> tuple[Seat, ...]:
        """Those who have not finished and still could."""
        return tuple(seat for seat in self.seats if seat.finished_at is None and not seat.has_left)

    @property
    def stepped_back(self) -> Move | None:
        """The move that opened the round again after its reveal, until it is revealed again."""
        return stepped_back(self.moves)


STEPPED_BACK = "Opened again after the reveal"
_WORDS: dict[tuple[str, str], str] = {
    ("", State.OPEN): "Opened",
    (State.OPEN, State.ENDED): "Voting ended",
    (State.ENDED, State.OPEN): "Voting taken up again",
    (State.ENDED, State.ENDED): "Paper ballot taken out",
    (State.REVEALED, State.OPEN): STEPPED_BACK,
    (State.AGREED, State.REVEALED): "Taken up again after agreement",
}


def stepped_back(moves: Sequence[Move]) -> Move | None:
    """Return the move that opened a round again after its reveal, of `moves` newest first; None once it is revealed."""
    last = next((move for move in moves if move.what in (STEPPED_BACK, State.REVEALED.label, State.CLOSED.label)), None)
    return last if last and last.what == STEPPED_BACK else None


def round_team(round: Round) -> RoundTeam:
    """Return who is seated in a round and how it has moved, in three queries."""
    raters = list(Rater.objects.for_round(round).with_people())
    offered = Perspective.objects.offered()
    brought = {rater.perspective_id for rater in raters}
    return RoundTeam(
        seats=tuple(_seat(rater) for rater in raters),
        missing=tuple(one.title for one in offered if one.pk not in brought),
        moves=round_moves(round),
    )


def _seat(rater: Rater) -> Seat:
    return Seat(
        pk=rater.pk,
        membership_pk=rater.membership_id,
        label=str(rater.membership.user) if rater.membership else rater.label,
        perspective=rater.perspective.title,
        finished_at=rater.finished_at,
        is_keyed=rater.is_keyed,
        has_left=rater.membership is None and not rater.is_keyed,
    )


def round_moves(round: Round) -> tuple[Move, ...]:
    """Return the moves of a round, newest first, in one query."""
    moves = Transition.objects.filter(round=round).select_related("by").order_by("-at", "-pk")
    return tuple(
        Move(
            what=_WORDS.get((one.from_state, one.to_state), State(one.to_state).label),
            who=str(one.by or "Somebody who has left"),
            when=one.at,
            reason=one.reason,
            figures=tuple((name, words) for name, words in one.figures or ()),
        )
        for one in moves
    )


def revealed_figures(round: Round, items: Iterable[RoundItem]) -> list[list[str]]:
    """Return what a reveal shows of each item in a sentence, as plain values to keep on record, in one query."""
    items = tuple(items)
    found = agreements(round, {item.key: item.scale for item in items})
    return [[item.name, agreement_sentence(found[item.key])] for item in items]


def agreement_sentence(agreement: Agreement) -> str:
    """Say the figures of an agreement in words, or only how many ballots there are where more would tell too much."""
    count = agreement.ballots
    ballots = f"{count} ballot{'' if count == 1 else 's'}"
    if agreement.is_hidden:
        return f"{ballots}. The spread shows from {SHOWN_FROM} on."
    if agreement.median is None:
        return f"{ballots}, all without enough information."
    parts = [
        ballots,
        f"median {number(agreement.median)}",
        f"range {agreement.low} to {agreement.high}",
        f"{agreement.near} of {agreement.rated} near the median",
    ]
    if agreement.is_strong:
        parts.append("strong agreement")
    if agreement.unknown:
        parts.append(f"{agreement.unknown} without enough information")
    return ", ".join(parts) + "."


def number(value: Any) -> str:
    """Return a median as people write it: "2" or "2.5"."""
    return str(int(value)) if value == int(value) else str(float(value))


@dataclass(frozen=True, kw_only=True)
class Gap:
    """Something to find out: which item, who needs it, and what is missing, in the words of those who said so."""

    item: RoundItem
    who: str
    missing: tuple[str, ...]


def information_gaps(round: Round, items: Iterable[RoundItem], agreed: Mapping[str, AgreedValue]) -> tuple[Gap, ...]:
    """Return what "not enough information" asks the team to gather, in the order of the items, in two queries.

    Items count on which the team agreed so, and those on which a revealed ballot said so; nothing of a sealed round.
    """
    items = tuple(items)
    found = agreements(round, {item.key: item.scale for item in items})
    texts = unknown_texts(round)
    gaps = (_gap(item, agreed.get(item.key), found[item.key], texts.get(item.key, ())) for item in items)
    return tuple(gap for gap in gaps if gap.who)


def _gap(item: RoundItem, row: AgreedValue | None, agreement: Agreement, texts: Iterable[str]) -> Gap:
    is_agreed = row is not None and row.unknown
    in_ballots = 0 if agreement.is_hidden else agreement.unknown
    who = ["The team"] if is_agreed else []
    missing = [row.note] if row is not None and is_agreed and row.note else []
    if in_ballots:
        who.append(f"{in_ballots} of {agreement.ballots} raters")
        missing += texts
    return Gap(item=item, who=" and ".join(who), missing=tuple(missing))


def own_ballots(rater: Rater) -> dict[str, Ballot]:
    """Return a rater's own ballots by item key, in one query."""
    return {ballot.item_key: ballot for ballot in Ballot.objects.of_rater(rater)}
