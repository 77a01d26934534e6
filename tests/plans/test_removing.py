"""Measures, cycles and meetings that were added by mistake are taken away; what anything came of stays."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from comments.services import take_back
from plans.choices import Phase
from plans.models import Cycle, Measure, Meeting
from plans.services import (
    ReadingDescription,
    add_reading,
    describe_cycle,
    describe_meeting,
    is_unread,
    is_untried,
    is_without_result,
    remove_cycle,
    remove_measure,
    remove_meeting,
)
from plans.services.meetings import MeetingDescription
from tests.plans.checks import refusal, rows_of
from tests.plans.making import (
    cycle_said,
    make_cycle,
    make_measure,
    make_meeting,
    make_step,
    remark,
)

pytestmark = pytest.mark.usefixtures("untouched")

UNREAD = ["It has readings, a cycle watches it, or somebody has said something about it, so it stays."]
UNTRIED = ["It has gone on, or somebody has said something about it, so it stays. Close it as abandoned instead."]
RESULT = ["Something was decided at it, follows from it, or was said about it, so it stays."]


def talked_about(row, by):
    remark(row, by)


def talked_about_and_taken_back(row, by):
    take_back(remark(row, by), by=by)


def kept(row, remove, may_go, told):
    """Whether a row stays, also for somebody who read it before, and nothing changes."""
    before, current = rows_of(row.plan), type(row).objects.get(pk=row.pk)
    assert (may_go(current), refusal(remove, row)) == (False, told)
    assert rows_of(row.plan) == before


@pytest.mark.parametrize(
    ("model", "make", "remove", "may_go"),
    [
        (Measure, make_measure, remove_measure, is_unread),
        (Cycle, make_cycle, remove_cycle, is_untried),
        (Meeting, make_meeting, remove_meeting, is_without_result),
    ],
)
def test_what_was_added_by_mistake_is_taken_away_and_its_history_stays(plan, lead, model, make, remove, may_go):
    row, other = make(plan, lead), make(plan, lead, "Other")
    assert may_go(row)
    remove(row)
    assert list(model.objects.filter(plan=plan)) == [other]
    history = model.history.filter(plan=plan.pk, title=row.title)
    assert list(history.values_list("history_type", flat=True)) == ["-", "+"]


def test_a_measure_goes_with_its_targets(plan, lead):
    row = make_measure(plan, lead, targets={date(2027, 6, 1): "80"})
    remove_measure(row)
    assert not plan.measures.exists()


def read(row, by):
    add_reading(row, described=ReadingDescription(value=Decimal(71), on=date(2025, 10, 1)), by=by)


def watched(row, by):
    make_cycle(row.plan, by, measures=[row])


@pytest.mark.parametrize("came", [read, watched, talked_about, talked_about_and_taken_back])
def test_a_measure_stays_that_was_read_watched_or_talked_about(plan, lead, came):
    row = make_measure(plan, lead)
    came(row, lead)
    kept(row, remove_measure, is_unread, UNREAD)


def described_again(row, by):
    describe_cycle(row, described=cycle_said(change="Ask why"), version=1, by=by)


@pytest.mark.parametrize("came", [described_again, talked_about, talked_about_and_taken_back])
def test_a_cycle_stays_that_has_gone_on_or_was_talked_about(plan, lead, came):
    row = make_cycle(plan, lead)
    came(row, lead)
    kept(row, remove_cycle, is_untried, UNTRIED)


@pytest.mark.parametrize("phase", [Phase.DO, Phase.STUDY, Phase.ACT])
def test_a_cycle_stays_that_was_begun_before_it_was_written_down(plan, lead, phase):
    kept(make_cycle(plan, lead, phase=phase), remove_cycle, is_untried, UNTRIED)


def decided(row, by):
    described = MeetingDescription(title=row.title, on=row.on, decisions="Ask the board")
    describe_meeting(row, described=described, version=1, by=by)


def followed(row, by):
    make_step(row.plan, by, meeting=row)


@pytest.mark.parametrize("came", [decided, followed, talked_about, talked_about_and_taken_back])
def test_a_meeting_stays_that_anything_came_of(plan, lead, came):
    row = make_meeting(plan, lead)
    came(row, lead)
    kept(row, remove_meeting, is_without_result, RESULT)


def test_a_meeting_goes_whose_words_are_changed_but_at_which_nothing_was_decided(plan, lead):
    row = make_meeting(plan, lead, decisions=" \n", present=[lead])
    described = MeetingDescription(title="Never held", on=row.on, agenda="Money")
    describe_meeting(row, described=described, version=1, by=lead)
    remove_meeting(row)
    assert not plan.meetings.exists()
