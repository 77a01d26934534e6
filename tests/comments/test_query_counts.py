"""Queries per request, session and person included, as numbers that do not grow. Transactions count too."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comments.reports import district_threads, mentions_to, thread_report
from practices.reports import published_content
from readiness.owners import RatingThreads
from tests.comments.conftest import about_entry, about_inventory

pytestmark = pytest.mark.django_db

MANY = 40


def queries(client, address):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def counted(read):
    with CaptureQueriesContext(connection) as captured:
        read()
    return len(captured)


def test_a_thread_takes_six_queries_with_one_comment_and_with_forty(say, coach, lead, member, url, sign_in, assessment):
    published_content(assessment.edition)
    client = sign_in(viewer := member)
    empty = queries(client, url)
    say(coach, "Look.", lead)
    one = queries(client, url)
    for _ in range(MANY - 1):
        say(coach, "Look.", lead, viewer)
    seen_first = queries(client, url)
    assert (empty, one, seen_first, queries(client, url)) == (4, 6, 7, 6)


def test_what_a_thread_tells_takes_two_queries_and_finding_it_one(say, coach, lead, member, assessment):
    for _ in range(MANY):
        thread = say(coach, "Look.", lead, member).thread
    assert counted(lambda: thread_report(thread, lead)) == 2
    assert counted(lambda: RatingThreads.find(lead, "lakeview", pk=assessment.pk, key="1a-aware")) == 1


def test_each_owner_finds_its_thing_in_one_query(staff, inventory, lead):
    assert counted(lambda: about_inventory(inventory, lead)) == 1
    assert counted(lambda: about_entry(staff, lead)) == 2  # The entry's number is asked for first, here alone.


def test_mentions_and_threads_take_one_query_each(say, coach, lead):
    membership = lead.memberships.select_related("district").get()
    for key in ("1a-aware", "1a-ready", "1b-aware"):
        for _ in range(MANY // 3):
            say(coach, "Look.", lead, key=key)
    assert counted(lambda: mentions_to(lead)) == 1
    assert counted(lambda: district_threads(membership)) == 1


def test_the_list_takes_six_queries(say, coach, lead, sign_in):
    client = sign_in(lead)
    say(coach)
    one = queries(client, "/districts/lakeview/comments/")
    for key in ("1a-ready", "1b-aware", "1b-ready"):
        say(coach, "Look.", lead, key=key)
    assert (one, queries(client, "/districts/lakeview/comments/")) == (6, 6)


def test_the_worksheet_takes_as_many_queries_with_comments_as_without(say, coach, lead, assessment, sign_in):
    client, address = sign_in(lead), assessment.get_absolute_url()
    queries(client, address)
    without = queries(client, address)
    for key in ("1a-aware", "1a-ready", "1b-aware"):
        say(coach, key=key)
    assert (without, queries(client, address)) == (7, 7)
