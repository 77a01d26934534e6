"""Two people at work in one plan: nobody's words are lost, replaced silently, or hung on what is gone."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from districts.models import Team
from districts.services import delete_team, start_team
from plans.choices import StepStatus
from plans.models import ActionStep, Plan
from plans.services import (
    StepDescription,
    add_step,
    describe_cycle,
    describe_plan,
    describe_step,
    remove_measure,
    remove_meeting,
    remove_priority,
    remove_step,
    set_status,
    set_status_of,
)
from tests.plans.checks import refusal, rows_of, stale, versions
from tests.plans.making import (
    cycle_said,
    make_cycle,
    make_measure,
    make_meeting,
    make_plan,
    make_priority,
    make_step,
    plan_said,
    remark,
)

pytestmark = pytest.mark.usefixtures("untouched")

ELSEWHERE = ["Choose one of this plan."]


def test_steps_that_wait_for_one_that_is_removed_say_so_in_their_history(plan, lead, member):
    step, bystander = make_step(plan, lead), make_step(plan, lead, "Bystander")
    waiting = [make_step(plan, lead, f"Waiting {number}", after=step) for number in range(2)]
    remove_step(step, by=member)
    for row in waiting:
        row.refresh_from_db()
        assert (row.after, row.version, row.changed_by) == (None, 2, member)
        newest = row.history.first()
        assert (versions(row), newest.after_id, newest.history_user) == ([("+", 1), ("~", 2)], None, member)
    assert versions(bystander) == [("+", 1)]
    found = stale(describe_step, waiting[0], described=StepDescription(title="Mine"), version=1, by=lead)
    assert (found.after, found.version) == (None, 2)


def test_what_is_talked_about_while_it_is_removed_stays(plan, lead):
    step = make_step(plan, lead)
    read = ActionStep.objects.get(pk=step.pk)
    remark(step, lead)
    with pytest.raises(ValidationError):
        remove_step(read, by=lead)
    step.refresh_from_db()
    assert step.thread.comment_count == 1


# What is removed while a form names it -------------------------------------------------------------------------------


def named_and_removed(plan, lead):
    """Forms that name something, each with what is removed between its being checked and its being saved."""
    priority, measure = make_priority(plan, lead), make_measure(plan, lead)
    first, meeting = make_step(plan, lead, "First"), make_meeting(plan, lead)
    step, cycle = make_step(plan, lead, "Step"), make_cycle(plan, lead)

    def saying(**named):
        return StepDescription(title="Anew", **named)

    return [
        (remove_priority, priority, "priority", lambda: add_step(plan, described=saying(priority=priority), by=lead)),
        (
            remove_priority,
            priority,
            "priority",
            lambda: describe_step(step, described=saying(priority=priority), version=1, by=lead),
        ),
        (remove_step, first, "after", lambda: add_step(plan, described=saying(after=first), by=lead)),
        (remove_meeting, meeting, "meeting", lambda: add_step(plan, described=saying(), meeting=meeting, by=lead)),
        (
            remove_measure,
            measure,
            "measures",
            lambda: describe_cycle(cycle, described=cycle_said("Anew", measures=[measure]), version=1, by=lead),
        ),
    ]


def test_what_was_removed_meanwhile_is_named_by_nothing_and_told_beside_its_field(plan, lead):
    for remove, row, field, save in named_and_removed(plan, lead):
        with transaction.atomic():
            remove(type(row).objects.get(pk=row.pk))
            before = rows_of(plan)
            assert refusal(save) == {field: ELSEWHERE}
            assert rows_of(plan) == before
            transaction.set_rollback(True)


def test_a_team_that_was_deleted_meanwhile_is_told_beside_its_field(district, plan, lead):
    team = start_team(district=district, name="Talent team", by=lead)
    delete_team(Team.objects.get(pk=team.pk))
    refused = refusal(describe_plan, plan, described=plan_said(title="Mine", team=team), version=1, by=lead)
    assert refused == {"team": ["Choose a team of this district."]}


def test_a_row_or_a_plan_that_is_gone_is_said_to_be_gone(plan, lead):
    step, cycle = make_step(plan, lead), make_cycle(plan, lead)
    ActionStep.objects.filter(pk=step.pk).delete()
    with pytest.raises(ActionStep.DoesNotExist):
        describe_step(step, described=StepDescription(title="Mine"), version=1, by=lead)
    Plan.objects.filter(pk=plan.pk).delete()
    with pytest.raises(Plan.DoesNotExist):
        describe_cycle(cycle, described=cycle_said("Mine"), version=1, by=lead)


def test_a_row_of_another_plan_of_the_district_is_named_by_nothing(district, plan, lead):
    other = make_plan(district, lead, title="Other")
    hers = make_step(other, lead)
    before = rows_of(other)
    assert refusal(add_step, plan, described=StepDescription(title="Mine", after=hers), by=lead) == {"after": ELSEWHERE}
    assert rows_of(other) == before


# The same twice, and several at once -----------------------------------------------------------------------------


def test_a_sentence_is_taken_up_once_for_its_priority(plan, priority, lead, member):
    said = StepDescription(title="Mentors are trained", priority=priority)
    add_step(plan, described=said, once=True, by=lead)
    before = rows_of(plan)
    twice = {"title": ["This is a step of the priority already."]}
    assert refusal(add_step, plan, described=said, once=True, by=member) == twice
    assert rows_of(plan) == before
    other = StepDescription(title="Mentors are trained", priority=make_priority(plan, lead, "Other"))
    assert add_step(plan, described=other, once=True, by=member).title == "Mentors are trained"
    assert add_step(plan, described=said, by=member).title == "Mentors are trained"


def test_no_status_of_several_replaces_what_somebody_said_meanwhile(plan, lead, member):
    steps = [make_step(plan, lead, f"Step {number}") for number in range(3)]
    seen, pks = {step.pk: 1 for step in steps}, [step.pk for step in steps]
    set_status(steps[1], status=StepStatus.DROPPED, because="No money.", version=1, by=lead)
    before = rows_of(plan)
    changed = stale(set_status_of, plan, steps=pks, status=StepStatus.DONE, seen=seen, by=member)
    assert ([step.title for step in changed], rows_of(plan)) == (["Step 1"], before)
    for missing in ({}, dict.fromkeys(pks[1:], 1) | {pks[1]: 2}):
        assert stale(set_status_of, plan, steps=pks, status=StepStatus.DONE, seen=missing, by=member)
    assert set_status_of(plan, steps=pks, status=StepStatus.DONE, seen=seen | {pks[1]: 2}, by=member) == steps
    # Who says the same as somebody else meanwhile is in nobody's way.
    assert set_status_of(plan, steps=pks, status=StepStatus.DONE, seen=seen, by=lead) == []
