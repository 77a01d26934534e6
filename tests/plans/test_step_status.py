"""How far steps are: one at a time and several at once, and the day on which one was finished."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from plans.choices import StepStatus
from plans.models import ActionStep
from plans.services import DoneAlready, set_status, set_status_of
from tests.plans.checks import refusal, rows_of, stale, versions
from tests.plans.making import make_step

pytestmark = pytest.mark.usefixtures("untouched")

NOT_BEGUN, UNDER_WAY, DONE, DROPPED = StepStatus
BECAUSE = {"because": ["Say why it is dropped."]}


@pytest.fixture
def today(monkeypatch):
    """A day that a test changes; what is finished is finished on it."""
    found = {"on": date(2026, 10, 1)}
    monkeypatch.setattr(timezone, "localdate", lambda *args: found["on"])
    return found


@pytest.fixture
def step(plan, lead):
    return make_step(plan, lead)


def stored(step):
    step.refresh_from_db()
    return step.status, step.finished_on, step.dropped_because, step.version


def test_a_step_goes_through_every_status_and_says_when_it_was_finished(step, today, lead, member):
    def tell(status, version, because=""):
        assert set_status(step, status=status, because=because, version=version, by=member) is True
        return stored(step)

    assert tell(UNDER_WAY, 1) == ("under_way", None, "", 2)
    assert tell(DONE, 2) == ("done", date(2026, 10, 1), "", 3)
    today["on"] = date(2026, 10, 9)
    assert tell(UNDER_WAY, 3, "ignored") == ("under_way", None, "", 4)
    assert tell(DROPPED, 4, " No money. ") == ("dropped", date(2026, 10, 9), "No money.", 5)
    today["on"] = date(2026, 10, 12)
    # Another reason is a change; the day stays.
    assert tell(DROPPED, 5, "No time.") == ("dropped", date(2026, 10, 9), "No time.", 6)
    assert tell(DONE, 6) == ("done", date(2026, 10, 12), "", 7)
    assert tell(NOT_BEGUN, 7) == ("not_begun", None, "", 8)
    assert versions(step) == [("+", 1), *(("~", number) for number in range(2, 9))]
    assert (step.changed_by, step.history.first().history_user) == (member, member)


@pytest.mark.parametrize(
    ("status", "because"), [(DONE, ""), (UNDER_WAY, "Else"), (DROPPED, "No money."), (DROPPED, " No money. ")]
)
def test_saying_the_same_again_changes_nothing(plan, step, today, lead, status, because):
    set_status(step, status=status, because="No money.", version=1, by=lead)
    before, today["on"] = rows_of(plan), date(2026, 12, 1)
    assert set_status(step, status=status, because=because, version=None, by=lead) is False
    assert rows_of(plan) == before


@pytest.mark.parametrize("because", ["", " \n"])
def test_a_step_is_dropped_for_a_reason(plan, step, lead, because):
    before = rows_of(plan)
    assert refusal(set_status, step, status=DROPPED, because=because, version=1, by=lead) == BECAUSE
    assert refusal(set_status_of, plan, steps=[step.pk], status=DROPPED, because=because, by=lead) == BECAUSE
    assert rows_of(plan) == before


def test_an_old_version_changes_nothing(plan, step, lead, member):
    set_status(step, status=DONE, version=1, by=lead)
    before = rows_of(plan)
    for version in (1, 3, None):
        found = stale(set_status, step, status=UNDER_WAY, version=version, by=member)
        assert (found.status, found.version, found.changed_by) == ("done", 2, lead)
    assert rows_of(plan) == before


def test_the_day_is_that_of_the_moment_where_one_is_given(plan, step, lead):
    at = datetime(2026, 10, 2, 2, 30, tzinfo=UTC)
    other = make_step(plan, lead, "Other")
    with timezone.override(ZoneInfo("America/Detroit")):
        set_status(step, status=DONE, version=1, by=lead, at=at)
        set_status_of(plan, steps=[other.pk], status=DONE, by=lead, at=at)
    assert (stored(step)[1], step.changed_at) == (date(2026, 10, 1), at)
    assert (stored(other)[1], other.changed_at) == (date(2026, 10, 1), at)


# Several at once ----------------------------------------------------------------------------------------------------


def test_several_steps_are_told_at_once_and_those_that_are_so_already_are_left(plan, today, lead, member):
    steps = [make_step(plan, lead, f"Step {number}") for number in range(4)]
    set_status(steps[0], status=DONE, version=1, by=lead)
    set_status(steps[1], status=DROPPED, because="No money.", version=1, by=lead)
    today["on"] = date(2026, 10, 9)
    pks = [step.pk for step in steps[:3]]
    assert set_status_of(plan, steps=pks, status=DONE, by=member) == [steps[1], steps[2]]
    assert [stored(step) for step in steps] == [
        ("done", date(2026, 10, 1), "", 2),
        ("done", date(2026, 10, 9), "", 3),
        ("done", date(2026, 10, 9), "", 2),
        ("not_begun", None, "", 1),
    ]
    assert [versions(step) for step in steps] == [
        [("+", 1), ("~", 2)],
        [("+", 1), ("~", 2), ("~", 3)],
        [("+", 1), ("~", 2)],
        [("+", 1)],
    ]
    newest = steps[2].history.first()
    assert (newest.status, newest.history_user, newest.changed_by, newest.finished_on) == (
        "done",
        member,
        member,
        date(2026, 10, 9),
    )
    assert newest.history_date == newest.changed_at == steps[2].changed_at


def test_only_steps_of_this_plan_are_told(plan, theirs, step, lead):
    hers = ActionStep.objects.get(plan=theirs)
    assert set_status_of(plan, steps=[hers.pk, step.pk, 0], status=DROPPED, because=" Over ", by=lead) == [step]
    assert stored(step)[0::2] == ("dropped", "Over")
    before = rows_of(plan)
    assert set_status_of(plan, steps=[hers.pk], status=DROPPED, because="Over", by=lead) == []
    assert set_status_of(plan, steps=[], status=DONE, by=lead) == []
    assert rows_of(plan) == before


def test_what_is_done_is_undone_only_where_that_is_meant(plan, lead, member):
    done, other, begun = [make_step(plan, lead, title) for title in ("One", "Two", "Three")]
    for step in (done, other):
        set_status(step, status=DONE, version=1, by=lead)
    before, pks = rows_of(plan), [done.pk, other.pk, begun.pk]
    tell = partial(set_status_of, plan, steps=pks, status=UNDER_WAY, by=member)
    for meant, asked in (([], [done, other]), ([done.pk], [other]), ([begun.pk, other.pk], [done])):
        with pytest.raises(DoneAlready) as refused:
            tell(undoing=meant)
        assert refused.value.steps == asked
    # Somebody has to read what is stored before anything is asked about it.
    assert stale(tell, seen={done.pk: 1, other.pk: 2, begun.pk: 1}, undoing=[]) == [done]
    assert rows_of(plan) == before
    assert tell(undoing=[done.pk, other.pk]) == [done, other, begun]
    assert set_status_of(plan, steps=pks, status=DONE, undoing=[], by=member) == [done, other, begun]
