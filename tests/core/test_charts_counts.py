"""Bars of counts: what they state, how long they are, and that every word fits."""

import re
from xml.etree import ElementTree

import pytest
from django.template import Context, Template

from core.charts import Count, count_bars
from core.charts.counts import NARROW, WIDE

STATES = (Count("In place", 12), Count("Being built", 3), Count("Missing", 0))
LONG = "Teachers and leaders who have worked in the district a year"


def charts(counts=STATES):
    """Return the wide and the narrow version as trees; raises where one is not well-formed."""
    found = re.findall(r"<svg.*?</svg>", count_bars("Entries by state:", counts), re.DOTALL)
    return [ElementTree.fromstring(svg) for svg in found]


def words(chart):
    return [text.text for text in chart.iter("text")]


def bars(chart):
    """Return how long each bar is."""
    [path] = [path for path in chart.iter("path") if path.get("class") == "s3"]
    return [float(width) + 2 * min(2, float(corner)) for corner, width in _boxes(path.get("d"))]


def _boxes(path):
    for box in path.split("M")[1:]:
        width = re.search(r"h([\d.]+)", box)[1]
        yield re.search(r"q([\d.]+)", box)[1], width


def test_there_is_a_version_for_wide_and_one_for_narrow_screens():
    assert [(chart.get("class"), chart.get("role"), chart[1].get("aria-hidden")) for chart in charts()] == [
        ("ts-svg ts-wide", "img", "true"),
        ("ts-svg ts-narrow", "img", "true"),
    ]


def test_the_title_states_the_counts_and_adds_nothing_up():
    assert {chart[0].text for chart in charts()} == {"Entries by state: In place 12; Being built 3; Missing 0."}


def test_words_are_left_and_the_count_is_at_the_end_of_its_bar():
    wide, narrow = charts()
    assert words(wide) == words(narrow) == ["In place", "12", "Being built", "3", "Missing", "0"]
    places = [float(text.get("x")) for text in wide.iter("text")]
    assert places == [0, 250 + 462 + 7, 0, 250 + 115.5 + 7, 0, 257]


def test_bars_are_as_long_as_their_counts_and_nothing_has_none():
    assert [bars(chart) for chart in charts()] == [[462, 115.5], [150, 37.5]]


def test_bars_have_one_ink():
    wide, _ = charts()
    assert [path.get("class") for path in wide.iter("path")] == ["s3", "axis"]


def test_a_bar_that_is_short_can_still_be_seen():
    wide, _ = charts([Count("Many", 9999), Count("One", 1)])
    assert bars(wide)[1] == 2


@pytest.mark.parametrize("count", [0, 1, 10_000_000])
def test_everything_is_inside_the_chart(count):
    for chart, frame in zip(charts([Count(LONG, count), Count("W" * 60, 1)]), (WIDE, NARROW), strict=True):
        _, _, width, height = map(float, chart.get("viewBox").split())
        assert width == frame.width
        assert all(float(text.get("y")) <= height for text in chart.iter("text"))
        assert all(len(word) <= frame.letters for word in words(chart))


def test_long_words_take_further_lines():
    wide, narrow = charts([Count(LONG, 4)])
    assert words(wide)[:2] == ["Teachers and leaders who have", "worked in the district a year"]
    assert words(narrow)[:4] == ["Teachers and leaders", "who have worked in", "the district a year", "4"]
    assert [float(chart.get("viewBox").split()[3]) for chart in (wide, narrow)] == [43, 60]


def test_words_are_never_markup():
    wide, _ = charts([Count("<b>&", 1)])
    assert words(wide)[0] == "<b>&"


def test_no_count_at_all_is_an_empty_chart():
    assert [words(chart) for chart in charts([])] == [[], []]


def test_a_template_draws_them():
    template = Template('{% load charts %}{% count_bars "Entries by state:" counts %}')
    assert template.render(Context({"counts": STATES})) == count_bars("Entries by state:", STATES)
