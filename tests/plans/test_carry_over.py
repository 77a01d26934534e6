"""Carrying a plan over to a later school year: what goes along, what stays, and when it is refused."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from plans.choices import Method, Outcome, Phase, PlanState, StepStatus
from plans.models import Plan, RootCause
from plans.services import carry_over, close_plan, set_status
from tests.plans.checks import refusal, rows_of, versions
from tests.plans.making import (
    a_system,
    make_cause,
    make_cycle,
    make_measure,
    make_meeting,
    make_milestone,
    make_plan,
    make_priority,
    make_step,
    plan_said,
    remark,
)

pytestmark = pytest.mark.usefixtures("untouched")

AT = datetime(2027, 7, 1, 12, tzinfo=UTC)
# What a row that was carried over has of its own.
OWN = {"id", "plan_id", "priority_id", "version", "changed_at", "changed_by_id", "carried_from_id", "thread_id"}
KEPT = ("version", "changed_by_id", "changed_at")
OWN |= {"measure_id", "after_id", "position", "meeting_id", "cycle_id"}


def carried(plan, by, **said):
    said = plan_said(**{"year": 2027, "title": "Next year"} | said)
    return carry_over(plan, described=said, by=by, at=AT)


def words(rows):
    return [{name: value for name, value in row.items() if name not in OWN} for row in rows]


def names(rows):
    return [row.title for row in rows]


def test_what_is_unfinished_goes_along_word_for_word_and_the_old_plan_stays(plan, people, lead, member):
    first = make_priority(plan, lead, "First")
    make_cause(first, lead, method=Method.FISHBONE, whys=["A"], bones={"people": ["B"]}, cause="C", strategy="D")
    texts = {"resources": "Two days", "funding": "Title II", "notes": "Ask Jo"}
    days = {"starts_on": date(2026, 9, 1), "due_on": date(2026, 10, 1)}
    step = make_step(plan, lead, priority=first, owner=member, meeting=make_meeting(plan, lead), **texts, **days)
    set_status(step, status=StepStatus.UNDER_WAY, version=1, by=member)
    make_milestone(plan, lead, priority=first)
    measure = make_measure(
        plan, lead, priority=first, targets={date(2027, 6, 1): "80"}, readings={date(2026, 10, 1): "75"}
    )
    make_cycle(plan, lead, priority=first, owner_role="HR", measures=[measure], phase=Phase.STUDY, done="Asked")
    for row in (first, step, plan.milestones.get(), measure, plan.cycles.get(), plan.meetings.get()):
        remark(row, member)
    before = rows_of(plan)
    new = carried(plan, member, goals="Goal 1", sponsor="Jo")
    assert rows_of(plan) == before
    after = rows_of(new)
    for table in ("Priority", "RootCause", "ActionStep", "Milestone", "Measure", "Target", "Reading", "Cycle"):
        assert words(after[table]) == words(before[table])
        assert {(row["version"], row["changed_by_id"], row["changed_at"]) for row in after[table]} == {
            (1, member.pk, AT)
        }
        if "carried_from_id" in after[table][0]:
            assert [row["carried_from_id"] for row in after[table]] == [row["id"] for row in before[table]]
        assert {row.get("thread_id") for row in after[table]} == {None}
    assert (after["Meeting"], after["CalendarLink"], new.steps.get().meeting) == ([], [], None)
    # They belong to one another as before.
    priority, counted = new.priorities.get(), new.measures.get()
    assert {row.priority for row in (new.steps.get(), new.milestones.get(), counted, new.cycles.get())} == {priority}
    assert list(new.cycles.get().measures.all()) == [counted]
    assert RootCause.objects.get(priority=priority).cause == "C"


def test_the_new_plan_is_a_draft_that_says_what_the_lead_said(district, plan, lead, member):
    leadership = a_system("leadership", "Leadership")
    new = carried(plan, member, systems=[leadership], goals="One")
    new.refresh_from_db()
    assert (new.district, new.title, new.year, new.goals, new.state) == (district, "Next year", 2027, "One", "draft")
    assert (new.carried_from, new.version, new.opened_at, new.changed_by) == (plan, 1, AT, member)
    assert list(new.systems.all()) == [leadership]


def test_what_is_finished_stays(plan, lead):
    for status in StepStatus:
        step = make_step(plan, lead, status.label)
        set_status(step, status=status, because="No money", version=1, by=lead)
    for title, reached in (("Reached", date(2027, 2, 1)), ("Not reached", None)):
        make_milestone(plan, lead, title, reached_on=reached)
    for outcome in (None, *Outcome):
        make_cycle(plan, lead, f"{outcome or 'Open'}", learned="Pay", outcome=outcome)
    targets = {date(2027, 1, 1): "80", date(2027, 6, 1): "90"}
    first, back, old = "First reached", "Fell back", "Reached before the baseline"
    make_measure(plan, lead, "Reached", targets=targets, readings={date(2026, 12, 1): "90"})
    make_measure(plan, lead, first, targets=targets, readings={date(2027, 6, 1): "89"})
    make_measure(plan, lead, back, targets=targets, readings={date(2027, 1, 1): "91", date(2027, 6, 2): "70"})
    make_measure(plan, lead, "Without a target", readings={date(2027, 1, 1): "91"})
    make_measure(plan, lead, "Without a reading", targets=targets)
    make_measure(plan, lead, old, targets=targets, readings={date(2026, 1, 1): "95"})
    new = carried(plan, lead)
    assert names(new.steps.order_by("pk")) == ["Not begun", "Under way"]
    assert names(new.milestones.all()) == ["Not reached"]
    assert names(new.cycles.all()) == ["Open"]
    assert names(new.measures.all()) == [back, first, old, "Without a reading", "Without a target"]


def test_priorities_go_along_with_unfinished_work_or_with_none_planned_in_their_order(plan, lead):
    titles = ["Finished", "Busy", "Bare", "Explained", "Watched"]
    rows = {title: make_priority(plan, lead, title) for title in titles}
    step = make_step(plan, lead, priority=rows["Finished"])
    set_status(step, status=StepStatus.DONE, version=1, by=lead)
    make_step(plan, lead, priority=rows["Busy"])
    make_cause(rows["Finished"], lead)
    make_cause(rows["Explained"], lead)
    make_milestone(plan, lead, priority=rows["Watched"])
    make_milestone(plan, lead, priority=rows["Watched"], reached_on=date(2027, 1, 1))
    new = carried(plan, lead)
    found = list(new.priorities.values_list("title", "position"))
    assert found == [("Busy", 1), ("Bare", 2), ("Explained", 3), ("Watched", 4)]
    assert RootCause.objects.get(priority__plan=new).priority.title == "Explained"
    assert [len(versions(row)) for row in new.priorities.all()] == [1, 1, 1, 1]


def test_a_step_waits_for_what_goes_along_and_for_nothing_that_is_finished(plan, lead):
    last = make_step(plan, lead, "Last")
    first = make_step(plan, lead, "First", after=last)
    done = make_step(plan, lead, "Done", after=first)
    make_step(plan, lead, "Free", after=done)
    set_status(done, status=StepStatus.DONE, version=1, by=lead)
    new = carried(plan, lead)
    found = list(new.steps.order_by("title").values_list("title", "after__title", "after__plan", "version"))
    assert found == [("First", "Last", new.pk, 1), ("Free", None, None, 1), ("Last", None, None, 1)]
    # Each begins with what was said of it then, in one version.
    assert [versions(row) for row in new.steps.all()] == [[("+", 1)]] * 3


def test_a_cycle_watches_the_measures_that_go_along(plan, lead):
    reached = make_measure(plan, lead, "Reached", targets={date(2027, 6, 1): "80"}, readings={date(2027, 6, 1): "80"})
    make_cycle(plan, lead, measures=[reached, make_measure(plan, lead, "Open")])
    make_cycle(plan, lead, "Only reached", measures=[reached])
    new = carried(plan, lead)
    assert [names(one.measures.all()) for one in new.cycles.order_by("pk")] == [["Open"], []]
    assert names(new.measures.all()) == ["Open"]


@pytest.mark.parametrize("year", [2025, 2026])
def test_only_a_later_year_will_do(plan, lead, year):
    before = rows_of(plan)
    assert refusal(carried, plan, lead, year=year) == {"year": ["Choose a later school year than that of this plan."]}
    assert (Plan.objects.filter(carried_from=plan).count(), rows_of(plan)) == (0, before)


def test_a_plan_is_carried_over_once_in_any_state(district, lead):
    for state in PlanState:
        plan = make_plan(district, lead, title=state, state=state)
        assert carried(plan, lead, title=f"After {state}", year=2028).state == "draft"
        assert refusal(carried, plan, lead) == ["This plan has been carried over already."]


def test_what_a_new_plan_refuses_is_refused_and_leaves_nothing(district, plan, lead):
    make_step(plan, lead)
    make_plan(district, lead, title="Next year", year=2027)
    taken = {"title": ["The district has a plan of this name for this school year."]}
    assert refusal(carried, plan, lead) == taken
    assert refusal(carried, plan, lead, title="Other", systems=[]) == {"systems": ["Choose at least one system."]}
    assert Plan.objects.for_district(district).count() == 2
    assert carried(plan, lead, title="Other").steps.count() == 1


def test_one_that_was_carried_over_is_carried_on(plan, lead):
    make_step(plan, lead)
    new = carried(plan, lead)
    close_plan(plan, by=lead)
    last = carried(new, lead, year=2028)
    assert (last.carried_from, last.steps.get().carried_from.carried_from) == (new, plan.steps.get())
