"""Renaming, closing, opening again and deleting an assessment, and its history."""

import pytest
from django.core.exceptions import ValidationError

from districts.choices import Role
from readiness.models import Assessment, ConsiderationPlacement, Rating
from readiness.services import close_assessment, reopen_assessment
from tests.readiness.factories import opened, rate
from tests.readiness.pages import Page

CHANGES = {
    "rename": {"label": "Renamed", "version": "1"},
    "close": {},
    "reopen": {"reason": "The board asked."},
    "delete": {},
}


@pytest.fixture
def url(assessment):
    return assessment.get_absolute_url()


@pytest.fixture
def client(lead, sign_in):
    return sign_in(lead)


def state(assessment):
    return Assessment.objects.values_list("label", "version", "closed_at").get(pk=assessment.pk)


# Who may ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", CHANGES)
@pytest.mark.parametrize("role", [Role.MEMBER, Role.COACH, Role.VIEWER])
def test_only_a_lead_changes_an_assessment_as_a_whole(assessment, url, people, sign_in, role, verb):
    client = sign_in(people[role])
    statuses = [client.get(f"{url}{verb}/").status_code, client.post(f"{url}{verb}/", CHANGES[verb]).status_code]
    assert (statuses, state(assessment)) == ([403, 403], ("Autumn 2026", 1, None))


@pytest.mark.parametrize("verb", CHANGES)
def test_an_outsider_finds_nothing_and_a_lead_nothing_of_anothers(
    assessment, theirs, url, outsider, client, sign_in, verb
):
    statuses = [
        sign_in(outsider).post(f"{url}{verb}/", CHANGES[verb]).status_code,
        client.post(f"/districts/lakeview/readiness/{theirs.pk}/{verb}/", CHANGES[verb]).status_code,
    ]
    assert statuses == [404, 404]
    assert (state(assessment), state(theirs)) == (("Autumn 2026", 1, None), ("Autumn 2026", 1, None))


@pytest.mark.parametrize("verb", CHANGES)
def test_each_change_asks_first(assessment, url, client, verb):
    assert client.get(f"{url}{verb}/").status_code == 200
    assert state(assessment) == ("Autumn 2026", 1, None)


# Renaming ---------------------------------------------------------------------------------------


def test_the_form_holds_the_name_and_the_version_that_were_read(url, client):
    page = Page(client.get(f"{url}rename/"))
    assert (page.id("id_label")["value"], page.id("id_version")["value"]) == ("Autumn 2026", "1")


def test_a_lead_renames_an_assessment(assessment, url, client):
    response = client.post(f"{url}rename/", {"label": "Fall 2026", "version": "1"})
    assert (response.url, state(assessment)) == (url, ("Fall 2026", 2, None))


def test_the_same_name_again_is_no_change(assessment, url, client):
    client.post(f"{url}rename/", {"label": "Autumn 2026", "version": "1"})
    assert (state(assessment), assessment.history.count()) == (("Autumn 2026", 1, None), 1)


def test_a_stale_name_is_kept_beside_what_stands_now(assessment, url, client):
    client.post(f"{url}rename/", {"label": "Fall 2026", "version": "1"})
    response = client.post(f"{url}rename/", {"label": "Typed <b>name</b>", "version": "1"})
    page = Page(response)
    assert response.status_code == 409
    assert (page.id("id_label")["value"], page.id("id_version")["value"]) == ("Typed <b>name</b>", "2")
    assert page.id("error_1_id_label").text == (
        "Another lead changed this assessment meanwhile. It is now called Fall 2026."
    )
    assert page.root.texts("h1") == ["Rename Talent Management, Fall 2026"]
    assert state(assessment) == ("Fall 2026", 2, None)
    client.post(f"{url}rename/", {"label": "Typed name", "version": page.id("id_version")["value"]})
    assert state(assessment) == ("Typed name", 3, None)


@pytest.mark.parametrize("version", ["", "garbage", None])
def test_a_name_without_a_version_is_not_taken(assessment, url, client, version):
    data = {"label": "Typed name"} | ({} if version is None else {"version": version})
    response = client.post(f"{url}rename/", data)
    assert (response.status_code, state(assessment)) == (200, ("Autumn 2026", 1, None))
    assert Page(response).id("id_label")["value"] == "Typed name"


def test_a_name_that_is_taken_is_refused_beside_the_field(assessment, url, client, district, talent, lead):
    opened(district, talent, "Spring 2026", lead)
    page = Page(client.post(f"{url}rename/", {"label": "Spring 2026", "version": "1"}))
    assert page.id("id_label")["value"] == "Spring 2026"
    assert page.id("error_1_id_label").text == "There is already an assessment of this system with this name."
    assert page.root.texts("h1") == ["Rename Talent Management, Autumn 2026"]


# Closing and opening again ----------------------------------------------------------------------


def test_closing_makes_it_read_only_and_leads_to_the_summary(assessment, url, client):
    response = client.post(f"{url}close/")
    assert response.url == f"{url}summary/"
    label, version, closed_at = state(assessment)
    assert (label, version, closed_at is None) == ("Autumn 2026", 2, False)
    assert Page(client.get(response.url)).root.texts("li", class_="ts-message success") == [
        "Talent Management, Autumn 2026 is closed. It is read-only until a lead opens it again."
    ]


def test_closing_twice_changes_nothing_the_second_time(assessment, url, client):
    client.post(f"{url}close/")
    once = state(assessment)
    client.post(f"{url}close/")
    assert (state(assessment), assessment.history.count()) == (once, 2)


