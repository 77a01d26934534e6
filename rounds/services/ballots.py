"""Casting ballots: a rater's own, and those from paper that somebody keys in once voting has ended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from districts.models import Perspective, User
from rounds.choices import Answer, State
from rounds.models import Ballot, Rater, Round, Transition


class VotingEnded(Exception):
    """The round takes no ballots now."""


class StaleBallot(Exception):
    """The rater saved this ballot elsewhere since it was read; `ballot` is what is stored now."""

    def __init__(self, ballot: Ballot) -> None:
        super().__init__("This ballot was saved elsewhere since it was read.")
        self.ballot = ballot


@dataclass(frozen=True, kw_only=True)
class Marks:
    """What a rater marked for one item, and the version that they were reading (0 or None before the first save)."""

    answer: Answer
    rationale: str
    version: int | None = None

    def matches(self, ballot: Ballot) -> bool:
        marked = (self.answer.value, self.answer.is_unknown, self.rationale)
        return (ballot.value, ballot.unknown, ballot.rationale) == marked


def cast_ballot(*, round_pk: int, key: str, marks: Marks, by: User) -> Ballot:
    """Store a rater's own ballot for one item of a round.

    Raises Rater.DoesNotExist where the person has no seat in it, VotingEnded, StaleBallot where another window of
    theirs saved something else since, and KeyError where the round has no such item.
    """
    try:
        with transaction.atomic():
            return _cast(round_pk, key, marks, by)
    except IntegrityError:  # Another window of theirs was first; a savepoint would cost every ballot two statements.
        return _as_stored(Rater.objects.get(round_id=round_pk, membership__user=by), key, marks)


def _cast(round_pk: int, key: str, marks: Marks, by: User) -> Ballot:
    rater = _lock_seat(round_pk, by)
    if not rater.round.takes_ballots:
        raise VotingEnded
    if key not in rater.round.item_keys:
        raise KeyError(key)
    return _store(rater, key, marks)


def _lock_seat(round_pk: int, by: User) -> Rater:
    """Return the person's seat, locked after its round: nothing is cast while a lead moves it on or seats others."""
    seats = Rater.objects.select_related("round").select_for_update(of=("round", "self"))
    found: Rater = seats.get(round_id=round_pk, membership__user=by)
    return found


def _store(rater: Rater, key: str, marks: Marks) -> Ballot:
    ballot = Ballot(rater=rater, item_key=key, rationale=marks.rationale)
    ballot.value, ballot.unknown = marks.answer.value, marks.answer.is_unknown
    if not marks.version:
        ballot.save(force_insert=True)
        return ballot
    mine = Ballot.objects.of_rater(rater).filter(item_key=key, version=marks.version)
    written = mine.update(
        value=ballot.value, unknown=ballot.unknown, rationale=ballot.rationale, version=F("version") + 1
    )
    ballot.version = marks.version + 1
    return ballot if written else _as_stored(rater, key, marks)


def _as_stored(rater: Rater, key: str, marks: Marks) -> Ballot:
    """Return the stored ballot where it says what was marked, too. Raises StaleBallot where it says something else."""
    stored = Ballot.objects.of_rater(rater).filter(item_key=key).first() or Ballot(rater=rater, item_key=key, version=0)
    if stored.version and marks.matches(stored):
        return stored
    raise StaleBallot(stored)


@transaction.atomic
def set_finished(*, round_pk: int, finished: bool, by: User, at: datetime | None = None) -> Rater:
    """Note that a rater has finished, or goes on after all. Raises Rater.DoesNotExist and VotingEnded."""
    rater = _lock_seat(round_pk, by)
    if not rater.round.takes_ballots:
        raise VotingEnded
    rater.finished_at = (rater.finished_at or at or timezone.now()) if finished else None
    rater.save(update_fields=["finished_at"])
    return rater


@transaction.atomic
def describe_seat(*, round_pk: int, perspective: Perspective, named: bool, by: User) -> Rater:
    """Let a rater say which perspective they bring, and whether their name may stand beside what they wrote.

    Raises Rater.DoesNotExist and, once ballots are revealed and perspectives are part of the figures, VotingEnded.
    """
    rater = _lock_seat(round_pk, by)
    if not rater.round.takes_ballots:
        raise VotingEnded
    rater.perspective, rater.named = perspective, named
    rater.save(update_fields=["perspective", "named"])
    return rater


@transaction.atomic
def key_ballots(
    *,
    round: Round,
    label: str,
    perspective: Perspective,
    marks: Mapping[str, Marks],
    by: User,
    at: datetime | None = None,
) -> Rater:
    """Key a paper ballot in: a seat of its own, marked as keyed, with all its answers at once.

    Only between the end of voting and the reveal; raises ValidationError at any other time, where nothing is marked,
    or where a paper ballot of this name is there already.
    """
    current = Round.objects.select_for_update().get(pk=round.pk)
    if current.state != State.ENDED:
        raise ValidationError("Paper ballots are keyed in after voting has ended and before the reveal.", code="state")
    answered = {key: one for key, one in marks.items() if one.answer.is_rated or one.rationale}
    if not answered or not answered.keys() <= set(current.item_keys):
        raise ValidationError("Nothing is marked on this ballot yet.", code="empty")
    if current.raters.filter(label=label, membership=None).exists():
        raise ValidationError({"label": "A paper ballot with this name is keyed in already."}, code="twice")
    at = at or timezone.now()
    rater = Rater.objects.create(
        round=current, label=label, perspective=perspective, finished_at=at, keyed_by=by, keyed_at=at
    )
    Ballot.objects.bulk_create(
        Ballot(
            rater=rater,
            item_key=key,
            value=one.answer.value,
            unknown=one.answer.is_unknown,
            rationale=one.rationale,
        )
        for key, one in answered.items()
    )
    return rater


@transaction.atomic
def discard_paper_ballot(*, rater: Rater, by: User, at: datetime | None = None) -> None:
    """Take a keyed ballot out again, to key it in anew; only before the reveal. Raises ValidationError.

    The round's history keeps which one, when and by whom: after a step back, everybody has seen what was on it.
    """
    current = Round.objects.select_for_update().get(pk=rater.round_id)
    if current.state != State.ENDED or not rater.is_keyed:
        raise ValidationError("Only paper ballots are taken out, and only before the reveal.", code="state")
    Transition.objects.create(
        round=current, from_state=State.ENDED, to_state=State.ENDED, by=by, at=at or timezone.now(), reason=rater.label
    )
    rater.delete()
