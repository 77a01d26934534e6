"""The Hexagon report as a download: who gets it, and when it is made anew."""

from __future__ import annotations

from datetime import date

import pytest

from districts.choices import Role
from hexagon.choices import Choice
from hexagon.reports import comparison_report, review_report
from hexagon.services import Decision, Described, recommend, save_component, start_comparison, start_review
from practices.models import Indicator
from rounds.services import Draft
from tests.core.pdf_checks import problems, text_of
from tests.readiness.factories import content_file, published

FORMATS = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


@pytest.fixture
def talent(db):
    return published(content_file("talent_management"))


@pytest.fixture
def lead(people):
    return people[Role.LEAD]


@pytest.fixture
def review(district, talent, hexagon_edition, lead):
    """A review of a system of which nobody has said anything yet."""
    return start_review(district=district, about=talent.system, described=Described(title="Talent Management"), by=lead)


@pytest.fixture
def comparison(district, talent, hexagon_edition, lead):
    """Two candidates for an indicator that calls for choosing."""
    return start_comparison(
        district=district,
        indicator=Indicator.objects.get(edition=talent, code="5a"),
        title="Hiring platforms",
        candidates=[Described(title="Regional hiring consortium"), Described(title="State job board")],
        by=lead,
    )


def url(subject, extension):
    return f"{subject.get_absolute_url()}report.{extension}"


def say(review, key, code, note, *, by):
    [component] = [one for one in review_report(review).reviews[0].components if one.content.key == key]
    draft = Draft(answer=component.content.scale.answer(code), note=note, version=component.version)
    save_component(district=review.district, review_pk=review.pk, key=key, draft=draft, by=by)


@pytest.mark.parametrize("extension", FORMATS)
def test_everybody_inside_downloads_a_review_and_nobody_else(review, people, outsider, sign_in, extension):
    got = {role: sign_in(people[role]).get(url(review, extension)) for role in Role}
    assert {role: answer.status_code for role, answer in got.items()} == dict.fromkeys(Role, 200)
    assert got[Role.VIEWER]["Content-Type"] == FORMATS[extension]
    assert got[Role.VIEWER]["Content-Disposition"] == (
        f'attachment; filename="lakeview-school-district-hexagon-talent-management.{extension}"'
    )
    assert sign_in(outsider).get(url(review, extension)).status_code == 404


@pytest.mark.parametrize("extension", FORMATS)
def test_everybody_inside_downloads_a_comparison_and_nobody_else(comparison, people, outsider, sign_in, extension):
    assert sign_in(people[Role.COACH]).get(url(comparison, extension)).status_code == 200
    assert sign_in(outsider).get(url(comparison, extension)).status_code == 404


def test_a_comparison_reaches_the_pdf_with_its_recommendation(comparison, lead, sign_in):
    first, _ = comparison.candidates.order_by("position")
    say(first, "capacity", "2", "No data steward yet.", by=lead)
    decision = Decision(
        choice=Choice.SUPPORTS,
        candidate_pk=first.pk,
        rationale="It answers our need.",
        supports={"capacity": "A shared steward."},
        decided_by="The team",
        decided_on=date(2026, 11, 12),
    )
    recommend(comparison, decision=decision, by=lead)
    body = sign_in(lead).get(url(comparison, "pdf")).content
    text = text_of(body)
    assert problems(body) == []
    assert "Adopt with supports: A. Regional hiring consortium Decided by The team, November 12, 2026." in text
    assert "When this recommendation was made, Evidence of A. Regional hiring consortium, " in text
    assert "1 of 12 ratings of the two candidates are made." in text
    assert "Capacity Site side." in text
    assert "2 A stretch Reason No data steward yet." in text


def test_a_report_is_made_anew_only_when_something_changed(review, lead, sign_in):
    client = sign_in(lead)
    made = client.get(url(review, "csv"))
    tag = made["ETag"]
    assert client.get(url(review, "csv"), headers={"If-None-Match": tag}).status_code == 304
    say(review, "need", "5", "Reaches mid-career teachers.", by=lead)
    changed = client.get(url(review, "csv"), headers={"If-None-Match": tag})
    assert (changed.status_code, changed["ETag"] != tag) == (200, True)
    assert "Reaches mid-career teachers." in changed.content.decode()


def test_a_cached_report_of_any_size_is_answered_in_seven_queries(comparison, lead, sign_in, django_assert_num_queries):
    client = sign_in(lead)
    client.get(url(comparison, "csv"))
    with django_assert_num_queries(7):
        client.get(url(comparison, "csv"))


def test_the_report_of_a_candidate_alone_keeps_its_letter(comparison):
    second = comparison.candidates.order_by("position")[1]
    assert review_report(second).title == "B. State job board"
    assert [one.name for one in comparison_report(comparison).reviews] == [
        "A. Regional hiring consortium", "B. State job board",
    ]  # fmt: skip
