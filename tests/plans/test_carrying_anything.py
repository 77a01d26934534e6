"""Whatever a plan holds, exactly its unfinished work is carried over. The oracle below knows nothing of the code."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plans.choices import Direction, Outcome, StepStatus
from plans.services import carry_over, set_status
from tests.plans.checks import rows_of
from tests.plans.making import (
    make_cycle,
    make_measure,
    make_milestone,
    make_plan,
    make_priority,
    make_step,
    plan_said,
)

START = date(2026, 9, 1)
PRIORITIES = 3
of_priority = st.none() | st.integers(0, PRIORITIES - 1)
values = st.lists(st.tuples(st.integers(2, 300), st.integers(0, 9)), max_size=3, unique_by=lambda one: one[0])
steps = st.tuples(of_priority, st.sampled_from(StepStatus), st.none() | st.integers(0, 9))
milestones = st.tuples(of_priority, st.booleans())
measures = st.tuples(of_priority, st.sampled_from(Direction), values, values)
cycles = st.tuples(of_priority, st.none() | st.sampled_from(Outcome), st.sets(st.integers(0, 2)))
plans = st.fixed_dictionaries(
    {
        "steps": st.lists(steps, max_size=5),
        "milestones": st.lists(milestones, max_size=3),
        "measures": st.lists(measures, max_size=3),
        "cycles": st.lists(cycles, max_size=3),
    }
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=plans)
def test_exactly_the_unfinished_work_is_carried_over(district, lead, system, drawn):
    with transaction.atomic():
        plan = make_plan(district, lead)
        _make(plan, lead, drawn)
        before = rows_of(plan)
        new = carry_over(plan, described=plan_said(title="Next", year=2027), by=lead)
        assert _found(new) == _wanted(drawn)
        assert rows_of(plan) == before
        transaction.set_rollback(True)


# Making what was drawn ----------------------------------------------------------------------------------------------


def _make(plan, by, drawn):
    chosen = [make_priority(plan, by, f"p{number}") for number in range(PRIORITIES)]
    said = lambda place: {"priority": None if place is None else chosen[place]}  # noqa: E731
    steps = []
    for number, (place, status, after) in enumerate(drawn["steps"]):
        waits = steps[after] if after is not None and after < number else None
        steps.append(make_step(plan, by, f"s{number}", after=waits, **said(place)))
        set_status(steps[-1], status=status, because="Why", version=1, by=by)
    for number, (place, is_reached) in enumerate(drawn["milestones"]):
        make_milestone(plan, by, f"m{number}", reached_on=START if is_reached else None, **said(place))
    measures = [
        make_measure(
            plan,
            by,
            f"v{number}",
            direction=direction,
            targets=_by_day(targets),
            readings=_by_day(readings),
            baseline=None,
            baseline_on=None,
            **said(place),
        )
        for number, (place, direction, targets, readings) in enumerate(drawn["measures"])
    ]
    for number, (place, outcome, watched) in enumerate(drawn["cycles"]):
        seen = [measures[one] for one in watched if one < len(measures)]
        make_cycle(plan, by, f"c{number}", learned="Pay", outcome=outcome, measures=seen, **said(place))


def _by_day(drawn):
    return {START + timedelta(days=day): str(value) for day, value in drawn}


# What should be carried over, and what was --------------------------------------------------------------------------


def _wanted(drawn):
    """Each thing of the new plan: its kind, its title, its priority, and what it names or holds."""
    open_steps = {n for n, (_, status, _) in enumerate(drawn["steps"]) if status in ("not_begun", "under_way")}
    open_measures = {n for n, one in enumerate(drawn["measures"]) if _is_open(*one[1:])}
    milestones = enumerate(drawn["milestones"])
    wanted = {("milestone", f"m{n}", place) for n, (place, is_reached) in milestones if not is_reached}
    for n in open_steps:
        place, status, after = drawn["steps"][n]
        waits = f"s{after}" if after in open_steps and after < n else None
        wanted.add(("step", f"s{n}", place, str(status), waits))
    for n in open_measures:
        place, _, targets, readings = drawn["measures"][n]
        wanted.add(("measure", f"v{n}", place, frozenset(targets), frozenset(readings)))
    for n, (place, outcome, watched) in enumerate(drawn["cycles"]):
        if outcome is None:
            wanted.add(("cycle", f"c{n}", place, frozenset(f"v{one}" for one in watched & open_measures)))
    used = {row[0] for rows in drawn.values() for row in rows}
    kept = {row[2] for row in wanted} | (set(range(PRIORITIES)) - used)
    return wanted | {("priority", f"p{place}") for place in kept if place is not None}


def _is_open(way, targets, readings):
    if not targets or not readings:
        return True
    last, newest = max(targets)[1], max(readings)[1]
    return newest < last if way == "up" else newest > last


def _found(new):
    def place(row):
        return None if row.priority is None else int(row.priority.title[1:])

    def days(rows):
        return frozenset(((row.on - START).days, int(row.value)) for row in rows.all())

    found = {("step", row.title, place(row), row.status, row.after and row.after.title) for row in new.steps.all()}
    found |= {("milestone", row.title, place(row)) for row in new.milestones.all()}
    found |= {("measure", row.title, place(row), days(row.targets), days(row.readings)) for row in new.measures.all()}
    for row in new.cycles.all():
        found.add(("cycle", row.title, place(row), frozenset(one.title for one in row.measures.all())))
    return found | {("priority", row.title) for row in new.priorities.all()}
