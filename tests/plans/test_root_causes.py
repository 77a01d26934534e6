"""What a team writes of the root cause behind a priority: both methods, and two people at once."""

from __future__ import annotations

import pytest

from plans.choices import Method
from plans.models import RootCause
from plans.services import keep_root_cause
from tests.plans.checks import rows_of, stale, versions
from tests.plans.making import cause_said, make_cause

pytestmark = pytest.mark.usefixtures("untouched")

WHYS = ["They leave.", "", "Pay is low.", "The levy failed.", "Nobody explained it."]
BONES = {"people": ["Few mentors"], "policies": [], "resources": ["No money", "No time"], "elsewhere": ["Dropped"]}


def test_the_first_words_are_kept_without_a_version(priority, member):
    said = cause_said(
        problem="Teachers leave.", whys=WHYS, cause="No case made", strategy="Make it", strategy_reason="Free"
    )
    assert keep_root_cause(priority, described=said, version=None, by=member) is True
    row = RootCause.objects.get(priority=priority)
    assert (row.method, row.problem, row.cause) == ("whys", "Teachers leave.", "No case made")
    assert (row.strategy, row.strategy_reason) == ("Make it", "Free")
    # Empty answers leave no gap in the chain.
    assert row.whys == ["They leave.", "Pay is low.", "The levy failed.", "Nobody explained it."]
    assert (row.version, row.changed_by, versions(row)) == (1, member, [("+", 1)])


def test_the_words_of_both_methods_are_kept_whichever_is_used(priority, lead):
    make_cause(priority, lead, whys=WHYS[:1])
    row = make_cause(priority, lead, version=1, method=Method.FISHBONE, whys=WHYS[:1], bones=BONES)
    assert (row.method, row.whys, row.version) == ("fishbone", ["They leave."], 2)
    assert row.bones == {"people": ["Few mentors"], "resources": ["No money", "No time"]}
    row = make_cause(priority, lead, version=2, method=Method.FIVE_WHYS, whys=WHYS[:1], bones=BONES)
    assert (row.method, row.bones["people"], row.version) == ("whys", ["Few mentors"], 3)
    assert versions(row) == [("+", 1), ("~", 2), ("~", 3)]


def test_there_are_five_whys_at_most(priority, lead):
    row = make_cause(priority, lead, whys=[str(number) for number in range(7)])
    assert row.whys == ["0", "1", "2", "3", "4"]


def test_of_two_people_who_write_the_first_one_the_second_reads_what_the_first_wrote(plan, priority, lead, member):
    make_cause(priority, lead, cause="Pay")
    before = rows_of(plan)
    stored = stale(keep_root_cause, priority, described=cause_said(cause="Housing"), version=None, by=member)
    assert (stored.cause, stored.version, stored.changed_by) == ("Pay", 1, lead)
    # Who wrote the same words has no conflict.
    assert keep_root_cause(priority, described=cause_said(cause="Pay"), version=None, by=member) is False
    assert rows_of(plan) == before
    assert make_cause(priority, member, version=1, cause="Pay and housing").cause == "Pay and housing"


def test_an_old_version_changes_nothing(plan, priority, lead, member):
    make_cause(priority, lead)
    make_cause(priority, lead, version=1, cause="Pay")
    before = rows_of(plan)
    stored = stale(keep_root_cause, priority, described=cause_said(cause="Housing"), version=1, by=member)
    assert (stored.cause, stored.version) == ("Pay", 2)
    assert rows_of(plan) == before


def test_a_version_of_words_that_are_not_there_is_stale(plan, priority, lead):
    before = rows_of(plan)
    stored = stale(keep_root_cause, priority, described=cause_said(), version=1, by=lead)
    assert (stored.cause, stored.version, stored.pk) == ("", 0, None)
    assert rows_of(plan) == before
