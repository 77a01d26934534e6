"""Queries per request, session and person included, as numbers that grow neither with raters nor with items."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from districts.choices import Role
from practices.reports import published_content
from readiness.owners import items_of
from rounds.choices import State
from tests.factories import MembershipFactory
from tests.readiness.factories import opened
from tests.readiness.pages import Page
from tests.rounds.factories import cast_all, move, owned
from tests.rounds.pages import whole

SIZES = [(3, 6), (40, 6), (3, 56), (40, 56)]
HTMX = {"HX-Request": "true"}


@pytest.fixture
def keys(leadership):
    """The keys of all 56 stage descriptions of Leadership."""
    return [item.key for item in items_of(published_content(leadership)) if item.group != "Considerations"]


@pytest.fixture
def assessment(district, leadership, lead):
    return opened(district, leadership, "Autumn 2026", lead)


@pytest.fixture
def make(round_of, assessment, people, keys, district):
    """Make a round of so many raters, the lead among them, over so many items."""

    def made(raters, items):
        others = [one.user for one in MembershipFactory.create_batch(raters - 1, district=district)]
        return round_of(assessment, [people[Role.LEAD], *others], keys[:items]), others

    return made


@pytest.fixture
def client(sign_in, lead):
    return sign_in(lead)


def url(round, page=""):
    return f"/districts/lakeview/readiness/rounds/{round.pk}/{page}"


def queries(client, address):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize(("raters", "items"), SIZES)
def test_pages_of_an_open_round(make, client, lead, raters, items):
    round, _ = make(raters, items)
    cast_all(round, lead, "1" * items)
    pages = ("", "ballot/", "seats/", "move/revealed/", "ballot/seat/")
    assert [queries(client, url(round, page)) for page in pages] == [6, 6, 5, 6, 6]


@pytest.mark.parametrize(("raters", "items"), SIZES[:3])
def test_pages_of_a_revealed_round(make, client, lead, raters, items):
    round, others = make(raters, items)
    for person in (lead, *others[:4]):
        cast_all(round, person, "1" * items)
    move(round, State.REVEALED, lead)
    assert [queries(client, url(round, page)) for page in ("", "ballot/", "move/open/")] == [8, 6, 6]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("raters", "items"), [(3, 6), (40, 56)])
def test_casting_a_ballot_takes_eight_statements_begin_and_commit_included(make, client, lead, raters, items):
    round, _ = make(raters, items)
    key = round.item_keys[0]
    # The edition's items are in memory from here on, as they are after the first ballot of a process.
    assert len(owned(round, lead).items) == items
    counts = []
    for version, value in enumerate(("1", "2", ""), start=0):
        typed = {f"{key}-value": value, f"{key}-note": f"Why {version}", f"{key}-version": version or ""}
        with CaptureQueriesContext(connection) as captured:
            assert client.post(url(round, f"ballot/{key}/"), typed, headers=HTMX).status_code == 200
        counts.append(len(captured))
        statements = [query["sql"].split()[0] for query in captured]
        assert [word for word in statements if word in {"BEGIN", "COMMIT", "SAVEPOINT"}] == ["BEGIN", "COMMIT"]
    assert counts == [8, 8, 8]


def test_a_whole_ballot_of_which_nothing_was_typed_writes_nothing(make, client, lead):
    round, _ = make(3, 56)
    cast_all(round, lead, "1" * 56)
    data = whole(Page(client.get(url(round, "ballot/"))))
    with CaptureQueriesContext(connection) as captured:
        assert client.post(url(round, "ballot/save"), data).status_code == 302
    assert len(captured) == 4
