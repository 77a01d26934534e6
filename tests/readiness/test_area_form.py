"""Saving a focus area without JavaScript: the form is read from the page, changed, and sent back as a browser does."""

from urllib.parse import urljoin

import pytest

from districts.choices import Role
from readiness.models import ConsiderationPlacement, Rating
from readiness.services import close_assessment
from rounds.forms.items import NOTE_LENGTH
from tests.readiness.factories import rate
from tests.readiness.pages import Page
from tests.readiness.test_saving import NASTY, history_of, stored
from tests.sent_again import again, refused, words

AREA = "recruiting"


@pytest.fixture
def url(assessment):
    return f"/districts/lakeview/readiness/{assessment.pk}/save-{AREA}"


@pytest.fixture
def client(member, sign_in):
    return sign_in(member)


def typed(response, area=AREA):
    """What a browser would send for the area's form on this page, with lines ending in CR LF."""
    form = Page(response).id(f"a-{area}").one("form")
    data = {one["name"]: one["value"] for one in form.all("input", type="hidden") if "csrf" not in one["name"]}
    data |= {one["name"]: one["value"] for one in form.all("input", type="radio") if "checked" in one.attributes}
    return data | {one["name"]: one.raw.replace("\n", "\r\n") for one in form.all("textarea")}


@pytest.fixture
def form(assessment, client):
    """The form as it stood when the page was opened."""
    return typed(client.get(assessment.get_absolute_url()))


def test_the_form_holds_every_item_of_its_area(form):
    assert len([name for name in form if name.endswith("-version")]) == 12
    assert len([name for name in form if name.endswith("-note")]) == 12


def test_only_what_was_changed_is_saved(assessment, theirs, client, url, form):
    response = client.post(url, form | {"5a-ready-value": "1", "6a-aware-note": "Asked.\r\nTwice."})
    assert (response.status_code, response.url) == (302, f"{assessment.get_absolute_url()}#a-recruiting")
    assert stored(assessment, "5a-ready") == (1, False, "", 2)
    assert stored(assessment, "6a-aware") == (None, False, "Asked.\nTwice.", 2)
    assert Rating.objects.touched().count() == 2
    assert len(history_of(assessment, "5a-ready")) == 2
    assert Page(client.get(assessment.get_absolute_url())).root.texts("li", class_="ts-message success") == [
        "Saved: 2 changed."
    ]


def test_what_finds_the_database_busy_is_sent_again(assessment, client, url, form):
    response = refused(client, url, form | {"5a-ready-value": "1", "6a-aware-note": NASTY})
    assert words(response) == [NASTY]
    assert Rating.objects.touched().count() == 0
    assert again(client, response).url == f"{assessment.get_absolute_url()}#a-recruiting"
    assert (stored(assessment, "5a-ready"), stored(assessment, "6a-aware")) == (
        (1, False, "", 2),
        (None, False, NASTY, 2),
    )


def test_nothing_changed_is_said_and_nothing_written(assessment, client, url, form):
    client.post(url, form)
    assert Rating.objects.touched().count() == 0
    assert Page(client.get(assessment.get_absolute_url())).root.texts("li", class_="ts-message success") == [
        "Nothing had changed."
    ]


def test_what_somebody_else_changed_meanwhile_and_this_person_did_not_is_left_alone(
    assessment, client, url, form, lead
):
    rate(assessment, "5a-ready", "2", "Done.", by=lead)
    response = client.post(url, form | {"5a-aware-value": "2"})
    assert response.status_code == 302
    assert stored(assessment, "5a-ready") == (2, False, "Done.", 2)
    assert stored(assessment, "5a-aware") == (2, False, "", 2)


def test_considerations_have_a_form_of_their_own(assessment, client):
    data = typed(client.get(assessment.get_absolute_url()), "considerations")
    response = client.post(f"{assessment.get_absolute_url()}save-considerations", data | {"readiness-value": "3"})
    assert response.url == f"{assessment.get_absolute_url()}#a-considerations"
    assert stored(assessment, "readiness", ConsiderationPlacement) == (3, False, "", 2)


