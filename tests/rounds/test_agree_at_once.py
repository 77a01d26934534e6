"""Two leads on the agreement screen at once, each with a connection of their own: neither overwrites the other."""

from __future__ import annotations

from functools import partial

import pytest

from districts.choices import Role
from districts.models import Perspective
from readiness.models import Rating
from rounds.choices import State
from rounds.models import Round
from tests.factories import MembershipFactory
from tests.readiness.factories import content_file, opened, published
from tests.readiness.test_concurrency import at_once, real_database, signed_in
from tests.rounds.agreement_pages import item, stored, typed, url, words
from tests.rounds.factories import cast_all, move, open_round, owned, seat

__all__ = ["real_database"]

KEYS = ("5a-aware", "5a-ready", "6a-aware", "6a-ready")


@pytest.fixture
def leads(real_database):
    """Five leads of one district."""
    first = MembershipFactory(role=Role.LEAD, district__slug="lakeview")
    others = MembershipFactory.create_batch(4, district=first.district, role=Role.LEAD)
    return [one.user for one in (first, *others)]


@pytest.fixture
def round(leads):
    """A revealed round: wide spreads on two items, everyone agrees on the others."""
    Perspective.objects.create(key="teacher", title="Teacher")
    district = leads[0].memberships.get().district
    edition = published(content_file("talent_management"))
    round = open_round(opened(district, edition, "Autumn 2026", leads[0]), KEYS)
    seat(round, leads[:3])
    for lead, codes in zip(leads, ("0111", "1011", "2211"), strict=False):
        cast_all(round, lead, codes)
    return move(round, State.REVEALED, leads[0])


def test_of_five_leads_who_agree_at_once_one_is_stored_and_four_see_both_versions(round, leads):
    sends = [
        partial(signed_in(lead).post, item(round, "5a-aware"), typed("5a-aware", str(number % 3), f"Note {number}", ""))
        for number, lead in enumerate(leads)
    ]
    responses = at_once(sends)
    assert sorted(response.status_code for response in responses) == [303, 409, 409, 409, 409]
    (number,) = [number for number, response in enumerate(responses) if response.status_code == 303]
    assert stored("5a-aware") == (number % 3, False, f"Note {number}", "", round.pk, 2)
    refused = [words(response.content.decode()) for response in responses if response.status_code == 409]
    assert [f"Note {number}" in text for text in refused] == [True] * 4
    row = Rating.objects.get(stage_description__key="5a-aware")
    assert (row.changed_by, row.history.count()) == (leads[number], 2)


def test_two_leads_who_agree_on_everything_at_once_save_each_item_once(round, leads):
    sends = [
        partial(signed_in(lead).post, url(round, "agree-all/"), {"keys": ["6a-aware", "6a-ready"]})
        for lead in leads[:2]
    ]
    assert [response.status_code for response in at_once(sends)] == [303, 303]
    assert [stored(key)[-1] for key in ("6a-aware", "6a-ready")] == [2, 2]


def test_agreeing_and_stepping_back_at_once_store_nothing_in_a_round_that_is_open(round, leads):
    save = partial(signed_in(leads[0]).post, item(round, "5a-aware"), typed("5a-aware", "1", "Why"))
    step_back = partial(move, Round.objects.get(pk=round.pk), State.OPEN, leads[1], "Somebody was missing")
    saved, _ = at_once([save, step_back])
    is_stored = stored("5a-aware")[0] == 1
    assert (saved.status_code, saved.url) == (303, item(round, "5a-ready") if is_stored else url(round))
    assert owned(round, leads[0]).round.state == State.OPEN
