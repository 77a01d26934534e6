"""What happened to a row, as people read it: who said what, when, why, and each field before and after."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from districts.models import Team
from plans.choices import Direction, Method, Outcome, PlanState, StepStatus
from plans.models import Measure, Milestone, Plan, Reading
from plans.reports import events_of, row_history
from plans.services import (
    ReadingDescription,
    StepDescription,
    carry_over,
    change_value,
    describe_cycle,
    describe_measure,
    describe_meeting,
    describe_plan,
    describe_priority,
    describe_step,
    move_priority,
    reach_milestone,
    remove_milestone,
    remove_priority,
    reopen_plan,
    set_status,
    set_status_of,
)
from plans.services.meetings import MeetingDescription
from plans.services.priorities import PriorityDescription
from tests.plans.making import (
    a_system,
    cycle_said,
    make_cause,
    make_cycle,
    make_measure,
    make_meeting,
    make_milestone,
    make_plan,
    make_priority,
    make_step,
    measure_said,
    plan_said,
)

pytestmark = pytest.mark.usefixtures("untouched")


def told(row):
    """Each event, the newest first: what, who, and the fields with what they said and say."""
    return [(event.what, event.who, changes(event)) for event in row_history(row)]


def changes(event):
    return {one.name: (plain(one.before), plain(one.after)) for one in event.texts}


def plain(pieces):
    return "".join(piece.text for piece in pieces)


def test_a_plan_tells_what_its_lead_changed(district, plan, lead, member):
    team = Team.objects.create(district=district, name="Talent team", changed_at=datetime(2026, 8, 1, tzinfo=UTC))
    said = plan_said(title="New", year=2027, goals="One\nTwo", team=team, sponsor="Jo")
    describe_plan(plan, described=said, version=1, by=member)
    assert told(plan) == [
        (
            "Changed",
            "A Member",
            {
                "Title": ("Improvement plan", "New"),
                "School year": ("2026\u201327", "2027\u201328"),
                "Goals": ("", "One\nTwo"),
                "Sponsor": ("", "Jo"),
                "Team": ("", "Talent team"),
            },
        ),
        ("Added", "A Lead", {}),
    ]


def test_other_systems_alone_are_one_change(plan, lead, member):
    describe_plan(plan, described=plan_said(systems=[a_system("leadership", "Leadership")]), version=1, by=member)
    assert told(plan) == [("Changed", "A Member", {}), ("Added", "A Lead", {})]


def test_a_plan_tells_each_state_and_why_it_was_opened_again(district, lead, member):
    at = datetime(2030, 8, 3, tzinfo=UTC)
    plan = make_plan(district, lead, title="Old", state=PlanState.CLOSED)
    reopen_plan(plan, reason="The board asked", by=member, at=at)
    newest, *others = row_history(plan)
    assert (newest.who, newest.when, newest.reason) == ("A Member", at, "The board asked")
    assert [changes(event) for event in (newest, *others)] == [
        {"State": ("Closed", "In force")},
        {"State": ("In force", "Closed")},
        {"State": ("Draft", "In force")},
        {},
    ]
    assert [event.reason for event in others] == ["", "", ""]


def test_a_step_names_the_rows_that_it_names(plan, priority, lead, member):
    first, second = make_step(plan, lead, "First"), make_step(plan, lead, "Second", owner_role="HR")
    days = {"starts_on": date(2026, 9, 1), "due_on": date(2026, 10, 14)}
    said = StepDescription(title="Second", priority=priority, owner=member, after=first, **days)
    describe_step(second, described=said, version=1, by=lead)
    set_status(second, status=StepStatus.DROPPED, because="No money", version=2, by=member)
    set_status_of(plan, steps=[second.pk], status=StepStatus.UNDER_WAY, by=lead)
    undone, dropped, described, added = row_history(second)
    assert changes(undone) == {"Status": ("Dropped", "Under way"), "Dropped because": ("No money", "")}
    assert changes(dropped) == {"Status": ("Not begun", "Dropped"), "Dropped because": ("", "No money")}
    # Without the owner, who is a role first and then a person.
    assert changes(described) | {"Owner": None} == {
        "Priority": ("", "Grow our own teachers"),
        "Owner": None,
        "Starts": ("", "Sep 1, 2026"),
        "Due": ("", "Oct 14, 2026"),
        "Waits for": ("", "First"),
    }
    assert [event.who for event in (undone, dropped, described, added)] == ["A Lead", "A Member", "A Lead", "A Lead"]
    assert (added.what, added.texts) == ("Added", ())


def test_an_owner_who_is_a_person_and_then_a_role_is_told_as_both(plan, lead, member):
    step = make_step(plan, lead, owner=member)
    describe_step(step, described=StepDescription(title=step.title, owner_role="HR"), version=1, by=lead)
    [event, _] = row_history(step)
    assert [(one.name, plain(one.before), plain(one.after)) for one in event.texts] == [
        ("Owner", "A Member", ""),
        ("Owner", "", "HR"),
    ]


def test_what_a_row_named_and_is_gone_has_no_name(plan, priority, lead, member):
    step = make_step(plan, lead, priority=priority)
    other = make_priority(plan, lead, "Other")
    describe_step(step, described=StepDescription(title=step.title, priority=other), version=1, by=lead)
    remove_priority(priority)
    assert changes(row_history(step)[0]) == {"Priority": ("", "Other")}


def test_somebody_who_has_left_the_product_is_not_named(plan, lead, member):
    step = make_step(plan, member)
    member.delete()
    assert told(step) == [("Added", "Somebody who has left", {})]


def test_who_was_there_and_which_measures_are_watched_are_one_change_each(plan, people, lead, member):
    meeting = make_meeting(plan, lead, present=[lead, member])
    said = {"title": meeting.title, "on": meeting.on}
    describe_meeting(meeting, described=MeetingDescription(**said, present=[people["coach"]]), version=1, by=member)
    described = MeetingDescription(**said, present=[lead], agenda="Money")
    describe_meeting(meeting, described=described, version=2, by=lead)
    assert told(meeting) == [
        ("Changed", "A Lead", {"Agenda": ("", "Money")}),
        ("Changed", "A Member", {}),
        ("Added", "A Lead", {}),
    ]
    cycle = make_cycle(plan, lead, measures=[make_measure(plan, lead)])
    closed = cycle_said(learned="Pay", outcome=Outcome.ADOPT)
    describe_cycle(cycle, described=closed, version=1, by=member)
    told_of = {"Study: what was learned": ("", "Pay"), "Outcome": ("", "Adopt"), "Phase": ("Plan", "Act")}
    assert told(cycle) == [("Changed", "A Member", told_of), ("Added", "A Lead", {})]


def test_a_measure_and_its_values_are_told_in_numbers_and_words(plan, lead, member):
    measure = make_measure(plan, lead, readings={date(2025, 10, 1): "1250.5"})
    said = measure_said(baseline=Decimal("1200.50"), direction=Direction.DOWN, unit="days")
    describe_measure(measure, described=said, version=1, by=member)
    assert told(measure)[0][2] == {
        "Unit": ("%", "days"),
        "Direction": ("Higher is better", "Lower is better"),
        "Baseline": ("70", "1,200.5"),
    }
    reading = measure.readings.get()
    described = ReadingDescription(value=Decimal(1300), on=date(2025, 10, 2), source="Payroll")
    change_value(reading, described=described, version=1, by=member)
    assert told(reading)[0][2] == {
        "Value": ("1,250.5", "1,300"),
        "Day": ("Oct 1, 2025", "Oct 2, 2025"),
        "Source": ("", "Payroll"),
    }


def test_a_root_cause_tells_its_whys_and_bones_line_by_line(priority, lead, member):
    make_cause(priority, lead, whys=["A"])
    bones = {"people": ["Few mentors", "Pay"], "resources": ["Time"]}
    cause = make_cause(priority, member, version=1, method=Method.FISHBONE, whys=["A", "B"], bones=bones)
    assert told(cause)[0] == (
        "Changed",
        "A Member",
        {
            "Method": ("Five whys", "Fishbone"),
            "Whys": ("A", "A\nB"),
            "Causes": ("", "People: Few mentors, Pay\nTime, money and tools: Time"),
        },
    )


def test_a_place_in_the_order_is_no_event(plan, priority, lead, member):
    other = make_priority(plan, lead, "Other")
    move_priority(other, up=True, by=member)
    assert told(priority) == told(other) == [("Added", "A Lead", {})]
    described = PriorityDescription(title="Other", reason="New")
    describe_priority(other, described=described, version=1, by=member)
    assert told(other)[0] == ("Changed", "A Member", {"Reason": ("The board asked for it.", "New")})


def test_several_rows_are_told_together_each_by_its_name_also_one_that_is_gone(plan, lead):
    measure = make_measure(plan, lead, readings={date(2025, 10, 1): "71", date(2025, 11, 1): "72"})
    first, second = measure.readings.order_by("on")
    change_value(second, described=ReadingDescription(value=Decimal(73), on=second.on), version=1, by=lead)
    change_value(first, described=ReadingDescription(value=Decimal(74), on=first.on), version=1, by=lead)
    first.delete()
    events = events_of(Reading.history.filter(measure=measure.pk), Reading, lambda row: f"Reading of {row.on:%B}")
    assert [(event.what, changes(event)) for event in events] == [
        ("Reading of October: removed", {}),
        ("Reading of October: changed", {"Value": ("71", "74")}),
        ("Reading of November: changed", {"Value": ("72", "73")}),
        ("Reading of November: added", {}),
        ("Reading of October: added", {}),
    ]
    milestone = make_milestone(plan, lead)
    reach_milestone(milestone, on=date(2027, 2, 1), version=1, by=lead)
    remove_milestone(milestone, version=2)
    gone = events_of(Milestone.history.filter(plan=plan.pk), Milestone, "Milestone")
    assert [(event.what, changes(event)) for event in gone] == [
        ("Milestone: removed", {}),
        ("Milestone: changed", {"Reached": ("", "Feb 1, 2027")}),
        ("Milestone: added", {}),
    ]


def test_what_was_carried_over_begins_then(plan, lead, member):
    step = make_step(plan, lead, "First")
    set_status(step, status=StepStatus.UNDER_WAY, version=1, by=lead)
    make_step(plan, lead, "Second", after=step)
    make_cycle(plan, lead, measures=[make_measure(plan, lead)])
    new = carry_over(plan, described=plan_said(title="Next", year=2027), by=member)
    for row in (*new.steps.all(), new.cycles.get(), Measure.objects.get(plan=new), Plan.objects.get(pk=new.pk)):
        assert told(row) == [("Added", "A Member", {})]


def test_a_history_takes_as_many_queries_with_one_and_with_many_versions(
    plan, priority, lead, member, django_assert_num_queries
):
    step = make_step(plan, lead, priority=priority, owner=member)
    with django_assert_num_queries(3):
        row_history(step)
    for number in range(1, 7):
        said = StepDescription(title=f"Step {number}", priority=priority if number % 2 else None, owner=lead)
        describe_step(step, described=said, version=number, by=lead)
    with django_assert_num_queries(3):
        assert len(row_history(step)) == 7
