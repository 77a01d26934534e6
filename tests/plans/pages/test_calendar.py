"""The calendar link: who may have one, what it is worth, and what a calendar program reads with it."""

from __future__ import annotations

import logging
import re
from datetime import UTC, date, datetime

import pytest
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from icalendar import Calendar

from districts.choices import Role
from plans.choices import Outcome, Phase, StepStatus
from plans.models import CalendarLink, Cycle, Milestone
from plans.services import close_plan, issue_calendar_link, set_status
from tests.plans.making import make_cycle, make_meeting, make_milestone, make_plan, make_step
from tests.plans.pages.asking import said, statuses, url, words

pytestmark = pytest.mark.usefixtures("untouched")

AT = datetime(2026, 10, 1, 13, 30, tzinfo=UTC)


def asked_for(client, plan):
    """Ask for a link and return the path of its address."""
    page = client.post(url(plan, "calendar")).content.decode()
    [path] = re.findall(r'value="http://testserver(/calendar/[\w-]{43}\.ics)"', page)
    assert f'value="webcal://testserver{path}"' in page
    return path


@pytest.fixture
def feed(running, member):
    """The path of the member's calendar of the running plan."""
    return f"/calendar/{issue_calendar_link(plan=running, membership=member.memberships.get())}.ics"


def read(path):
    """Return the entries of a calendar as a program that is not signed in reads them."""
    response = Client().get(path)
    assert response.status_code == 200
    return Calendar.from_ical(response.content).events


def summaries(path):
    return [str(event["SUMMARY"]) for event in read(path)]


# The page -----------------------------------------------------------------------------------------


def test_everybody_in_the_district_may_have_a_link_and_nobody_else(
    running, leading, keeper, coaching, reading, stranger, client
):
    everyone = [leading, keeper, coaching, reading, stranger, client]
    for name, method, inside in (
        ("calendar", "get", 200), ("calendar", "post", 200), ("calendar_revoke", "post", 302),
        ("calendar_revoke", "get", 405),
    ):  # fmt: skip
        assert statuses(everyone, method, url(running, name)) == [inside] * 4 + [404, 302]
    assert CalendarLink.objects.filter(plan=running).count() == 4


def test_every_role_reads_the_same_days(running, lead, leading, keeper, coaching, reading):
    make_step(running, lead, "Hire a coach", due_on=date(2026, 12, 1))
    for client in (leading, keeper, coaching, reading):
        assert summaries(asked_for(client, running)) == ["Due: Hire a coach"]


def test_the_address_is_shown_once_and_never_kept_by_the_browser(running, keeper):
    assert "You have none for this plan yet." in words(keeper, url(running, "calendar"))
    response = keeper.post(url(running, "calendar"))
    assert "no-store" in response["Cache-Control"]
    token = re.search(r"/calendar/([\w-]{43})\.ics", response.content.decode())[1]
    again = keeper.get(url(running, "calendar")).content.decode()
    assert (token in again, "Make a new link" in again) == (False, True)


def test_it_says_when_the_link_was_made_and_last_read(running, keeper, member):
    issue_calendar_link(plan=running, membership=member.memberships.get(), at=AT)
    assert "Made Oct 1, 2026, 9:30 AM Last read Not yet" in words(keeper, url(running, "calendar"))
    CalendarLink.objects.update(read_at=datetime(2026, 10, 2, 18, 5, tzinfo=UTC))
    assert "Last read Oct 2, 2026, 2:05 PM, or within the hour after" in words(keeper, url(running, "calendar"))


def test_another_persons_link_is_not_shown(running, keeper, lead):
    issue_calendar_link(plan=running, membership=lead.memberships.get())
    assert "You have none for this plan yet." in words(keeper, url(running, "calendar"))


def test_a_new_link_takes_the_place_of_the_old_one(running, keeper):
    old, new = asked_for(keeper, running), asked_for(keeper, running)
    assert [Client().get(path).status_code for path in (old, new)] == [404, 200]


def test_a_revoked_link_answers_404_and_is_revoked_once(running, keeper, feed):
    response = keeper.post(url(running, "calendar_revoke"), follow=True)
    assert response.redirect_chain == [(url(running, "calendar"), 302)]
    assert said(response) == ["The calendar link is revoked. Calendar programs get nothing from it anymore."]
    assert Client().get(feed).status_code == 404
    again = keeper.post(url(running, "calendar_revoke"), follow=True)
    assert said(again) == ["There was no calendar link to revoke."]


