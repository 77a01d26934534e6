"""What happened lately in a district's plans, ratings and rounds: one line for each deed, in plain words."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from core.happenings import MANY
from districts.choices import Role
from hexagon.models import ReviewRound
from plans.choices import StepStatus
from plans.services import put_in_force, reach_milestone, set_status
from readiness.services import close_assessment, reopen_assessment
from rounds.choices import State
from tests.plans.making import (
    make_cause,
    make_measure,
    make_meeting,
    make_milestone,
    make_plan,
    make_priority,
    make_step,
)
from tests.readiness.factories import rate, rate_all
from tests.rounds.factories import cast, finish, move, open_round, seat

pytestmark = pytest.mark.usefixtures("clock")

URL = "/districts/lakeview/"
OPENED = "A Lead opened Talent Management, Autumn 2026"


# Plans --------------------------------------------------------------------------------------------------------------


def test_a_step_is_told_by_what_became_of_it(talent_plan, lead, member, told):
    step = make_step(talent_plan, lead, "Ask leavers")
    set_status(step, status=StepStatus.UNDER_WAY, version=1, by=member)
    assert told()[:2] == [
        ("A Member marked “Ask leavers” under way", step.get_absolute_url()),
        ("A Lead added the action step “Ask leavers”", step.get_absolute_url()),
    ]
    set_status(step, status=StepStatus.DONE, version=2, by=member)
    assert told()[0] == ("A Member marked “Ask leavers” done", step.get_absolute_url())


def test_a_milestone_leads_to_its_page(talent_plan, lead, member, told):
    milestone = make_milestone(talent_plan, lead)
    reach_milestone(milestone, on=date(2026, 10, 1), version=1, by=member)
    assert told()[:2] == [
        ("A Member marked the milestone “Handbook approved” reached", milestone.get_absolute_url()),
        ("A Lead added the milestone “Handbook approved”", milestone.get_absolute_url()),
    ]


def test_several_deeds_of_one_person_to_one_thing_on_one_day_are_one_line(talent_plan, lead, member, words, clock):
    step = make_step(talent_plan, lead, "Ask leavers")
    for version, status in enumerate((StepStatus.UNDER_WAY, StepStatus.NOT_BEGUN, StepStatus.DONE), start=1):
        set_status(step, status=status, version=version, by=member)
    clock["is"] += timedelta(days=1)
    set_status(step, status=StepStatus.UNDER_WAY, version=4, by=member)
    set_status(step, status=StepStatus.DROPPED, because="No money", version=5, by=lead)
    assert words()[:4] == [
        "A Lead dropped “Ask leavers”",
        "A Member marked “Ask leavers” under way",
        "A Member marked “Ask leavers” done",
        "A Lead added the action step “Ask leavers”",
    ]


def test_a_day_is_one_of_the_district(talent_plan, lead, member, words, clock):
    step = make_step(talent_plan, lead, "Ask leavers")
    clock["is"] = datetime(2026, 10, 16, 3, 50, tzinfo=UTC)
    set_status(step, status=StepStatus.UNDER_WAY, version=1, by=member)
    clock["is"] = datetime(2026, 10, 16, 4, 10, tzinfo=UTC)
    set_status(step, status=StepStatus.DONE, version=2, by=member)
    assert words()[:2] == ["A Member marked “Ask leavers” done", "A Member marked “Ask leavers” under way"]


def test_many_of_a_kind_are_counted_where_they_belong(talent_plan, lead, told):
    for number in range(12):
        make_step(talent_plan, lead, f"Step {number}")
    measure = make_measure(talent_plan, lead, readings={date(2026, 9, 1): "60", date(2026, 10, 1): "61"})
    assert told()[:3] == [
        ("A Lead added 2 readings to “Teachers who stay”", measure.get_absolute_url()),
        ("A Lead added the measure “Teachers who stay”", measure.get_absolute_url()),
        ("A Lead added 12 action steps to “Talent plan”", talent_plan.get_absolute_url()),
    ]


def test_a_target_is_told_of_its_measure(talent_plan, lead, told):
    measure = make_measure(talent_plan, lead, targets={date(2027, 9, 1): "80"})
    assert told()[0] == ("A Lead added a target to “Teachers who stay”", measure.get_absolute_url())


def test_a_root_cause_is_told_of_its_priority(talent_plan, lead, member, told):
    priority = make_priority(talent_plan, lead, "Keep them")
    make_cause(priority, member)
    wrote = ("A Member wrote the root cause and strategy of “Keep them”", priority.get_absolute_url())
    assert told()[0] == wrote
    make_cause(priority, lead, version=1, cause="The calendar")
    changed = ("A Lead changed the root cause and strategy of “Keep them”", priority.get_absolute_url())
    assert told()[:2] == [changed, wrote]


def test_what_was_removed_is_named_without_an_address(talent_plan, lead, member, told, sign_in):
    step = make_step(talent_plan, lead, "Ask leavers")
    assert sign_in(member).post(f"{step.get_absolute_url()}remove/").status_code == 302
    assert told()[:2] == [
        ("A Member removed the action step “Ask leavers”", ""),
        ("A Lead added the action step “Ask leavers”", ""),
    ]


def test_a_meeting_with_people_is_one_line(talent_plan, lead, member, told):
    meeting = make_meeting(talent_plan, lead, present=[lead, member])
    assert told()[0] == ("A Lead added the meeting “October meeting”", meeting.get_absolute_url())
    assert sum("meeting" in words for words, _ in told()) == 1


def test_a_plan_is_put_in_force(district, lead, member, told):
    draft = make_plan(district, lead, title="Talent plan")
    draft.priorities.create(title="One", reason="Why not.", changed_at=timezone.now())
    assert ("A Lead started the plan “Talent plan”", draft.get_absolute_url()) in told()
    put_in_force(draft, by=member)
    assert told()[0] == ("A Member put “Talent plan” in force", draft.get_absolute_url())


# Ratings and rounds -------------------------------------------------------------------------------------------------


def test_ratings_are_counted_by_item_not_by_save(assessment, member, told):
    for code in ("1", "2", "0"):
        rate(assessment, "5a-aware", code, by=member)
    summary = f"{assessment.get_absolute_url()}summary/"
    assert told() == [
        ("A Member worked on one rating of Talent Management, Autumn 2026", summary),
        (OPENED, summary),
    ]
    rate_all(assessment, "1", by=member)
    assert told()[0][0] == "A Member worked on 48 ratings of Talent Management, Autumn 2026"


def test_beyond_what_is_read_a_count_says_at_least(assessment, member, words):
    keys = ("5a-aware", "5a-ready", "5b-aware")
    for number in range(MANY):
        rate(assessment, keys[number % 3], str(number // 3 % 3), by=member)
    rate(assessment, "1-aware", "1", by=member)
    assert words()[0] == "A Member worked on at least 4 ratings of Talent Management, Autumn 2026"


def test_an_assessment_is_closed_and_opened_again(assessment, lead, member, words, clock):
    close_assessment(assessment, by=lead)
    clock["is"] += timedelta(days=1)
    reopen_assessment(assessment, reason="Two were missing.", by=lead)
    assert words() == ["A Lead opened Talent Management, Autumn 2026 again", OPENED]


def test_a_round_is_told_by_its_moves_and_never_by_its_ballots(assessment, people, lead, member, told, perspectives):
    round = open_round(assessment, ["5a-aware"])
    seat(round, [lead, member])
    before = told(Role.LEAD)
    cast(round, member, "5a-aware", "2", "Because of the handbook")
    finish(round, member)
    assert told(Role.LEAD) == before
    address = f"{URL}readiness/rounds/{round.pk}/"
    assert before[0] == ("A Lead opened the round “First look”", address)
    move(round, State.ENDED, lead)
    move(round, State.REVEALED, lead)
    assert told()[:2] == [
        ("A Lead revealed the round “First look”", address),
        ("A Lead ended voting in the round “First look”", address),
    ]
    assert ReviewRound.objects.count() == 0
