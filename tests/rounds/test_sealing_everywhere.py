"""Sealed is sealed at every address of the product: no page, file, error or list tells of somebody else's ballot.

Every row of the access table but those of inventories and of what a plan alone holds, which read no ballot, is asked
for by every person, while a round over an assessment, one over a review and one over a comparison are sealed. Then
everybody else's ballots become others, and every answer must stay what it was.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import replace
from functools import cache
from io import BytesIO
from typing import Any

import pytest
from django.core.cache import caches
from django.db import transaction
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from core.downloads import finished
from districts.models import User
from rounds.choices import State
from rounds.models import Ballot, Rater
from tests.access_offices import OFFICE_ROWS
from tests.access_table import PAGES, WHO, Row
from tests.comments.access_rows import RATED_THREAD_PAGES
from tests.hexagon.access_rows import HEXAGON_PAGES, our_item
from tests.plans.access_rows import PICTURE_PAGES
from tests.rounds.sealed_world import MARK, SEATED, STATES, Sealed, build

Answers = dict[str, tuple[int, str]]

# Leaves the session, holds nothing of a district, or makes a link that is new each time.
ELSEWHERE = ("account_", "invitation_", "healthz", "favicon", "admin:auth_user_password", "districts:member_link")
FILES = ("_pdf", "round_paper")
HTMX = {"HX-Request": "true"}
COMPARED = [("ended", "viewer"), ("stepped back", "lead")]
# Everybody once voting has ended, with a paper ballot keyed in; a rater and a lead in every other state. Those of
# COMPARED come first: pytest puts cases of the same place next to each other, and their tests share what was told.
READERS = {state: (*WHO, "rater", "keyer") if state == "ended" else ("rater", "lead") for state in reversed(STATES)}
EACH = [(state, who) for state, readers in READERS.items() for who in readers]
CASES = COMPARED + [case for case in EACH if case not in COMPARED]


@pytest.fixture(scope="module")
def sealed(request: Any, django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[Sealed]:
    with django_db_blocker.unblock(), transaction.atomic():
        made = build(tmp_path_factory.mktemp("content"))
        STATES[request.param](made)
        yield made
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def told(sealed: Sealed) -> Callable[[str], Answers]:
    """What each person is told, asked for once: the tests leave everything as it was."""

    def ask(who: str) -> Answers:
        empty_caches()
        return answers(sealed, who)

    return cache(ask)


# Asking for everything ------------------------------------------------------------------------------


def rows(who: str) -> Iterator[Row]:
    """Every row; the admin's pages only for who gets in there, finished files only for one who may ask for all."""
    for row in (*PAGES, *HEXAGON_PAGES, *RATED_THREAD_PAGES, *PICTURE_PAGES, *OFFICE_ROWS):
        is_office = row.name.startswith("admin:")
        if row.name.startswith(ELSEWHERE) or (is_office and who not in {"content", "operator"}):
            continue
        if not row.name.endswith(FILES) or who == "lead":
            yield row


def asked(sealed: Sealed, who: str) -> Iterator[tuple[str, Any]]:
    """Every address as the access table asks for it; those of rounds for each of the rounds."""
    third = sealed.rounds[2][2]
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


def sent(sealed: Sealed) -> Iterator[tuple[str, Any]]:
    """What is refused: stale, not valid, covered, too late."""
    for namespace, _, round in sealed.rounds:

        def page(name: str, *more: Any, namespace: str = namespace, pk: int = round.pk) -> str:
            return reverse(f"{namespace}:round_{name}", args=("lakeview", pk, *more))

        key = round.item_keys[0]
        for value, version in (("9", ""), ("n", "99"), ("", "")):
            data = {f"{key}-value": value, f"{key}-version": version, f"{key}-note": "Typed"}
            name = f"{round.pk} {value} {version}"
            yield f"save {name}", ("post", page("ballot_save", key), data, HTMX)
            yield f"whole {name}", ("post", page("ballot_save_all"), data, {})
            yield f"agree {name}", ("post", page("agree_item", key), data, {})
        for to in State:
            yield f"ask {round.pk} {to}", ("get", page("move", to), {}, {})
            for version in (0,) if to == State.REVEALED else (0, round.version):
                data = {"version": version, "reason": "Why"}
                yield f"move {round.pk} {to} {version}", ("post", page("move", to), data, {})
        data = {"label": "Paper ballot 1", f"{key}-note": "Typed"}
        yield f"paper {round.pk}", ("post", page("paper_key"), data, {})
        if round.pk in sealed.paper:
            yield f"discard {round.pk}", ("get", page("paper_discard", sealed.paper[round.pk]), {}, {})
        yield f"all {round.pk}", ("post", page("agree_all"), {"keys": round.item_keys}, {})
    yield from covered(sealed)


