"""Measures with their baselines, targets and readings: what fits together, and whose words are kept."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from plans.choices import Direction, MeasureKind
from plans.models import Reading, Target
from plans.services import (
    ReadingDescription,
    TargetDescription,
    add_measure,
    add_reading,
    add_target,
    change_value,
    describe_measure,
    remove_value,
)
from tests.plans.checks import refusal, rows_of, stale, versions
from tests.plans.making import make_measure, make_priority, measure_said

pytestmark = pytest.mark.usefixtures("untouched")

BASE, FALL, JUNE = date(2026, 9, 1), date(2025, 11, 1), date(2027, 6, 1)
HALF = ["A baseline is a value and the day it was taken: give both, or neither."]
BEFORE = ["A target comes after the day of the baseline."]
AHEAD = {"on": ["A reading is of a day that has come. For a day ahead, set a target."]}
WRONG = ["The targets would be worse than the baseline, the way this measure should go."]
TWICE = {"on": ["There is one for this day already."]}


def target(value, on=JUNE):
    return TargetDescription(value=Decimal(value), on=on)


def reading(value, on=FALL, **more):
    return ReadingDescription(value=Decimal(value), on=on, **more)


def both(plan, measure, by):
    """Adding a measure that is described so, and describing one so."""
    return [
        lambda said: add_measure(plan, described=said, by=by),
        lambda said: describe_measure(measure, described=said, version=1, by=by),
    ]


def test_a_measure_says_what_it_was_given(plan, priority, lead, member):
    said = {"what": "Of all", "source": "Payroll", "unit": "$", "direction": Direction.DOWN}
    row = make_measure(plan, lead, priority=priority, kind=MeasureKind.LEADING, **said)
    row.refresh_from_db()
    assert (row.title, row.priority, row.kind, row.what, row.source) == (
        "Teachers who stay",
        priority,
        "leading",
        "Of all",
        "Payroll",
    )
    assert (row.unit, row.direction, row.baseline, row.baseline_on, row.version) == ("$", "down", 70, BASE, 1)
    assert describe_measure(row, described=measure_said("Pay", baseline=Decimal("0.5")), version=1, by=member)
    row.refresh_from_db()
    assert (row.title, row.priority, row.baseline, row.direction) == ("Pay", None, Decimal("0.5"), "up")
    assert (row.changed_by, versions(row)) == (member, [("+", 1), ("~", 2)])


def test_an_old_version_changes_nothing_and_the_same_words_neither(plan, lead, member):
    row = make_measure(plan, lead)
    describe_measure(row, described=measure_said(what="Hers"), version=1, by=lead)
    before = rows_of(plan)
    found = stale(describe_measure, row, described=measure_said(what="His"), version=1, by=member)
    assert (found.what, found.version, found.changed_by) == ("Hers", 2, lead)
    same = measure_said(what="Hers", baseline=Decimal("70.0"))
    assert describe_measure(row, described=same, version=1, by=member) is False
    assert rows_of(plan) == before


def test_a_baseline_is_whole_or_not_there(plan, lead):
    row = make_measure(plan, lead, "Other")
    before = rows_of(plan)
    for act in both(plan, row, lead):
        assert refusal(act, measure_said(baseline_on=None)) == {"baseline_on": HALF}
        assert refusal(act, measure_said(baseline=None)) == {"baseline": HALF}
    assert rows_of(plan) == before
    assert make_measure(plan, lead, baseline=None, baseline_on=None).baseline is None
    assert make_measure(plan, lead, "Zero", baseline=Decimal(0)).baseline == 0


def test_a_title_is_taken_once_a_plan_and_a_priority_is_of_the_plan(plan, theirs, lead):
    make_measure(plan, lead)
    row = make_measure(plan, lead, "Other")
    before = rows_of(plan)
    for act in both(plan, row, lead):
        assert refusal(act, measure_said()) == {"title": ["The plan has a measure of this name."]}
        hers = measure_said("New", priority=theirs.priorities.get())
        assert refusal(act, hers) == {"priority": ["Choose one of this plan."]}
    assert rows_of(plan) == before
    assert theirs.measures.get().title == "Teachers who stay"


# Targets ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("direction", "worse", "fine"), [("up", "69.9999", ("70", "71")), ("down", "70.0001", ("70", "69"))]
)
def test_a_target_is_no_worse_than_the_baseline(plan, lead, direction, worse, fine):
    row = make_measure(plan, lead, direction=Direction(direction))
    assert refusal(add_target, row, described=target(worse), by=lead) == {"value": WRONG}
    first, second = (
        add_target(row, described=target(value, date(2027, month, 1)), by=lead) for month, value in enumerate(fine, 5)
    )
    assert refusal(change_value, second, described=target(worse), version=1, by=lead) == {"value": WRONG}
    assert list(row.targets.values_list("value", "version")) == [(Decimal(one), 1) for one in fine]
    # Nor does a baseline come that is better than a target, or another direction.
    better = {"up": Decimal("70.5"), "down": Decimal("69.5")}[direction]
    said = measure_said(direction=Direction(direction), baseline=better)
    assert refusal(describe_measure, row, described=said, version=1, by=lead) == {"baseline": WRONG}
    turned = measure_said(direction=Direction.DOWN if direction == "up" else Direction.UP)
    assert refusal(describe_measure, row, described=turned, version=1, by=lead) == {"baseline": WRONG}
    row.refresh_from_db()
    assert (row.direction, row.baseline, row.version, first.version) == (direction, 70, 1, 1)


def test_a_target_comes_after_the_baseline(plan, lead):
    row = make_measure(plan, lead)
    for on in (date(2026, 8, 31), BASE):
        assert refusal(add_target, row, described=target("80", on), by=lead) == {"on": BEFORE}
    found = add_target(row, described=target("80", date(2026, 9, 2)), by=lead)
    assert refusal(change_value, found, described=target("80", BASE), version=1, by=lead) == {"on": BEFORE}
    said = measure_said(baseline_on=date(2026, 9, 2))
    assert refusal(describe_measure, row, described=said, version=1, by=lead) == {"baseline_on": BEFORE}
    assert rows_of(plan)["Target"][0]["on"] == date(2026, 9, 2)


def test_without_a_baseline_any_target_goes_until_there_is_one(plan, lead):
    none = {"baseline": None, "baseline_on": None}
    row = make_measure(plan, lead, targets={date(2020, 1, 1): "-3"}, **none)
    assert refusal(describe_measure, row, described=measure_said(), version=1, by=lead) == {"baseline_on": BEFORE}
    said = measure_said(baseline=Decimal(-4), baseline_on=date(2019, 1, 1))
    assert describe_measure(row, described=said, version=1, by=lead)
    assert describe_measure(row, described=measure_said(**none), version=2, by=lead)


# Values -------------------------------------------------------------------------------------------------------------


def test_targets_and_readings_are_kept_by_day_and_once_a_day(plan, lead, member):
    row, other = make_measure(plan, lead), make_measure(plan, lead, "Other")
    days, then = (date(2027, 5, 1), date(2027, 4, 1)), {"at": datetime(2027, 5, 2, tzinfo=UTC)}
    for act, described in ((add_target, target), (add_reading, reading)):
        late, early = (act(row, described=described("80", on), by=lead, **then) for on in days)
        assert refusal(act, row, described=described("85", late.on), by=lead, **then) == TWICE
        assert refusal(change_value, early, described=described("85", late.on), version=1, by=lead, **then) == TWICE
        assert act(other, described=described("85", late.on), by=member, **then).changed_by == member
        assert list(type(late).objects.filter(measure=row)) == [early, late]


def test_a_reading_is_of_a_day_that_has_come_where_the_district_is(plan, lead, member):
    row = make_measure(plan, lead)
    # It is still October 14 in New York.
    then = {"at": datetime(2026, 10, 15, 3, tzinfo=UTC)}
    today, tomorrow = date(2026, 10, 14), date(2026, 10, 15)
    found = add_reading(row, described=reading("71", today), by=lead, **then)
    before = rows_of(plan)
    assert refusal(add_reading, row, described=reading("72", tomorrow), by=lead, **then) == AHEAD
    said = reading("72", tomorrow, note="Moved")
    assert refusal(change_value, found, described=said, version=1, by=member, **then) == AHEAD
    assert refusal(add_reading, row, described=reading("72", date(9999, 12, 31)), by=lead) == AHEAD
    assert rows_of(plan) == before
    assert add_target(row, described=target("72", tomorrow), by=lead, **then).on == tomorrow
    assert change_value(found, described=said, version=1, by=member, at=datetime(2026, 10, 15, 4, tzinfo=UTC))


def test_a_reading_says_where_it_comes_from(plan, lead):
    row = make_measure(plan, lead)
    found = add_reading(row, described=reading("71.25", source="Payroll", note="Two on leave"), by=lead)
    found.refresh_from_db()
    assert (found.value, found.on, found.source, found.note) == (Decimal("71.25"), FALL, "Payroll", "Two on leave")
    assert (found.version, versions(found)) == (1, [("+", 1)])


@pytest.mark.parametrize(("model", "described"), [(Target, target), (Reading, reading)])
def test_values_are_changed_and_removed_by_who_read_the_newest(plan, lead, member, model, described):
    make_measure(plan, lead, targets={JUNE: "80"}, readings={FALL: "71"})
    found = model.objects.for_plan(plan).get()
    assert change_value(found, described=described("75"), version=1, by=member) is True
    before = rows_of(plan)
    assert change_value(found, described=described("75.00"), version=1, by=lead) is False
    for act in (
        lambda: change_value(found, described=described("76"), version=1, by=lead),
        lambda: remove_value(found, version=1),
        lambda: remove_value(found, version=None),
    ):
        stored = stale(act)
        assert (stored.value, stored.version, stored.changed_by) == (75, 2, member)
    assert rows_of(plan) == before
    remove_value(found, version=2)
    assert not model.objects.for_plan(plan).exists()
    history = model.history.filter(measure__plan=plan.pk)
    told = list(history.values_list("history_type", "version", "value"))
    assert told == [("-", 2, 75), ("~", 2, 75), ("+", 1, found.value)]


def test_a_measure_stays_where_its_priority_is_named_by_another(plan, priority, lead):
    row = make_measure(plan, lead, priority=priority)
    other = make_priority(plan, lead, "Other")
    assert describe_measure(row, described=measure_said(priority=other), version=1, by=lead)
    assert [list(one.measures.all()) for one in (priority, other)] == [[], [row]]