def test_opening_again_needs_a_reason(assessment, url, client, lead):
    close_assessment(assessment, by=lead)
    closed = state(assessment)
    for reason in ("", "   "):
        response = client.post(f"{url}reopen/", {"reason": reason})
        assert response.context["form"].errors == {"reason": ["This field is required."]}
        with pytest.raises(ValidationError):
            reopen_assessment(assessment, reason=reason, by=lead)
    assert state(assessment) == closed


def test_an_assessment_that_is_opened_again_takes_answers(assessment, url, client, lead, member):
    close_assessment(assessment, by=lead)
    response = client.post(f"{url}reopen/", {"reason": " The board asked. "})
    assert (response.url, state(assessment)) == (url, ("Autumn 2026", 3, None))
    assert rate(assessment, "5a-ready", "1", by=member).written


def test_opening_an_open_assessment_again_changes_nothing(assessment, url, client):
    client.post(f"{url}reopen/", {"reason": "By mistake."})
    assert (state(assessment), assessment.history.count()) == (("Autumn 2026", 1, None), 1)


# Deleting ---------------------------------------------------------------------------------------


def test_an_untouched_assessment_is_deleted_with_its_rows(assessment, theirs, url, client):
    response = client.post(f"{url}delete/")
    assert response.url == "/districts/lakeview/readiness/"
    assert list(Assessment.objects.all()) == [theirs]
    assert (Rating.objects.count(), ConsiderationPlacement.objects.count()) == (48, 3)
    assert Page(client.get(response.url)).root.texts("li", class_="ts-message success") == [
        "Talent Management, Autumn 2026 is deleted."
    ]


@pytest.mark.parametrize("clear", [False, True])
@pytest.mark.parametrize(("model", "key"), [(Rating, "5a-ready"), (ConsiderationPlacement, "readiness")])
def test_an_assessment_that_was_ever_answered_is_kept(assessment, url, client, member, model, key, clear):
    rate(assessment, key, "", "Only a note.", by=member, model=model)
    if clear:
        rate(assessment, key, "", "", by=member, model=model)
    response = client.post(f"{url}delete/")
    assert (response.url, Assessment.objects.count()) == (url, 1)
    assert Page(client.get(url)).root.texts("li", class_="ts-message error") == [
        "This assessment has answers, notes or comments, so it is kept. Close it instead."
    ]
    page = Page(client.get(f"{url}delete/"))
    assert page.root.all("form", class_="ts-form") == []
    assert [one["href"] for one in page.root.all("a") if one.text == "Close it instead"] == [f"{url}close/"]


# History ----------------------------------------------------------------------------------------


@pytest.fixture
def eventful(assessment, url, client):
    client.post(f"{url}rename/", {"label": "Fall 2026", "version": "1"})
    client.post(f"{url}close/")
    client.post(f"{url}reopen/", {"reason": "The <b>board</b> asked."})
    return assessment


def test_the_history_says_what_happened_by_whom_when_and_why(eventful, url, people, sign_in):
    page = Page(sign_in(people[Role.VIEWER]).get(f"{url}history/"))
    events = page.root.one("ol", class_="ts-log ts-prose").all("li")
    assert [one.children[0] for one in events] == [
        "Opened again: The <b>board</b> asked.",
        "Closed",
        "Renamed from Autumn 2026 to Fall 2026",
        "Opened as Autumn 2026",
    ]
    assert [one.one("span").text.startswith("A Lead, ") for one in events] == [True] * 4


def test_an_outsider_finds_no_history(eventful, url, outsider, sign_in):
    client = sign_in(outsider)
    pages = [f"{url}history/", f"{url}ratings/5a-ready/changes/", f"{url}placements/readiness/changes/"]
    assert [client.get(page).status_code for page in pages] == [404, 404, 404]


def test_an_items_history_says_who_changed_what_from_what_to_what(assessment, url, people, sign_in, lead, member):
    rate(assessment, "5a-ready", "1", "Two of nine.", by=member)
    rate(assessment, "5a-ready", "2", "Nine of nine.", by=lead)
    rate(assessment, "5a-ready", "2", "", by=member)
    changes = Page(sign_in(people[Role.COACH]).get(f"{url}ratings/5a-ready/changes/")).root.one(
        "ol", class_="ts-changes"
    )
    items = changes.all("li")
    assert [one.one("h2").text.split(",")[0] for one in items] == ["A Member", "A Lead", "A Member"]
    assert [one.texts("strong") for one in items] == [
        [],
        ["Partly in place", "In place"],
        ["Not rated yet", "Partly in place"],
    ]
    notes = [[one.text for one in item.all("p")[-2:]] for item in items]
    assert notes == [["Nine of nine.", "Empty"], ["Two of nine.", "Nine of nine."], ["Empty", "Two of nine."]]
    assert [(one.texts("del"), one.texts("ins")) for one in items][1] == (["Two"], ["Nine"])


def test_an_item_that_nobody_changed_has_an_empty_history(assessment, url, client):
    page = Page(client.get(f"{url}placements/readiness/changes/"))
    assert page.root.one("ol", class_="ts-changes").texts("li") == ["Nobody has changed it yet."]


@pytest.mark.parametrize("path", ["ratings/readiness", "placements/5a-ready", "ratings/99z"])
def test_an_item_that_is_not_there_has_no_history(url, client, path):
    assert client.get(f"{url}{path}/changes/").status_code == 404
