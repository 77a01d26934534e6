"""Action steps: what is said of them, who owns them, what they wait for, and which are taken away again."""

from __future__ import annotations

from datetime import date

import pytest

from plans.choices import StepStatus
from plans.models import ActionStep
from plans.services import StepDescription, add_step, describe_step, is_fresh, remove_step, set_status
from tests.factories import MembershipFactory
from tests.plans.checks import refusal, rows_of, stale, versions
from tests.plans.making import make_meeting, make_priority, make_step, remark

pytestmark = pytest.mark.usefixtures("untouched")

ELSEWHERE = ["Choose one of this plan."]
STRANGER = {"owner": ["Choose somebody of this district."]}
CIRCLE = {"after": ["That step waits for this one, so this one cannot wait for it."]}
KEPT = ["It has been worked on or talked about, so it stays. Drop it with a reason instead."]


def said(title="Draft a handbook", **more):
    return StepDescription(title=title, **more)


def both(plan, step, by):
    """Adding a step that is described so, and describing one so."""
    return [
        lambda described: add_step(plan, described=described, by=by),
        lambda described: describe_step(step, described=described, version=1, by=by),
    ]


def test_a_step_says_what_it_was_given(plan, priority, lead, member):
    first, meeting = make_step(plan, lead, "Find money"), make_meeting(plan, lead)
    days = {"starts_on": date(2026, 9, 1), "due_on": date(2026, 9, 1)}
    texts = {"resources": "Two days", "funding": "Title II", "notes": "Ask Jo"}
    described = said(priority=priority, owner=member, after=first, **days, **texts)
    step = add_step(plan, described=described, meeting=meeting, by=lead)
    step.refresh_from_db()
    assert (step.priority, step.owner, step.owner_role, step.after, step.meeting) == (
        priority,
        member,
        "",
        first,
        meeting,
    )
    assert (step.starts_on, step.due_on, step.resources, step.funding, step.notes) == (
        *days.values(),
        *texts.values(),
    )
    assert (step.status, step.finished_on, step.dropped_because) == ("not_begun", None, "")
    assert (step.version, step.changed_by, versions(step)) == (1, lead, [("+", 1)])


def test_a_step_is_described_anew_and_keeps_its_meeting_and_status(plan, priority, lead, member):
    step = make_step(plan, lead, meeting=make_meeting(plan, lead), priority=priority, owner=lead)
    set_status(step, status=StepStatus.UNDER_WAY, version=1, by=lead)
    assert describe_step(step, described=said("Print it", owner_role="Printer"), version=2, by=member)
    step.refresh_from_db()
    assert (step.title, step.priority, step.owner, step.owner_role) == ("Print it", None, None, "Printer")
    assert (step.meeting.title, step.status, step.version) == ("October meeting", "under_way", 3)
    assert (step.changed_by, step.history.first().history_user) == (member, member)


def test_an_old_version_changes_nothing_and_the_same_words_neither(plan, lead, member):
    step = make_step(plan, lead)
    describe_step(step, described=said("Hers"), version=1, by=lead)
    before = rows_of(plan)
    for version in (1, None):
        stored = stale(describe_step, step, described=said("His"), version=version, by=member)
        assert (stored.title, stored.version, stored.changed_by) == ("Hers", 2, lead)
    assert describe_step(step, described=said("Hers"), version=1, by=member) is False
    assert rows_of(plan) == before


def test_a_step_is_a_persons_or_a_roles(plan, lead, member):
    step = make_step(plan, lead)
    before = rows_of(plan)
    for act in both(plan, step, lead):
        assert refusal(act, said(owner=member, owner_role="Principal")) == {
            "owner_role": ["Choose a person or name a role, not both."]
        }
    assert rows_of(plan) == before


def test_only_people_of_the_district_own_a_step(plan, people, lead, outsider):
    step = make_step(plan, lead)
    before = rows_of(plan)
    left = MembershipFactory(district=plan.district)
    left.delete()
    for act in both(plan, step, lead):
        assert refusal(act, said(owner=outsider)) == STRANGER
        assert refusal(act, said(owner=left.user)) == STRANGER
    assert rows_of(plan) == before
    assert [make_step(plan, lead, owner=one).owner for one in people.values()] == list(people.values())


def test_a_step_is_not_due_before_it_starts(plan, lead):
    step = make_step(plan, lead)
    before = rows_of(plan)
    for act in both(plan, step, lead):
        assert refusal(act, said(starts_on=date(2026, 9, 2), due_on=date(2026, 9, 1))) == {
            "due_on": ["It is due before it starts."]
        }
    assert rows_of(plan) == before


def test_what_a_step_names_is_of_its_plan(plan, theirs, lead):
    step, hers = make_step(plan, lead), theirs.steps.get()
    before = rows_of(plan)
    for act in both(plan, step, lead):
        assert refusal(act, said(priority=hers.priority)) == {"priority": ELSEWHERE}
        assert refusal(act, said(after=hers)) == {"after": ELSEWHERE}
    assert refusal(add_step, plan, described=said(), meeting=theirs.meetings.get(), by=lead) == {"meeting": ELSEWHERE}
    assert rows_of(plan) == before


def test_no_step_waits_for_itself_or_for_one_that_waits_for_it(plan, lead):
    first = make_step(plan, lead, "First")
    second = make_step(plan, lead, "Second", after=first)
    third = make_step(plan, lead, "Third", after=second)
    before = rows_of(plan)
    for after in (first, second, third):
        assert refusal(describe_step, first, described=said("First", after=after), version=1, by=lead) == CIRCLE
    assert rows_of(plan) == before
    assert describe_step(third, described=said("Third", after=first), version=1, by=lead)
    assert describe_step(second, described=said("Second", after=third), version=1, by=lead)


# Taking away --------------------------------------------------------------------------------------------------------


def test_a_step_that_was_added_by_mistake_is_taken_away_and_its_history_stays(plan, lead):
    step = make_step(plan, lead)
    waiting = make_step(plan, lead, "Print it", after=step)
    assert is_fresh(step)
    remove_step(step)
    assert [one.title for one in plan.steps.all()] == ["Print it"]
    waiting.refresh_from_db()
    assert (waiting.after, waiting.version) == (None, 2)
    kept = ActionStep.history.filter(plan=plan.pk, title="Draft a handbook")
    assert list(kept.values_list("history_type", flat=True)) == ["-", "+"]


def described_again(step, by):
    describe_step(step, described=said("Other"), version=1, by=by)


def begun(step, by):
    set_status(step, status=StepStatus.UNDER_WAY, version=1, by=by)


def begun_and_back(step, by):
    begun(step, by)
    set_status(step, status=StepStatus.NOT_BEGUN, version=2, by=by)


def talked_about(step, by):
    remark(step, by)


@pytest.mark.parametrize("work", [described_again, begun, begun_and_back, talked_about])
def test_a_step_stays_that_was_worked_on_or_talked_about(plan, lead, work):
    step = make_step(plan, lead)
    work(step, lead)
    before = rows_of(plan)
    # Also for somebody who read it before.
    assert refusal(remove_step, step) == KEPT
    step.refresh_from_db()
    assert not is_fresh(step)
    assert rows_of(plan) == before


def test_a_step_goes_to_no_priority_when_its_own_is_another(plan, priority, lead):
    other = make_priority(plan, lead, "Other")
    step = make_step(plan, lead, priority=priority)
    assert describe_step(step, described=said(priority=other), version=1, by=lead)
    assert [list(one.steps.all()) for one in (priority, other)] == [[], [step]]
