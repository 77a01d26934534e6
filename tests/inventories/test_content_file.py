"""The file of inventory templates: what it holds, how it is written, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from django.conf import settings
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from inventories import content as files
from inventories.choices import LISTED, NEVER_UNIQUE, ColumnKind, PromptKind, Scope, Sensitivity
from practices.content import ContentError
from practices.content import read as read_practices
from tests.inventories.factories import INVENTORIES_FILE, product_file, template_entry
from tests.practices.strategies import KEYS, words

TEXT = files.dump(files.TemplatesFile((template_entry(), template_entry("other"))))
STAFF_DATA = ["competencies", "certifications"]


def problems_of(text: str) -> list[str]:
    with pytest.raises(ContentError) as caught:
        files.parse(text, "list.yaml")
    return str(caught.value).splitlines()


# What the product comes with --------------------------------------------------------------------


def test_the_product_file_is_written_canonically():
    assert files.dump(product_file()) == INVENTORIES_FILE.read_text(encoding="utf-8")


def test_every_template_has_columns_that_a_meeting_can_fill():
    templates = product_file().templates
    assert {len(row.columns) for row in templates} <= {*range(6, 13)}
    assert [row.key for row in templates if not any(column.required for column in row.columns)] == []
    assert [row.key for row in templates if not any(column.kind == "choice" for column in row.columns)] == []
    assert [row.key for row in templates if not any(prompt.kind == "what" for prompt in row.prompts)] == []


def test_staff_data_says_that_evaluations_do_not_belong_there():
    templates = product_file().templates
    assert [row.key for row in templates if row.sensitivity == "staff"] == STAFF_DATA
    sentence = "Individual evaluations do not belong here."
    assert [row.key for row in templates if sentence in row.instructions] == STAFF_DATA


def test_one_inventory_is_kept_per_building():
    assert [row.key for row in product_file().templates if row.scope == "building"] == ["collaboration-time"]


def test_every_indicator_that_asks_for_an_inventory_is_served():
    served = {(use.system, use.item) for row in product_file().templates for use in row.serves}
    asking: dict[str, list[str]] = {}
    for name in ("talent_management", "leadership"):
        practices = read_practices(Path(settings.BASE_DIR) / "fixtures" / "practices" / f"{name}.yaml")
        for row in (*practices.considerations, *practices.indicators):
            if any("inventor" in text.text for text in row.stage_descriptions):
                asking.setdefault(practices.system.key, []).append(row.key)
    assert asking == {
        "talent-management": ["resources", "1", "3b", "3c", "4", "5a", "6a", "6b", "8", "11c", "12", "13b"],
        "leadership": ["protocols", "2", "3b", "4", "5b", "7", "8b", "16"],
    }
    assert {(system, key) for system, keys in asking.items() for key in keys} - served == set()


def test_the_document_names_every_template_and_no_other():
    text = (Path(settings.BASE_DIR) / "docs" / "inventories.md").read_text(encoding="utf-8")
    named = [part for line in text.splitlines() if line.startswith("|") for part in line.split("`")[1::2]]
    assert set(named) == {row.key for row in product_file().templates}


# Reading and writing ----------------------------------------------------------------------------


def test_a_written_file_reads_the_same_and_words_stay_words():
    content = files.parse(TEXT, "list.yaml")
    assert content == files.TemplatesFile((template_entry(), template_entry("other")))
    choices = files.ColumnEntry("state", "State", "choice", choices=("Yes", "No"))
    text = files.dump(files.TemplatesFile((template_entry(columns=(choices,)),)))
    assert files.parse(text.replace("'Yes'", "Yes").replace("'No'", "No"), "list.yaml").templates[0].columns == (
        choices,
    )


def test_what_is_as_usual_is_left_out():
    first, second = yaml.safe_load(TEXT)["templates"][0]["columns"]
    assert first == {
        "key": "thing",
        "title": "Thing",
        "kind": "text",
        "help": "Its name.",
        "required": True,
        "unique": True,
    }
    assert second == {"key": "state", "title": "State", "kind": "choice", "choices": ["In place", "Missing"]}


@st.composite
def column_entries(draw: st.DrawFn, key: str) -> files.ColumnEntry:
    kind = draw(st.sampled_from(ColumnKind.values))
    tame = words(20).filter(lambda text: ";" not in text)
    choices = st.lists(tame, min_size=2, max_size=3, unique_by=str.casefold).map(tuple)
    return files.ColumnEntry(
        key,
        f"{key} {draw(tame.filter(lambda text: not text.endswith('*')))}",
        kind,
        draw(st.just("") | words(40)),
        draw(st.booleans()),
        kind not in NEVER_UNIQUE and draw(st.booleans()),
        draw(choices) if kind in LISTED else (),
    )


@st.composite
def templates_files(draw: st.DrawFn) -> files.TemplatesFile:
    """One or two templates of any kind."""
    keys = draw(st.lists(KEYS, min_size=1, max_size=2, unique=True))
    uses = st.lists(st.builds(files.UseEntry, KEYS, KEYS), max_size=2, unique=True).map(tuple)
    prompts = st.lists(
        st.builds(files.PromptEntry, st.sampled_from(PromptKind.values), words(60), words(20), st.just("") | words(9)),
        max_size=2,
    ).map(tuple)
    return files.TemplatesFile(
        tuple(
            files.TemplateEntry(
                key,
                f"{key} {draw(words(20))}",
                draw(st.sampled_from(Scope.values)),
                draw(st.sampled_from(Sensitivity.values)),
                draw(words(60)),
                draw(words(120)),
                draw(words(60)),
                serves=draw(uses),
                prompts=draw(prompts),
                columns=tuple(draw(column_entries(each)) for each in keys),
            )
            for key in keys
        )
    )


@hypothesis_settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(templates_files())
def test_any_file_reads_as_it_was_written(content: files.TemplatesFile):
    assert files.parse(files.dump(content), "list.yaml") == content


# What is refused --------------------------------------------------------------------------------

PLACE = "template sample-inventory"
WRONG = {
    "a list": (TEXT, "- one\n", ["is not a set of fields with values"]),
    "no templates": (TEXT[TEXT.index("\ntemplates:") :], "\ntemplates: []\n", ["templates: there is none"]),
    "an unknown field": (
        "  scope: district",
        "  color: red\n  scope: district",
        [f"{PLACE}: color: is not a known field"],
    ),
    "a scope of its own": (
        "scope: district",
        "scope: state",
        [f'{PLACE}: scope: "state" is not one of district, building'],
    ),
    "a sensitivity of its own": (
        "sensitivity: ordinary",
        "sensitivity: high",
        [f'{PLACE}: sensitivity: "high" is not one of ordinary, staff'],
    ),
    "no purpose": ("  purpose: What is where.\n", "", [f"{PLACE}: purpose: is missing"]),
    "a long title": (
        "title: Sample inventory",
        f"title: {'x' * 81}",
        [f"{PLACE}: title: is longer than 80 characters"],
    ),
    "a kind of its own": (
        "kind: text",
        "kind: color",
        [
            f'{PLACE}, column thing: kind: "color" is not one of {", ".join(ColumnKind.values)}',
        ],
    ),
    "neither true nor false": (
        "required: true",
        "required: maybe",
        [f"{PLACE}, column thing: required: is neither true nor false"],
    ),
    "a column again": ("key: state", "key: thing", [f'{PLACE}, column thing: key: "thing" is used twice']),
    "a heading again": ("title: State", "title: THING", [f'{PLACE}, column state: title: "thing" is used twice']),
    "one choice": ("    - Missing\n", "", [f"{PLACE}, column state: choices: there are fewer than two"]),
    "a choice again": (
        "    - Missing",
        "    - in place",
        [f'{PLACE}, column state: choices: "in place" is used twice'],
    ),
    "a long choice": (
        "    - Missing",
        f"    - {'x' * 61}",
        [f'{PLACE}, column state: choices: "{"x" * 61}" is longer than 60 characters'],
    ),
    "choices of a text": (
        "kind: choice\n",
        "kind: text\n",
        [f"{PLACE}, column state: choices: a column of the kind text has none"],
    ),
    "unique long texts": (
        "kind: text\n",
        "kind: long-text\n",
        [f"{PLACE}, column thing: unique: a column of the kind long-text cannot be"],
    ),
    "a quotation of nothing": (
        "    source: >-\n      A sample document\n  - kind",
        "  - kind",
        [f"{PLACE}, prompt number 1: source: is missing for a quotation"],
    ),
    "a prompt of its own kind": (
        "kind: what",
        "kind: riddle",
        [f'{PLACE}, prompt number 1: kind: "riddle" is not one of what, question, reflection'],
    ),
    "a use again": ("item: readiness", "item: 1a", [f'{PLACE}: serves: "sample 1a" is used twice']),
    "a use without system": (
        "  - system: sample\n    item: 1a",
        "  - item: 1a",
        [f"{PLACE}, use number 1: system: is missing"],
    ),
    "a template again": ("key: other", "key: sample-inventory", [f'{PLACE}: key: "sample-inventory" is used twice']),
    "a title again": (
        "title: Other",
        "title: Sample inventory",
        ['template other: title: "Sample inventory" is used twice'],
    ),
}


@pytest.mark.parametrize(("old", "new", "messages"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_named_by_file_row_and_field(old: str, new: str, messages: list[str]):
    assert old in TEXT
    assert problems_of(TEXT.replace(old, new, 1)) == [f"list.yaml: {message}" for message in messages]


def test_all_problems_are_told_at_once():
    text = TEXT.replace("scope: district", "scope: state").replace("kind: text", "kind: color")
    assert len(problems_of(text)) == 4
