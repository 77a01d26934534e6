"""Dots over a scale: one for each ballot, in columns as wide as the answers beneath, whatever their number."""

from __future__ import annotations

import re
from fractions import Fraction
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.charts import DotColumn, dot_distribution
from core.charts.shapes import ACCENT, BORDER, WHITE

CIRCLE = re.compile(r"M(-?[\d.]+) (-?[\d.]+)a([\d.]+) ")


def charts(counts, unknown=0, median=None, first=1):
    """The wide and the narrow chart, as trees."""
    columns = tuple(DotColumn(first + place, count) for place, count in enumerate(counts))
    return [
        ElementTree.fromstring(svg) for svg in re.findall(r"<svg.*?</svg>", dot_distribution(columns, unknown, median))
    ]


def circles(chart, css):
    """The middle and radius of every circle of a class."""
    paths = [path.get("d") for path in chart.iter("path") if path.get("class") == css]
    found = [tuple(map(float, one)) for path in paths for one in CIRCLE.findall(path)]
    return [(round(x + r, 1), y, r) for x, y, r in found]


def words(chart):
    return [text.text for text in chart.iter("text")]


def size(chart):
    return tuple(float(number) for number in chart.get("viewBox").split()[2:])


EXAMPLE = {"counts": (1, 2, 0, 2, 1), "unknown": 1, "median": Fraction(3)}


def test_a_chart_states_its_data_and_carries_no_styles():
    for chart in charts(**EXAMPLE):
        assert (chart.get("role"), chart[0].tag, chart[1].get("aria-hidden")) == ("img", "title", "true")
        assert chart[0].text == (
            "Ballots: one at 1, two at 2, none at 3, two at 4, one at 5, one without enough information. Median 3."
        )
        assert [one for one in chart.iter() if one.get("style") or one.tag in {"script", "style"}] == []
    assert [chart.get("class") for chart in charts(**EXAMPLE)] == ["ts-svg ts-dots ts-wide", "ts-svg ts-dots ts-narrow"]


def test_dots_stand_in_the_middle_of_as_many_equal_columns_as_there_are_answers():
    wide, narrow = charts(**EXAMPLE)
    assert [x for x, _, _ in circles(wide, "dot")] == [75, 225, 225, 525, 525, 675]
    assert [x for x, _, _ in circles(wide, "dotn")] == [825]
    assert {r for _, _, r in (*circles(wide, "dot"), *circles(wide, "dotn"))} == {17}
    assert (words(wide), words(narrow)) == (["Median 3"], ["Median 3", "1", "2", "3", "4", "5", "N"])


@pytest.mark.parametrize(("points", "middles"), [(3, [112.5, 337.5, 562.5, 787.5]), (4, [90, 270, 450, 630, 810])])
def test_shorter_scales_have_wider_columns(points, middles):
    wide, _ = charts((1,) * points, unknown=1, median=Fraction(1), first=0)
    assert [x for x, _, _ in (*circles(wide, "dot"), *circles(wide, "dotn"))] == middles


def test_colours_are_attributes_for_print():
    wide, _ = charts(**EXAMPLE)
    paints = {path.get("class"): (path.get("fill"), path.get("stroke")) for path in wide.iter("path")}
    assert paints == {"axis": ("none", BORDER), "dot": (ACCENT, "none"), "dotn": (WHITE, BORDER)}


def test_the_median_is_a_dashed_line_between_two_points_where_it_lies_there():
    wide, _ = charts((2, 2, 0), median=Fraction(1, 2), first=0)
    (line,) = [path.get("d") for path in wide.iter("path") if path.get("stroke-dasharray") == "4 4"]
    assert (line.split("V")[0], words(wide)) == ("M225 22", ["Median 0.5"])


def test_the_range_is_a_bracket_from_the_lowest_to_the_highest():
    wide, _ = charts((0, 1, 0, 2, 0), median=Fraction(4))
    bracket = next(path.get("d") for path in wide.iter("path") if path.get("class") == "axis")
    assert re.findall(r"M([\d.]+) [\d.]+H([\d.]+)", bracket) == [("225", "525")]


def test_without_a_number_there_is_neither_median_nor_range():
    wide, _ = charts((0, 0, 0), unknown=3)
    assert (circles(wide, "dot"), len(circles(wide, "dotn")), words(wide)) == ([], 3, [])
    assert wide[0].text == "Ballots: none at 1, none at 2, none at 3, three without enough information."


@given(st.lists(st.integers(0, 40), min_size=3, max_size=5), st.integers(0, 40))
def test_every_ballot_is_a_dot_that_keeps_within_its_column_and_touches_no_other(counts, unknown):
    for chart in charts(counts, unknown, Fraction(2)) if sum(counts) else []:
        width, height = size(chart)
        pitch = width / (len(counts) + 1)
        dots = circles(chart, "dot")
        assert (len(dots), len(circles(chart, "dotn"))) == (sum(counts), unknown)
        places = [int(x // pitch) for x, _, _ in dots]
        assert [places.count(place) for place in range(len(counts))] == counts
        assert all(r <= y <= height - r and place * pitch <= x - r and x + r <= (place + 1) * pitch
                   for (x, y, r), place in zip(dots, places, strict=True))  # fmt: skip
        assert len({(x, y) for x, y, _ in dots}) == len(dots)
        assert (height < 240, min(r for _, _, r in dots) >= 4.5) == (True, True)


def test_many_ballots_carry_their_number_and_text_keeps_its_size():
    wide, narrow = charts((3, 9, 20, 7, 1), median=Fraction(3))
    assert words(wide) == ["Median 3", "3", "9", "20", "7", "1"]
    assert [float(text.get("font-size")) >= 12 for chart in (wide, narrow) for text in chart.iter("text")] == [
        True
    ] * 18


def test_more_ballots_than_fit_are_a_full_pile_with_their_number():
    _, narrow = charts((0, 0, 500, 0, 0), median=Fraction(3))
    assert (len(circles(narrow, "dot")) < 500, words(narrow)[1], size(narrow)[1] < 250) == (True, "500", True)


def test_a_chart_is_drawn_once():
    columns = (DotColumn(0, 1), DotColumn(1, 2))
    assert dot_distribution(columns, 0, Fraction(1)) is dot_distribution(columns, 0, Fraction(1))
