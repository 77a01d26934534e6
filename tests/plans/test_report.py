"""The plan as its page shows it: under its priorities, under whoever owns a step, filtered, counted."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from plans.choices import Origin, StepStatus
from plans.models import ActionStep
from plans.reports import Counted, StepFilter, plan_report
from plans.services import set_status
from tests.plans.making import (
    make_cause,
    make_cycle,
    make_measure,
    make_meeting,
    make_milestone,
    make_priority,
    make_step,
    remark,
)

TODAY = date(2026, 10, 15)
NOW = datetime(2026, 10, 15, 16, tzinfo=UTC)

pytestmark = pytest.mark.usefixtures("untouched", "today")


@pytest.fixture
def today(monkeypatch):
    """It is noon of October 15, 2026, in Michigan."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def titles(rows):
    return [row.title for row in rows]


def told(step, status, by, because="No money"):
    current = ActionStep.objects.get(pk=step.pk)
    set_status(step, status=status, because=because, version=current.version, by=by)


@pytest.fixture
def steps(plan, lead, member):
    """Steps of every status, owner and day."""
    days = [date(2026, 10, 1), date(2026, 10, 14), TODAY, date(2026, 10, 22), date(2026, 10, 23), None]
    owners = [
        {"owner": member},
        {"owner": lead},
        {"owner_role": "Principal"},
        {},
        {"owner_role": "HR"},
        {"owner": member},
    ]
    made = [
        make_step(plan, lead, f"Step {number}", due_on=on, **owner)
        for number, (on, owner) in enumerate(zip(days, owners, strict=True))
    ]
    told(made[1], StepStatus.UNDER_WAY, lead)
    done = make_step(plan, lead, "Done", due_on=date(2026, 10, 2), owner=lead)
    told(done, StepStatus.DONE, lead)
    dropped = make_step(plan, lead, "Dropped", due_on=date(2026, 10, 3))
    told(dropped, StepStatus.DROPPED, lead)
    return made


def test_everything_stands_under_its_priority_in_order_and_the_rest_apart(plan, lead, member):
    first, second = make_priority(plan, lead, "First", reason="Why"), make_priority(plan, lead, "Second")
    make_cause(first, lead, strategy="Mentor them")
    for priority in (second, first, None):
        name = f"of {priority}"
        make_step(plan, lead, f"Late {name}", priority=priority, due_on=date(2026, 12, 1))
        make_step(plan, lead, f"Early {name}", priority=priority, due_on=date(2026, 9, 1))
        make_step(plan, lead, f"Some day {name}", priority=priority)
        make_milestone(plan, lead, f"Milestone {name}", priority=priority)
        make_measure(plan, lead, f"Measure {name}", priority=priority)
        make_cycle(plan, lead, f"Cycle {name}", priority=priority, owner=member)
    remark(first, member)
    report = plan_report(plan)
    heads = [(one.head.number, one.head.title, one.head.reason, one.head.strategy) for one in report.priorities]
    assert heads == [(1, "First", "Why", "Mentor them"), (2, "Second", "The board asked for it.", "")]
    head = report.priorities[0].head
    assert (head.origin, head.rests_on, head.comments.words) == (Origin.OWN, "", "1 comment, open")
    for one in report.priorities:
        name = f"of {one.head.title}"
        assert titles(one.steps) == [f"Early {name}", f"Late {name}", f"Some day {name}"]
        assert [*titles(one.milestones), *titles(one.measures), *titles(one.cycles)] == [
            f"Milestone {name}",
            f"Measure {name}",
            f"Cycle {name}",
        ]
        assert (one.counted.total, one.is_bare) == (3, False)
    assert titles(report.other_steps) == ["Early of None", "Late of None", "Some day of None"]
    assert titles((*report.other_milestones, *report.other_measures, *report.other_cycles)) == [
        "Milestone of None",
        "Measure of None",
        "Cycle of None",
    ]
    assert (len(report.all_steps), report.shown, report.counted.total, report.has_others) == (9, 9, 9, True)
    assert (len(report.milestones), len(report.measures), len(report.cycles)) == (3, 3, 3)


def test_a_plan_with_nothing_in_it_says_so(plan, lead):
    report = plan_report(plan)
    assert (report.priorities, report.all_steps, report.has_others, report.by_owner) == ((), (), False, ())
    assert (report.counted.total, report.counted.by_status) == (0, dict.fromkeys(StepStatus, 0))
    for number in range(6):
        make_priority(plan, lead, f"Priority {number}")
        report = plan_report(plan)
        assert (report.has_too_many, report.priorities[-1].is_bare) == (number == 5, True)


def test_a_step_says_whose_it_is_what_it_waits_for_and_what_is_said_of_it(plan, lead, member):
    first = make_step(plan, lead, "First", due_on=date(2026, 9, 1))
    second = make_step(plan, lead, "Second", after=first, due_on=date(2026, 9, 2), owner=member)
    third = make_step(plan, lead, "Third", after=second, due_on=date(2026, 9, 3), owner_role="HR")
    remark(second, lead)

    def lines():
        return [(one.owner_name, one.is_role, one.waits_for, one.comments.count) for one in plan_report(plan).all_steps]

    assert lines() == [("Nobody yet", False, "", 0), ("A Member", False, "First", 1), ("HR", True, "Second", 0)]
    told(first, StepStatus.DONE, lead)
    told(third, StepStatus.DROPPED, lead)
    # What is finished is neither waited for nor waits.
    assert lines() == [("Nobody yet", False, "", 0), ("A Member", False, "", 1), ("HR", True, "", 0)]


