"""The whole ballot in one form, without JavaScript: what was typed is saved, or comes back as it was typed."""

from __future__ import annotations

import pytest

from districts.choices import Role
from rounds.choices import State
from rounds.models import Ballot
from tests.readiness.pages import Page
from tests.rounds.factories import cast, move
from tests.rounds.pages import whole


@pytest.fixture
def viewer(people):
    return people[Role.VIEWER]


@pytest.fixture
def round(round_of, assessment, viewer, lead):
    """A round in which the viewer and the lead are seated, and nobody else."""
    return round_of(assessment, [viewer, lead])


def url(round, page=""):
    return f"/districts/lakeview/readiness/rounds/{round.pk}/ballot/{page}"


def stored(round, person):
    rows = Ballot.objects.filter(rater__round=round, rater__membership__user=person)
    return {row.item_key: (row.value, row.unknown, row.rationale, row.version) for row in rows}


def test_one_form_saves_what_was_typed_and_leaves_the_rest(round, viewer, sign_in):
    cast(round, viewer, "5a-ready", "2", "Kept.")
    client = sign_in(viewer)
    data = whole(Page(client.get(url(round)))) | {"5a-aware-value": "1", "6a-aware-note": "Why\r\nnot."}
    response = client.post(url(round, "save"), data, follow=True)
    assert response.redirect_chain == [(url(round), 302)]
    assert [str(message) for message in response.context["messages"]] == ["Saved: 2 changed."]
    assert stored(round, viewer) == {
        "5a-ready": (2, False, "Kept.", 1),
        "5a-aware": (1, False, "", 1),
        "6a-aware": (None, False, "Why\nnot.", 1),
    }
    assert len(Ballot.objects.all()) == 3


def test_only_true_conflicts_come_back_with_both_texts_and_the_rest_is_saved(round, viewer, sign_in):
    client = sign_in(viewer)
    data = whole(Page(client.get(url(round))))
    cast(round, viewer, "5a-ready", "2", "Elsewhere.")
    cast(round, viewer, "5a-aware", "2", "Untouched here.")
    changes = {"5a-ready-value": "0", "5a-ready-note": "Here.", "8-ready-value": "1"}
    response = client.post(url(round, "save"), data | changes)
    page = Page(response)
    assert response.status_code == 409
    assert page.root.one("div", role="alert").text == (
        "1 of your answers is not saved yet. It is marked below, with what you typed."
    )
    assert [one["data-conflict"] for one in page.root.all("section", class_="ts-conflict")] == ["5a-ready"]
    assert (page.chosen("5a-ready"), page.note("5a-ready")) == (["0"], "Here.")
    assert page.note("5a-aware") == "Untouched here."
    assert stored(round, viewer)["8-ready"] == (1, False, "", 1)
    assert stored(round, viewer)["5a-ready"] == (2, False, "Elsewhere.", 1)

    both = Page(client.post(url(round, "save"), whole(page) | {"5a-ready-choice": "both"}))
    assert both.note("5a-ready") == "Elsewhere.\n\nHere."
    assert both.id("st-5a-ready").text == "Not saved yet: both texts are here. Edit them into one, and save."
    assert client.post(url(round, "save"), whole(both)).status_code == 302
    assert stored(round, viewer)["5a-ready"] == (0, False, "Elsewhere.\n\nHere.", 2)


@pytest.mark.parametrize(
    ("choice", "kept"), [("mine", (0, False, "Here.", 2)), ("theirs", (2, False, "Elsewhere.", 1))]
)
def test_a_conflict_is_settled_by_a_choice(round, viewer, sign_in, choice, kept):
    client = sign_in(viewer)
    data = whole(Page(client.get(url(round))))
    cast(round, viewer, "5a-ready", "2", "Elsewhere.")
    page = Page(client.post(url(round, "save"), data | {"5a-ready-value": "0", "5a-ready-note": "Here."}))
    assert client.post(url(round, "save"), whole(page) | {"5a-ready-choice": choice}).status_code == 302
    assert stored(round, viewer)["5a-ready"] == kept


def test_what_was_typed_when_voting_ended_comes_back_to_be_copied(round, viewer, sign_in, lead):
    client = sign_in(viewer)
    data = whole(Page(client.get(url(round))))
    move(round, State.ENDED, lead)
    response = client.post(url(round, "save"), data | {"5a-ready-value": "0", "5a-ready-note": "Too late."})
    assert response.status_code == 422
    assert Page(response).id("i-5a-ready").texts("p") == ["Not started", "Too late."]
    assert Page(response).id("st-5a-ready").text == "Not saved: voting has ended meanwhile."
    assert stored(round, viewer) == {}


def test_a_ballot_sent_after_the_session_ended_waits_for_its_rater(round, viewer, sign_in, lead):
    client = sign_in(viewer)
    data = whole(Page(client.get(url(round)))) | {"5a-ready-value": "1", "5a-ready-note": "Kept for me."}
    client.logout()
    response = client.post(url(round, "save"), data)
    assert (response.status_code, response.url) == (302, f"/accounts/login/?next={url(round, 'save')}")
    client.force_login(viewer)
    assert client.get(url(round, "save")).status_code == 302
    assert stored(round, viewer) == {"5a-ready": (1, False, "Kept for me.", 1)}
    assert stored(round, lead) == {}


def test_a_ballot_that_waits_is_not_given_to_another_rater(round, viewer, sign_in, lead):
    client = sign_in(viewer)
    data = whole(Page(client.get(url(round)))) | {"5a-ready-note": "Marker"}
    client.logout()
    client.post(url(round, "save"), data)
    client.force_login(lead)
    assert b"Marker" not in client.get(url(round, "save"), follow=True).content
    assert Ballot.objects.count() == 0