# Conflicts --------------------------------------------------------------------------------------


@pytest.fixture
def conflict(assessment, client, url, form, lead):
    """The page that comes back: two people changed 5a, Getting Ready, and this one 5a, Getting Aware, too."""
    rate(assessment, "5a-ready", "2", f"Theirs {NASTY}", by=lead)
    return client.post(url, form | {"5a-ready-value": "1", "5a-ready-note": f"Mine {NASTY}", "5a-aware-value": "1"})


def test_a_conflict_comes_back_with_both_texts_and_the_rest_is_saved(assessment, conflict):
    page = Page(conflict)
    assert conflict.status_code == 409
    assert page.root.one("div", role="alert").text == (
        "1 of your answers is not saved yet. It is marked below, with what you typed."
    )
    assert (page.chosen("5a-ready"), page.note("5a-ready")) == (["1"], f"Mine {NASTY}")
    assert page.id("c-5a-ready").texts("p")[1:] == [f"Theirs {NASTY}", f"Mine {NASTY}"]
    assert page.root.all("b") == []
    assert stored(assessment, "5a-ready") == (2, False, f"Theirs {NASTY}", 2)
    assert stored(assessment, "5a-aware") == (1, False, "", 2)


def test_sending_a_conflict_again_without_choosing_is_a_conflict_again(assessment, conflict, client, url):
    assert client.post(url, typed(conflict)).status_code == 409
    assert stored(assessment, "5a-ready")[3] == 2


def test_links_on_the_page_that_comes_back_lead_somewhere(assessment, conflict, client):
    page = Page(conflict)
    (link,) = page.id("st-5a-aware").all("a")
    assert client.get(link["href"]).status_code == 200
    saving = urljoin(conflict.request["PATH_INFO"], page.id("i-5a-aware")["hx-post"])
    assert saving == f"{assessment.get_absolute_url()}ratings/5a-aware/"


@pytest.mark.parametrize(
    ("choice", "row"),
    [("mine", (1, False, f"Mine {NASTY}", 3)), ("theirs", (2, False, f"Theirs {NASTY}", 2))],
)
def test_one_text_is_kept_by_choosing_it(assessment, conflict, client, url, choice, row):
    response = client.post(url, typed(conflict) | {"5a-ready-choice": choice})
    assert (response.status_code, stored(assessment, "5a-ready")) == (302, row)


def test_both_texts_come_back_in_one_field_for_editing(assessment, conflict, client, url):
    response = client.post(url, typed(conflict) | {"5a-ready-choice": "both"})
    page = Page(response)
    assert response.status_code == 422
    assert page.note("5a-ready") == f"Theirs {NASTY}\n\nMine {NASTY}"
    assert (page.chosen("5a-ready"), page.version("5a-ready")) == (["1"], "2")
    assert page.id("st-5a-ready").text == "Not saved yet: both texts are here. Edit them into one, and save."
    assert client.post(url, typed(response)).status_code == 302
    assert stored(assessment, "5a-ready") == (1, False, f"Theirs {NASTY}\n\nMine {NASTY}", 3)


def test_mine_is_no_way_around_a_third_version(assessment, conflict, client, url, lead):
    data = typed(conflict) | {"5a-ready-choice": "mine"}
    rate(assessment, "5a-ready", "0", "Third.", by=lead)
    response = client.post(url, data)
    assert response.status_code == 409
    assert Page(response).id("c-5a-ready").texts("p")[1:] == ["Third.", f"Mine {NASTY}"]
    assert stored(assessment, "5a-ready") == (0, False, "Third.", 3)


def test_a_missing_version_is_a_conflict(assessment, client, url, form, lead):
    rate(assessment, "5a-ready", "2", by=lead)
    response = client.post(url, form | {"5a-ready-value": "1", "5a-ready-version": "garbage"})
    assert (response.status_code, stored(assessment, "5a-ready")[3]) == (409, 2)


