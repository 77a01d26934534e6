"""A record is stored as JSON and read back the same, whatever people typed; one of an unknown shape is refused."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.reports.record import SCHEMA, PlanRecord, UnreadableRecord, digest_of, from_json, plan_record, to_json
from tests.plans.checks import busy

GOLDEN = Path(__file__).parent / "golden"


def through_json(record):
    return from_json(json.loads(json.dumps(to_json(record))))


def test_a_full_plan_is_read_back_as_it_was_stored(plan, priority, lead):
    busy(plan, lead)
    record = plan_record(plan)
    assert through_json(record) == record
    assert to_json(record)["schema"] == SCHEMA


def stored(schema):
    return json.loads((GOLDEN / f"schema-{schema}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("schema", range(1, SCHEMA + 1))
def test_a_record_of_every_shape_there_was_is_still_read(schema):
    record = from_json(stored(schema))
    assert (record.title, record.district) == ("Improvement plan", "Lakeview School District")
    assert [step.title for step in record.steps] == ["Draft a handbook"]
    assert [one.label for one in record.picture] == ["Autumn 2026"]


def test_the_shape_that_is_stored_now_is_the_newest_golden_file():
    """Whoever changes the shape raises SCHEMA, writes an upgrader, and adds a file."""
    assert json.loads(json.dumps(to_json(from_json(stored(SCHEMA))))) == stored(SCHEMA)
    names = {path.name for path in GOLDEN.iterdir()}
    assert names == {f"schema-{number}.json" for number in range(1, SCHEMA + 1)}


@pytest.mark.parametrize(
    "said",
    [{}, {"schema": 0}, {"schema": SCHEMA + 1}, {"schema": SCHEMA}, {"schema": "1"}],
    ids=["nothing", "too old", "too new", "empty", "text"],
)
def test_what_is_no_record_is_refused(said):
    with pytest.raises(UnreadableRecord):
        from_json(said)


def test_a_field_that_nobody_knows_is_refused():
    with pytest.raises(UnreadableRecord):
        from_json(stored(SCHEMA) | {"more": 1})


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@given(title=WORDS, ask=WORDS, goals=st.lists(WORDS, max_size=3))
def test_whatever_people_typed_comes_back(title, ask, goals):
    record = replace(from_json(stored(SCHEMA)), title=title, ask=ask, goals=tuple(goals))
    assert through_json(record) == record


@given(moment=st.datetimes(), title=WORDS)
def test_the_digest_depends_on_what_is_said_and_not_on_when_it_was_read(moment, title):
    record: PlanRecord = from_json(stored(SCHEMA))
    assert digest_of(replace(record, read_at=moment)) == digest_of(record)
    assert (digest_of(replace(record, title=title)) == digest_of(record)) == (title == record.title)