def test_revoking_leaves_others_links_alone(running, keeper, lead):
    theirs = f"/calendar/{issue_calendar_link(plan=running, membership=lead.memberships.get())}.ics"
    keeper.post(url(running, "calendar_revoke"))
    assert Client().get(theirs).status_code == 200


def test_the_timeline_leads_to_it(running, reading):
    assert f'href="{url(running, "calendar")}"' in reading.get(url(running, "plan_timeline")).content.decode()


# Who reads the calendar ---------------------------------------------------------------------------


@pytest.mark.parametrize("token", ["x", "é" * 20, "a" * 43, "%00", "a.ics", "a" * 3000])
def test_no_other_address_is_a_calendar(feed, token):
    response = Client().get(f"/calendar/{token}.ics")
    assert (response.status_code, response["Content-Type"]) == (404, "text/plain")


def test_a_member_who_was_removed_reads_nothing(feed, member):
    member.memberships.get().delete()
    assert Client().get(feed).status_code == 404


def test_an_account_that_is_off_reads_nothing_until_it_is_on_again(feed, member):
    found = []
    for is_active in (False, True):
        member.is_active = is_active
        member.save()
        found.append(Client().get(feed).status_code)
    assert found == [404, 200]


def test_a_link_works_for_its_plan_alone(feed, running, district, lead):
    other = make_plan(district, lead, title="Other")
    make_step(other, lead, "Elsewhere", due_on=date(2026, 12, 1))
    make_step(running, lead, "Here", due_on=date(2026, 12, 1))
    assert summaries(feed) == ["Due: Here"]


def test_a_role_that_changes_keeps_the_link(feed, member):
    membership = member.memberships.get()
    membership.role = Role.VIEWER
    membership.save()
    assert Client().get(feed).status_code == 200


def test_drafts_and_closed_plans_have_calendars_too(plan, member, lead):
    path = f"/calendar/{issue_calendar_link(plan=plan, membership=member.memberships.get())}.ics"
    make_step(plan, lead, "Hire a coach", due_on=date(2026, 12, 1))
    assert summaries(path) == ["Due: Hire a coach"]
    close_plan(plan, by=lead)
    assert summaries(path) == ["Due: Hire a coach"]


def test_a_link_to_a_closed_plan_can_be_made_and_revoked(running, keeper, lead):
    close_plan(running, by=lead)
    path = asked_for(keeper, running)
    assert Client().get(path).status_code == 200
    keeper.post(url(running, "calendar_revoke"))
    assert Client().get(path).status_code == 404


# What it answers ----------------------------------------------------------------------------------


def test_a_calendar_is_text_for_one_reader_without_cookies(feed, keeper):
    for client in (Client(), keeper):
        response = client.get(feed)
        assert (response["Content-Type"], response["Cache-Control"], response["Referrer-Policy"]) == (
            "text/calendar; charset=utf-8",
            "private, max-age=0",
            "same-origin",
        )
        assert response["Content-Disposition"] == 'inline; filename="improvement-plan.ics"'
        assert (dict(response.cookies), "Cookie" in response.get("Vary", "")) == ({}, False)


def test_only_reading_is_allowed(feed):
    client = Client()
    found = {method: getattr(client, method)(feed).status_code for method in ("get", "head", "post", "put", "options")}
    assert found == {"get": 200, "head": 200, "post": 405, "put": 405, "options": 405}
    assert client.head(feed).content == b""


def test_what_has_not_changed_is_not_sent_again(feed, running, lead):
    client = Client()
    etag = client.get(feed)["ETag"]
    unchanged = client.get(feed, headers={"If-None-Match": etag})
    assert (unchanged.status_code, unchanged.content, unchanged["ETag"]) == (304, b"", etag)
    make_step(running, lead, due_on=date(2026, 12, 1))
    changed = client.get(feed, headers={"If-None-Match": etag})
    assert (changed.status_code, changed["ETag"] == etag) == (200, False)


def test_no_log_says_the_token(feed, running, keeper, caplog):
    token = re.search(r"/calendar/([\w-]{43})", feed)[1]
    with caplog.at_level(logging.DEBUG):
        Client().get(feed)
        asked_for(keeper, running)
    assert token not in caplog.text


