"""Sealed is sealed: before the reveal nobody learns from a page, an error or a fragment what somebody else rated."""

from __future__ import annotations

import re

import pytest

from districts.choices import Role
from rounds.choices import State
from tests.rounds.conftest import KEYS
from tests.rounds.factories import cast_all, move

HTMX = {"HX-Request": "true"}
MARK = "Marker of a rationale"
PAGES = ("", "ballot/", "ballot/seat/", "seats/", *(f"move/{to}/" for to in State))
READ_MORE = ("agree/", f"agree/{KEYS[0]}/", "agree-all/", "information/", "ballot/save", "ballot/finish/")
WHO = (*Role, "outsider", "content", "operator", None)


@pytest.fixture
def world(people, outsider, content_administrator, operator):
    return {**people, "outsider": outsider, "content": content_administrator, "operator": operator, None: None}


@pytest.fixture
def round(round_of, assessment, people):
    """A round in which the coach, the lead and the viewer are seated; the member is not."""
    return round_of(assessment, [people[Role.COACH], people[Role.LEAD], people[Role.VIEWER]])


def close_unrevealed(round, lead):
    move(round, State.CLOSED, lead, "Not now.")


def end(round, lead):
    move(round, State.ENDED, lead)


def step_back(round, lead):
    move(round, State.REVEALED, lead)
    move(round, State.OPEN, lead, "Once more.")


SEALED = [lambda round, lead: None, end, close_unrevealed, step_back]


def url(round, page):
    return f"/districts/lakeview/readiness/rounds/{round.pk}/{page}"


def answers(client, round):
    """Everything that somebody can be told of a round, by how they asked."""
    stale = {f"{key}-{name}": "" for key in KEYS for name in ("value", "note", "version")} | {"version": "0"}
    yield from ((f"get {page}", client.get(url(round, page), follow=True)) for page in (*PAGES, *READ_MORE))
    for key in KEYS:
        yield f"save {key}", client.post(url(round, f"ballot/{key}/"), {f"{key}-value": "9"}, headers=HTMX)
    moves = tuple(f"move/{to}/" for to in State)
    for page in ("seats/", "ballot/seat/", "ballot/save", *moves):
        yield f"post {page}", client.post(url(round, page), stale, follow=True)


@pytest.mark.parametrize("who", WHO, ids=str)
@pytest.mark.parametrize("seal", SEALED, ids=["open", "ended", "closed unrevealed", "stepped back"])
def test_nothing_that_anybody_is_told_holds_what_a_rater_wrote(round, people, world, sign_in, seal, who):
    cast_all(round, people[Role.COACH], "01201n", MARK)
    cast_all(round, people[Role.LEAD], "222222")
    seal(round, people[Role.LEAD])
    told = {name for name, response in answers(sign_in(world[who]), round) if MARK.encode() in response.content}
    own = {"get ballot/", "get ballot/seat/", "get ballot/save", "get ballot/finish/", "post ballot/seat/"}
    assert told - (own | {"post ballot/save"} if who == Role.COACH else set()) == set()


@pytest.mark.parametrize("who", [who for who in WHO if who != Role.COACH], ids=str)
def test_pages_and_answers_are_the_same_whatever_somebody_else_rates(round, people, world, sign_in, who):
    """The seats alone say that a ballot was cast at all, so that a lead learns why a seat stays."""
    client = sign_in(world[who])
    cast_all(round, people[Role.COACH], "0     ")
    list(answers(client, round))  # What they send themselves is saved once, and the same from then on.
    before = {name: words(response) for name, response in answers(client, round)}
    cast_all(round, people[Role.COACH], "2120n1", MARK)
    after = {name: words(response) for name, response in answers(client, round)}
    assert {name for name in before if before[name] != after[name]} == set()


def words(response):
    """A response without what every one of them has anew: tokens, and the signed name of the reader."""
    fresh = r'name="(csrfmiddlewaretoken|owner)" value="[^"]*"'
    return response.status_code, re.sub(fresh, "", response.content.decode())


@pytest.mark.parametrize("role", [Role.COACH, Role.LEAD, Role.VIEWER])
def test_a_rater_reads_their_own_ballot_and_nobody_elses(round, people, sign_in, role):
    for one in (Role.COACH, Role.LEAD, Role.VIEWER):
        cast_all(round, people[one], "012012", f"{MARK} {one.value}")
    body = sign_in(people[role]).get(url(round, "ballot/")).content.decode()
    assert {one for one in Role if f"{MARK} {one.value}" in body} == {role}


def test_once_revealed_the_own_ballot_is_still_only_the_own(round, people, sign_in):
    for one in (Role.COACH, Role.LEAD, Role.VIEWER):
        cast_all(round, people[one], "012012", f"{MARK} {one.value}")
    move(round, State.REVEALED, people[Role.LEAD])
    body = sign_in(people[Role.VIEWER]).get(url(round, "ballot/")).content.decode()
    assert {one for one in Role if f"{MARK} {one.value}" in body} == {Role.VIEWER}
    assert sign_in(people[Role.MEMBER]).get(url(round, "ballot/")).status_code == 403
