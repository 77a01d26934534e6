"""A rater's own ballot: who may cast one, what a save answers, and what happens when windows or states collide."""

from __future__ import annotations

import pytest

from districts.choices import Role
from readiness.choices import RATING_SCALE
from rounds.choices import State
from rounds.models import Ballot, Rater
from rounds.reports import marked
from tests.readiness.pages import Page
from tests.rounds.conftest import KEYS
from tests.rounds.factories import cast, cast_all, finish, move, seat_of
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


@pytest.fixture
def save(round, viewer, sign_in):
    """Post one item as htmx does."""

    def post(key, value="", note="", version="", by=viewer):
        typed = {f"{key}-value": value, f"{key}-note": note, f"{key}-version": version}
        return sign_in(by).post(url(round, f"{key}/"), typed, headers={"HX-Request": "true"})

    return post


def stored(round, person):
    rows = Ballot.objects.filter(rater__round=round, rater__membership__user=person)
    return {row.item_key: (row.value, row.unknown, row.rationale, row.version) for row in rows}


# Who may ----------------------------------------------------------------------------------------------------------


def test_being_seated_permits_a_ballot_and_a_role_does_not(round, people, save, sign_in, outsider):
    assert save("5a-ready", "2", by=people[Role.VIEWER]).status_code == 200
    for role in (Role.MEMBER, Role.COACH):
        client = sign_in(people[role])
        assert [client.get(url(round, page)).status_code for page in ("", "save", "finish/", "seat/")] == [403] * 4
        assert [client.post(url(round, page)).status_code for page in ("save", "finish/", "seat/")] == [403] * 3
        assert save("5a-ready", "2", by=people[role]).status_code == 403
    assert [sign_in(outsider).get(url(round, page)).status_code for page in ("", "save")] == [404, 404]
    assert save("5a-ready", "2", by=outsider).status_code == 404
    assert save("5a-ready", "2", by=None).status_code == 401
    assert {row.rater for row in Ballot.objects.all()} == {seat_of(round, people[Role.VIEWER])}


def test_an_item_that_the_round_does_not_cover_is_not_found(save):
    assert save("1-aware", "2").status_code == 404


# The page ---------------------------------------------------------------------------------------------------------


def test_the_page_shows_every_item_under_its_group_with_the_own_answers(round, viewer, sign_in):
    cast(round, viewer, "5a-ready", "2", "Since May.")
    cast(round, viewer, "8-ready", "n")
    page = Page(sign_in(viewer).get(url(round)))
    groups = page.root.all("section", class_="ts-area")
    assert [(one.one("h2").text, len(one.all("article"))) for one in groups] == [
        ("Recruiting, selecting, and placing staff", 4),
        ("Developing, engaging, and supporting staff", 2),
    ]
    assert [item["data-item"] for item in page.root.all("div", class_="ts-item")] == list(KEYS)
    assert (page.chosen("5a-ready"), page.note("5a-ready"), page.version("5a-ready")) == (["2"], "Since May.", "1")
    assert (page.chosen("5a-aware"), page.note("5a-aware"), page.version("5a-aware")) == ([], "", "")
    assert page.id("rail-sum").text == "2 of 6 rated1 without enough information"
    assert page.id("st-5a-ready").text == "Saved"
    assert page.id("st-5a-aware").text == "Not rated yet"


def test_the_page_says_that_ballots_are_hidden_and_that_words_may_be_public(round, viewer, sign_in):
    assert Page(sign_in(viewer).get(url(round))).root.one("p", class_="ts-head__sub").text == (
        "Rate what is true today, on your own. Every answer is saved as you go, and is hidden from team-mates until "
        "reveal. What you write may be a public record."
    )


def test_next_unrated_leads_to_the_first_item_without_an_answer_and_then_to_the_end(round, viewer, sign_in):
    cast(round, viewer, "5a-aware", "2")
    link = Page(sign_in(viewer).get(url(round))).root.one("a", data_next="")
    assert (link["href"], link["class"]) == ("#i-5a-ready", "btn btn-primary ts-rail__go")
    cast_all(round, viewer, "222222")
    page = Page(sign_in(viewer).get(url(round)))
    link = page.root.one("a", data_next="")
    assert (link["href"], link["class"]) == ("#finish", "btn btn-outline-secondary ts-rail__go")
    assert page.id("finish").one("button")["class"] == "btn btn-primary"


@pytest.mark.parametrize(
    ("moves", "sentence"),
    [
        ([State.ENDED], "Voting has ended. Ballots are hidden from team-mates until reveal."),
        ([State.REVEALED], "Revealed: the team talks about the spread, and agrees item by item."),
        ([State.CLOSED], "The round is closed. Its ballots were never revealed, and stay hidden."),
    ],
)
def test_a_ballot_that_is_not_taken_any_more_is_there_to_read(round, viewer, lead, sign_in, moves, sentence):
    cast(round, viewer, "5a-ready", "2", "Since May.")
    for to in moves:
        move(round, to, lead, "Done.")
    page = Page(sign_in(viewer).get(url(round)))
    assert page.root.one("p", class_="ts-head__sub").text == f"{sentence} Your ballot is read-only now."
    assert page.root.one("main").all("form") == []
    assert page.id("i-5a-ready").texts("p") == ["In place", "Since May."]
    assert page.id("i-5a-aware").texts("p") == ["Not rated yet"]


