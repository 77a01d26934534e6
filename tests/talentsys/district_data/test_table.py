"""The table of the data file, its schema and its documentation, against the tables of the database."""

from __future__ import annotations

import json
import re
from io import StringIO

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db.models import ForeignKey, Model
from jsonschema import Draft202012Validator
from simple_history.models import HistoricalChanges

from districts.models import District
from talentsys.district_data import schema
from talentsys.district_data.building import starts
from talentsys.district_data.kinds import through_of
from talentsys.district_data.references import CONTENT
from talentsys.district_data.table import KINDS, LEFT_OUT

LISTED = {kind.model for kind in KINDS}
HELD = {through_of(column) for kind in KINDS for column in kind.lists}


def reaches_a_district(model: type[Model], seen: frozenset[type[Model]] = frozenset()) -> bool:
    """Whether a row of a model belongs to a district, directly or through what it points at."""
    if model is District:
        return True
    targets = {one.related_model for one in model._meta.concrete_fields if isinstance(one, ForeignKey)} - seen
    return any(reaches_a_district(target, seen | {model}) for target in targets)


def is_history(model: type[Model]) -> bool:
    return issubclass(model, HistoricalChanges) or model.__name__.startswith("Historical")


def test_every_table_of_a_district_is_in_the_file_or_left_out_with_a_reason():
    ours = {model for model in apps.get_models(include_auto_created=True) if reaches_a_district(model)}
    kept = {model for model in ours if not is_history(model)} - HELD
    left_out = {apps.get_model(label) for label in LEFT_OUT}
    assert sorted(model._meta.label for model in kept - LISTED - left_out) == []
    assert LISTED | left_out == kept
    assert not LISTED & left_out
    assert all(reason for reason in LEFT_OUT.values())


def test_history_and_content_reach_no_list():
    assert [model for model in LISTED if is_history(model) or model in CONTENT] == []


def test_every_column_is_in_the_file_or_left_out_with_a_reason():
    for kind in KINDS:
        columns = {one.name for one in kind.model._meta.concrete_fields}
        assert set(kind.without) <= columns, kind.name
        assert all(kind.without.values()), kind.name


def test_what_rows_point_at_is_in_the_file_or_content():
    targets = {one.related_model for kind in KINDS for one in (*kind.columns, *kind.lists) if one.related_model}
    assert targets <= set(starts()) | set(CONTENT)


def test_names_and_ids_are_used_once():
    names, begun = [kind.name for kind in KINDS], list(starts().values())
    assert (len(names), len(begun)) == (len(set(names)), len(set(begun)))
    assert [name for name in names + begun if not re.fullmatch(r"[a-z_]+(\.[a-z_]+)?", name)] == []
    assert starts()[apps.get_model("plans.ActionStep")] == "plans.step"


@pytest.mark.parametrize(
    ("name", "left_out"),
    [("ballots", "version"), ("logos", "content"), ("snapshot_files", "content"), ("mentions", "seen_at")],
)
def test_what_nobody_takes_away_is_no_column(name, left_out):
    properties = schema.data_schema()["properties"][name]["items"]["properties"]
    assert left_out not in properties


def test_the_schema_in_the_documentation_is_the_one_that_is_made(tmp_path, monkeypatch):
    assert schema.FILE.read_text(encoding="utf-8") == schema.schema_text()
    Draft202012Validator.check_schema(json.loads(schema.schema_text()))
    monkeypatch.setattr(schema, "FILE", tmp_path / "schema.json")
    monkeypatch.setattr("talentsys.management.commands.dump_data_schema.FILE", tmp_path / "schema.json")
    out = StringIO()
    call_command("dump_data_schema", stdout=out)
    assert out.getvalue() == "schema.json is written.\n"
    assert (tmp_path / "schema.json").read_text(encoding="utf-8") == schema.schema_text()


def test_the_documentation_names_every_list_and_everything_that_is_left_out():
    text = (settings.BASE_DIR / "docs" / "district-data.md").read_text(encoding="utf-8")
    assert [kind.name for kind in KINDS if f"`{kind.name}`" not in text] == []
    assert [kind.start for kind in KINDS if f"`{kind.start}-" not in text] == []
    columns = {f"{kind.name}.{name}" for kind in KINDS for name in kind.without}
    assert [name for name in columns if f"`{name}`" not in text] == []
    assert [label for label, reason in LEFT_OUT.items() if f"{reason}" not in text] == []
    assert [content.example for content in CONTENT.values() if f"`{content.example}`" not in text] == []
