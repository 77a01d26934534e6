"""Secret links to a plan's calendar: whose they are, how long they work, and what is kept of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest

from plans.models import CalendarLink
from plans.services import find_calendar_link, issue_calendar_link, revoke_calendar_links
from tests.plans.making import make_plan

pytestmark = pytest.mark.usefixtures("untouched")

AT = datetime(2026, 10, 1, 12, tzinfo=UTC)


@pytest.fixture
def membership(member):
    return member.memberships.get()


def test_a_link_is_found_by_its_token_of_which_only_a_digest_is_kept(plan, membership, django_assert_num_queries):
    token = issue_calendar_link(plan=plan, membership=membership, at=AT)
    row = CalendarLink.objects.get(plan=plan)
    assert (len(token), row.token_digest, row.created_at) == (43, sha256(token.encode()).hexdigest(), AT)
    assert token not in str(CalendarLink.objects.values_list().get(pk=row.pk))
    found = find_calendar_link(token)
    with django_assert_num_queries(0):
        assert (found, found.plan.title, found.plan.district) == (row, "Improvement plan", plan.district)
    for wrong in ("", token[:-1], row.token_digest, "é" * 43):
        assert find_calendar_link(wrong) is None


def test_a_new_link_takes_the_place_of_the_persons_earlier_one_to_this_plan(district, plan, lead, membership):
    other_plan = make_plan(district, lead, title="Other")
    others = [
        issue_calendar_link(plan=other_plan, membership=membership),
        issue_calendar_link(plan=plan, membership=lead.memberships.get()),
    ]
    first, second = (issue_calendar_link(plan=plan, membership=membership, at=AT) for _ in range(2))
    assert find_calendar_link(first) is None
    assert [find_calendar_link(token).plan for token in (second, *others)] == [plan, other_plan, plan]
    assert CalendarLink.objects.get(token_digest=sha256(first.encode()).hexdigest()).revoked_at == AT


def test_revoked_links_work_no_more_and_are_counted_once(plan, lead, membership):
    mine = issue_calendar_link(plan=plan, membership=membership)
    hers = issue_calendar_link(plan=plan, membership=lead.memberships.get())
    assert revoke_calendar_links(plan=plan, membership=membership, at=AT) == 1
    assert revoke_calendar_links(plan=plan, membership=membership) == 0
    assert (find_calendar_link(mine), find_calendar_link(hers) is not None) == (None, True)
    assert CalendarLink.objects.working().count() == 1


def test_a_link_goes_with_the_membership_of_whoever_asked_for_it(plan, membership):
    token = issue_calendar_link(plan=plan, membership=membership)
    membership.delete()
    assert find_calendar_link(token) is None
    assert not plan.calendar_links.exists()


def test_when_a_link_was_read_is_kept_to_the_hour(plan, membership):
    token = issue_calendar_link(plan=plan, membership=membership, at=AT)

    def read(**later):
        find_calendar_link(token, at=AT + timedelta(**later))
        return CalendarLink.objects.get(plan=plan).read_at - AT

    assert [read(minutes=minutes) for minutes in (0, 59, 60, 61)] == [
        timedelta(),
        timedelta(),
        timedelta(),
        timedelta(minutes=61),
    ]