# One item ---------------------------------------------------------------------------------------------------------


def test_a_save_answers_with_the_version_the_progress_and_the_status(round, viewer, save):
    page = Page(save("5a-ready", "1", "Nine people."))
    assert (page.version("5a-ready"), page.id("st-5a-ready").text) == ("1", "Saved")
    assert page.root.one("input", name="5a-ready-read")["value"] == marked_as("1", "Nine people.")
    assert page.id("rail-sum").text == "1 of 6 rated"
    assert page.id("rail-n-group-1").text == "1 of 4"
    assert page.id("status").text == "Saved: 5a, Getting Ready, Partly in place. 1 of 6 rated."
    assert stored(round, viewer) == {"5a-ready": (1, False, "Nine people.", 1)}


def marked_as(code, note):
    return marked(RATING_SCALE.answer(code), note)


def test_not_enough_information_and_clearing_are_answers_too(round, viewer, save):
    save("5a-ready", "n", "No list.")
    assert stored(round, viewer) == {"5a-ready": (None, True, "No list.", 1)}
    page = Page(save("5a-ready", "", "No list.", 1))
    assert page.id("st-5a-ready").text == "Saved, not rated yet"
    assert page.id("status").text == "Saved: 5a, Getting Ready. 0 of 6 rated."
    assert stored(round, viewer) == {"5a-ready": (None, False, "No list.", 2)}


def test_two_windows_of_one_rater_meet_with_both_texts(round, viewer, save):
    save("5a-ready", "2", "Written first.")
    response = save("5a-ready", "0", "Written here.", "")
    page = Page(response)
    panel = page.root.one("section", class_="ts-conflict")
    assert response.status_code == 409
    assert panel.texts("h5") == ["In the other window, saved: In place", "Here, not saved yet: Not started"]
    assert (panel["data-version"], panel["data-value"], panel["data-note"]) == ("1", "2", "Written first.")
    assert panel.texts("button") == ["Keep both texts and edit", "Keep this one", "Keep the saved one"]
    assert page.id("st-5a-ready").text == "Not saved: two versions. Choose below."
    assert stored(round, viewer) == {"5a-ready": (2, False, "Written first.", 1)}
    assert save("5a-ready", "0", "Written here.", 1).status_code == 200


def test_the_same_marks_from_two_windows_are_no_conflict(round, viewer, save):
    save("5a-ready", "2", "Same.")
    assert save("5a-ready", "2", "Same.", "").status_code == 200
    assert stored(round, viewer) == {"5a-ready": (2, False, "Same.", 1)}


@pytest.mark.parametrize(
    ("value", "note", "words"),
    [
        ("7", "", "Select a valid choice. 7 is not one of the available choices."),
        ("1", "x" * 10_001, "This note has 10001 characters; 10,000 fit. It is not saved yet."),
    ],
)
def test_what_is_not_valid_is_said_beside_the_item(round, viewer, save, value, note, words):
    response = save("5a-ready", value, note)
    assert (response.status_code, Page(response).id("st-5a-ready").text) == (422, words)
    assert stored(round, viewer) == {}


def test_a_save_after_voting_ended_answers_423_and_keeps_nothing(round, viewer, save, lead):
    save("5a-ready", "2")
    move(round, State.ENDED, lead)
    response = save("5a-ready", "0", "Too late.", 1)
    assert response.status_code == 423
    assert Page(response).id("st-5a-ready").text == (
        "Not saved: voting has ended meanwhile. What you typed is kept on this computer."
    )
    assert stored(round, viewer) == {"5a-ready": (2, False, "", 1)}


# Finishing --------------------------------------------------------------------------------------------------------


def test_finishing_saves_what_was_typed_and_can_be_undone(round, viewer, sign_in):
    client = sign_in(viewer)
    data = whole(Page(client.get(url(round)))) | {"5a-ready-value": "1", "finished": "yes"}
    response = client.post(url(round, "finish/"), data)
    assert (response.status_code, response.url) == (302, url(round).removesuffix("ballot/"))
    assert stored(round, viewer) == {"5a-ready": (1, False, "", 1)}
    assert Rater.objects.get(pk=seat_of(round, viewer).pk).finished_at is not None
    page = Page(client.get(url(round)))
    assert page.id("h-finish").text == "You have finished"
    assert client.post(url(round, "finish/"), whole(page) | {"finished": "no"}).url == url(round)
    assert seat_of(round, viewer).finished_at is None


def test_nobody_finishes_over_a_conflict(round, viewer, sign_in):
    client = sign_in(viewer)
    data = whole(Page(client.get(url(round)))) | {"5a-ready-value": "1", "finished": "yes"}
    cast(round, viewer, "5a-ready", "2", "Elsewhere.")
    assert client.post(url(round, "finish/"), data).status_code == 409
    assert seat_of(round, viewer).finished_at is None


def test_finishing_after_voting_ended_changes_nothing(round, viewer, sign_in, lead):
    move(round, State.ENDED, lead)
    assert sign_in(viewer).post(url(round, "finish/"), {"finished": "yes"}).status_code == 302
    assert seat_of(round, viewer).finished_at is None


def test_a_ballot_can_be_changed_after_finishing(round, viewer, save):
    finish(round, viewer)
    assert save("5a-ready", "2").status_code == 200
