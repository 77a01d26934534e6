"""Rounds over items of an assessment, and what people do in them, for tests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import cycle

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from districts.models import Membership, Perspective, User
from readiness.models import Assessment
from readiness.owners import AssessmentRounds
from readiness.services import open_assessment_round
from rounds.choices import State
from rounds.models import Ballot, Rater, Round
from rounds.services import Marks, cast_ballot, move_round, seat_raters, set_finished


def open_round(assessment: Assessment, keys: Sequence[str], title: str = "First look") -> Round:
    """Open a round over items of an assessment, with nobody seated yet."""
    by = assessment.opened_by
    assert by is not None
    return open_assessment_round(assessment, title=title, keys=keys, by=by).round


def seat(round: Round, people: Sequence[User]) -> None:
    """Seat people of the round's district: the first perspective for the first of them, and so on."""
    among = Membership.objects.filter(district=round.district).select_related("user")
    members = {membership.user_id: membership for membership in among}
    offered = cycle(Perspective.objects.offered())
    seat_raters(round=round, seats={members[one.pk]: next(offered) for one in people})


def owned(round: Round, by: User) -> AssessmentRounds:
    """The round as one of the district's people finds it."""
    return AssessmentRounds.find(by, round.district.slug, round.pk)


def cast(round: Round, by: User, key: str, code: str, why: str = "") -> Ballot:
    """Cast a rater's ballot on one item, as somebody who read it just before."""
    found = owned(round, by)
    stored = Ballot.objects.filter(rater__round=round, rater__membership__user=by, item_key=key).first()
    marks = Marks(answer=found.scales[key].answer(code), rationale=why, version=stored.version if stored else None)
    return cast_ballot(round_pk=round.pk, key=key, marks=marks, by=by)


def cast_all(round: Round, by: User, codes: str, why: str = "") -> None:
    """Cast a rater's ballots on every item in order: one letter each, a blank for none."""
    for key, code in zip(round.item_keys, codes, strict=True):
        if code.strip():
            cast(round, by, key, code, why and f"{why} {key}")


def move(round: Round, to: State, by: User, reason: str = "") -> Round:
    """Move a round on as it stands now; `round` itself is brought up to date."""
    move_round(round=round, keeper=owned(round, by), to=to, version=_version(round), by=by, reason=reason)
    round.refresh_from_db()
    return round


def _version(round: Round) -> int:
    return Round.objects.values_list("version", flat=True).get(pk=round.pk)


def finish(round: Round, person: User) -> None:
    """Let a rater finish on October 14, 2026."""
    set_finished(round_pk=round.pk, finished=True, by=person, at=datetime(2026, 10, 14, 18, tzinfo=UTC))


def seat_of(round: Round, person: User) -> Rater:
    found: Rater = Rater.objects.get(round=round, membership__user=person)
    return found


class Refusing(BaseEmailBackend):
    """A mail server that is not there."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        raise ConnectionRefusedError