# What is not taken --------------------------------------------------------------------------------


def test_a_note_that_is_too_long_comes_back_and_the_rest_is_saved(assessment, client, url, form):
    long = "x" * (NOTE_LENGTH + 1)
    response = client.post(url, form | {"5a-ready-value": "1", "5a-ready-note": long, "5a-aware-value": "2"})
    back = Page(response)
    assert response.status_code == 422
    assert (back.note("5a-ready"), back.chosen("5a-ready")) == (long, ["1"])
    assert back.id("st-5a-ready").text == "This note has 10001 characters; 10,000 fit. It is not saved yet."
    assert stored(assessment, "5a-ready") == (None, False, "", 1)
    assert stored(assessment, "5a-aware") == (2, False, "", 2)


def test_a_refused_note_keeps_the_version_it_was_written_over(assessment, client, url, form, lead):
    """Otherwise shortening it would store it over what somebody else wrote meanwhile."""
    rate(assessment, "5a-ready", "2", "Theirs.", by=lead)
    refused = client.post(url, form | {"5a-ready-note": "x" * (NOTE_LENGTH + 1)})
    assert Page(refused).version("5a-ready") == "1"
    assert client.post(url, typed(refused) | {"5a-ready-note": "Short."}).status_code == 409
    assert stored(assessment, "5a-ready") == (2, False, "Theirs.", 2)


def test_a_note_that_fits_is_counted_without_the_browsers_line_ends(assessment, client, url, form):
    note = "x\n" * (NOTE_LENGTH // 2 - 1) + "xx"
    assert client.post(url, form | {"5a-ready-note": note.replace("\n", "\r\n")}).status_code == 302
    assert stored(assessment, "5a-ready") == (None, False, note, 2)


def test_a_closed_assessment_gives_back_what_was_typed(assessment, client, url, form, lead):
    close_assessment(assessment, by=lead)
    response = client.post(url, form | {"5a-ready-value": "1", "5a-ready-note": f"Too late {NASTY}"})
    back = Page(response)
    assert response.status_code == 422
    assert back.id("i-5a-ready").one("div", class_="ts-given__note").text == f"Too late {NASTY}"
    assert back.id("st-5a-ready").text == "Not saved: the assessment was closed meanwhile."
    assert Rating.objects.touched().count() == 0


def test_items_outside_the_area_are_not_touched(assessment, client, url, form):
    client.post(url, form | {"1-aware-value": "2", "1-aware-version": "1", "1-aware-note": ""})
    assert Rating.objects.touched().count() == 0


def test_reloading_the_page_that_came_back_leads_to_the_worksheet(assessment, client, url):
    response = client.get(url)
    assert (response.status_code, response.url) == (302, assessment.get_absolute_url())


@pytest.mark.parametrize("role", [Role.COACH, Role.VIEWER])
def test_readers_may_not_save_an_area(url, form, people, sign_in, role):
    assert sign_in(people[role]).post(url, form | {"5a-ready-value": "1"}).status_code == 403
    assert Rating.objects.touched().count() == 0


def test_an_outsider_finds_no_area_and_no_district_has_anothers(
    assessment, theirs, url, form, outsider, client, sign_in
):
    elsewhere = f"/districts/lakeview/readiness/{theirs.pk}/save-{AREA}"
    statuses = [sign_in(outsider).post(url, form).status_code, client.post(elsewhere, form).status_code]
    assert statuses == [404, 404]


def test_an_area_that_the_edition_does_not_have_is_not_found(assessment, client, form):
    assert client.post(f"{assessment.get_absolute_url()}save-none", form).status_code == 404


def test_without_a_session_the_form_is_sent_to_sign_in(url, form, sign_in):
    response = sign_in(None).post(url, form)
    assert (response.status_code, response.url) == (302, f"/accounts/login/?next={url}")
