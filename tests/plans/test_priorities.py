"""Choosing priorities, wording them anew, putting them in order and taking them out again."""

from __future__ import annotations

from datetime import date

import pytest

from comments.services import take_back
from plans.choices import Origin
from plans.models import Priority
from plans.services import (
    PriorityDescription,
    choose_priority,
    describe_priority,
    is_bare,
    move_priority,
    remove_priority,
)
from tests.plans.checks import refusal, rows_of, stale, versions
from tests.plans.making import (
    make_cause,
    make_cycle,
    make_measure,
    make_milestone,
    make_priority,
    make_step,
    remark,
)

pytestmark = pytest.mark.usefixtures("untouched")

WHY = {"reason": ["Say why the team chose this."]}
KEPT = ["Something is planned for it or said about it, so it stays. Move that to another priority first."]


def said(title="Grow our own teachers", reason="The board asked for it."):
    return PriorityDescription(title=title, reason=reason)


def titles(plan):
    return list(plan.priorities.values_list("title", "position"))


def test_a_priority_comes_behind_the_others_with_its_reason(plan, lead):
    first = choose_priority(plan, described=said("One"), by=lead)
    second = choose_priority(plan, described=said("Two", "Two schools asked."), origin=Origin.OWN, by=lead)
    second.refresh_from_db()
    assert (second.title, second.reason, second.origin, second.version) == ("Two", "Two schools asked.", "own", 1)
    assert (second.changed_by, versions(second)) == (lead, [("+", 1)])
    assert titles(plan) == [("One", 1), ("Two", 2)]
    remove_priority(first)
    make_priority(plan, lead, "Three")
    assert titles(plan) == [("Two", 2), ("Three", 3)]


def test_a_priority_needs_a_reason_from_the_first_and_ever_after(plan, priority, lead):
    before = rows_of(plan)
    for reason in ("", " \n"):
        assert refusal(choose_priority, plan, described=said(reason=reason), by=lead) == WHY
        assert refusal(describe_priority, priority, described=said(reason=reason), version=1, by=lead) == WHY
    assert rows_of(plan) == before


def test_a_priority_is_worded_anew(plan, priority, member):
    assert describe_priority(priority, described=said("Keep teachers", "Many leave."), version=1, by=member)
    priority.refresh_from_db()
    assert (priority.title, priority.reason, priority.version) == ("Keep teachers", "Many leave.", 2)
    assert (priority.changed_by, versions(priority)) == (member, [("+", 1), ("~", 2)])


def test_wording_with_an_old_version_changes_nothing(plan, priority, lead, member):
    describe_priority(priority, described=said("Hers"), version=1, by=lead)
    before = rows_of(plan)
    stored = stale(describe_priority, priority, described=said("His"), version=1, by=member)
    assert (stored.title, stored.version, stored.changed_by) == ("Hers", 2, lead)
    assert describe_priority(priority, described=said("Hers"), version=1, by=member) is False
    assert rows_of(plan) == before


def test_priorities_move_up_and_down_as_far_as_there_are_others(plan, lead):
    one, two, three = (make_priority(plan, lead, title) for title in ("One", "Two", "Three"))
    assert move_priority(three, up=True, by=lead) is True
    assert titles(plan) == [("One", 1), ("Three", 2), ("Two", 3)]
    assert move_priority(one, up=False, by=lead) is True
    assert titles(plan) == [("Three", 1), ("One", 2), ("Two", 3)]
    before = rows_of(plan)
    assert move_priority(three, up=True, by=lead) is False
    assert move_priority(two, up=False, by=lead) is False
    assert rows_of(plan) == before
    gone = Priority.objects.get(pk=two.pk)
    remove_priority(two)
    assert move_priority(gone, up=True, by=lead) is False
    assert titles(plan) == [("Three", 1), ("One", 2)]


def test_moving_counts_no_version_so_that_nobody_who_words_it_is_disturbed(plan, lead, member):
    one, two = (make_priority(plan, lead, title) for title in ("One", "Two"))
    move_priority(two, up=True, by=lead)
    assert describe_priority(one, described=said("Uno"), version=1, by=member)
    assert titles(plan) == [("Two", 1), ("Uno", 2)]


def test_a_bare_priority_is_taken_out_and_its_history_stays(plan, priority):
    assert is_bare(priority)
    remove_priority(priority)
    assert not plan.priorities.exists()
    assert list(Priority.history.filter(plan=plan.pk).values_list("history_type", flat=True)) == ["-", "+"]


def commented(plan, by, *, priority):
    remark(priority, by)


def commented_and_taken_back(plan, by, *, priority):
    take_back(remark(priority, by), by=by)


def explained(plan, by, *, priority):
    make_cause(priority, by)


PLANNED = [make_step, make_milestone, make_measure, make_cycle, commented, commented_and_taken_back, explained]


@pytest.mark.parametrize("make", PLANNED)
def test_a_priority_stays_that_something_is_planned_for_or_said_about(plan, priority, lead, make):
    make(plan, lead, priority=priority)
    before, row = rows_of(plan), Priority.objects.get(pk=priority.pk)
    assert not is_bare(row)
    assert refusal(remove_priority, row) == KEPT
    # Also for somebody who read it before.
    assert refusal(remove_priority, priority) == KEPT
    assert rows_of(plan) == before


def test_what_is_planned_for_another_keeps_none(plan, priority, lead):
    other = make_priority(plan, lead, "Other")
    make_step(plan, lead, priority=other, due_on=date(2027, 1, 1))
    remove_priority(priority)
    assert titles(plan) == [("Other", 2)]
