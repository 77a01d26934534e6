"""Content files: what they may hold, every way in which they can be wrong, and the one way they are written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from practices import content as files
from practices.content import ContentError
from tests.practices.factories import small_file
from tests.practices.strategies import edition_files

TEXT = files.dump(small_file())


def errors_of(text: str) -> list[str]:
    with pytest.raises(ContentError) as caught:
        files.parse(text, "sample.yaml")
    assert str(caught.value) == "\n".join(map(str, caught.value.problems))
    return [str(problem) for problem in caught.value.problems]


def test_a_written_file_reads_the_same() -> None:
    assert files.parse(TEXT, "sample.yaml") == small_file()


@settings(max_examples=40, deadline=None)
@given(edition_files())
def test_any_content_reads_as_it_was_written(content: files.EditionFile) -> None:
    text = files.dump(content)
    assert files.parse(text, "any.yaml") == content
    assert files.dump(files.parse(text, "any.yaml")) == text


def test_the_product_files_are_written_canonically_with_short_lines(content_files: list[Path]) -> None:
    for path in content_files:
        text = path.read_text(encoding="utf-8")
        assert files.dump(files.read(path)) == text
        assert max(map(len, text.splitlines())) <= 110


def test_white_space_is_one_space_and_numbers_without_quotes_are_text() -> None:
    text = TEXT.replace("First area", '"  First \\n area "').replace("code: '1'", "code: 1")
    assert "code: 1\n" in text
    assert files.parse(text, "sample.yaml") == small_file()


def test_words_that_yaml_reads_as_values_are_text() -> None:
    content = files.parse(TEXT.replace("title: First area", "title: No"), "sample.yaml")
    assert content.focus_areas[0].title == "No"


WRONG = {
    "no mapping": (TEXT, "- a list\n", "sample.yaml: is not a set of fields with values"),
    "empty file": (TEXT, "", "sample.yaml: is not a set of fields with values"),
    "not YAML": ("system:", "system: [", "sample.yaml: is not YAML: expected ',' or ']', but got ':' (line 4)"),
    "control character": (
        "First area",
        "First\x07area",
        "sample.yaml: is not YAML: it holds a character that cannot be shown",
    ),
    "field twice": (
        "title: First area",
        "title: First area\n  title: Again",
        "sample.yaml: is not YAML: the field title is there twice (line 45)",
    ),
    "field that is a list": (
        "title: First area",
        "? [title]\n  : First area",
        "sample.yaml: is not YAML: found unhashable key (line 44)",
    ),
    "part missing": ("system:\n  key: sample\n  title: Sample\n  position: 1\n", "", "sample.yaml: system: is missing"),
    "part empty": (
        "system:\n  key: sample\n  title: Sample\n  position: 1\n",
        "system:\n",
        "sample.yaml: system: is not a set of fields with values",
    ),
    "unknown part": ("stages:\n", "colour: blue\nstages:\n", "sample.yaml: colour: is not a known field"),
    "unknown field": (
        "title: First area",
        "title: First area\n  colour: blue",
        "sample.yaml: focus area first: colour: is not a known field",
    ),
    "field missing": ("  title: First area\n", "", "sample.yaml: focus area first: title: is missing"),
    "text empty": ("What 1a is at getting-aware.", "", "sample.yaml: stage description 1a-aware: text: is empty"),
    "title empty": ("title: First area", "title: ' '", "sample.yaml: focus area first: title: is empty"),
    "title too long": (
        "First area",
        "x" * 161,
        "sample.yaml: focus area first: title: is longer than 160 characters",
    ),
    "not text": ("title: First area", "title: [a]", "sample.yaml: focus area first: title: is not text"),
    "null character": (
        "title: First area",
        'title: "a\\0b"',
        "sample.yaml: focus area first: title: holds a character that cannot be shown",
    ),
    "surrogate": (
        "title: First area",
        'title: "a\\ud800b"',
        "sample.yaml: focus area first: title: holds a character that cannot be shown",
    ),
    "typed value": (
        "title: First area",
        "title: !!int 5",
        "sample.yaml: focus area first: title: is not text",
    ),
    "python value": (
        "title: First area",
        "title: !!python/name:os.system",
        (
            "sample.yaml: is not YAML: could not determine a constructor for the tag "
            "'tag:yaml.org,2002:python/name:os.system' (line 44)"
        ),
    ),
    "key missing": ("- key: first\n  title", "- title", "sample.yaml: focus area number 1: key: is missing"),
    "key empty": ("key: first\n", "key:\n", "sample.yaml: focus area number 1: key: is empty"),
    "key with other letters": (
        "key: first",
        "key: First_area",
        (
            'sample.yaml: focus area First_area: key: "First_area" is not made of '
            "small letters a to z, digits and single hyphens"
        ),
    ),
    "Cyrillic code": (
        "code: 1a",
        "code: 1\u0430",
        'sample.yaml: indicator 1a: code: "1\u0430" is not made of letters a to z, digits and full stops',
    ),
    "number not whole": (
        "number: 1",
        "number: one",
        "sample.yaml: edition: number: is not a whole number from 1 to 32767",
    ),
    "number too small": (
        "number: 1",
        "number: 0",
        "sample.yaml: edition: number: is not a whole number from 1 to 32767",
    ),
    "number too large": (
        "number: 1",
        "number: 32768",
        "sample.yaml: edition: number: is not a whole number from 1 to 32767",
    ),
    "position missing": ("  position: 1\n", "", "sample.yaml: system sample: position: is missing"),
    "not a list": (
        TEXT[TEXT.index("considerations:") : TEXT.index("focus_areas:")],
        "considerations: none\n",
        "sample.yaml: considerations: is not a list",
    ),
    "empty list": (
        TEXT[TEXT.index("considerations:") : TEXT.index("focus_areas:")],
        "considerations: []\n",
        "sample.yaml: considerations: there is none",
    ),
    "no stages": (
        TEXT[TEXT.index("stages:") : TEXT.index("considerations:")],
        "stages:\n",
        "sample.yaml: stages: there is none",
    ),
    "row not a mapping": (
        "- key: keep-improving\n  title: Keep Improving\nconsiderations",
        "- key: keep-improving\n  title: Keep Improving\n- oops\nconsiderations",
        "sample.yaml: stage number 6: is not a set of fields with values",
    ),
    "reserved key": (
        "key: sample",
        "key: search",
        "sample.yaml: system search: key: is a name that the product needs itself",
    ),
    "stage unknown": (
        "- key: keep-improving\n  title: Keep Improving\nconsiderations",
        "- key: keep-improving\n  title: Keep Improving\n- key: done\n  title: Done\nconsiderations",
        (
            "sample.yaml: stage done: key: is not one of "
            "getting-aware, getting-ready, getting-started, getting-better, keep-improving"
        ),
    ),
    "stage missing": (
        "- key: keep-improving\n  title: Keep Improving\nconsiderations",
        "considerations",
        "sample.yaml: stages: keep-improving is missing",
    ),
    "stage twice": (
        "- key: keep-improving\n  title: Keep Improving\nconsiderations",
        "- key: keep-improving\n  title: Keep Improving\n- key: getting-aware\n  title: Again\nconsiderations",
        'sample.yaml: stage getting-aware: key: "getting-aware" is used twice',
    ),
    "indicator key twice": ("key: 1b\n", "key: 1a\n", 'sample.yaml: indicator 1a: key: "1a" is used twice'),
    "indicator code twice": ("code: 1b", "code: 1a", 'sample.yaml: indicator 1b: code: "1a" is used twice'),
    "stage description key twice": (
        "key: 1b-aware",
        "key: 1a-aware",
        'sample.yaml: stage description 1a-aware: key: "1a-aware" is used twice',
    ),
}


@pytest.mark.parametrize(("old", "new", "message"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_file_is_told_with_file_key_and_field(old: str, new: str, message: str) -> None:
    assert TEXT.count(old) >= 1
    assert errors_of(TEXT.replace(old, new, 1)) == [message]


def test_every_problem_is_told_at_once() -> None:
    text = (
        TEXT.replace("title: First area", "title: ''").replace("number: 1", "number: x").replace("code: 1b", "code: 1a")
    )
    assert errors_of(text) == [
        "sample.yaml: edition: number: is not a whole number from 1 to 32767",
        "sample.yaml: focus area first: title: is empty",
        'sample.yaml: indicator 1b: code: "1a" is used twice',
    ]


def test_an_indicator_needs_one_text_for_each_planning_stage() -> None:
    text = TEXT.replace("key: 1a-ready\n        stage: getting-ready", "key: 1a-ready\n        stage: getting-aware")
    assert errors_of(text) == [
        "sample.yaml: indicator 1a: stage_descriptions: there is more than one text for getting-aware",
        "sample.yaml: indicator 1a: stage_descriptions: there is no text for getting-ready",
    ]


def test_a_text_for_a_stage_of_another_kind_is_refused() -> None:
    text = TEXT.replace("stage: getting-better", "stage: getting-ready")
    assert errors_of(text) == [
        (
            'sample.yaml: stage description readiness-getting-better: stage: "getting-ready" is not one of '
            "getting-started, getting-better, keep-improving"
        ),
        "sample.yaml: consideration readiness: stage_descriptions: there is no text for getting-better",
    ]


def test_texts_stand_in_the_order_of_the_stages() -> None:
    content = small_file()
    consideration = content.considerations[0]
    turned = replace(consideration, stage_descriptions=consideration.stage_descriptions[::-1])
    assert errors_of(files.dump(replace(content, considerations=(turned,)))) == [
        (
            "sample.yaml: consideration readiness: stage_descriptions: "
            "the order is not getting-started, getting-better, keep-improving"
        )
    ]


def test_practice_keys_and_codes_are_used_once() -> None:
    content = small_file()
    area = content.focus_areas[0]
    twice = replace(content, focus_areas=(area, replace(area, practices=(replace(area.practices[0], indicators=()),))))
    assert errors_of(files.dump(twice)) == [
        "sample.yaml: practice p1: indicators: there is none",
        'sample.yaml: focus area first: key: "first" is used twice',
        'sample.yaml: practice p1: key: "p1" is used twice',
        'sample.yaml: practice p1: code: "1" is used twice',
    ]


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"^gone\.yaml: cannot be read: No such file or directory$"):
        files.read(tmp_path / "gone.yaml")


def test_a_file_that_is_not_utf_8_is_told(tmp_path: Path) -> None:
    path = tmp_path / "latin.yaml"
    path.write_bytes("title: Café".encode("latin-1"))
    with pytest.raises(ContentError, match=r"^latin\.yaml: is not UTF-8 text$"):
        files.read(path)


def test_a_problem_in_plain_words() -> None:
    with pytest.raises(ContentError) as caught:
        files.parse(TEXT.replace("What 1a is at getting-aware.", ""), "sample.yaml")
    (problem,) = caught.value.problems
    assert problem.sentence() == "Stage description 1a-aware, text: is empty."
    assert problem.sentence("1a, Getting Aware") == "1a, Getting Aware, text: is empty."
