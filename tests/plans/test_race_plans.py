"""Several people at one plan at once, each over an own connection: nothing is lost, and nothing is written in a closed
plan."""

from __future__ import annotations

from functools import partial

import pytest
from django.core.exceptions import ValidationError

from core.saving import StaleVersion
from districts.choices import Role
from plans.choices import PlanState, StepStatus
from plans.models import ActionStep, Plan, RootCause
from plans.services import (
    StepDescription,
    carry_over,
    close_plan,
    delete_plan,
    describe_plan,
    describe_step,
    keep_root_cause,
    move_priority,
    remove_priority,
    remove_step,
    set_status,
    set_status_of,
    start_plan,
)
from plans.services.keeping import PlanClosed
from tests.factories import MembershipFactory
from tests.plans.checks import rows_of, versions
from tests.plans.making import (
    cause_said,
    make_measure,
    make_plan,
    make_priority,
    make_step,
    plan_said,
    remark,
)
from tests.readiness.test_concurrency import at_once, real_database

__all__ = ["real_database"]


@pytest.fixture
def lead(real_database):
    return MembershipFactory(role=Role.LEAD, district__slug="lakeview").user


@pytest.fixture
def district(lead):
    return lead.memberships.get().district


@pytest.fixture
def people(district):
    return [one.user for one in MembershipFactory.create_batch(6, district=district)]


@pytest.fixture
def plan(district, lead):
    return make_plan(district, lead)


@pytest.fixture
def theirs(real_database):
    """A plan of another district, in which somebody writes at the same time."""
    membership = MembershipFactory(role=Role.LEAD)
    return make_plan(membership.district, membership.user)


def told(act, *refusals):
    """Return what an action returns, or the kind of its refusal."""
    try:
        return act()
    except refusals as refused:
        return type(refused)


def test_one_step_that_six_people_save_at_once_is_saved_once_and_the_others_read_whose_it_is(plan, theirs, people):
    step = make_step(plan, people[0])

    def save(by):
        try:
            return describe_step(step, described=StepDescription(title=str(by)), version=1, by=by)
        except StaleVersion as stale:
            return stale.row.title, stale.row.changed_by, stale.row.version

    *answers, other = at_once([*(partial(save, by) for by in people), partial(make_step, theirs, people[0])])
    first = ActionStep.objects.get(pk=step.pk).changed_by
    assert (answers.count(True), [one for one in answers if one is not True]) == (1, [(str(first), first, 2)] * 5)
    assert (versions(step), theirs.steps.get()) == ([("+", 1), ("~", 2)], other)


def test_a_word_and_a_status_that_are_saved_at_once_are_never_both_lost(plan, people):
    steps = [make_step(plan, people[0], f"Step {number}") for number in range(5)]
    saves = [
        partial(
            told, partial(describe_step, one, described=StepDescription(title="New"), version=1, by=by), StaleVersion
        )
        for one, by in zip(steps, people, strict=False)
    ]
    pks = [step.pk for step in steps]
    *said, counted = at_once([*saves, partial(set_status_of, plan, steps=pks, status=StepStatus.DONE, by=people[5])])
    found = list(ActionStep.objects.order_by("pk").values_list("title", "status", "version"))
    wanted = [("New", "done", 3) if one is True else (f"Step {n}", "done", 2) for n, one in enumerate(said)]
    assert (len(counted), found) == (5, wanted)
    assert [len(versions(step)) for step in steps] == [version for _, _, version in wanted]


