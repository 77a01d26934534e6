"""Sealed is sealed at every address of the product: no page, file, error or list tells of somebody else's ballot.

Every row of the access table is asked for by every person, while a round over an assessment, one over a review and one
over a comparison are sealed. Then the rater's ballots become others, and every answer must stay what it was.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

import pytest
from django.core.cache import caches
from django.db import transaction
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from core.downloads import finished
from districts.choices import Role
from districts.models import Perspective
from districts.services import add_member
from hexagon.content_store import load as load_hexagon
from hexagon.owners import ReviewRounds
from readiness.owners import AssessmentRounds
from readiness.services import open_assessment
from rounds.choices import State
from rounds.models import Ballot, Rater, Round
from rounds.services import Marks, cast_ballot, key_ballots, move_round, set_finished
from tests.access_offices import OFFICE_ROWS
from tests.access_table import PAGES, WHO, Row, World
from tests.factories import DistrictFactory, MembershipFactory
from tests.hexagon.access_rows import HEXAGON_PAGES, our_item
from tests.hexagon.factories import HEXAGON_FILE
from tests.hexagon.reviews.factories import opened, reviewed, started
from tests.inventories.factories import load as load_inventories
from tests.practices.factories import choosing, load, small_file
from tests.rounds.factories import open_round, seat
from tests.test_access_matrix import people_of

MARK = "Marker of"
KEYS = ("readiness", "1a-aware", "1a-ready", "1b-aware")
COMPONENTS = ("evidence", "need")
EVERYONE = (*WHO, "rater", "keyer")
# Seated beside the rater whose ballots are looked for, each with ballots of their own.
SEATED = ("rater", "viewer", "lead")
# Leaves the person's session, and holds nothing of a district.
ELSEWHERE = ("account_", "invitation_", "healthz", "favicon", "admin:auth_user_password_change")
FILES = ("_pdf", "round_paper")


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
    world = World(
        people, district, added.membership, str(added.token), assessment, rounds[0][2], review, comparison, rounds[1][2]
    )
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
        marks = {key: Marks(answer=scale.answers[0], rationale=f"{MARK} paper, {key}.") for key, scale in scales.items()}
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


@pytest.fixture(scope="module", params=STATES.values(), ids=STATES)
def sealed(request: Any, django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[Sealed]:
    with django_db_blocker.unblock(), transaction.atomic():
        made = build(tmp_path_factory.mktemp("content"))
        request.param(made)
        yield made
        transaction.set_rollback(True)


# Asking for everything ------------------------------------------------------------------------------


def rows(who: str) -> Iterator[Row]:
    """Every row; the admin's pages only for who gets in there, finished files only for one who may ask for all."""
    for row in (*PAGES, *HEXAGON_PAGES, *OFFICE_ROWS):
        is_office = row.name.startswith("admin:")
        if row.name.startswith(ELSEWHERE) or (is_office and who not in {"content", "operator"}):
            continue
        if not row.name.endswith(FILES) or who == "lead":
            yield row


def asked(sealed: Sealed, who: str) -> Iterator[tuple[str, Any]]:
    """Every address as the access table asks for it; those of rounds for each of the rounds."""
    first, _, third = (round for *_, round in sealed.rounds)
    worlds = {"": sealed.world, "comparison ": replace(sealed.world, review_round=third)}
    for name, world in worlds.items():
        for row in rows(who):
            if name and not row.name.startswith("hexagon:round_"):
                continue
            arguments = row.arguments(world)
            if name and row.arguments is our_item:
                arguments = (*arguments[:-1], third.item_keys[0])
            yield f"{name}{row}", (row.method, reverse(row.name, args=arguments), {}, {})
    yield from sent(sealed)
    assert first.pk != third.pk


def sent(sealed: Sealed) -> Iterator[tuple[str, Any]]:
    """What is refused: stale, not valid, covered, too late."""
    htmx = {"HX-Request": "true"}
    for namespace, _, round in sealed.rounds:
        base = ("lakeview", round.pk)
        for key in round.item_keys:
            for value, version in (("9", ""), ("n", "99"), ("", "")):
                data = {f"{key}-value": value, f"{key}-version": version, f"{key}-note": "Typed"}
                save, whole, agree = (
                    reverse(f"{namespace}:round_{page}", args=args)
                    for page, args in (
                        ("ballot_save", (*base, key)), ("ballot_save_all", base), ("agree_item", (*base, key)),
                    )
                )  # fmt: skip
                yield f"save {round.pk} {key} {value} {version}", ("post", save, data, htmx)
                yield f"whole {round.pk} {key} {value} {version}", ("post", whole, data, {})
                yield f"agree {round.pk} {key} {value} {version}", ("post", agree, data, {})
        for to in State:
            address = reverse(f"{namespace}:round_move", args=(*base, to))
            yield f"get move {round.pk} {to}", ("get", address, {}, {})
            versions = (0,) if to == State.REVEALED else (0, round.version)
            for version in versions:
                yield f"move {round.pk} {to} {version}", ("post", address, {"version": version, "reason": "Why"}, {})
        paper = reverse(f"{namespace}:round_paper_key", args=base)
        yield f"paper {round.pk}", ("post", paper, {"label": "Paper ballot 1", f"{round.item_keys[0]}-note": "x"}, {})
        if round.pk in sealed.paper:
            yield f"discard {round.pk}", (
                "get", reverse(f"{namespace}:round_paper_discard", args=(*base, sealed.paper[round.pk])), {}, {},
            )  # fmt: skip
        yield f"all {round.pk}", (
            "post", reverse(f"{namespace}:round_agree_all", args=base), {"keys": round.item_keys}, {},
        )  # fmt: skip
    yield from covered(sealed, htmx)