def covered(sealed: Sealed) -> Iterator[tuple[str, Any]]:
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
            yield f"{name} {pk} {version}", ("post", reverse(name, args=("lakeview", pk, key)), data, HTMX)
    for name in ("review_detail", "review_history", "review_csv", "review_xlsx"):
        yield f"candidate {name}", ("get", reverse(f"hexagon:{name}", args=("lakeview", candidate.pk)), {}, {})
    search = reverse("admin:districts_user_changelist")
    yield "admin search", ("get", search, {"q": MARK}, {})


def answers(sealed: Sealed, who: str, questions: Any = None) -> Answers:
    """Everything that a person is told, by how they asked; each request is taken back."""
    person = sealed.world.people[who]
    reader = client_of(person)
    told = {}
    for name, (method, address, data, headers) in questions(sealed) if questions else asked(sealed, who):
        with transaction.atomic():
            client = reader if method == "get" else same_session(reader)
            response = getattr(client, method)(address, data, headers=headers, follow=True)
            told[name] = (response.status_code, text_of(response))
            transaction.set_rollback(True)
    return told


def client_of(person: Any) -> Client:
    client = Client()
    if person is not None:
        client.force_login(person)
        User.objects.filter(pk=person.pk).update(last_login=None)  # The list of accounts tells it to the minute.
    return client


def same_session(reader: Client) -> Client:
    """Another client of the same session, because a form that is sent may change its client's cookies."""
    client = Client()
    client.cookies = deepcopy(reader.cookies)
    return client


def text_of(response: Any) -> str:
    """A response's text whatever its format, with what tells its version, and without what every one has anew."""
    body, kind = b"".join(response), response.headers.get("Content-Type", "")
    if kind == "application/pdf":
        read = subprocess.run(["pdftotext", "-", "-"], input=body, capture_output=True, check=True)
        shown = read.stdout.decode()
    elif "spreadsheet" in kind:
        book = load_workbook(BytesIO(body))
        shown = repr([[cell.value for cell in row] for sheet in book for row in sheet.iter_rows()])
    else:
        shown = body.decode()
        fresh = r'name="(csrfmiddlewaretoken|owner)" value="[^"]*"|"(csrfmiddlewaretoken|exported_at)": "[^"]*"'
        shown = re.sub(rf"{fresh}|\d+:\d\d [AP]M", "", shown)  # The walk takes longer than a minute.
    return f"{response.headers.get('ETag', '')} {shown}"


def empty_caches() -> None:
    caches["reports"].clear()
    finished.cache_clear()


@pytest.mark.django_db
@pytest.mark.parametrize(("sealed", "who"), CASES, indirect=["sealed"], scope="module")
def test_nobody_reads_somebody_else_s_ballot_at_any_address(told: Callable[[str], Answers], who: str) -> None:
    marks = {
        name: {one for one in (*SEATED, "paper") if f"{MARK} {one}" in text} for name, (_, text) in told(who).items()
    }
    assert {name: found - {who} for name, found in marks.items() if found - {who}} == {}
    own = [found for name, found in marks.items() if name.endswith("get hexagon:round_ballot")]
    assert own == [{who} if who in SEATED else set()] * 2


@pytest.mark.django_db
@pytest.mark.parametrize(("sealed", "who"), COMPARED, indirect=["sealed"], scope="module")
def test_every_answer_stays_the_same_whatever_somebody_else_rates(
    sealed: Sealed, told: Callable[[str], Answers], who: str
) -> None:
    """No figure, order, count, version of a file or length of a page tells anything either."""
    before = told(who)
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
@pytest.mark.parametrize("sealed", ["ended"], indirect=True, scope="module")
def test_the_walk_meets_every_kind_of_refusal(sealed: Sealed) -> None:
    found = {status for who in ("rater", "outsider", "lead") for status, _ in answers(sealed, who, sent).values()}
    assert found == {200, 403, 404, 409, 422, 423}