def test_it_takes_the_same_queries_for_one_day_and_for_many(feed, running, lead, django_assert_num_queries):
    """The link with plan and district, steps, milestones, meetings, cycles; when it was read is noted once an hour."""
    make_step(running, lead, due_on=date(2026, 12, 1), owner=lead)
    with django_assert_num_queries(6):
        Client().get(feed)
    for number in range(10):
        make_step(running, lead, f"Step {number}", due_on=date(2026, 12, 1), owner=lead)
        make_meeting(running, lead, f"Meeting {number}")
        make_cycle(running, lead, f"Cycle {number}")
    with django_assert_num_queries(5):
        assert len(read(feed)) == 31


# The days -----------------------------------------------------------------------------------------


def test_every_day_of_the_plan_is_there_and_leads_to_its_page(feed, running, lead, member):
    step = make_step(running, lead, "Hire a coach", owner=member, due_on=date(2026, 12, 1), at=AT)
    role = make_step(running, lead, "Post openings", owner_role="Principals", due_on=date(2026, 12, 3))
    milestone = make_milestone(running, lead, due_on=date(2026, 12, 4))
    meeting = make_meeting(running, lead, on=date(2026, 12, 5), agenda="Budget\nMentors")
    cycle = make_cycle(running, lead, study_on=date(2026, 12, 6))
    found = [(str(e["UID"]), e.start, *map(str, (e["SUMMARY"], e["DESCRIPTION"], e["URL"]))) for e in read(feed)]
    assert found == [
        (
            f"step-{step.pk}@testserver", date(2026, 12, 1), "Due: Hire a coach", "Not begun. Owner: A Member.",
            f"http://testserver{url(running, 'step_detail', step.pk)}",
        ),
        (
            f"step-{role.pk}@testserver", date(2026, 12, 3), "Due: Post openings", "Not begun. Owner: Principals.",
            f"http://testserver{url(running, 'step_detail', role.pk)}",
        ),
        (
            f"milestone-{milestone.pk}@testserver", date(2026, 12, 4), "Milestone: Handbook approved",
            "Not reached yet.", f"http://testserver{url(running, 'milestone_detail', milestone.pk)}",
        ),
        (
            f"meeting-{meeting.pk}@testserver", date(2026, 12, 5), "October meeting", "Budget\nMentors",
            f"http://testserver{url(running, 'meeting_detail', meeting.pk)}",
        ),
        (
            f"cycle-{cycle.pk}@testserver", date(2026, 12, 6), "Study: Try exit interviews",
            "Improvement cycle, now in Plan.", f"http://testserver{url(running, 'cycle_detail', cycle.pk)}",
        ),
    ]  # fmt: skip
    first = read(feed)[0]
    assert (first.end, first["TRANSP"], first.LAST_MODIFIED) == (date(2026, 12, 2), "TRANSPARENT", AT)
    calendar = Calendar.from_ical(Client().get(feed).content)
    assert calendar["X-WR-CALNAME"] == "Improvement plan (Lakeview School District)"


def test_what_is_dropped_or_closed_or_has_no_day_is_not_there(feed, running, lead):
    make_step(running, lead, "No day")
    dropped = make_step(running, lead, "Dropped", due_on=date(2026, 12, 1))
    set_status(dropped, status=StepStatus.DROPPED, because="No money", version=1, by=lead)
    done = make_step(running, lead, "Hire a coach", due_on=date(2026, 12, 2))
    set_status(done, status=StepStatus.DONE, version=1, by=lead)
    cycle = make_cycle(running, lead)
    closed = {"outcome": Outcome.ADOPT, "learned": "It works", "phase": Phase.ACT, "closed_on": date(2026, 11, 2)}
    Cycle.objects.filter(pk=cycle.pk).update(**closed)
    assert summaries(feed) == ["Done: Hire a coach"]


def test_the_last_day_that_a_form_takes_is_one_of_a_calendar(feed, running, lead):
    make_step(running, lead, "Some day", due_on=date.max)
    assert [event["DTSTART"].dt for event in read(feed)] == [date.max]


@hypothesis_settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=200))
def test_whatever_a_milestone_is_called_the_calendar_can_be_read(feed, running, lead, text):
    Milestone.objects.filter(plan=running).delete()
    make_milestone(running, lead, f"A{text[:190]}")
    body = Client().get(feed).content
    assert max(map(len, body.split(b"\r\n"))) <= 75
    [event] = Calendar.from_ical(body).events
    assert str(event["SUMMARY"]).startswith("Milestone: A")
