import re
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.template import Context, Template

from core.charts import (
    Bar,
    ChartAnswer,
    ChartColumn,
    HeatRow,
    Segment,
    cover_strip,
    heat_map,
    standing_bars,
    tile_strip,
)
from core.charts.shapes import ACCENT, BORDER, HAIRLINE, INK, MUTED, PAINTS

WORDS = {
    "0": "Not started",
    "1": "Partly in place",
    "2": "In place",
    "n": "Not enough information",
    "": "Not rated yet",
}


def column(name, *codes):
    return ChartColumn(name, tuple(ChartAnswer(code, WORDS[code]) for code in codes))


def bar(label, **counts):
    words = {"s3": "Ready to implement", "s2": "Getting ready", "s0": "Nothing begun", "sx": "Not rated yet"}
    return Bar(label, tuple(Segment(style, word, counts.get(style, 0)) for style, word in words.items()))


def parsed(svg):
    """Return the SVG as a tree; raises where it is not well-formed."""
    return ElementTree.fromstring(svg)


def tiles(svg):
    """Return how many tiles of each class a chart has."""
    paths = parsed(svg).iter("path")
    return {path.get("class"): path.get("d").count("M") for path in paths if path.get("stroke-width") is None}


def words(svg):
    return [text.text for text in parsed(svg).iter("text")]


COVER = (
    "All 3 indicators.",
    [[column("1", "2", "1"), column("2a", "0", "n")], [column("3", "", "")]],
)
HEAT = (
    "Ratings of every indicator.",
    ["Getting Aware", "Getting Ready"],
    [
        HeatRow("Operational plan", (column("1", "2", "1"), column("2a", "0", "n"))),
        HeatRow("Staff", (column("3", "", "2"),)),
    ],
)
BARS = ("Indicators by standing.", [bar("Spring 2026", s3=1, s0=2), bar("Autumn 2026", s3=2, sx=1)])
CHARTS = {
    "tile_strip": tile_strip((("2", "1"), ("", "n")), "5a: in place"),
    "cover_strip": cover_strip(*COVER),
    "heat_map": heat_map(*HEAT),
}


@pytest.mark.parametrize("svg", [*CHARTS.values(), *re.findall(r"<svg.*?</svg>", standing_bars(*BARS), re.DOTALL)])
def test_a_chart_is_an_image_with_a_title_and_without_styles(svg):
    chart = parsed(svg)
    assert (chart.tag, chart.get("role"), chart[0].tag, chart[1].get("aria-hidden")) == ("svg", "img", "title", "true")
    assert [element for element in chart.iter() if element.get("style") or element.tag in {"script", "style"}] == []
    assert chart.get("class").split()[0] == "ts-svg"


def test_a_tile_strip_has_a_column_per_indicator():
    svg = tile_strip((("2", "1"), ("0", "n"), ("", "2")))
    assert tiles(svg) == {"r2": 2, "r1": 1, "r0": 1, "rn": 1, "rx": 1}
    assert (parsed(svg).get("width"), parsed(svg).get("height")) == ("39", "21")


def test_a_tile_strip_without_a_title_is_decoration():
    assert (parsed(tile_strip((("2",),))).get("aria-hidden"), parsed(tile_strip((("2",),))).find("title")) == (
        "true",
        None,
    )


def test_a_tile_strip_is_drawn_once():
    assert tile_strip((("1", "n"),)) is tile_strip((("1", "n"),))


def test_a_cover_strip_states_every_answer():
    svg = cover_strip(*COVER)
    assert parsed(svg)[0].text == (
        "All 3 indicators. 1: in place, partly in place; 2a: not started, not enough information; "
        "3: not rated yet, not rated yet."
    )
    assert tiles(svg) == {"r2": 1, "r1": 1, "r0": 1, "rn": 1, "rx": 2}


def test_a_cover_strip_of_many_indicators_stays_within_its_width():
    svg = cover_strip("All.", [[column(str(number), "0", "0") for number in range(60)]])
    path = next(parsed(svg).iter("path")).get("d")
    assert max(float(x) for x in re.findall(r"M([\d.]+)", path)) < 670


