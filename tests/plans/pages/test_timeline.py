"""The timeline: what stands where, for whom, what a filter leaves, and how many queries it takes."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.utils import timezone

from plans.choices import PlanState, StepStatus
from plans.services import close_plan, reach_milestone, set_status
from tests.plans.making import make_milestone, make_plan, make_priority, make_step
from tests.plans.pages.asking import queries, statuses, url, words

pytestmark = pytest.mark.usefixtures("untouched")

TODAY = date(2026, 11, 12)


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *args: TODAY)


@pytest.fixture
def timeline(running, lead, member):
    """Seven steps and three milestones: two overdue, one in every state, one without a due date, one with no day."""
    first = running.priorities.get()
    second = make_priority(running, lead, "Keep principals")
    hire = make_step(running, lead, "Hire a coach", priority=first, owner=member, due_on=date(2026, 10, 31))
    set_status(hire, status=StepStatus.UNDER_WAY, version=1, by=lead)
    days = {"starts_on": date(2026, 9, 1), "due_on": date(2026, 9, 30)}
    survey = make_step(running, lead, "Run a survey", priority=second, owner_role="Principals", **days)
    set_status(survey, status=StepStatus.DONE, version=1, by=lead)
    make_step(running, lead, "Post openings", due_on=date(2026, 12, 1), owner=member)
    stipend = make_step(running, lead, "Pay a stipend", priority=first, due_on=date(2026, 12, 24))
    set_status(stipend, status=StepStatus.DROPPED, because="No money", version=1, by=lead)
    make_step(running, lead, "Visit schools", starts_on=date(2026, 11, 1), owner_role="Principals")
    make_step(running, lead, "Think it over")
    make_step(running, lead, "Report", due_on=TODAY, owner=lead)
    make_milestone(running, lead, "Coaches hired", due_on=date(2026, 11, 1), priority=first)
    make_milestone(running, lead, "All have mentors", due_on=date(2026, 12, 1))
    reached = make_milestone(running, lead, "Survey read", due_on=date(2026, 10, 15))
    reach_milestone(reached, on=date(2026, 10, 14), version=1, by=lead)
    return running


def rows(client, address):
    """Return the tables as lists of words, each behind the heading that it stands under."""
    page = client.get(address).content.decode()
    found = re.findall(r"<(h2|tr)(?: class=\"ts-timeline__group\")?>(.*?)</\1>", page, re.DOTALL)
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", inner, re.DOTALL) or [inner] for _, inner in found]
    return [[plain(cell) for cell in row] for row in cells if "Step or milestone" not in row]


def plain(markup):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def titles(client, address):
    return [row[0].removesuffix(" Milestone") for row in rows(client, address) if len(row) > 1]


def test_what_is_overdue_comes_first_then_each_month_then_what_has_no_due_date(timeline, reading):
    one, two, nobody = "1. First", "2. Keep principals", "Nobody yet"
    assert rows(reading, url(timeline, "plan_timeline")) == [
        ["Overdue: 2"],
        ["Hire a coach", one, "A Member", "", "Oct 31, 2026", "Under way Overdue"],
        ["Coaches hired Milestone", one, "", "", "Nov 1, 2026", "Not reached yet Overdue"],
        ["September 2026: 1"],
        ["Run a survey", two, "Principals", "Sep 1, 2026", "Sep 30, 2026", "Done"],
        ["October 2026: 1"],
        ["Survey read Milestone", "", "", "", "Oct 15, 2026", "Reached Oct 14, 2026"],
        ["November 2026: 1"],
        ["Report", "", "A Lead", "", "Nov 12, 2026", "Not begun"],
        ["December 2026: 3"],
        ["Post openings", "", "A Member", "", "Dec 1, 2026", "Not begun"],
        ["All have mentors Milestone", "", "", "", "Dec 1, 2026", "Not reached yet"],
        ["Pay a stipend", one, nobody, "", "Dec 24, 2026", "Dropped"],
        ["Without a due date: 2"],
        ["Visit schools", "", "Principals", "Nov 1, 2026", "", "Not begun"],
        ["Think it over", "", nobody, "", "", "Not begun"],
    ]


def test_the_chart_states_the_same_and_says_what_it_leaves_out(timeline, reading):
    page = reading.get(url(timeline, "plan_timeline")).content.decode()
    title, description = (re.findall(f"<{tag}>(.*?)</{tag}>", page)[-1] for tag in ("title", "desc"))
    assert title == (
        "Timeline of 7 action steps and 3 milestones: 1 done, 1 milestone reached, 1 under way, 3 not begun, "
        "2 milestone not reached yet, 1 dropped, 2 overdue."
    )
    assert description.startswith("Run a survey: Sep 1, 2026 to Sep 30, 2026, done. Survey read: Oct 15, 2026,")
    assert ("Think it over" in description, page.count('<svg class="ts-svg ts-timeline')) == (False, 2)
    assert "1 without a date is in the table alone" in words(reading, url(timeline, "plan_timeline"))


def test_everybody_in_the_district_reads_it_and_nobody_else(
    running, theirs, leading, keeper, coaching, reading, stranger, client
):
    address = url(running, "plan_timeline")
    assert statuses([leading, keeper, coaching, reading, stranger, client], "get", address) == [
        200, 200, 200, 200, 404, 302,
    ]  # fmt: skip
    assert statuses([leading, stranger], "post", address) == [405, 404]
    assert leading.get(url(theirs, "plan_timeline")).status_code == 404


def test_another_plan_of_the_district_stays_out_of_it(timeline, district, lead, reading):
    other = make_plan(district, lead, title="Other")
    make_step(other, lead, "Elsewhere", due_on=TODAY)
    assert "Elsewhere" not in words(reading, url(timeline, "plan_timeline"))
    assert titles(reading, url(other, "plan_timeline")) == ["Elsewhere"]


def test_steps_and_milestones_lead_to_their_pages(timeline, keeper, reading, lead):
    address = url(timeline, "plan_timeline")
    links = [one.get_absolute_url() for one in (timeline.steps.first(), timeline.milestones.first())]

    def seen(client):
        page = client.get(address).content.decode()
        return [f'href="{link}"' in page for link in links]

    assert [seen(keeper), seen(reading)] == [[True, True], [True, True]]
    close_plan(timeline, by=lead)
    assert seen(reading) == [True, True]


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("status=open", [
            "Hire a coach", "Coaches hired", "Report", "Post openings", "All have mentors", "Visit schools",
            "Think it over",
        ]),
        ("status=done", ["Run a survey", "Survey read"]),
        ("status=under_way", ["Hire a coach"]),
        ("status=dropped", ["Pay a stipend"]),
        ("due=overdue", ["Hire a coach", "Coaches hired"]),
        ("due=30", ["Report", "Post openings", "All have mentors"]),
        ("due=90", ["Report", "Post openings", "All have mentors"]),
        ("due=none", ["Visit schools", "Think it over"]),
        ("owner=role+Principals", ["Run a survey", "Visit schools"]),
        ("owner=nobody", ["Pay a stipend", "Think it over"]),
        ("owner=role+Principals&status=open", ["Visit schools"]),
        ("owner=nobody&due=overdue", []),
    ],
)  # fmt: skip
def test_a_filter_leaves_what_it_says(timeline, reading, query, left):
    assert titles(reading, f"{url(timeline, 'plan_timeline')}?{query}") == left


def test_a_persons_steps_are_found_by_their_key_and_milestones_have_no_owner(timeline, reading, member):
    address = f"{url(timeline, 'plan_timeline')}?owner={member.pk}"
    assert titles(reading, address) == ["Hire a coach", "Post openings"]
    said = words(reading, address)
    assert "2 of 7 steps Show all" in said
    assert "Milestones have no owner, so they are left out." in said
    assert f'value="{member.pk}" selected>A Member</option>' in reading.get(address).content.decode()


@pytest.mark.parametrize("query", ["status=lost", "due=soon", "due=-1", "owner=999999", "owner=%00", "x=1", "owner=x"])
def test_what_a_filter_does_not_know_is_set_aside_and_nothing_is_lost(timeline, reading, query):
    address = url(timeline, "plan_timeline")
    assert rows(reading, f"{address}?{query}") == rows(reading, address)
    assert "Show all" not in words(reading, f"{address}?{query}")
    kept = rows(reading, f"{address}?status=done&{query.replace('status', 'due')}")
    assert [row[0] for row in kept if len(row) > 1] == ["Run a survey", "Survey read Milestone"]


def test_owners_are_offered_people_first_then_roles_then_nobody(timeline, reading):
    page = reading.get(url(timeline, "plan_timeline")).content.decode()
    offered = re.search(r'<select[^>]*name="owner".*?</select>', page, re.DOTALL)[0]
    assert re.findall(r">([^<]+)</option>", offered) == ["Anybody", "A Lead", "A Member", "Principals", "Nobody yet"]


def test_an_empty_timeline_says_what_will_be_here(running, reading, lead):
    address = url(running, "plan_timeline")
    assert "The timeline will be here" in words(reading, address)
    assert "As a chart" not in words(reading, address)
    make_step(running, lead, "Think it over")
    assert titles(reading, address) == ["Think it over"]
    assert "As a chart" not in words(reading, address)
    assert "No step is found" in words(reading, f"{address}?due=overdue")


def test_milestones_alone_make_a_timeline(running, reading, lead):
    make_milestone(running, lead, "Handbook approved")
    assert titles(reading, url(running, "plan_timeline")) == ["Handbook approved"]
    assert "No step is found" in words(reading, f"{url(running, 'plan_timeline')}?status=done")


def test_what_people_write_is_shown_as_they_wrote_it(running, reading, lead):
    wrote = '<b>Ship</b> & "it" {title} %s'
    make_step(running, lead, wrote, owner_role="<i>", due_on=TODAY)
    make_milestone(running, lead, "<u>")
    assert titles(reading, url(running, "plan_timeline")) == [wrote, "<u>"]
    page = reading.get(url(running, "plan_timeline")).content.decode()
    assert [mark in page for mark in ("<b>", "<i>", "<u>")] == [False, False, False]


def test_it_takes_the_same_queries_for_one_step_and_for_sixty(district, lead, reading):
    """Session, user, plan with membership, steps, milestones, priorities."""
    plan = make_plan(district, lead, title="Long", state=PlanState.IN_FORCE)
    address = url(plan, "plan_timeline")
    make_step(plan, lead, due_on=TODAY, owner=lead)
    assert queries(reading, address) == 6
    for number in range(59):
        make_step(plan, lead, f"Step {number}", due_on=TODAY + timedelta(days=number), owner=lead)
    for number in range(20):
        make_milestone(plan, lead, f"Milestone {number}")
    assert queries(reading, address) == 6
