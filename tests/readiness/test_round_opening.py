"""Opening a round over an assessment: who may, over what, and what becomes of the assessment while it runs."""

import pytest

from districts.choices import Role
from readiness.models import Assessment, AssessmentRound, ConsiderationPlacement, Rating
from readiness.services import close_assessment, delete_assessment, open_assessment_round
from rounds.choices import State
from rounds.models import Round
from tests.readiness.pages import Page
from tests.rounds.factories import move, open_round


@pytest.fixture
def url(assessment):
    return f"{assessment.get_absolute_url()}rounds/open/"


@pytest.fixture
def client(lead, sign_in):
    return sign_in(lead)


def covered(assessment, round):
    rows = [
        model.objects.for_assessment(assessment).filter(covered_by=round).values_list(f"{model.content_field}__key")
        for model in (ConsiderationPlacement, Rating)
    ]
    return [key for found in rows for (key,) in found]


def test_the_form_offers_every_area_with_its_number_of_items_and_a_title(assessment, url, client):
    page = Page(client.get(url))
    assert page.id("id_title")["value"] == "Autumn 2026, first round"
    boxes = page.id("div_id_areas").all("div", class_="form-check")
    assert [(one.one("label").text, one.one("span").text) for one in boxes] == [
        ("Considerations", "3 items"),
        ("Operational plan", "14 items"),
        ("Recruiting, selecting, and placing staff", "12 items"),
        ("Developing, engaging, and supporting staff", "12 items"),
        ("Retaining and advancing staff", "6 items"),
        ("Evaluating staff", "4 items"),
    ]


def test_a_lead_opens_a_round_and_seats_its_raters_next(assessment, theirs, url, client, lead):
    response = client.post(url, {"title": "First look", "areas": ["evaluating", "considerations"]})
    owned = AssessmentRound.objects.get()
    assert (response.status_code, response.url) == (
        302,
        f"/districts/lakeview/readiness/rounds/{owned.round.pk}/seats/",
    )
    keys = ["readiness", "resources", "protocols", "14-aware", "14-ready", "15-aware", "15-ready"]
    assert (owned.assessment, owned.round.title, owned.round.opened_by) == (assessment, "First look", lead)
    assert (owned.round.item_keys, sorted(covered(assessment, owned.round))) == (keys, sorted(keys))
    assert covered(theirs, owned.round) == []


def test_what_a_running_round_covers_cannot_be_chosen_and_says_by_which(assessment, url, client, lead):
    client.post(url, {"title": "First look", "areas": ["evaluating"]})
    page = Page(client.get(url))
    (box,) = [one for one in page.id("div_id_areas").all("input") if "disabled" in one.attributes]
    assert (box["value"], page.id("n_areas_evaluating").text) == (
        "evaluating",
        "4 items, being rated together in First look",
    )
    assert page.id("id_title")["value"] == "Autumn 2026, second round"
    response = client.post(url, {"title": "Second look", "areas": ["evaluating"]})
    assert (response.status_code, Round.objects.count()) == (200, 1)


@pytest.mark.parametrize(
    ("typed", "where", "words"),
    [
        ({"title": "First look"}, "error_id_areas", "Choose at least one focus area."),
        ({"title": "", "areas": ["plan"]}, "error_1_id_title", "This field is required."),
    ],
)
def test_what_is_missing_is_said_beside_its_field_and_the_rest_is_kept(assessment, url, client, typed, where, words):
    page = Page(client.post(url, typed))
    assert (page.id(where).text, page.id("id_title").attributes.get("value", "")) == (words, typed["title"])
    checked = [one["value"] for one in page.id("div_id_areas").all("input") if "checked" in one.attributes]
    assert (checked, Round.objects.count()) == (typed.get("areas", []), 0)


def test_of_two_leads_who_open_at_once_the_second_is_told(assessment, url, client, lead, monkeypatch):
    """The form looked before the other round was there."""
    from readiness.views import rounds

    monkeypatch.setattr(rounds, "open_assessment_round", overtaken := Overtaken(assessment))
    response = client.post(url, {"title": "Second look", "areas": ["evaluating"]})
    assert Page(response).id("error_id_areas").text == "Another round covers some of these already."
    assert list(Round.objects.values_list("title", flat=True)) == ["First look"]
    assert overtaken.asked == 1


class Overtaken:
    """Opens another lead's round first."""

    def __init__(self, assessment):
        self.assessment, self.asked = assessment, 0

    def __call__(self, assessment, **asked):
        self.asked += 1
        open_round(self.assessment, ["14-aware"])
        return open_assessment_round(assessment, **asked)


