"""The world of the access table with three sealed rounds, whose ballots nobody could have written by chance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from districts.choices import Role
from districts.models import Perspective
from districts.services import add_member
from hexagon.content_store import load as load_hexagon
from hexagon.owners import ReviewRounds
from inventories.models import Template
from readiness.owners import AssessmentRounds
from readiness.services import open_assessment
from rounds.choices import State
from rounds.models import Round
from rounds.services import Marks, cast_ballot, key_ballots, move_round, set_finished
from tests.access_table import World
from tests.comments.access_rows import RATED, talk
from tests.factories import DistrictFactory, MembershipFactory
from tests.hexagon.factories import HEXAGON_FILE
from tests.hexagon.reviews.factories import opened, reviewed, started
from tests.inventories.factories import load as load_inventories
from tests.inventories.keeping import started as kept
from tests.plans.access_rows import planned
from tests.practices.factories import choosing, load, small_file
from tests.rounds.factories import open_round, seat
from tests.test_access_matrix import people_of

MARK = "Marker of"
KEYS = ("readiness", "1a-aware", "1a-ready", "1b-aware")
COMPONENTS = ("evidence", "need")
# Each has ballots of their own; there is no other rater with an account.
SEATED = ("rater", "viewer", "lead")


@dataclass
class Sealed:
    """The world of the access table with its three sealed rounds, each with the owner that finds it."""

    world: World
    rounds: tuple[tuple[str, type[Any], Round], ...]
    paper: dict[int, int]


def build(directory: Any) -> Sealed:
    district = DistrictFactory(slug="lakeview")
    people = people_of(district) | {
        "rater": MembershipFactory(district=district, user__name="Vera Rater").user,
        "keyer": MembershipFactory(district=district, role=Role.LEAD, user__name="Kit Keyer").user,
    }
    added = add_member(district=district, email="noa@example.org", name="Noa Reed", role=Role.VIEWER)
    Perspective.objects.create(key="visitor", title="Visitor", position=9)
    for key in ("student", "teacher"):
        Perspective.objects.create(key=key, title=key.capitalize())
    edition = load(directory, choosing(small_file()))
    load_hexagon(HEXAGON_FILE)
    load_inventories(directory)
    district.buildings.create(name="Middle School")
    lead: Any = people["lead"]
    assessment = open_assessment(district=district, edition=edition, label="Autumn 2026", by=lead)
    review = reviewed(district, lead, about=edition.system)
    comparison = started(district, edition, ["One", "Two", "Three"], lead, code="1b")
    rounds = (
        ("readiness", AssessmentRounds, open_round(assessment, KEYS)),
        ("hexagon", ReviewRounds, opened(review, lead, COMPONENTS).round),
        ("hexagon", ReviewRounds, opened(comparison, lead, COMPONENTS).round),
    )
    asked = (assessment, rounds[0][2], review, comparison, rounds[1][2])
    inventory = kept(district, Template.objects.get(), lead)
    plan = planned(district, edition.system, people)
    world = World(people, district, added.membership, str(added.token), *asked, inventory, *plan)
    talk(world, *RATED)
    sealed = Sealed(world, rounds, {})
    for _, owner, round in rounds:
        seat(round, [people[who] for who in SEATED])
        for place, who in enumerate(SEATED):
            vote(owner, round, people[who], who, place)
    return sealed


def vote(owner: type[Any], round: Round, person: Any, who: str, place: int) -> None:
    """Cast all of a person's ballots, each with a text that names who wrote it, and finish."""
    scales = owner.find(person, "lakeview", round.pk).scales
    for number, (key, scale) in enumerate(scales.items()):
        answer = scale.answers[(place + number) % len(scale.answers)]
        cast_ballot(
            round_pk=round.pk, key=key, marks=Marks(answer=answer, rationale=f"{MARK} {who}, {key}."), by=person
        )
    set_finished(round_pk=round.pk, finished=True, by=person)


# How a round comes to be sealed -------------------------------------------------------------------


def each_move(sealed: Sealed, to: State, reason: str = "") -> None:
    lead: Any = sealed.world.people["lead"]
    for _, owner, round in sealed.rounds:
        round.refresh_from_db()
        keeper = owner.find(lead, "lakeview", round.pk)
        move_round(round=round, keeper=keeper, to=to, version=round.version, by=lead, reason=reason)
        round.refresh_from_db()


def stay(sealed: Sealed) -> None:
    """Open, as it was made."""


def end(sealed: Sealed) -> None:
    """Voting over, with a ballot from paper."""
    each_move(sealed, State.ENDED)
    keyer: Any = sealed.world.people["keyer"]
    for _, owner, round in sealed.rounds:
        scales = owner.find(keyer, "lakeview", round.pk).scales
        marks = {
            key: Marks(answer=scale.answers[0], rationale=f"{MARK} paper, {key}.") for key, scale in scales.items()
        }
        perspective = Perspective.objects.get(key="student")
        keyed = key_ballots(round=round, label="Paper ballot 1", perspective=perspective, marks=marks, by=keyer)
        sealed.paper[round.pk] = keyed.pk


def close(sealed: Sealed) -> None:
    """Over before a reveal."""
    end(sealed)
    each_move(sealed, State.CLOSED, "Not now.")


def step_back(sealed: Sealed) -> None:
    """Revealed, and open again."""
    end(sealed)
    each_move(sealed, State.REVEALED)
    each_move(sealed, State.OPEN, "Once more.")


STATES = {"open": stay, "ended": end, "closed": close, "stepped back": step_back}
