"""What a record says of a plan, and that reading it takes as many queries for a large plan as for a small one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from districts.services import Charter, describe_charter, start_team
from plans.choices import StepStatus
from plans.reports import plan_record
from plans.services import StepDescription, describe_cycle, describe_plan, describe_step, set_status
from tests.plans.making import (
    cycle_said,
    filled_plan,
    make_cause,
    make_cycle,
    make_measure,
    make_meeting,
    make_milestone,
    make_plan,
    make_priority,
    make_step,
    plan_said,
)


def test_an_empty_plan_is_a_record_too(plan):
    record = plan_record(plan)
    assert (record.title, record.year, record.state, record.district) == (
        "Improvement plan", "2026\N{EN DASH}27", "draft", "Lakeview School District",
    )  # fmt: skip
    assert (record.sections, record.steps, record.decisions, record.charter, record.reviews) == ((), (), (), None, ())
    assert [(one.title, one.label, one.total) for one in record.picture] == [("Talent Management", "", 0)]


def test_what_is_planned_stands_under_its_priority(plan, lead, member):
    first, second = make_priority(plan, lead, "Keep them"), make_priority(plan, lead, "Find them")
    make_cause(first, lead, strategy="Ask them", problem="They leave", whys=["Nobody asks", ""])
    step = make_step(plan, lead, "Ask leavers", priority=first, owner=member, due_on=date(2026, 10, 1))
    described = StepDescription(
        title="Ask leavers", priority=first, owner=member, due_on=date(2026, 10, 1), resources="Two days", notes="x\ny"
    )
    describe_step(step, described=described, version=1, by=lead)
    make_step(plan, lead, "Tell the board", owner_role="Principals")
    make_milestone(plan, lead, priority=second)
    measure = make_measure(plan, lead, priority=first, targets={date(2027, 6, 1): "90"},
                           readings={date(2026, 10, 14): "60.5", date(2026, 9, 1): "50"})  # fmt: skip
    make_cycle(plan, lead, measures=[measure])
    record = plan_record(plan)
    told = [
        (one.priority.title if one.priority else "", [s.title for s in one.steps], [m.title for m in one.milestones],
         [m.title for m in one.measures], [c.title for c in one.cycles])
        for one in record.sections
    ]  # fmt: skip
    assert told == [
        ("Keep them", ["Ask leavers"], [], ["Teachers who stay"], []),
        ("Find them", [], ["Handbook approved"], [], []),
        ("", ["Tell the board"], [], [], ["Try exit interviews"]),
    ]
    assert record.sections[0].priority.cause.whys == ("Nobody asks",)
    found = record.sections[0].steps[0]
    assert (found.owner, found.due_on, found.resources, found.notes, found.status_label) == (
        "A Member", date(2026, 10, 1), "Two days", "x\ny", "Not begun",
    )  # fmt: skip
    assert record.sections[2].steps[0].owner == "Principals"
    values = record.measures[0]
    assert [(one.on, one.value) for one in values.readings] == [
        (date(2026, 9, 1), Decimal(50)), (date(2026, 10, 14), Decimal("60.5")),
    ]  # fmt: skip
    assert (values.latest.value, values.next_target.value) == (Decimal("60.5"), Decimal(90))
    assert record.cycles[0].measures == ("Teachers who stay",)


def test_the_charter_and_the_meetings_come_along_with_the_names_of_their_day(district, plan, lead, member):
    team = start_team(district=district, name="Talent team", by=lead)
    describe_charter(team, charter=Charter(name=team.name, norms="Begin on time."), version=team.version, by=lead)
    described = plan_said(systems=plan.systems.all(), team=team, ask="Adopt it.")
    describe_plan(plan, described=described, version=plan.version, by=lead)
    plan.refresh_from_db()
    meeting = make_meeting(plan, lead, present=[member], others="Ann Guest\n\n", decisions="Go on.")
    make_step(plan, lead, "Write it down", meeting=meeting)
    record = plan_record(plan)
    assert record.ask == "Adopt it."
    assert (record.charter.name, record.charter.texts) == ("Talent team", (("Norms", "Begin on time."),))
    assert [(one.title, one.present, one.decisions, one.follow_ups) for one in record.meetings] == [
        ("October meeting", ("A Member", "Ann Guest"), "Go on.", ("Write it down",)),
    ]


def test_decisions_are_told_day_by_day(plan, lead):
    first = make_priority(plan, lead, "Keep them", reason="Many leave.")
    step = make_step(plan, lead, "Hire a consultant", priority=first)
    set_status(step, status=StepStatus.DROPPED, because="No money.", version=1, by=lead)
    make_meeting(plan, lead, on=date(2026, 1, 5), decisions="Begin with leavers.")
    make_cycle(plan, lead, "Without an end")
    told = [(one.kind, one.about, one.words) for one in plan_record(plan).decisions]
    assert told[0] == ("Meeting", "October meeting", "Begin with leavers.")
    assert sorted(told[1:]) == [
        ("Action step", "Hire a consultant", "Dropped. No money."),
        ("Priority", "Keep them", "Chosen. Many leave."),
    ]


def test_a_closed_cycle_is_a_decision(plan, lead):
    cycle = make_cycle(plan, lead)
    said = cycle_said(outcome="adopt", phase="act", learned="It works.", next="Everywhere.")
    describe_cycle(cycle, described=said, version=1, by=lead)
    (found,) = plan_record(plan).decisions
    assert (found.kind, found.about, found.words) == ("Improvement cycle", "Try exit interviews", "Adopt. Everywhere.")


def test_a_large_plan_takes_as_many_queries_as_a_small_one(
    district, lead, system, theirs, django_assert_num_queries
):  # fmt: skip
    small = make_plan(district, lead, title="Small", systems=[system])
    make_step(small, lead), make_measure(small, lead), make_cycle(small, lead), make_meeting(small, lead)
    make_cause(make_priority(small, lead), lead)
    large = filled_plan(district, lead, title="Large", systems=[system])
    make_meeting(large, lead)
    for plan in (small, large):
        plan_record(plan)
        with django_assert_num_queries(23):
            record = plan_record(plan)
        assert record.title == plan.title
    assert (len(record.steps), len(record.measures), sum(len(one.readings) for one in record.measures)) == (60, 20, 200)