def test_a_closed_assessment_takes_no_round(assessment, url, client, lead):
    close_assessment(assessment, by=lead)
    page = Page(client.get(url))
    assert page.root.all("form", class_="ts-form") == []
    response = client.post(url, {"title": "First look", "areas": ["plan"]})
    assert (response.status_code, Round.objects.count()) == (200, 0)


@pytest.mark.parametrize("role", [Role.MEMBER, Role.COACH, Role.VIEWER])
def test_only_a_lead_opens_a_round(assessment, url, people, sign_in, role):
    client = sign_in(people[role])
    statuses = [client.get(url).status_code, client.post(url, {"title": "x", "areas": ["plan"]}).status_code]
    assert (statuses, Round.objects.count()) == ([403, 403], 0)


def test_an_outsider_finds_no_form_and_a_lead_none_of_anothers(assessment, theirs, url, outsider, client, sign_in):
    elsewhere = f"/districts/lakeview/readiness/{theirs.pk}/rounds/open/"
    assert [sign_in(outsider).get(url).status_code, client.get(elsewhere).status_code] == [404, 404]


# While a round runs -----------------------------------------------------------------------------


def test_an_assessment_with_a_running_round_is_not_closed_and_says_where_to_go(assessment, client, lead):
    round = open_round(assessment, ["5a-aware"])
    url = f"{assessment.get_absolute_url()}close/"
    for response in (client.get(url), client.post(url)):
        page = Page(response)
        (link,) = [one for one in page.id("main").all("a") if one.text == "First look"]
        assert link["href"] == f"/districts/lakeview/readiness/rounds/{round.pk}/"
        assert page.root.all("form", class_="ts-form") == []
    assert (response.status_code, Assessment.objects.get(pk=assessment.pk).is_closed) == (409, False)
    move(round, State.CLOSED, lead, "Not needed.")
    assert client.post(url).status_code == 302


@pytest.mark.parametrize("closed", [False, True])
def test_an_assessment_that_has_had_a_round_is_not_deleted(assessment, client, lead, closed):
    round = open_round(assessment, ["5a-aware"])
    if closed:
        move(round, State.CLOSED, lead, "Not needed.")
    url = assessment.get_absolute_url()
    assert Page(client.get(f"{url}delete/")).root.all("form", class_="ts-form") == []
    client.post(f"{url}delete/")
    assert Page(client.get(url)).root.texts("li", class_="ts-message error") == [
        "This assessment has had a round, so it is kept. Close it instead."
    ]
    assert Assessment.objects.filter(pk=assessment.pk).exists()


def test_an_untouched_assessment_of_somebody_else_is_deleted_all_the_same(assessment, theirs):
    open_round(assessment, ["5a-aware"])
    delete_assessment(theirs)
    assert list(Assessment.objects.all()) == [assessment]


@pytest.mark.parametrize(("role", "offered"), [(Role.LEAD, True), (Role.MEMBER, False), (Role.VIEWER, False)])
def test_only_a_lead_is_led_to_open_one(assessment, people, sign_in, role, offered):
    client, url = sign_in(people[role]), assessment.get_absolute_url()
    for address in (url, f"{url}summary/"):
        links = [one["href"] for one in Page(client.get(address)).id("main").all("a")]
        assert (f"{url}rounds/open/" in links) is offered


def test_rounds_are_listed_with_their_state_newest_first(assessment, theirs, people, sign_in, lead):
    first = open_round(assessment, ["5a-aware"])
    move(first, State.CLOSED, lead, "Not needed.")
    second = open_round(assessment, ["5a-aware"], "Second look")
    open_round(theirs, ["5a-aware"], "Elsewhere")
    client, url = sign_in(people[Role.VIEWER]), assessment.get_absolute_url()
    section = Page(client.get(f"{url}summary/")).root.one("section", aria_labelledby="h-rounds")
    assert [(one.one("a").text, one.one("a")["href"], one.one("p").text) for one in section.all("li")] == [
        ("Second look", f"/districts/lakeview/readiness/rounds/{second.pk}/", "Open"),
        ("First look", f"/districts/lakeview/readiness/rounds/{first.pk}/", "Closed"),
    ]
    line = Page(client.get(url)).root.one("p", class_="ts-rounds")
    assert line.text == "Rated together: Second look (open), First look (closed)."