def covered(sealed: Sealed, htmx: dict[str, str]) -> Iterator[tuple[str, Any]]:
    """What the pages of the assessment and the review refuse while a round is about their items."""
    world = sealed.world
    candidate = world.comparison.candidates.get(position=1)
    pages = [
        ("readiness:rating_save", world.assessment.pk, "1a-ready", "2"),
        ("readiness:placement_save", world.assessment.pk, "readiness", "1"),
        ("hexagon:component_save", world.review.pk, "need", "2"),
        ("hexagon:component_save", candidate.pk, "need", "2"),
    ]
    for name, pk, key, value in pages:
        for version in (1, 99):
            data = {f"{key}-value": value, f"{key}-version": version, f"{key}-note": "Typed"}
            yield f"{name} {pk} {version}", ("post", reverse(name, args=("lakeview", pk, key)), data, htmx)
    for name in ("review_detail", "review_history", "review_csv", "review_xlsx"):
        yield f"candidate {name}", ("get", reverse(f"hexagon:{name}", args=("lakeview", candidate.pk)), {}, {})
    search = reverse("admin:districts_user_changelist")
    yield "admin search", ("get", search, {"q": MARK}, {})


def answers(sealed: Sealed, who: str) -> dict[str, tuple[int, str]]:
    """Everything that a person is told, by how they asked; each request is taken back."""
    person = sealed.world.people[who]
    reader = client_of(person)
    told = {}
    for name, (method, address, data, headers) in asked(sealed, who):
        with transaction.atomic():
            client = reader if method == "get" else client_of(person)
            response = getattr(client, method)(address, data, headers=headers, follow=True)
            told[name] = (response.status_code, text_of(response))
            transaction.set_rollback(True)
    return told


def client_of(person: Any) -> Client:
    client = Client()
    if person is not None:
        client.force_login(person)
    return client


def text_of(response: Any) -> str:
    """A response's text whatever its format, with what tells its version, and without what every one has anew."""
    body, kind = b"".join(response), response.headers.get("Content-Type", "")
    if kind == "application/pdf":
        shown = subprocess.run(["pdftotext", "-", "-"], input=body, capture_output=True, check=True).stdout.decode()  # noqa: S607
    elif "spreadsheet" in kind:
        book = load_workbook(BytesIO(body))
        shown = repr([[cell.value for cell in row] for sheet in book for row in sheet.iter_rows()])
    else:
        shown = body.decode()
        fresh = r'name="(csrfmiddlewaretoken|owner)" value="[^"]*"|"csrfmiddlewaretoken": "[^"]*"'
        shown = re.sub(fresh, "", shown)
    return f"{response.headers.get('ETag', '')} {shown}"


def empty_caches() -> None:
    caches["reports"].clear()
    finished.cache_clear()


OWN_PAGES = re.compile(r"round_(ballot|ballot_save_all|finish|seat)$|^(save|whole) |round_(ballot|seat|finish)")


@pytest.mark.django_db
@pytest.mark.parametrize("who", EVERYONE)
def test_nobody_is_told_of_somebody_else_s_ballot_at_any_address(sealed: Sealed, who: str) -> None:
    empty_caches()
    before = answers(sealed, who)
    marks = {name: {one for one in (*SEATED, "paper") if f"{MARK} {one}" in text} for name, (_, text) in before.items()}
    assert {name: found - {who} for name, found in marks.items() if found - {who}} == {}
    if who in SEATED:
        assert [found for name, found in marks.items() if name.endswith("get readiness:round_ballot")] == [{who}]
    with transaction.atomic():
        change_ballots_of_others(sealed, who)
        empty_caches()
        after = answers(sealed, who)
        transaction.set_rollback(True)
    assert {name for name in before if before[name] != after[name]} == set()


def change_ballots_of_others(sealed: Sealed, who: str) -> None:
    """Give all ballots but a person's own another answer and text, as if they had been cast so."""
    others = Rater.objects.exclude(membership__user=sealed.world.people[who]) if who in SEATED else Rater.objects.all()
    for ballot in Ballot.objects.filter(rater__in=others):
        ballot.value, ballot.unknown, ballot.rationale = (None, True, "Other") if ballot.value else (2, False, "")
        ballot.version += 1
        ballot.save()


@pytest.mark.django_db
def test_the_walk_meets_every_kind_of_refusal(sealed: Sealed) -> None:
    found = {status for who in ("lead", "rater", "outsider") for status, _ in answers(sealed, who).values()}
    assert {200, 403, 404, 405, 409, 422} <= found
