"""Reviews, comparisons and rounds over them, for tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from districts.choices import Role
from districts.models import District, Perspective, User
from hexagon.choices import Choice
from hexagon.models import Comparison, ComponentRating, Review, ReviewRound
from hexagon.owners import ReviewRounds
from hexagon.reports import hexagon_content
from hexagon.services import (
    Decision,
    Described,
    open_review_round,
    save_component,
    start_comparison,
    start_review,
)
from practices.models import Edition, Indicator
from rounds.choices import State
from rounds.models import Round
from rounds.services import Draft, Marks, Saved, cast_ballot, move_round, seat_raters

KEYS = ("evidence", "supports", "usability", "need", "fit", "capacity")


def indicator(edition: Edition, code: str = "5a") -> Indicator:
    found: Indicator = Indicator.objects.get(edition=edition, code=code)
    return found


def started(district: District, edition: Edition, names: Sequence[str], by: User, code: str = "5a") -> Comparison:
    """A comparison of candidates with these names for an indicator."""
    return start_comparison(
        district=district,
        indicator=indicator(edition, code),
        title="Hiring platforms",
        candidates=[Described(title=name) for name in names],
        by=by,
    )


def reviewed(district: District, by: User, about: Any = None, title: str = "Mentoring program") -> Review:
    """A review of what the content holds, or of a candidate."""
    return start_review(district=district, about=about, described=Described(title=title), by=by)


def row_of(review: Review, key: str) -> ComponentRating:
    found: ComponentRating = ComponentRating.objects.for_review(review).with_key(key).get()
    return found


def say(
    review: Review, key: str, code: str | None = None, *, by: User, version: int | None = None, **said: str
) -> Saved:
    """Say something of a component as somebody who read it just before; `version` for one who read it earlier."""
    scale = next(one.scale for one in hexagon_content(review.edition).components if one.key == key)
    draft = Draft(
        version=version or row_of(review, key).version,
        answer=None if code is None else scale.answer(code),
        note=said.pop("note", None),
        more=said,
    )
    return save_component(district=review.district, review_pk=review.pk, key=key, draft=draft, by=by)


def rate_all(review: Review, code: str, *, by: User) -> None:
    for key in KEYS:
        say(review, key, code, by=by, note=f"Why {key}")


def decision(**changes: Any) -> Decision:
    """A recommendation to adopt, as it is recorded first."""
    fields: dict[str, Any] = {
        "choice": Choice.ADOPT,
        "rationale": "It meets our need.",
        "decided_by": "A Lead",
        "decided_on": date(2026, 11, 12),
    }
    return Decision(**fields | changes)


def opened(subject: Review | Comparison, by: User, keys: Sequence[str] = KEYS) -> ReviewRound:
    return open_review_round(subject, title="First look", keys=keys, by=by)


def owner_of(opened: ReviewRound, by: User) -> ReviewRounds:
    return ReviewRounds.find(by, opened.round.district.slug, opened.round_id)


def vote(round: Round, people: Mapping[Role, User], ballots: Mapping[str, str], texts: Sequence[str] = ()) -> None:
    """Seat one person for each code of the first ballot row, and cast the codes and each person's text."""
    voters = list(people.values())[: max(map(len, ballots.values()))]
    perspective = Perspective.objects.get(key="teacher")
    memberships = {one.memberships.get(district=round.district): perspective for one in voters}
    seat_raters(round=round, seats=memberships)
    owner = ReviewRounds.find(voters[0], round.district.slug, round.pk)
    for key, codes in ballots.items():
        for place, (voter, code) in enumerate(zip(voters, codes, strict=False)):
            rationale = texts[place] if place < len(texts) else ""
            marks = Marks(answer=owner.scales[key].answer(code), rationale=rationale)
            cast_ballot(round_pk=round.pk, key=key, marks=marks, by=voter)


def move(owner: ReviewRounds, to: State, by: User, reason: str = "") -> None:
    owner.round = move_round(round=owner.round, keeper=owner, to=to, version=owner.round.version, by=by, reason=reason)
