"""Driving a demo's round from its opening to where it stands, through the services that people use."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from districts.models import Membership, Perspective, User
from rounds.choices import State
from rounds.owners import RoundOwner
from rounds.services import Draft, Marks, agree_on, cast_ballot, describe_seat, move_round, seat_raters, set_finished


def days_ago(days: int) -> datetime:
    return timezone.now() - timedelta(days=days)


def day(days: int) -> date:
    """Return the day so many days from today."""
    return timezone.localdate() + timedelta(days=days)


def play_round(owner: RoundOwner, data: Mapping[str, Any], people: Mapping[str, User]) -> None:
    """Seat, vote, reveal, agree and close, as far as `data` says.

    Ballots have a code for each rater in order, - for none, by the key of their item.
    """
    lead = people["lead"]
    _seat(owner, data, people)
    _cast(owner, data, people)
    if "revealed_days_ago" in data:
        _move(owner, State.REVEALED, days_ago(data["revealed_days_ago"]), lead)
    if "agreed_days_ago" in data:
        _agree(owner, data["agreed"], days_ago(data["agreed_days_ago"]), lead)
        _move(owner, State.AGREED, days_ago(data["agreed_days_ago"]), lead)
    if "closed_days_ago" in data:
        _move(owner, State.CLOSED, days_ago(data["closed_days_ago"]), lead)


def _move(owner: RoundOwner, to: State, at: datetime, by: User) -> None:
    owner.round = move_round(round=owner.round, keeper=owner, to=to, version=owner.round.version, by=by, at=at)


def _seat(owner: RoundOwner, data: Mapping[str, Any], people: Mapping[str, User]) -> None:
    """Seat the raters with the perspectives they bring; those in `named` show their name beside what they wrote."""
    perspectives = {one.key: one for one in Perspective.objects.all()}
    members = {one.user_id: one for one in Membership.objects.for_district(owner.round.district).with_people()}
    brings = {who: perspectives[key] for who, key in data["raters"].items()}
    seat_raters(round=owner.round, seats={members[people[who].pk]: one for who, one in brings.items()})
    for who in data.get("named", ()):
        describe_seat(round_pk=owner.round.pk, perspective=brings[who], named=True, by=people[who])


def _cast(owner: RoundOwner, data: Mapping[str, Any], people: Mapping[str, User]) -> None:
    pk, at = owner.round.pk, days_ago(data["opened_days_ago"] - 1)
    for key, codes in data["ballots"].items():
        texts = data.get("rationales", {}).get(key, {})
        for who, code in zip(data["raters"], codes, strict=True):
            if code != "-":
                marks = Marks(answer=owner.scales[key].answer(code), rationale=texts.get(who, ""))
                cast_ballot(round_pk=pk, key=key, marks=marks, by=people[who])
    for who in data["finished"]:
        set_finished(round_pk=pk, finished=True, by=people[who], at=at)


def _agree(owner: RoundOwner, agreed: Mapping[str, Any], at: datetime, by: User) -> None:
    rows = owner.agreed_rows()
    for key, one in agreed.items():
        draft = Draft(
            version=rows[key].version,
            answer=owner.scales[key].answer(str(one["answer"])),
            note=one.get("note", rows[key].note),
            dissent=one.get("dissent", ""),
        )
        agree_on(
            round=owner.round,
            key=key,
            scale=owner.scales[key],
            find_row=owner.locked_row,
            draft=draft,
            by=by,
            at=at,
        )
