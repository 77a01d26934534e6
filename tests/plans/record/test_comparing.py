"""What two records of one plan are told to differ in: rows added, done, moved, dropped, and where it stands."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from plans.reports.record import ValueRecord, compare_records, from_json

GOLDEN = json.loads((Path(__file__).parent / "golden/schema-1.json").read_text(encoding="utf-8"))


@pytest.fixture
def before():
    return from_json(GOLDEN)


def told(before, after):
    return [(one.kind.value, one.noun, one.title, one.words) for one in compare_records(before, after).rows]


def test_the_same_twice_is_nothing(before):
    found = compare_records(before, replace(before, today=date(2026, 12, 1), title="Another", ask=""))
    assert (found.rows, found.standings, found.is_nothing) == ((), (), True)
    assert (found.since, found.until) == (date(2026, 11, 1), date(2026, 12, 1))


def test_a_row_is_added_or_taken_out(before):
    for name, noun, title in (
        ("priorities", "Priority", "Keep our teachers"),
        ("steps", "Action step", "Draft a handbook"),
        ("milestones", "Milestone", "Handbook approved"),
        ("measures", "Measure", "Teachers who stay"),
        ("meetings", "Meeting", "October meeting"),
    ):
        without = replace(before, **{name: ()})
        assert told(without, before) == [("added", noun, title, "")]
        assert told(before, without) == [("removed", noun, title, "")]
    assert told(replace(before, cycles=()), before) == [
        ("added", "Improvement cycle", "Try exit interviews", ""),
        ("done", "Improvement cycle", "Try exit interviews", "Closed: adopt"),
    ]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"status": "done"}, [("done", "")]),
        ({"status": "dropped", "dropped_because": "No money."}, [("dropped", "No money.")]),
        ({"status": "not_begun"}, []),
        ({"due_on": date(2026, 12, 1)}, [("moved", "From Oct 1, 2026 to Dec 1, 2026")]),
        ({"due_on": None}, [("moved", "From Oct 1, 2026 to no date")]),
        ({"status": "done", "due_on": date(2026, 12, 1)}, [("done", ""), ("moved", "From Oct 1, 2026 to Dec 1, 2026")]),
        ({"title": "Reworded"}, []),
    ],
)
def test_a_step_is_done_dropped_or_moved(before, said, words):
    (step,) = before.steps
    after = replace(before, steps=(replace(step, **said),))
    assert [(kind, why) for kind, _, _, why in told(before, after)] == words


def test_a_step_that_was_added_and_is_done_is_both(before):
    (step,) = before.steps
    after = replace(before, steps=(step, replace(step, key=9, title="Ask", status="done")))
    assert told(before, after) == [("added", "Action step", "Ask", ""), ("done", "Action step", "Ask", "")]


def test_a_milestone_is_reached_or_moved(before):
    (one,) = before.milestones
    reached = replace(before, milestones=(replace(one, reached_on=date(2026, 11, 20)),))
    assert told(before, reached) == [("done", "Milestone", "Handbook approved", "Reached Nov 20, 2026")]
    moved = replace(before, milestones=(replace(one, due_on=date(2027, 1, 15)),))
    assert told(before, moved) == [("moved", "Milestone", "Handbook approved", "From Dec 1, 2026 to Jan 15, 2027")]


def test_a_measure_says_where_it_stands_once_it_has_been_read_again(before):
    (one,) = before.measures
    reading = ValueRecord(on=date(2026, 11, 15), value=Decimal(71))
    after = replace(one, readings=(*one.readings, reading), path="on", path_label="On its path")
    assert told(before, replace(before, measures=(after,))) == [
        ("stands", "Measure", "Teachers who stay", "62.5% on Oct 1, 2026, now 71% on Nov 15, 2026. On its path"),
    ]
    first = replace(before, measures=(replace(one, readings=(), path="none"),))
    assert told(first, before) == [
        ("stands", "Measure", "Teachers who stay", "Now 62.5% on Oct 1, 2026. Off its path"),
    ]
    assert told(before, first) == []


def test_standings_are_told_where_they_differ(before):
    (system,) = before.picture
    (group,) = system.standings
    after = replace(
        system, label="Spring 2027", standings=(replace(group, count=3), replace(group, label="Getting ready", count=1))
    )
    (found,) = compare_records(before, replace(before, picture=(after,))).standings
    assert (found.system, found.label_before, found.label_after, found.counts) == (
        "Talent Management", "Autumn 2026", "Spring 2027", (("Getting aware", 1, 3), ("Getting ready", 0, 1)),
    )  # fmt: skip
    half = replace(after, rated=28, total=48)
    (found,) = compare_records(before, replace(before, picture=(half,))).standings
    assert (found.label_before, found.label_after) == ("Autumn 2026", "Spring 2027 (28 of 48 ratings so far)")
    unrated = replace(system, label="")
    assert compare_records(replace(before, picture=(unrated,)), before).standings == ()
    assert compare_records(replace(before, picture=()), before).standings == ()


def test_changes_stand_in_the_order_in_which_people_ask_for_them(before):
    (step,) = before.steps
    steps = (replace(step, status="done"), replace(step, key=9, title="Ask"))
    found = compare_records(before, replace(before, steps=steps, meetings=()))
    assert [(kind.label, len(rows)) for kind, rows in found.groups] == [("Done", 1), ("Added", 1), ("Taken out", 1)]
