"""A closed plan is read-only: every verb that writes in one is refused, whatever it would write."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction

from plans import services
from plans.choices import Outcome, StepStatus
from plans.services import (
    MeetingDescription,
    MilestoneDescription,
    PriorityDescription,
    ReadingDescription,
    StepDescription,
    TargetDescription,
    close_plan,
)
from tests.plans.checks import busy, refusal, rows_of
from tests.plans.making import cause_said, cycle_said, make_measure, make_plan, make_step, measure_said, plan_said

DAY = date(2027, 1, 15)
STEP = StepDescription(title="Other")
MILESTONE = MilestoneDescription(title="Other", due_on=DAY)
PRIORITY = PriorityDescription(title="Other", reason="Why")
TARGET = TargetDescription(value=Decimal(85), on=DAY)
READING = ReadingDescription(value=Decimal(85), on=date(2025, 1, 15))
MEETING = MeetingDescription(title="Other", on=DAY)
NEW: dict[str, Any] = {"version": 1}

# What each verb would write, in a plan with one of everything.
WRITES: dict[str, Any] = {
    "describe_plan": lambda on, **by: on(on.plan, described=plan_said(title="Other"), version=3, **by),
    "choose_priority": lambda on, **by: on(on.plan, described=PRIORITY, **by),
    "describe_priority": lambda on, **by: on(on.priority, described=PRIORITY, **NEW, **by),
    "move_priority": lambda on, **by: on(on.priority, up=False, **by),
    "remove_priority": lambda on, **by: on(on.bare),
    "keep_root_cause": lambda on, **by: on(on.priority, described=cause_said(cause="Other"), **NEW, **by),
    "add_step": lambda on, **by: on(on.plan, described=STEP, **by),
    "describe_step": lambda on, **by: on(on.step, described=STEP, **NEW, **by),
    "set_status": lambda on, **by: on(on.step, status=StepStatus.DONE, **NEW, **by),
    "set_status_of": lambda on, **by: on(on.plan, steps=[on.step.pk], status=StepStatus.DONE, **by),
    "remove_step": lambda on, **by: on(on.new),
    "add_milestone": lambda on, **by: on(on.plan, described=MILESTONE, **by),
    "describe_milestone": lambda on, **by: on(on.milestone, described=MILESTONE, **NEW, **by),
    "reach_milestone": lambda on, **by: on(on.milestone, on=DAY, **NEW, **by),
    "remove_milestone": lambda on, **by: on(on.milestone, **NEW),
    "add_measure": lambda on, **by: on(on.plan, described=measure_said("Other"), **by),
    "describe_measure": lambda on, **by: on(on.measure, described=measure_said("Other"), **NEW, **by),
    "add_target": lambda on, **by: on(on.measure, described=TARGET, **by),
    "add_reading": lambda on, **by: on(on.measure, described=READING, **by),
    "change_value": lambda on, **by: on(on.target, described=TARGET, **NEW, **by),
    "remove_value": lambda on, **by: on(on.reading, **NEW),
    "remove_measure": lambda on, **by: on(on.unread),
    "start_cycle": lambda on, **by: on(on.plan, described=cycle_said("Other"), **by),
    "describe_cycle": lambda on, **by: on(
        on.cycle, described=cycle_said("Other", learned="Pay", outcome=Outcome.ADOPT), **NEW, **by
    ),
    "remove_cycle": lambda on, **by: on(on.cycle),
    "add_meeting": lambda on, **by: on(on.plan, described=MEETING, **by),
    "describe_meeting": lambda on, **by: on(on.meeting, described=MEETING, **NEW, **by),
    "remove_meeting": lambda on, **by: on(on.meeting),
}
# What begins or ends a plan, looks at it, or lets somebody read it.
OTHERS = {
    *("carry_over", "close_plan", "delete_plan", "put_in_force", "reopen_plan", "start_plan"),
    *("is_bare", "is_fresh", "is_unread", "is_unspoken", "is_untouched", "is_untried", "is_without_result"),
    *("find_calendar_link", "issue_calendar_link", "revoke_calendar_links"),
    # What a plan was when it was finalized is kept and noted, also once it is closed.
    "finalize_plan",
    "note_snapshot",
}


class World(SimpleNamespace):
    """A plan with one of everything, and the verb that would write in it."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self.verb(*args, **kwargs)


@pytest.fixture
def world(district, lead, plan, priority):
    busy(plan, lead)
    new, unread = make_step(plan, lead, "New"), make_measure(plan, lead, "Unread")
    bare = services.choose_priority(plan, described=PriorityDescription(title="Bare", reason="Why"), by=lead)
    measure = plan.measures.get(title="Teachers who stay")
    return World(
        plan=plan,
        priority=priority,
        bare=bare,
        new=new,
        unread=unread,
        step=plan.steps.get(title="Draft a handbook"),
        milestone=plan.milestones.get(),
        measure=measure,
        target=measure.targets.get(),
        reading=measure.readings.get(),
        cycle=plan.cycles.get(),
        meeting=plan.meetings.get(),
    )


def test_every_verb_is_named_here():
    verbs = {name for name in services.__all__ if name.islower()}
    assert verbs == set(WRITES) | OTHERS


@pytest.mark.usefixtures("untouched")
def test_a_closed_plan_refuses_every_verb(world, lead, member):
    close_plan(world.plan, by=lead)
    before = rows_of(world.plan)
    refused = {}
    for verb, write in WRITES.items():
        world.verb = getattr(services, verb)
        refused[verb] = refusal(write, world, by=member)
        assert rows_of(world.plan) == before, verb
    assert refused == {verb: ["This plan is closed. A lead can open it again."] for verb in WRITES}


@pytest.mark.usefixtures("untouched")
def test_one_that_was_opened_again_takes_every_verb(world, lead, member):
    close_plan(world.plan, by=lead)
    services.reopen_plan(world.plan, reason="Again", by=lead)
    before = rows_of(world.plan)
    for verb, write in WRITES.items():
        world.verb = getattr(services, verb)
        with transaction.atomic():
            write(world, by=member)
            assert rows_of(world.plan) != before, verb
            transaction.set_rollback(True)


def test_another_plan_of_the_district_stays_open(district, world, lead):
    other = make_plan(district, lead, title="Other")
    close_plan(world.plan, by=lead)
    world.plan, world.verb = other, services.add_step
    assert WRITES["add_step"](world, by=lead).plan == other
