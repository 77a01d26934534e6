"""Queries per request, session and person included, as numbers that do not grow. Transactions count too."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from districts.choices import Role
from districts.models import User
from practices.models import Edition
from practices.reports import published_content
from readiness.models import Assessment
from readiness.reports import readiness_report, report_token, summary_report
from readiness.services import close_assessment
from tests.factories import MembershipFactory
from tests.practices.factories import small_file
from tests.readiness.factories import content_file, many, numbered, opened, published, rate, rate_all

LIST, DISTRICT = "/districts/lakeview/readiness/", "/districts/lakeview/"


@pytest.fixture
def client(assessment: Assessment, member: User, sign_in: Callable[[User | None], Client]) -> Client:
    """A member's client; the edition's content is in memory, as it is after the first request of a process."""
    published_content(assessment.edition)
    return sign_in(member)


@pytest.fixture
def small(db: None) -> Edition:
    """A small published edition of another system."""
    return published(small_file())


def queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_the_worksheet_takes_seven_queries_untouched_and_full(assessment, client, member):
    untouched = queries(client, assessment.get_absolute_url())
    rate_all(assessment, "1", by=member)
    assert [untouched, queries(client, assessment.get_absolute_url())] == [7, 7]


def test_the_summary_takes_seven_queries_with_and_without_one_before(assessment, client, district, talent, lead):
    alone = queries(client, f"{assessment.get_absolute_url()}summary/")
    later = opened(district, talent, "Spring 2027", lead)
    rate_all(later, "1", by=lead)
    assert [alone, queries(client, f"{later.get_absolute_url()}summary/")] == [7, 7]


def test_a_closed_worksheet_takes_as_many(assessment, client, lead):
    close_assessment(assessment, by=lead)
    assert queries(client, assessment.get_absolute_url()) == 7


@pytest.mark.django_db(transaction=True)
def test_saving_one_rating_takes_nine_queries_begin_and_commit_included(assessment, client):
    url = f"{assessment.get_absolute_url()}ratings/5a-ready/"
    counts = []
    for version, value in enumerate(("1", "2", ""), start=1):
        typed = {"5a-ready-value": value, "5a-ready-note": f"Note {version}", "5a-ready-version": version}
        with CaptureQueriesContext(connection) as captured:
            assert client.post(url, typed, headers={"HX-Request": "true"}).status_code == 200
        counts.append(len(captured))
        statements = [query["sql"].split()[0] for query in captured]
        assert [word for word in statements if word in {"BEGIN", "COMMIT", "SAVEPOINT"}] == ["BEGIN", "COMMIT"]
    assert counts == [9, 9, 9]


@pytest.mark.django_db(transaction=True)
def test_a_conflict_takes_eight_queries(assessment, client, lead):
    rate(assessment, "5a-ready", "1", by=lead)
    url, typed = f"{assessment.get_absolute_url()}ratings/5a-ready/", {"5a-ready-value": "2", "5a-ready-version": "1"}
    with CaptureQueriesContext(connection) as captured:
        response = client.post(url, typed, headers={"HX-Request": "true"})
    assert (response.status_code, len(captured)) == (409, 8)


@pytest.mark.parametrize("url", [LIST, DISTRICT])
def test_pages_of_a_district_take_the_same_queries_for_1_and_300_assessments(client, district, small, url):
    one = queries(client, url)
    many(district, small, 300)
    expected = {LIST: 4, DISTRICT: 10}[url]
    assert [one, queries(client, url)] == [expected, expected]


def test_a_worksheet_and_a_summary_take_the_same_among_300_assessments(assessment, client, district, small):
    many(district, small, 300)
    url = assessment.get_absolute_url()
    assert [queries(client, url), queries(client, f"{url}summary/")] == [7, 7]


def test_the_home_of_a_coach_takes_eight_queries_for_1_and_40_districts(client, small, people, sign_in):
    coach = sign_in(people[Role.COACH])
    one = queries(coach, "/")
    for membership in MembershipFactory.create_batch(39, user=people[Role.COACH], role=Role.COACH):
        many(membership.district, small, 2)
    assert [one, queries(coach, "/")] == [8, 8]


def test_a_history_takes_five_queries_for_1_and_20_changes(assessment, client, lead):
    url = f"{assessment.get_absolute_url()}ratings/5a-ready/changes/"
    rate(assessment, "5a-ready", "1", by=lead)
    one = queries(client, url)
    for number in range(20):
        rate(assessment, "5a-ready", "1", f"Note {number}", by=lead)
    assert [one, queries(client, url)] == [5, 5]


def test_a_report_takes_five_queries_and_a_summary_three(assessment, client, django_assert_num_queries):
    assessment = Assessment.objects.with_edition().select_related("district").get(pk=assessment.pk)
    with django_assert_num_queries(5):
        readiness_report(assessment)
    with django_assert_num_queries(3):
        summary_report(assessment)


def test_a_token_takes_one_query_with_1_and_50_members(assessment, district, client, django_assert_num_queries):
    assessment = Assessment.objects.with_edition().select_related("district").get(pk=assessment.pk)
    with django_assert_num_queries(1):
        report_token(assessment, "pdf")
    MembershipFactory.create_batch(50, district=district)
    with django_assert_num_queries(1):
        report_token(assessment, "pdf")


def test_an_area_of_twelve_unchanged_items_takes_two_statements_and_a_savepoint_each(assessment, client):
    url = f"{assessment.get_absolute_url()}save-recruiting"
    (area,) = [one for one in published_content(assessment.edition).areas if one.key == "recruiting"]
    keys = [item.key for item in area.items]
    typed = {f"{key}-{name}": text for key in keys for name, text in (("note", ""), ("version", "1"))}
    with CaptureQueriesContext(connection) as captured:
        assert client.post(url, typed).status_code == 302
    assert len(captured) == 3 + 12 * 3


def test_content_is_read_once_for_a_process(assessment, client, django_assert_num_queries):
    newer = published(numbered(content_file("talent_management"), 2))
    with django_assert_num_queries(7):
        published_content(newer)
    with django_assert_num_queries(0):
        published_content(newer)
