"""Opening a round, seating raters, and moving it on; every move is recorded with who, when and why."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from districts.models import District, Membership, Perspective, User
from rounds.choices import MOVES, NEEDS_REASON, SEALED, State
from rounds.models import Ballot, Rater, Round, Transition


class Keeper(Protocol):
    """What a round asks of the app whose items it is about."""

    def figures(self) -> Any:
        """Return what the reveal showed, as plain values to keep on record."""

    def unagreed(self) -> Collection[str]:
        """Return the keys of items that this round has not agreed on yet."""

    def release(self) -> None:
        """Let the items be rated elsewhere again."""


class MovedMeanwhile(Exception):
    """Another lead moved the round since it was read; `round` is how it stands now."""

    def __init__(self, round: Round) -> None:
        super().__init__("Another lead moved this round meanwhile.")
        self.round = round


@transaction.atomic
def open_round(
    *, district: District, title: str, item_keys: Sequence[str], by: User, at: datetime | None = None
) -> Round:
    """Open a round over items, given by key in their order. Raises ValidationError where there are none."""
    if not item_keys:
        raise ValidationError("A round needs something to rate.", code="empty")
    at = at or timezone.now()
    round = Round.objects.create(district=district, title=title, item_keys=list(item_keys), opened_at=at, opened_by=by)
    Transition.objects.create(round=round, to_state=State.OPEN, by=by, at=at)
    return round


@transaction.atomic
def seat_raters(*, round: Round, seats: Mapping[Membership, Perspective]) -> None:
    """Seat these people, and nobody else who has not cast a ballot yet; who is seated already gets the perspective.

    Somebody who has cast a ballot keeps the seat: a ballot is never lost. Who left the district with ballots in the
    round, and is back, gets that seat again, and no second one. Raises ValidationError unless the round is open.
    """
    current = _locked(round)
    if current.state != State.OPEN:
        raise ValidationError("Raters are seated while the round is open.", code="state")
    seated = {rater.person_id: rater for rater in current.raters.exclude(person=None)}
    has_cast = set(Ballot.objects.filter(rater__round=current).values_list("rater__membership_id", flat=True))
    kept = {membership.pk for membership in seats} | has_cast
    back = {membership.user_id for membership in seats}
    unseated = current.raters.exclude(membership__in=kept).exclude(person__in=back)
    unseated.filter(keyed_at=None, ballots=None).delete()
    for membership, perspective in seats.items():
        _seat(current, membership, perspective, seated.get(membership.user_id))


def _seat(round: Round, membership: Membership, perspective: Perspective, seat: Rater | None) -> None:
    if membership.district_id != round.district_id:
        raise ValidationError("Raters are people of the district.", code="district")
    if seat is None:
        Rater.objects.create(
            round=round,
            membership=membership,
            person=membership.user,
            label=str(membership.user),
            perspective=perspective,
        )
    elif (seat.membership_id, seat.perspective_id) != (membership.pk, perspective.pk):
        seat.membership, seat.perspective = membership, perspective
        seat.save(update_fields=["membership", "perspective"])


@transaction.atomic
def move_round(
    *,
    round: Round,
    keeper: Keeper,
    to: State,
    version: int,
    by: User,
    reason: str = "",
    at: datetime | None = None,
) -> Round:
    """Move a round to another state, and record it.

    Raises MovedMeanwhile where `version` is not the one that stands, and ValidationError where the state cannot follow,
    a reason is missing, nobody has cast a ballot to reveal, or items are not agreed on yet.
    """
    current = _locked(round)
    if current.version != version:
        raise MovedMeanwhile(current)
    _check_move(current, to, reason, keeper)
    at, was = at or timezone.now(), State(current.state)
    steps_back = was == State.REVEALED and to == State.OPEN
    figures = keeper.figures() if steps_back else None
    if to == State.CLOSED:
        keeper.release()
    if steps_back:
        current.raters.filter(keyed_at=None).update(finished_at=None)
    current.state, current.version = to, current.version + 1
    current.revealed_at = _revealed_at(current, was, to, at)
    current.save()
    Transition.objects.create(
        round=current, from_state=was, to_state=to, by=by, at=at, reason=reason.strip(), figures=figures
    )
    return current


def _revealed_at(round: Round, was: State, to: State, at: datetime) -> datetime | None:
    if to in SEALED:
        return None
    return at if to == State.REVEALED and was in SEALED else round.revealed_at


def _check_move(round: Round, to: State, reason: str, keeper: Keeper) -> None:
    was = State(round.state)
    if to not in MOVES[was]:
        raise ValidationError(f"A round that is {was.label.lower()} cannot become {to.label.lower()}.", code="move")
    if (was, to) in NEEDS_REASON and not reason.strip():
        raise ValidationError({"reason": "Say why. Every rater reads it."}, code="reason")
    if to == State.REVEALED and was in SEALED and not _cast(round).exists():
        raise ValidationError("Nobody has cast a ballot yet, so there is nothing to reveal.", code="empty")
    if to == State.AGREED and (left := keeper.unagreed()):
        count = len(left)
        raise ValidationError(f"{count} item{'s are' if count > 1 else ' is'} not agreed on yet.", code="unagreed")


def _cast(round: Round) -> Any:
    return Ballot.objects.filter(rater__round=round).cast()


def _locked(round: Round) -> Round:
    current: Round = Round.objects.select_for_update().get(pk=round.pk)
    return current
