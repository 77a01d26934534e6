"""Many raters at once, on a real database each with a connection of their own: no ballot is lost."""

from __future__ import annotations

from collections import Counter
from functools import partial

import pytest

from districts.choices import Role
from districts.models import Perspective
from rounds.choices import State
from rounds.models import Ballot, Round
from tests.factories import MembershipFactory
from tests.readiness.factories import content_file, opened, published
from tests.readiness.test_concurrency import at_once, real_database, signed_in
from tests.rounds.factories import move, open_round, seat

__all__ = ["real_database"]

RATERS = 40
KEYS = ("5a-aware", "5a-ready", "6a-ready")
HTMX = {"HX-Request": "true"}


@pytest.fixture
def lead(real_database):
    return MembershipFactory(role=Role.LEAD, district__slug="lakeview", user__email="lead@lakeview.example.org").user


@pytest.fixture
def raters(lead):
    district = lead.memberships.get().district
    return [one.user for one in MembershipFactory.create_batch(RATERS, district=district, role=Role.VIEWER)]


@pytest.fixture
def round(lead, raters):
    Perspective.objects.create(key="teacher", title="Teacher")
    edition = published(content_file("talent_management"))
    round = open_round(opened(lead.memberships.get().district, edition, "Autumn 2026", lead), KEYS)
    seat(round, raters)
    return round


def url(round, page):
    return f"/districts/lakeview/readiness/rounds/{round.pk}/{page}"


def marks(key, number):
    return {f"{key}-value": str(number % 3), f"{key}-note": f"Rater {number}, {key}", f"{key}-version": ""}


def test_forty_raters_cast_all_their_ballots_at_once_and_none_is_lost(round, raters):
    def whole_ballot(client, number):
        return [client.post(url(round, f"ballot/{key}/"), marks(key, number), headers=HTMX).status_code for key in KEYS]

    actions = [partial(whole_ballot, signed_in(rater), number) for number, rater in enumerate(raters)]
    answers = Counter(status for statuses in at_once(actions) for status in statuses)
    assert answers == {200: RATERS * len(KEYS)}
    rows = Ballot.objects.filter(rater__round=round).values_list(
        "rater__membership__user", "item_key", "value", "rationale", "version"
    )
    assert sorted(rows) == sorted(
        (rater.pk, key, number % 3, f"Rater {number}, {key}", 1) for number, rater in enumerate(raters) for key in KEYS
    )


def test_one_rater_in_many_windows_at_once_stores_one_and_is_shown_the_others(round, raters):
    windows = [
        partial(signed_in(raters[0]).post, url(round, "ballot/5a-ready/"), marks("5a-ready", n), headers=HTMX)
        for n in range(6)
    ]
    assert Counter(response.status_code for response in at_once(windows)) == {200: 1, 409: 5}
    assert Ballot.objects.filter(rater__round=round).count() == 1


def test_a_reveal_among_casts_shows_exactly_those_that_were_stored(round, raters, lead):
    first = signed_in(raters[0])
    assert first.post(url(round, "ballot/6a-ready/"), marks("6a-ready", 1), headers=HTMX).status_code == 200
    casts = [
        partial(signed_in(rater).post, url(round, "ballot/5a-ready/"), marks("5a-ready", 1), headers=HTMX)
        for rater in raters[:10]
    ]
    *cast, moved = at_once([*casts, partial(signed_in(lead).post, url(round, "move/revealed/"), {"version": 1})])
    assert moved.status_code == 302
    assert {response.status_code for response in cast} <= {200, 423}
    stored = sum(response.status_code == 200 for response in cast)
    assert Ballot.objects.revealed(round).filter(item_key="5a-ready").count() == stored


def test_two_leads_reveal_and_close_at_once_and_one_of_them_is_told(round, raters, lead):
    signed_in(raters[0]).post(url(round, "ballot/6a-ready/"), marks("6a-ready", 1), headers=HTMX)
    sent = {"version": 1, "reason": "We stop."}
    moves = [partial(signed_in(lead).post, url(round, f"move/{to}/"), sent) for to in (State.REVEALED, State.CLOSED)]
    assert sorted(response.status_code for response in at_once(moves)) == [302, 409]
    assert Round.objects.get(pk=round.pk).version == 2


def test_unseating_and_casting_at_once_lose_no_ballot(round, raters, lead):
    """Whoever comes first wins: the seat stays with its ballot, or both are gone and the rater is told."""
    perspective = str(Perspective.objects.get().pk)
    pk = raters[0].memberships.get().pk
    data = {f"was-{pk}": perspective, f"perspective-{pk}": perspective}
    cast, seated = at_once(
        [
            partial(signed_in(raters[0]).post, url(round, "ballot/5a-ready/"), marks("5a-ready", 1), headers=HTMX),
            partial(signed_in(lead).post, url(round, "seats/"), seats_of(round, raters) | data | {f"seat-{pk}": ""}),
        ]
    )
    kept = Ballot.objects.filter(rater__round=round).count()
    assert (cast.status_code, kept) in {(200, 1), (403, 0)}
    assert seated.status_code in {302, 422}


def seats_of(round, raters):
    perspective = str(Perspective.objects.get().pk)
    pks = [rater.memberships.get().pk for rater in raters]
    fields = {f"{name}-{pk}": perspective for pk in pks for name in ("was", "perspective")}
    return fields | {f"seat-{pk}": "on" for pk in pks}


def test_a_closed_round_takes_no_ballot_from_anybody(round, raters, lead):
    move(round, State.CLOSED, lead, "Not now.")
    casts = [
        partial(signed_in(rater).post, url(round, "ballot/5a-ready/"), marks("5a-ready", 1), headers=HTMX)
        for rater in raters[:5]
    ]
    assert Counter(response.status_code for response in at_once(casts)) == {423: 5}
    assert Ballot.objects.filter(rater__round=round).count() == 0