def test_a_heat_map_states_every_answer_by_area_and_stage():
    assert parsed(heat_map(*HEAT))[0].text == (
        "Ratings of every indicator. "
        "Operational plan: Getting Aware 1 in place, 2a not started; "
        "Getting Ready 1 partly in place, 2a not enough information. "
        "Staff: Getting Aware 3 not rated yet; Getting Ready 3 in place."
    )


def test_a_heat_map_names_its_tiles():
    svg = heat_map(*HEAT)
    assert words(svg) == [
        "Getting Aware", "Getting Ready", "Operational plan", "1", "1", "2a", "2a", "Staff", "3", "3",
    ]  # fmt: skip
    assert tiles(svg) == {"r2": 2, "r1": 1, "r0": 1, "rn": 1, "rx": 1}


def test_a_heat_map_wraps_long_names_and_long_rows():
    def height(label, indicators):
        row = HeatRow(label, tuple(column(str(number), "1", "1") for number in range(indicators)))
        return float(parsed(heat_map("Ratings.", ["Aware", "Ready"], [row])).get("viewBox").split()[3])

    name = "Managing district systems for continuous improvement and compliance"
    assert [height("Staff", 7), height("Staff", 8), height(name, 7)] == [55, 79, 64]


def test_bars_state_the_counts_and_leave_out_what_nobody_has():
    wide, narrow = re.findall(r"<svg.*?</svg>", standing_bars(*BARS), re.DOTALL)
    title = (
        "Indicators by standing. Spring 2026: 1 ready to implement, 2 nothing begun. "
        "Autumn 2026: 2 ready to implement, 1 not rated yet."
    )
    assert (parsed(wide)[0].text, parsed(narrow)[0].text) == (title, title)
    assert words(wide) == [
        "Spring 2026", "1", "2", "Autumn 2026", "2", "1", "Ready to implement", "Nothing begun", "Not rated yet",
    ]  # fmt: skip
    assert [parsed(svg).get("class") for svg in (wide, narrow)] == ["ts-svg ts-wide", "ts-svg ts-narrow"]


def test_wide_bars_have_a_box_per_indicator_and_a_swatch_per_standing():
    wide, narrow = re.findall(r"<svg.*?</svg>", standing_bars(*BARS), re.DOTALL)
    assert tiles(wide) == {"s3": 4, "s0": 3, "rx": 1}
    assert tiles(narrow) == {"s3": 3, "s0": 2, "rx": 1}


@pytest.mark.parametrize("bars", [[], [bar("Autumn 2026")]])
def test_bars_of_nothing_are_still_charts(bars):
    assert [parsed(svg).tag for svg in re.findall(r"<svg.*?</svg>", standing_bars("None.", bars), re.DOTALL)] == [
        "svg"
    ] * 2


def test_words_of_people_are_escaped():
    svg = heat_map("<script>", ["A & B"], [HeatRow("</title>\"'", (column("<1>", "2"),))])
    assert parsed(svg)[0].text == "<script> </title>\"': A & B <1> in place."


def test_tags_draw_the_same_charts():
    template = Template("{% load charts %}{% tile_strip columns title %}")
    columns = (("2", "1"), ("", "n"))
    assert template.render(Context({"columns": columns, "title": "5a: in place"})) == CHARTS["tile_strip"]


def test_light_colours_are_those_of_the_tokens():
    text = (settings.BASE_DIR / "static/css/tokens.css").read_text()
    token = dict(re.findall(r"--ts-([\w-]+): (#[0-9a-f]{6});", text.split('[data-bs-theme="dark"]')[0]))
    expected = {f"r{point}": token[f"rating-{point}"] for point in "012n"} | {
        f"s{point}": token[f"standing-{point}"] for point in "0123"
    }
    assert {style: paint.fill for style, paint in PAINTS.items() if style != "sn"} == expected
    assert {style: paint.words for style, paint in PAINTS.items() if style != "sn"} == {
        f"r{point}": token[f"on-rating-{point}"] for point in "012n"
    } | {f"s{point}": token[f"on-standing-{point}"] for point in "0123"}
    names = ("ink", "muted", "border", "hairline", "accent")
    assert [token[name] for name in names] == [INK, MUTED, BORDER, HAIRLINE, ACCENT]