def test_dropped_steps_are_counted_apart_and_what_is_finished_is_never_overdue(plan, steps):
    counted = plan_report(plan).counted
    assert [counted.by_status[status] for status in StepStatus] == [5, 1, 1, 1]
    assert (counted.total, counted.done, counted.under_way, counted.overdue) == (7, 1, 1, 2)
    assert titles(plan_report(plan).overdue) == ["Step 0", "Step 1"]
    assert Counted(()).total == 0


FILTERS: list[tuple[dict[str, str], str]] = [
    ({}, "0 1 2 3 4 5 Done Dropped"),
    ({"status": "open"}, "0 1 2 3 4 5"),
    ({"status": "not_begun"}, "0 2 3 4 5"),
    ({"status": "under_way"}, "1"),
    ({"status": "done"}, "Done"),
    ({"status": "dropped"}, "Dropped"),
    ({"owner": "member"}, "0 5"),
    ({"owner": "lead"}, "1 Done"),
    ({"owner": "role HR"}, "4"),
    ({"owner": "nobody"}, "3 Dropped"),
    ({"due": "overdue"}, "0 1"),
    ({"due": "none"}, "5"),
    ({"due": "7"}, "2 3"),
    ({"due": "8"}, "2 3 4"),
    ({"due": "overdue", "owner": "lead"}, "1"),
    ({"due": "overdue", "owner": "lead", "status": "not_begun"}, ""),
    ({"due": "7", "status": "open", "owner": "nobody"}, "3"),
    ({"status": "done", "due": "overdue"}, ""),
]


def test_a_filter_leaves_the_steps_that_it_names_and_counts_all(plan, steps, lead, member):
    people = {"member": str(member.pk), "lead": str(lead.pk)}
    for said, wanted in FILTERS:
        owner = people.get(said.get("owner", ""), said.get("owner", ""))
        report = plan_report(plan, StepFilter(**said | {"owner": owner}))
        assert sorted(step.title.removeprefix("Step ") for step in report.other_steps) == wanted.split(), said
        assert (report.shown, len(report.all_steps), report.counted.total) == (len(wanted.split()), 8, 7)
        assert (report.chosen.is_set, sum(len(one.steps) for one in report.by_owner)) == (bool(said), report.shown)


def test_a_filter_forgets_an_owner_who_owns_nothing_and_keeps_the_rest(plan, steps, outsider):
    for owner in (str(outsider.pk), "role Nurse", "somebody"):
        report = plan_report(plan, StepFilter(owner=owner, due="overdue"))
        assert (report.chosen, report.shown) == (StepFilter(due="overdue"), 2)
        assert not plan_report(plan, StepFilter(owner=owner)).chosen.is_set


def test_owners_come_as_people_then_roles_then_nobody_with_all_their_steps_counted(plan, steps, lead, member):
    report = plan_report(plan, StepFilter(status="open"))
    assert report.owners == (
        (str(lead.pk), "A Lead"),
        (str(member.pk), "A Member"),
        ("role HR", "HR"),
        ("role Principal", "Principal"),
        ("nobody", "Nobody yet"),
    )
    found = [(group.name, titles(group.steps), group.counted.total) for group in report.by_owner]
    assert found == [
        ("A Lead", ["Step 1"], 2),
        ("A Member", ["Step 0", "Step 5"], 2),
        ("HR", ["Step 4"], 1),
        ("Principal", ["Step 2"], 1),
        ("Nobody yet", ["Step 3"], 1),
    ]


def test_a_role_called_like_a_person_is_another_owner(plan, lead):
    make_step(plan, lead, owner=lead)
    make_step(plan, lead, owner_role="A Lead")
    make_step(plan, lead, owner_role="nobody")
    assert [code for code, _ in plan_report(plan).owners] == [str(lead.pk), "role A Lead", "role nobody"]


def test_the_day_begins_and_ends_in_the_districts_time_zone(plan, lead, monkeypatch):
    make_step(plan, lead, due_on=TODAY)
    make_milestone(plan, lead, due_on=TODAY)
    make_cycle(plan, lead, study_on=TODAY)

    def late(hour, minute, zone):
        monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 10, 16, hour, minute, tzinfo=UTC))
        with timezone.override(ZoneInfo(zone)):
            report = plan_report(plan)
        return len(report.overdue), len(report.missed), report.other_cycles[0].is_due

    assert late(3, 59, "America/Detroit") == (0, 0, False)
    assert late(4, 0, "America/Detroit") == (1, 1, True)
    assert late(4, 0, "America/Los_Angeles") == (0, 0, False)
    assert late(7, 0, "America/Los_Angeles") == (1, 1, True)


def test_measures_off_their_path_and_follow_ups_are_found(plan, lead):
    june = {date(2027, 6, 1): "90"}
    make_measure(plan, lead, "Off", targets=june, readings={date(2026, 10, 1): "60"})
    make_measure(plan, lead, "On", targets=june, readings={date(2026, 10, 1): "80"})
    make_measure(plan, lead, "Unknown", targets=june)
    make_step(plan, lead, "Follow up", meeting=make_meeting(plan, lead))
    report = plan_report(plan)
    assert (titles(report.off_path), titles(report.other_steps)) == (["Off"], ["Follow up"])
    [off, on, unknown] = report.measures
    assert (off.path_label, off.latest_amount, off.target_amount, off.baseline_amount) == (
        "Off its path",
        "60%",
        "90%",
        "70%",
    )
    assert (on.path_label, unknown.path_label, unknown.latest_amount) == ("On its path", "Not known yet", "")
