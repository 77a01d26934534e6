"""Opening an assessment: its rows, its edition, its name, and what it is compared with."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from districts.choices import Role
from readiness.choices import season_of
from readiness.models import Assessment, ConsiderationPlacement, Rating
from readiness.reports import readiness_report
from tests.readiness.factories import content_file, numbered, opened, rate, reworded
from tests.readiness.factories import published as publish_file
from tests.readiness.pages import Page

URL = "/districts/lakeview/readiness/open/"


@pytest.mark.parametrize(("system", "ratings"), [("talent", 48), ("leadership", 56)])
def test_opening_creates_every_row_at_version_1_with_its_history(request, district, lead, system, ratings):
    assessment = opened(district, request.getfixturevalue(system), "Autumn 2026", lead)
    for model, count in ((Rating, ratings), (ConsiderationPlacement, 3)):
        rows = model.objects.for_assessment(assessment)
        state = ("value", "unknown", "note", "version", "changed_at", "changed_by")
        assert list(rows.values_list(*state)) == [(None, False, "", 1, None, None)] * count
        kept = model.history.values_list("id", "version", "history_type", "history_user")
        assert sorted(kept) == [(pk, 1, "+", lead.pk) for pk in sorted(rows.values_list("pk", flat=True))]
    assert list(assessment.history.values_list("label", "history_user", "version")) == [("Autumn 2026", lead.pk, 1)]


def test_a_lead_opens_an_assessment_and_is_on_its_worksheet(district, talent, leadership, lead, sign_in):
    response = sign_in(lead).post(URL, {"edition": leadership.pk, "label": " Autumn 2026 "})
    assessment = Assessment.objects.get()
    assert (response.status_code, response.url) == (302, f"/districts/lakeview/readiness/{assessment.pk}/")
    assert (str(assessment), assessment.opened_by) == ("Leadership, Autumn 2026", lead)


def test_the_page_offers_the_systems_and_the_one_asked_for_is_chosen(district, talent, leadership, lead, sign_in):
    page = Page(sign_in(lead).get(URL + "?system=leadership"))
    offered = [(one["value"], "checked" in one.attributes) for one in page.root.all("input", name="edition")]
    assert offered == [(str(talent.pk), False), (str(leadership.pk), True)]


@pytest.mark.parametrize("asked", ["", "?system=none", "?system=%00"])
def test_the_page_chooses_the_first_system_and_the_season(talent, leadership, lead, sign_in, asked):
    page = Page(sign_in(lead).get(URL + asked))
    assert ["checked" in one.attributes for one in page.root.all("input", name="edition")] == [True, False]
    (label,) = page.root.all("input", name="label")
    assert label["value"] == season_of(timezone.localtime())


@pytest.mark.parametrize(
    ("month", "season"), [(1, "Winter"), (3, "Spring"), (8, "Summer"), (9, "Autumn"), (11, "Autumn"), (12, "Winter")]
)
def test_a_season_is_named_with_its_year(month, season):
    assert season_of(datetime(2026, month, 15, tzinfo=UTC)) == f"{season} 2026"


@pytest.mark.parametrize("role", [Role.MEMBER, Role.COACH, Role.VIEWER])
def test_only_leads_open_assessments(people, talent, sign_in, role):
    response = sign_in(people[role]).post(URL, {"edition": talent.pk, "label": "Autumn 2026"})
    assert (response.status_code, Assessment.objects.count()) == (403, 0)


def test_an_outsider_finds_nothing_to_open(district, talent, outsider, sign_in):
    response = sign_in(outsider).post(URL, {"edition": talent.pk, "label": "Autumn 2026"})
    assert (response.status_code, Assessment.objects.count()) == (404, 0)


def test_new_assessments_use_the_newest_published_edition_and_older_ones_keep_theirs(assessment, talent, lead, sign_in):
    newer = publish_file(numbered(content_file("talent_management"), 2))
    client = sign_in(lead)
    assert [one["value"] for one in Page(client.get(URL)).root.all("input", name="edition")] == [str(newer.pk)]
    client.post(URL, {"edition": newer.pk, "label": "Spring 2027"})
    editions = dict(Assessment.objects.values_list("label", "edition"))
    assert editions == {"Autumn 2026": talent.pk, "Spring 2027": newer.pk}


@pytest.mark.parametrize("which", ["retired", "draft", "none"])
def test_only_a_published_edition_can_be_opened(district, talent, lead, sign_in, which):
    from practices.content_store import start_draft

    publish_file(numbered(content_file("talent_management"), 2))
    pk = {"retired": lambda: talent.pk, "draft": lambda: start_draft(edition=talent).pk, "none": lambda: 10**30}[
        which
    ]()
    response = sign_in(lead).post(URL, {"edition": pk, "label": "Autumn 2026"})
    assert (response.status_code, Assessment.objects.count()) == (200, 0)
    assert response.context["form"].errors["edition"] == [
        "Select a valid choice. That choice is not one of the available choices."
    ]


def test_a_name_that_is_taken_is_refused_beside_the_field_and_kept(assessment, talent, lead, sign_in):
    response = sign_in(lead).post(URL, {"edition": talent.pk, "label": "Autumn 2026"})
    page = Page(response)
    assert page.id("id_label")["value"] == "Autumn 2026"
    assert page.id("error_1_id_label").text == "There is already an assessment of this system with this name."
    assert Assessment.objects.count() == 1


def test_a_name_is_taken_across_the_editions_of_a_system(assessment, lead, sign_in):
    newer = publish_file(numbered(content_file("talent_management"), 2))
    response = sign_in(lead).post(URL, {"edition": newer.pk, "label": "Autumn 2026"})
    assert response.context["form"].errors == {
        "label": ["There is already an assessment of this system with this name."]
    }


def test_another_system_and_another_district_may_use_the_same_name(assessment, theirs, leadership, lead, sign_in):
    sign_in(lead).post(URL, {"edition": leadership.pk, "label": "Autumn 2026"})
    assert list(Assessment.objects.values_list("label", flat=True)) == ["Autumn 2026"] * 3


def test_two_leads_who_open_the_same_assessment_at_once_make_one(assessment, talent, lead, district):
    with pytest.raises(IntegrityError), transaction.atomic():
        opened(district, talent, "Autumn 2026", lead)
    assert Assessment.objects.count() == 1


def test_an_assessment_is_compared_with_the_one_before_it_of_the_same_system(
    district, talent, leadership, lead, theirs
):
    first = opened(district, talent, "Spring 2026", lead)
    opened(district, leadership, "Summer 2026", lead)
    second = opened(district, talent, "Autumn 2026", lead)
    rate(first, "5a-aware", "2", by=lead)
    rate(second, "5a-aware", "1", by=lead)
    reports = [readiness_report(Assessment.objects.get(pk=one.pk)) for one in (first, second)]
    before = [{one.content.code: one.before for one in report.indicators}["5a"] for report in reports]
    assert [report.previous_label for report in reports] == ["", "Spring 2026"]
    assert [None if one is None else one.label for one in before] == [None, "Getting ready"]
    assert {one.content.code: one.movement for one in reports[1].indicators if one.movement} == {"5a": "down"}


def test_the_one_before_is_by_when_it_was_opened(district, talent, lead):
    imported = opened(district, talent, "Spring 2025", lead)
    newest = opened(district, talent, "Autumn 2026", lead)
    imported.opened_at = newest.opened_at + timedelta(days=1)
    imported.save()
    assert [readiness_report(one).previous_label for one in (newest, imported)] == ["", "Autumn 2026"]


def test_editions_are_compared_by_key_and_each_shows_its_own_words(district, talent, lead, sign_in):
    first = opened(district, talent, "Spring 2026", lead)
    rate(first, "5a-aware", "1", by=lead)
    newer = publish_file(numbered(reworded(content_file("talent_management"), "5a-aware", "Said anew."), 2))
    second = opened(district, newer, "Autumn 2026", lead)
    rate(second, "5a-aware", "2", by=lead)
    report = readiness_report(second)
    assert {one.content.code: one.movement for one in report.indicators if one.movement} == {"5a": "up"}
    texts = []
    for one in (first, second):
        page = Page(sign_in(lead).get(one.get_absolute_url()))
        texts.append((page.id("i-5a-aware").all("p")[0].text, page.chosen("5a-aware")))
    old = next(item.content.text for item in readiness_report(first).items if item.content.key == "5a-aware")
    assert texts == [(old, ["1"]), ("Said anew.", ["2"])]
