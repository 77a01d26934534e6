"""Plans in lists, the plan on a district's page, the steps that wait for a person, and the days of a calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from districts.models import District
from plans.choices import Outcome, Phase, PlanState, StepStatus
from plans.models import ActionStep
from plans.reports import calendar_days, district_plan, plan_lines, steps_of
from plans.services import close_plan, reach_milestone, set_status
from tests.factories import MembershipFactory
from tests.plans.making import (
    a_system,
    make_cycle,
    make_measure,
    make_meeting,
    make_milestone,
    make_plan,
    make_priority,
    make_step,
)

IN_FORCE = PlanState.IN_FORCE
TODAY = date(2026, 10, 15)
BEFORE, AFTER = date(2026, 10, 14), date(2026, 10, 16)


@pytest.fixture(autouse=True)
def now(monkeypatch):
    """It is noon of October 15, 2026, in Michigan, until a test says otherwise."""
    found = {"is": datetime(2026, 10, 15, 16, tzinfo=UTC)}
    monkeypatch.setattr(timezone, "now", lambda: found["is"])
    return found


def told(step, status, by):
    current = ActionStep.objects.get(pk=step.pk)
    set_status(step, status=status, because="No money", version=current.version, by=by)


def some_steps(plan, by):
    """Of seven steps two are done, one is dropped, and two are overdue."""
    for number, (status, due) in enumerate(
        [
            (StepStatus.DONE, BEFORE),
            (StepStatus.DONE, None),
            (StepStatus.DROPPED, BEFORE),
            (StepStatus.UNDER_WAY, BEFORE),
            (StepStatus.NOT_BEGUN, date(2026, 9, 1)),
            (StepStatus.NOT_BEGUN, TODAY),
            (StepStatus.NOT_BEGUN, None),
        ]
    ):
        step = make_step(plan, by, f"Step {number}", due_on=due)
        if status != StepStatus.NOT_BEGUN:
            told(step, status, by)


# Lists --------------------------------------------------------------------------------------------------------------


def test_a_district_has_its_plans_by_year_and_title_each_with_its_counts(district, lead, untouched):
    titles = {"talent-management": "Talent Management", "leadership": "Leadership", "third": "Third"}
    systems = [a_system(key, title) for key, title in titles.items()]
    make_plan(district, lead, title="Zoo", year=2025, state=PlanState.CLOSED)
    make_plan(district, lead, title="B", systems=systems)
    busy = make_plan(district, lead, title="A", state=IN_FORCE, systems=systems[:2])
    make_priority(busy, lead, "Second")
    some_steps(busy, lead)
    found = [
        (one.title, one.year_label, one.state_label, one.priorities, one.steps, one.done, one.overdue)
        for one in plan_lines(district)
    ]
    assert found == [
        ("A", "2026\u201327", "In force", 2, 6, 2, 2),
        ("B", "2026\u201327", "Draft", 0, 0, 0, 0),
        ("Zoo", "2025\u201326", "Closed", 1, 0, 0, 0),
    ]
    assert [one.systems for one in plan_lines(district)] == [
        "Leadership and Talent Management",
        "Leadership, Talent Management, and Third",
        "Talent Management",
    ]
    assert plan_lines(district)[0].url == f"/districts/lakeview/plans/{busy.pk}/"


def test_a_districts_page_shows_its_newest_plan_in_force(district, lead, member, untouched):
    assert district_plan(district) is None
    make_plan(district, lead, title="Draft", year=2030)
    assert district_plan(district) is None
    make_plan(district, lead, title="Old", year=2025, state=IN_FORCE)
    assert district_plan(district).line.title == "Old"
    plan = make_plan(district, lead, title="New", state=IN_FORCE)
    some_steps(plan, lead)
    mine = make_step(plan, lead, "Mine", due_on=date(2026, 9, 2), owner=member)
    make_step(plan, lead, "Theirs", due_on=date(2026, 9, 3), owner_role="HR")
    targets = {date(2027, 6, 1): "90"}
    make_measure(plan, lead, "Off", targets=targets, readings={date(2026, 10, 1): "60"})
    make_measure(plan, lead, "On", targets=targets, readings={date(2026, 10, 1): "89"})
    found = district_plan(district)
    assert (found.line.title, found.line.steps, found.line.done, found.line.overdue) == ("New", 8, 2, 4)
    assert [(one.title, one.owner, one.due_on, one.is_overdue) for one in found.overdue] == [
        ("Step 4", "", date(2026, 9, 1), True),
        ("Mine", "A Member", date(2026, 9, 2), True),
        ("Theirs", "HR", date(2026, 9, 3), True),
        ("Step 3", "", BEFORE, True),
    ]
    assert found.overdue[1].url == f"/districts/lakeview/plans/{plan.pk}/steps/{mine.pk}/"
    assert (found.overdue_of(member.pk).title, found.overdue_of(lead.pk)) == ("Mine", None)
    assert [one.title for one in found.off_path] == ["Off"]
    close_plan(plan, by=lead)
    assert district_plan(district).line.title == "Old"


def test_lists_take_as_many_queries_with_one_and_with_many(district, lead, django_assert_num_queries):
    plan = make_plan(district, lead, state=IN_FORCE)
    make_step(plan, lead, owner=lead, due_on=BEFORE)
    make_measure(plan, lead)

    def count():
        with django_assert_num_queries(2):
            plan_lines(district)
        with django_assert_num_queries(5):
            district_plan(district)
        with django_assert_num_queries(1):
            steps_of(lead)
        with django_assert_num_queries(4):
            calendar_days(plan)

    count()
    for number in range(12):
        make_plan(district, lead, title=f"Plan {number}", systems=[a_system(), a_system("leadership", "Leadership")])
        make_step(plan, lead, f"Step {number}", owner=lead, due_on=BEFORE)
        make_measure(plan, lead, f"Measure {number}", readings={date(2026, 10, 1): "60"})
        make_milestone(plan, lead)
        make_meeting(plan, lead)
        make_cycle(plan, lead, owner=lead)
    count()


# A person's steps ---------------------------------------------------------------------------------------------------


def test_a_person_has_unfinished_steps_of_plans_in_force_by_district(district, lead, member, harbor, outsider):
    MembershipFactory(district=harbor, user=member)
    ours = make_plan(district, lead, state=IN_FORCE)
    hers = make_plan(harbor, outsider, state=IN_FORCE)
    draft = make_plan(district, lead, title="Draft")
    make_step(ours, lead, "Late", owner=member, due_on=BEFORE)
    make_step(ours, lead, "Early", owner=member, due_on=date(2026, 9, 1))
    make_step(ours, lead, "Today", owner=member, due_on=TODAY)
    make_step(ours, lead, "Some day", owner=member)
    make_step(ours, lead, "Lead's", owner=lead, due_on=BEFORE)
    make_step(draft, lead, "Draft's", owner=member, due_on=BEFORE)
    make_step(hers, outsider, "Elsewhere", owner=member, due_on=AFTER)
    for status in (StepStatus.DONE, StepStatus.DROPPED):
        told(make_step(ours, lead, status, owner=member, due_on=BEFORE), status, lead)
    told(make_step(ours, lead, "Begun", owner=member, due_on=AFTER), StepStatus.UNDER_WAY, lead)
    found = {pk: [(one.title, one.is_overdue) for one in lines] for pk, lines in steps_of(member).items()}
    assert found == {
        district.pk: [("Early", True), ("Late", True), ("Today", False), ("Begun", False)],
        harbor.pk: [("Elsewhere", False)],
    }
    # Whoever has left a district has nothing to do there any more.
    member.memberships.get(district=district).delete()
    assert list(steps_of(member)) == [harbor.pk]
    assert steps_of(outsider) == {}


def test_each_districts_day_ends_in_its_own_time_zone(district, lead, member, harbor, outsider, now):
    MembershipFactory(district=harbor, user=member)
    District.objects.filter(pk=harbor.pk).update(time_zone="America/Los_Angeles")
    for home, by in ((district, lead), (harbor, outsider)):
        make_step(make_plan(home, by, state=IN_FORCE), by, owner=member, due_on=TODAY)

    def overdue():
        return [lines[0].is_overdue for _, lines in sorted(steps_of(member).items())]

    order = [district.pk, harbor.pk]
    assert sorted(order) == order
    assert overdue() == [False, False]
    now["is"] = datetime(2026, 10, 16, 4, tzinfo=UTC)
    assert overdue() == [True, False]
    now["is"] = datetime(2026, 10, 16, 7, tzinfo=UTC)
    assert overdue() == [True, True]


# The calendar -------------------------------------------------------------------------------------------------------


def test_a_calendar_has_the_days_of_a_plan_in_order_and_of_no_other(plan, untouched, lead, member):
    at = datetime(2026, 10, 1, tzinfo=UTC)
    due = make_step(plan, lead, "Draft it", owner=member, due_on=AFTER, at=at)
    done = make_step(plan, lead, "Find money", owner_role="HR", due_on=BEFORE)
    told(done, StepStatus.DONE, lead)
    told(make_step(plan, lead, "Dropped", due_on=AFTER), StepStatus.DROPPED, lead)
    make_step(plan, lead, "Some day")
    free = make_step(plan, lead, "Print it", due_on=TODAY)
    reached, open_one = (
        make_milestone(plan, lead, "One", due_on=BEFORE),
        make_milestone(plan, lead, "Two", due_on=TODAY),
    )
    reach_milestone(reached, on=BEFORE, version=1, by=lead)
    meeting = make_meeting(plan, lead, "Kick-off", on=date(2026, 10, 2), agenda="Money")
    cycle = make_cycle(plan, lead, "Exit interviews", phase=Phase.DO, study_on=date(2026, 11, 1))
    make_cycle(plan, lead, "Closed", learned="Pay", outcome=Outcome.ADOPT)
    home = f"/districts/lakeview/plans/{plan.pk}/"
    days = calendar_days(plan)
    assert [(one.key, one.on, one.title, one.description) for one in days] == [
        (f"meeting-{meeting.pk}", date(2026, 10, 2), "Kick-off", "Money"),
        (f"milestone-{reached.pk}", BEFORE, "Milestone: One", "Reached."),
        (f"step-{done.pk}", BEFORE, "Done: Find money", "Done. Owner: HR."),
        (f"milestone-{open_one.pk}", TODAY, "Milestone: Two", "Not reached yet."),
        (f"step-{free.pk}", TODAY, "Due: Print it", "Not begun. Owner: Nobody yet."),
        (f"step-{due.pk}", AFTER, "Due: Draft it", "Not begun. Owner: A Member."),
        (f"cycle-{cycle.pk}", date(2026, 11, 1), "Study: Exit interviews", "Improvement cycle, now in Do."),
    ]
    assert (days[0].url, days[1].url) == (f"{home}meetings/{meeting.pk}/", f"{home}milestones/{reached.pk}/")
    assert (days[5].url, days[5].changed_at) == (f"{home}steps/{due.pk}/", at)
