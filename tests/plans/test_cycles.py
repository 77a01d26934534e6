"""Improvement cycles: what is tried, who sees to it, which measures are watched, and what became of it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from plans.choices import Outcome, Phase
from plans.services import describe_cycle, start_cycle
from tests.plans.checks import refusal, rows_of, stale, versions
from tests.plans.making import cycle_said, make_cycle, make_measure

pytestmark = pytest.mark.usefixtures("untouched")


def both(plan, cycle, by):
    """Starting a cycle that is described so, and describing one so."""
    return [
        lambda said: start_cycle(plan, described=said, by=by),
        lambda said: describe_cycle(cycle, described=said, version=1, by=by),
    ]


def test_a_cycle_says_what_it_was_given(plan, priority, lead, member):
    watched = [make_measure(plan, lead, "One"), make_measure(plan, lead, "Two")]
    texts = {"change": "Ask why", "done": "Asked 3", "learned": "Pay", "next": "Ask all"}
    row = make_cycle(plan, lead, priority=priority, owner=member, measures=watched, phase=Phase.STUDY, **texts)
    row.refresh_from_db()
    assert (row.priority, row.owner, row.owner_role, set(row.measures.all())) == (priority, member, "", set(watched))
    assert (row.change, row.done, row.learned, row.next) == tuple(texts.values())
    assert (row.phase, row.starts_on, row.study_on) == ("study", date(2026, 10, 1), date(2026, 11, 1))
    assert (row.outcome, row.closed_on, row.is_closed, row.version) == ("", None, False, 1)


def test_a_cycle_is_closed_with_what_was_learned_and_may_go_on(plan, lead, member, monkeypatch):
    row = make_cycle(plan, lead, phase=Phase.DO)
    monkeypatch.setattr(timezone, "localdate", lambda *args: date(2026, 11, 5))
    closing = {"outcome": Outcome.ADAPT, "phase": Phase.DO}
    for learned in ("", " \n"):
        said = cycle_said(learned=learned, **closing)
        assert refusal(describe_cycle, row, described=said, version=1, by=lead) == {
            "learned": ["Say what was learned before the cycle is closed."]
        }
    assert describe_cycle(row, described=cycle_said(learned="Pay", **closing), version=1, by=member)
    row.refresh_from_db()
    assert (row.outcome, row.phase, row.closed_on, row.version) == ("adapt", "act", date(2026, 11, 5), 2)
    # Another outcome, or other words, keep the day.
    monkeypatch.setattr(timezone, "localdate", lambda *args: date(2026, 12, 5))
    before = rows_of(plan)
    assert describe_cycle(row, described=cycle_said(learned="Pay", **closing), version=None, by=lead) is False
    assert rows_of(plan) == before
    assert describe_cycle(row, described=cycle_said(learned="Pay", outcome=Outcome.ADOPT), version=2, by=lead)
    row.refresh_from_db()
    assert (row.outcome, row.closed_on) == ("adopt", date(2026, 11, 5))
    assert describe_cycle(row, described=cycle_said(learned="Pay", phase=Phase.STUDY), version=3, by=lead)
    row.refresh_from_db()
    assert (row.outcome, row.phase, row.closed_on, row.is_closed) == ("", "study", None, False)
    assert versions(row) == [("+", 1), ("~", 2), ("~", 3), ("~", 4)]


def test_a_cycle_may_start_closed_on_the_day_of_the_moment(plan, lead):
    at = datetime(2026, 10, 2, 2, 30, tzinfo=UTC)
    row = start_cycle(plan, described=cycle_said(learned="Pay", outcome=Outcome.ABANDON), by=lead, at=at)
    assert (row.phase, row.closed_on, row.changed_at) == ("act", date(2026, 10, 1), at)


def test_what_is_watched_is_changed_and_counted_once(plan, lead, member):
    one, two = make_measure(plan, lead, "One"), make_measure(plan, lead, "Two")
    row = make_cycle(plan, lead, measures=[one])
    assert describe_cycle(row, described=cycle_said(measures=[two]), version=1, by=member)
    row.refresh_from_db()
    assert (list(row.measures.all()), row.version, row.changed_by) == ([two], 2, member)
    assert {version for _, version in versions(row)} == {1, 2}
    assert [link.measure for link in row.history.first().measures.all()] == [two]
    before = rows_of(plan)
    assert describe_cycle(row, described=cycle_said(measures=[two]), version=1, by=lead) is False
    assert rows_of(plan) == before


def test_an_old_version_changes_nothing(plan, lead, member):
    measure = make_measure(plan, lead)
    row = make_cycle(plan, lead)
    describe_cycle(row, described=cycle_said(change="Hers"), version=1, by=lead)
    before = rows_of(plan)
    for said in (cycle_said(change="His"), cycle_said(change="Hers", measures=[measure])):
        found = stale(describe_cycle, row, described=said, version=1, by=member)
        assert (found.change, found.version, found.changed_by) == ("Hers", 2, lead)
    assert rows_of(plan) == before


def test_what_does_not_fit_is_refused_beside_its_field(plan, theirs, lead, member, outsider):
    row = make_cycle(plan, lead)
    before = rows_of(plan)
    elsewhere = ["Choose one of this plan."]
    wrong = [
        (
            cycle_said(study_on=date(2026, 9, 30)),
            {"study_on": ["The team studies what happened after the cycle has started."]},
        ),
        (
            cycle_said(owner=member, owner_role="HR"),
            {"owner_role": ["Choose a person or name a role, not both."]},
        ),
        (cycle_said(owner=outsider), {"owner": ["Choose somebody of this district."]}),
        (cycle_said(priority=theirs.priorities.get()), {"priority": elsewhere}),
        (cycle_said(measures=[theirs.measures.get()]), {"measures": elsewhere}),
    ]
    for act in both(plan, row, lead):
        assert [refusal(act, said) for said, _ in wrong] == [told for _, told in wrong]
    assert rows_of(plan) == before
    assert make_cycle(plan, lead, study_on=date(2026, 10, 1), owner_role="HR").owner_role == "HR"
