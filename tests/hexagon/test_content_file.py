"""The Hexagon's file: what it holds, and how a wrong one is told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hexagon import content as files
from practices.content import ContentError, plain
from tests.hexagon.factories import HEXAGON_FILE, product_file, with_first


def problems_of(content: files.HexagonFile) -> list[str]:
    with pytest.raises(ContentError) as caught:
        files.check(plain(content), "hexagon.yaml")
    return str(caught.value).splitlines()


def test_the_product_file_is_written_as_dump_writes_it():
    assert files.dump(product_file()) == HEXAGON_FILE.read_text(encoding="utf-8")


def test_the_product_file_holds_six_components_with_their_sides():
    assert [(row.key, row.side, row.title) for row in product_file().components] == [
        ("evidence", "program", "Evidence"),
        ("supports", "program", "Supports"),
        ("usability", "program", "Usability"),
        ("need", "site", "Need"),
        ("fit", "site", "Fit"),
        ("capacity", "site", "Capacity"),
    ]


def test_every_component_has_its_questions_and_five_points():
    assert [len(row.questions) for row in product_file().components] == [6] * 6
    assert {tuple(point.value for point in row.points) for row in product_file().components} == {(1, 2, 3, 4, 5)}
    assert [[point.label for point in row.points] for row in product_file().components] == [
        ["None", "Thin", "Mixed", "Good", "Strong"],
        ["None", "Sparse", "Partial", "Good", "Complete"],
        ["Undefined", "Loosely defined", "Partly defined", "Clear", "Clear and tested"],
        ["No match", "Slight match", "Partial match", "Good match", "Direct match"],
        ["Against the grain", "Poor", "Partial", "Good", "Natural"],
        ["Out of reach", "A stretch", "Partly there", "Nearly there", "Ready today"],
    ]


def test_the_source_cites_nirn_and_says_whose_wording_it_is():
    assert product_file().edition.source == (
        "Hexagon Discussion and Analysis Tool of the National Implementation Research Network (NIRN), for the six "
        "components; definitions, questions and descriptions of points are this product's own wording"
    )


def test_components_are_the_six_in_their_order():
    content = product_file()
    evidence, supports, *others = content.components
    assert problems_of(replace(content, components=(supports, evidence, *others))) == [
        "hexagon.yaml: components: the order is not evidence, supports, usability, need, fit, capacity"
    ]
    assert problems_of(replace(content, components=(evidence, *others))) == [
        "hexagon.yaml: components: supports is missing"
    ]
    assert problems_of(with_first(key="proof")) == [
        "hexagon.yaml: component proof: key: is not one of evidence, supports, usability, need, fit, capacity",
        "hexagon.yaml: components: evidence is missing",
    ]


def test_a_component_stands_on_its_side():
    assert problems_of(with_first(side="site")) == ['hexagon.yaml: component evidence: side: "site" is not program']


@pytest.mark.parametrize("count", [3, 8])
def test_a_component_has_four_to_seven_questions(count: int):
    questions = tuple(files.QuestionEntry(f"q-{number}", "What?") for number in range(count))
    assert problems_of(with_first(questions=questions)) == [
        f"hexagon.yaml: component evidence: questions: there are {count}, and not 4 to 7"
    ]


def test_points_are_one_to_five_with_labels_of_their_own():
    one, two, *others = product_file().components[0].points
    assert problems_of(with_first(points=(one, *others))) == [
        "hexagon.yaml: component evidence: points: the values are 1, 3, 4, 5, and not 1, 2, 3, 4, 5"
    ]
    assert problems_of(with_first(points=(one, replace(two, value=6), *others))) == [
        "hexagon.yaml: point evidence-2: value: is not a whole number from 1 to 5",
        "hexagon.yaml: component evidence: points: the values are 1, 1, 3, 4, 5, and not 1, 2, 3, 4, 5",
    ]
    assert problems_of(with_first(points=(one, replace(two, label="None"), *others))) == [
        'hexagon.yaml: point evidence-2: label: "None" is used twice'
    ]


def test_keys_are_used_once_in_the_file():
    first, second, *others = product_file().components[0].questions
    assert problems_of(with_first(questions=(first, replace(second, key="need-voices"), *others))) == [
        'hexagon.yaml: question need-voices: key: "need-voices" is used twice'
    ]


def test_empty_and_unknown_fields_are_told_with_their_row():
    raw = plain(with_first(definition=" "))
    raw["components"][1]["tittle"] = raw["components"][1].pop("title")
    with pytest.raises(ContentError) as caught:
        files.check(raw, "hexagon.yaml")
    assert str(caught.value).splitlines() == [
        "hexagon.yaml: component evidence: definition: is empty",
        "hexagon.yaml: component supports: tittle: is not a known field",
        "hexagon.yaml: component supports: title: is missing",
    ]
