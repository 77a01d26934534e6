"""Milestones, and meetings of the team: who was there, also when they have left since."""

from __future__ import annotations

from datetime import date

import pytest

from comments.services import take_back
from plans.models import Milestone
from plans.services import (
    MeetingDescription,
    MilestoneDescription,
    add_meeting,
    add_milestone,
    describe_meeting,
    describe_milestone,
    is_unspoken,
    reach_milestone,
    remove_milestone,
)
from tests.plans.checks import refusal, rows_of, stale, versions
from tests.plans.making import make_meeting, make_milestone, make_step, remark

pytestmark = pytest.mark.usefixtures("untouched")

DUE = date(2027, 3, 1)
STRANGER = {"present": ["Choose somebody of this district."]}


def said(title="Handbook approved", **more):
    return MilestoneDescription(**{"title": title, "due_on": DUE} | more)


def met(title="October meeting", **more):
    return MeetingDescription(**{"title": title, "on": date(2026, 10, 14)} | more)


# Milestones ---------------------------------------------------------------------------------------------------------


def test_a_milestone_is_added_described_and_reached(plan, priority, lead, member):
    row = make_milestone(plan, lead, priority=priority)
    assert (row.priority, row.due_on, row.reached_on, row.version) == (priority, DUE, None, 1)
    assert describe_milestone(row, described=said("Board votes", reached_on=DUE), version=1, by=member)
    row.refresh_from_db()
    assert (row.title, row.priority, row.reached_on, row.version) == ("Board votes", None, DUE, 2)
    assert reach_milestone(row, on=None, version=2, by=lead)
    assert reach_milestone(row, on=date(2027, 2, 1), version=3, by=lead)
    assert reach_milestone(row, on=date(2027, 2, 1), version=3, by=member) is False
    row.refresh_from_db()
    assert (row.reached_on, row.changed_by) == (date(2027, 2, 1), lead)
    assert versions(row) == [("+", 1), ("~", 2), ("~", 3), ("~", 4)]


def test_an_old_version_of_a_milestone_changes_nothing(plan, lead, member):
    row = make_milestone(plan, lead)
    reach_milestone(row, on=DUE, version=1, by=lead)
    before = rows_of(plan)
    found = [
        stale(describe_milestone, row, described=said("Other"), version=1, by=member),
        stale(reach_milestone, row, on=None, version=1, by=member),
        stale(remove_milestone, row, version=1),
        stale(remove_milestone, row, version=None),
    ]
    assert [(one.reached_on, one.version, one.changed_by) for one in found] == [(DUE, 2, lead)] * 4
    assert rows_of(plan) == before


def test_a_milestone_is_removed_and_its_history_stays(plan, lead):
    row = make_milestone(plan, lead)
    remove_milestone(row, version=1)
    assert not plan.milestones.exists()
    assert list(Milestone.history.filter(plan=plan.pk).values_list("history_type", flat=True)) == ["-", "+"]


@pytest.mark.parametrize("is_taken_back", [False, True])
def test_a_milestone_stays_that_was_talked_about(plan, lead, member, is_taken_back):
    row, other = make_milestone(plan, lead), make_milestone(plan, lead, "Other")
    comment = remark(row, member)
    if is_taken_back:
        take_back(comment, by=member)
    before, read_before = rows_of(plan), row
    for found in (read_before, Milestone.objects.get(pk=row.pk)):
        assert refusal(remove_milestone, found, version=1) == ["Somebody has said something about it, so it stays."]
    assert rows_of(plan) == before
    assert [is_unspoken(one) for one in plan.milestones.order_by("pk")] == [False, True]
    remove_milestone(other, version=1)
    assert list(plan.milestones.all()) == [row]


def test_what_is_said_of_a_milestone_is_no_part_of_its_history(plan, lead, member):
    row = make_milestone(plan, lead)
    remark(row, member)
    row.refresh_from_db()
    assert (row.thread.comment_count, row.version, versions(row)) == (1, 1, [("+", 1)])
    assert reach_milestone(row, on=DUE, version=1, by=lead)
    assert Milestone.objects.get(pk=row.pk).thread == row.thread


def test_a_milestone_names_a_priority_of_its_plan(plan, theirs, lead):
    row, hers = make_milestone(plan, lead), theirs.priorities.get()
    before = rows_of(plan)
    wrong = {"priority": ["Choose one of this plan."]}
    assert refusal(add_milestone, plan, described=said(priority=hers), by=lead) == wrong
    assert refusal(describe_milestone, row, described=said(priority=hers), version=1, by=lead) == wrong
    assert rows_of(plan) == before


# Meetings -----------------------------------------------------------------------------------------------------------


def test_a_meeting_says_who_was_there_and_what_was_decided(plan, lead, member):
    texts = {"agenda": "1. Money", "others": "Ann Lee\nBo Day", "decisions": "Ask the board"}
    row = add_meeting(plan, described=met(present=[lead, member], **texts), by=lead)
    row.refresh_from_db()
    assert (set(row.present.all()), row.on, row.version) == ({lead, member}, date(2026, 10, 14), 1)
    assert (row.agenda, row.others, row.decisions) == tuple(texts.values())
    follow_up = make_step(plan, lead, "Ask the board", meeting=row)
    assert list(row.follow_ups.all()) == [follow_up]


def test_who_was_there_is_changed_and_counted_once(plan, people, lead, member):
    coach = people["coach"]
    row = make_meeting(plan, lead, present=[lead, member])
    assert describe_meeting(row, described=met(present=[lead, coach]), version=1, by=member)
    row.refresh_from_db()
    assert (set(row.present.all()), row.version, row.changed_by) == ({lead, coach}, 2, member)
    assert {version for _, version in versions(row)} == {1, 2}
    assert {one.user for one in row.history.first().present.all()} == {lead, coach}
    before = rows_of(plan)
    assert describe_meeting(row, described=met(present=[coach, lead]), version=None, by=member) is False
    assert rows_of(plan) == before


def test_an_old_version_of_a_meeting_changes_nothing(plan, lead, member):
    row = make_meeting(plan, lead, present=[lead])
    describe_meeting(row, described=met(present=[lead], decisions="Hers"), version=1, by=lead)
    before = rows_of(plan)
    found = stale(describe_meeting, row, described=met(present=[member], decisions="His"), version=1, by=member)
    assert (found.decisions, found.version, list(found.present.all())) == ("Hers", 2, [lead])
    assert rows_of(plan) == before


def test_nobody_of_another_district_was_there(plan, lead, outsider):
    row = make_meeting(plan, lead, present=[lead])
    before = rows_of(plan)
    assert refusal(add_meeting, plan, described=met(present=[lead, outsider]), by=lead) == STRANGER
    described = met(present=[lead, outsider])
    assert refusal(describe_meeting, row, described=described, version=1, by=lead) == STRANGER
    assert rows_of(plan) == before


def test_somebody_who_has_left_since_was_there_all_the_same(plan, lead, member):
    row, other = make_meeting(plan, lead, present=[lead, member]), make_meeting(plan, lead, present=[lead])
    member.memberships.get().delete()
    assert describe_meeting(row, described=met(present=[lead, member], agenda="Money"), version=1, by=lead)
    assert set(row.present.all()) == {lead, member}
    # They are not added to another, nor to this one once they were taken off it.
    described = met(present=[lead, member])
    assert refusal(describe_meeting, other, described=described, version=1, by=lead) == STRANGER
    assert describe_meeting(row, described=met(present=[lead]), version=2, by=lead)
    assert refusal(describe_meeting, row, described=described, version=3, by=lead) == STRANGER
