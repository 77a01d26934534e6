"""Two people and one item: nobody's text is lost, and nothing is stored over what was not read."""

import pytest

from core.saving import StaleVersion
from readiness.models import ConsiderationPlacement, Rating
from tests.readiness.factories import rate
from tests.readiness.pages import Page
from tests.readiness.test_saving import NASTY, history_of, stored


@pytest.mark.parametrize("version", [1, 99, 10**30, 0, -1, None, "", "garbage", "1.5", "<b>"])
def test_a_stale_missing_or_unreadable_version_gets_both_texts(assessment, save, lead, version):
    rate(assessment, "5a-ready", "2", "Done in May.", by=lead)
    response = save("5a-ready", "1", "Done in part.", version)
    page = Page(response)
    assert (response.status_code, page.version("5a-ready")) == (409, "")
    assert page.id("st-5a-ready").text == "Not saved: two versions. Choose below."
    panel = page.id("c-5a-ready").one("section", data_conflict="5a-ready")
    assert (panel["data-version"], panel["data-value"], panel["data-note"]) == ("2", "2", "Done in May.")
    their_head, my_head = panel.texts("h6")
    assert (their_head.startswith("A Lead, saved "), their_head.endswith(": In place")) == (True, True)
    assert my_head == "You, not saved yet: Partly in place"
    assert panel.texts("p")[1:] == ["Done in May.", "Done in part."]
    assert panel.texts("ins") == ["May.", "part."]
    assert stored(assessment, "5a-ready") == (2, False, "Done in May.", 2)
    assert len(history_of(assessment, "5a-ready")) == 2


def test_the_panel_offers_both_mine_and_theirs(assessment, save, lead):
    rate(assessment, "5a-ready", "2", by=lead)
    panel = Page(save("5a-ready", "1")).id("c-5a-ready")
    assert panel.texts("h5") == ["Two versions of 5a, Getting Ready"]
    assert [(one["name"], one["value"], one.text) for one in panel.all("button")] == [
        ("5a-ready-choice", "both", "Keep both texts and edit"),
        ("5a-ready-choice", "mine", "Keep mine"),
        ("5a-ready-choice", "theirs", "Keep A Lead’s"),
    ]
    assert panel.texts("p")[1:] == ["No note.", "No note."]


def test_nobody_elses_save_is_enough_for_a_conflict_with_oneself(assessment, save, member):
    rate(assessment, "5a-ready", "2", "From my other window.", by=member)
    assert save("5a-ready", "1").status_code == 409


def test_placements_conflict_like_ratings(assessment, save, lead):
    rate(assessment, "protocols", "1", by=lead, model=ConsiderationPlacement)
    response = save("protocols", "3", kind="placements")
    assert (response.status_code, Page(response).root.texts("h5")) == (409, ["Two versions of Protocols"])


def test_markup_in_either_text_stays_text(assessment, save, lead):
    rate(assessment, "5a-ready", "2", NASTY, by=lead)
    panel = Page(save("5a-ready", "1", f"Mine: {NASTY}")).id("c-5a-ready")
    assert panel.one("section")["data-note"] == NASTY
    assert panel.texts("p")[1:] == [NASTY, f"Mine: {NASTY}"]
    assert panel.all("b") + panel.all("script") + panel.all(onfocus="x") == []


@pytest.mark.parametrize("version", [1, 2])
def test_who_typed_nothing_new_gets_what_is_stored_now(assessment, save, lead, version):
    rate(assessment, "5a-ready", "1", "First.", by=lead)
    rate(assessment, "5a-ready", "2", NASTY, by=lead)
    read = {1: (None, ""), 2: ("1", "First.")}[version]
    response = save("5a-ready", *read, version)
    page = Page(response)
    (replaced,) = page.root.all(data_replaced="5a-ready")
    assert (response.status_code, replaced["data-value"], replaced["data-note"]) == (200, "2", NASTY)
    assert page.version("5a-ready") == "3"
    assert stored(assessment, "5a-ready") == (2, False, NASTY, 3)


def test_what_was_read_must_be_of_the_version_that_is_presented(assessment, save, lead):
    rate(assessment, "5a-ready", "1", "First.", by=lead)
    rate(assessment, "5a-ready", "2", "Second.", by=lead)
    assert save("5a-ready", "1", "First.", 1).status_code == 409


def test_what_was_read_must_be_of_the_same_item(assessment, theirs, save, lead, outsider):
    rate(theirs, "5a-ready", "1", "Theirs.", by=outsider)
    rate(assessment, "5a-ready", "2", "Ours.", by=lead)
    rate(assessment, "5a-ready", "2", "Ours again.", by=lead)
    assert save("5a-ready", "1", "Theirs.", 2).status_code == 409


def test_the_author_may_have_left(assessment, save, lead):
    rate(assessment, "5a-ready", "2", by=lead)
    Rating.objects.with_key("5a-ready").update(changed_by=None)
    (who, _) = Page(save("5a-ready", "1")).id("c-5a-ready").texts("h6")
    assert who.startswith("Somebody who has left, saved ")


def test_the_service_hands_over_the_row_as_it_is_stored(assessment, theirs, member, lead):
    rate(assessment, "5a-ready", "2", "Done.", by=lead)
    with pytest.raises(StaleVersion) as stale:
        rate(assessment, "5a-ready", "1", "Mine.", by=member, version=1)
    row = stale.value.row
    assert (row.version, row.note, row.changed_by) == (2, "Done.", lead)