def test_nothing_is_written_in_a_plan_that_is_closed_meanwhile(plan, theirs, people, lead):
    for _ in range(4):
        current = make_plan(plan.district, lead, title=f"Plan {Plan.objects.count()}", state=PlanState.IN_FORCE)
        step = make_step(current, lead)
        actions = [
            partial(set_status, step, status=StepStatus.DONE, version=1, by=people[0]),
            partial(make_step, current, people[1], "Added"),
            partial(make_measure, current, people[2]),
            partial(describe_plan, current, described=plan_said(title="Other"), version=2, by=people[3]),
        ]
        *answers, closed, other = at_once(
            [
                *(partial(told, one, ValidationError, StaleVersion) for one in actions),
                partial(close_plan, current, by=lead),
                partial(make_step, theirs, people[4]),
            ]
        )
        late = [row["changed_at"] for table in ("ActionStep", "Measure") for row in rows_of(current)[table]]
        assert all(at <= closed.changed_at for at in late)
        assert (Plan.objects.get(pk=current.pk).state, other.plan) == ("closed", theirs)
        assert (answers[0] is True) == (ActionStep.objects.get(pk=step.pk).status == "done")
        assert (answers[1] is not PlanClosed) == current.steps.filter(title="Added").exists()
        assert (answers[2] is not PlanClosed) == current.measures.exists()
        assert (answers[3] is True) == (Plan.objects.get(pk=current.pk).title == "Other")
        Plan.objects.get(pk=current.pk).delete()


def test_the_first_root_cause_that_four_people_write_at_once_is_one_and_the_others_read_it(plan, people):
    priority = make_priority(plan, people[0])

    def write(by):
        try:
            return keep_root_cause(priority, described=cause_said(cause=str(by)), version=None, by=by)
        except StaleVersion as stale:
            return stale.row.cause, stale.row.version

    answers = at_once([partial(write, by) for by in people[:4]])
    first = RootCause.objects.get(priority=priority)
    assert (answers.count(True), first.cause) == (1, str(first.changed_by))
    assert [one for one in answers if one is not True] == [(first.cause, 1)] * 3


def test_what_is_started_named_or_carried_over_by_several_people_at_once_is_so_once(district, plan, people, lead):
    other = make_plan(district, lead, title="Other")
    make_step(plan, lead)

    def refusals(*actions):
        return at_once([partial(told, one, ValidationError) for one in actions]).count(ValidationError)

    starts = [partial(start_plan, district=district, described=plan_said(title="New"), by=by) for by in people[:4]]
    assert (refusals(*starts), Plan.objects.for_district(district).filter(title="New").count()) == (3, 1)
    gives = [
        partial(describe_plan, one, described=plan_said(title="Newer"), version=1, by=lead) for one in (plan, other)
    ]
    assert (refusals(*gives), Plan.objects.for_district(district).filter(title="Newer").count()) == (1, 1)
    carries = [partial(carry_over, plan, described=plan_said(title=str(by), year=2027), by=by) for by in people[:3]]
    assert (refusals(*carries), [one.steps.count() for one in Plan.objects.filter(carried_from=plan)]) == (2, [1])


def test_priorities_that_are_added_moved_and_removed_at_once_keep_an_order(plan, people, lead):
    rows = [make_priority(plan, lead, f"Priority {number}") for number in range(4)]
    at_once(
        [
            *(partial(move_priority, row, up=row is not rows[0], by=lead) for row in rows[:3]),
            partial(remove_priority, rows[3]),
            *(partial(make_priority, plan, by, f"New of {by}") for by in people[:2]),
        ]
    )
    places = list(plan.priorities.values_list("position", flat=True))
    assert (len(places), len(set(places)), plan.priorities.filter(pk=rows[3].pk).exists()) == (5, 5, False)


def test_what_is_removed_while_somebody_works_on_it_is_kept_or_gone(plan, people, lead):
    for _ in range(4):
        step = make_step(plan, lead)
        said, removed = at_once(
            [
                partial(told, partial(remark, step, people[0]), ValidationError),
                partial(told, partial(remove_step, ActionStep.objects.get(pk=step.pk)), ValidationError),
            ]
        )
        kept = ActionStep.objects.filter(pk=step.pk).exists()
        assert (said is ValidationError, removed is ValidationError) == (not kept, kept)
    draft = make_plan(plan.district, lead, title="Draft")
    add = partial(told, partial(make_step, draft, people[0]), Plan.DoesNotExist)
    added, deleted = at_once([add, partial(told, partial(delete_plan, draft), ValidationError)])
    kept = Plan.objects.filter(pk=draft.pk).exists()
    assert (added is Plan.DoesNotExist, deleted is ValidationError) == (not kept, kept)
