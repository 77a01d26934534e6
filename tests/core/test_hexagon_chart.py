import re
from math import hypot

import pytest
from django.conf import settings
from django.template import Context, Template

from core.charts import ChartSubject, hexagon_chart, hexagon_key, hexagon_print
from core.charts.hexagon import NARROW, PAPER, PENS, WIDE
from tests.core.test_charts import parsed, words

TITLES = ("Need", "Fit", "Capacity", "Usability", "Supports", "Evidence")
HEADING = "Hexagon, points from 1 to 5."


def subject(letter, name, *codes):
    return ChartSubject(letter, name, tuple(zip(TITLES, codes, strict=True)))


CONSORTIUM = subject("A", "Regional hiring consortium", *"542344")
BOARD = subject("B", "State job board", *"345523")
GAPS = subject("", "Talent Management", "5", "4", "n", "3", "", "2")


def pair(*subjects):
    return re.findall(r"<svg.*?</svg>", hexagon_chart(HEADING, subjects), re.DOTALL)


def points(path):
    return [tuple(map(float, found)) for found in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", path)]


def paths(svg, css):
    return [path.get("d") for path in parsed(svg).iter("path") if path.get("class") == css]


def labels(svg):
    """Return each text that is no marker's and no ring's, with its anchor."""
    return [text.text for text in parsed(svg).iter("text") if not text.text.isdigit() and text.get("class") != "paper"]


def on_ray(frame, corner, value):
    """The place of a value, from the ends of the six rays clockwise from the top right."""
    ends = ((0.5, -(3**0.5) / 2), (1, 0), (0.5, 3**0.5 / 2), (-0.5, 3**0.5 / 2), (-1, 0), (-0.5, -(3**0.5) / 2))
    away = frame.radius * (value + 0.6) / 5.6
    return frame.width / 2 + away * ends[corner][0], frame.height / 2 + away * ends[corner][1]


@pytest.mark.parametrize("subjects", [(CONSORTIUM, BOARD), (GAPS,)])
def test_a_hexagon_is_an_image_with_a_title_and_without_styles(subjects):
    for svg, css in zip(pair(*subjects), ("ts-svg ts-wide", "ts-svg ts-narrow"), strict=True):
        chart = parsed(svg)
        assert (chart.get("role"), chart[0].tag, chart[1].get("aria-hidden"), chart.get("class")) == (
            "img", "title", "true", css,
        )  # fmt: skip
        assert [element for element in chart.iter() if element.get("style")] == []


def test_a_hexagon_states_every_answer_clockwise():
    wide, narrow = pair(CONSORTIUM, BOARD)
    title = (
        "Hexagon, points from 1 to 5. "
        "A. Regional hiring consortium: Need 5, Fit 4, Capacity 2, Usability 3, Supports 4, Evidence 4; "
        "B. State job board: Need 3, Fit 4, Capacity 5, Usability 5, Supports 2, Evidence 3."
    )
    assert (parsed(wide)[0].text, parsed(narrow)[0].text) == (title, title)


def test_a_hexagon_says_what_is_not_rated_and_what_is_not_known():
    [wide, _] = pair(GAPS)
    assert parsed(wide)[0].text == (
        "Hexagon, points from 1 to 5. Talent Management: Need 5, Fit 4, Capacity not enough information, Usability 3, "
        "Supports not rated, Evidence 2."
    )
    assert labels(wide) == [
        "Need", "Fit", "Capacity", "Not enough information", "Usability", "Supports", "Not rated", "Evidence",
    ]  # fmt: skip


@pytest.mark.parametrize(("place", "frame"), [(0, WIDE), (1, NARROW)])
def test_points_lie_on_the_rays_of_their_components(place, frame):
    [outline] = paths(pair(CONSORTIUM)[place], "ca")
    expected = [on_ray(frame, corner, value) for corner, value in enumerate((5, 4, 2, 3, 4, 4))]
    assert outline.endswith("z")
    assert [
        hypot(x - a, y - b) < 0.1 for (x, y), (a, b) in zip(points(outline), expected, strict=True)
    ] == [True] * 6  # fmt: skip


def test_program_is_on_the_left_and_site_on_the_right():
    wide = parsed(pair(CONSORTIUM)[0])
    where = {text.text: float(text.get("x")) < WIDE.width / 2 for text in wide.iter("text") if text.text in TITLES}
    assert where == {
        "Need": False, "Fit": False, "Capacity": False, "Usability": True, "Supports": True, "Evidence": True,
    }  # fmt: skip


def test_an_answer_that_is_missing_leaves_a_gap():
    [outline] = paths(pair(GAPS)[0], "ca")
    lines = [points(line) for line in re.findall(r"M[^M]+", outline)]
    need, fit, evidence = (on_ray(WIDE, corner, value) for corner, value in ((0, 5), (1, 4), (5, 2)))
    assert lines == [
        [tuple(round(part, 1) for part in point) for point in line] for line in ((need, fit), (evidence, need))
    ]
    assert not outline.endswith("z")
    assert len(paths(pair(GAPS)[0], "fa")) == 4


def test_a_subject_without_ratings_has_neither_line_nor_marker():
    nothing = subject("", "Leadership", *[""] * 6)
    svg = pair(nothing)[0]
    assert (paths(svg, "ca"), paths(svg, "fa"), labels(svg).count("Not rated")) == ([], [], 6)


def test_a_single_subject_carries_its_points_and_candidates_their_letters():
    alone, together = pair(subject("", "Talent Management", *"542344"))[0], pair(CONSORTIUM, BOARD)[0]
    rings = ["1", "2", "3", "4", "5"]
    assert [text for text in words(alone) if text not in TITLES][:5] == rings
    assert sorted(text for text in words(alone) if text not in TITLES) == sorted([*rings, *"542344"])
    assert sorted(text for text in words(together) if text not in TITLES) == sorted([*rings, *"AAAAAA", *"BBBBBB"])


def test_candidates_differ_by_dash_and_marker_and_not_only_by_colour():
    six = [subject(letter, letter, *"123451") for letter in "ABCDEF"]
    strokes = [path for path in parsed(pair(*six)[0]).iter("path") if path.get("class") in {f"c{x}" for x in "abcdef"}]
    assert [(path.get("class"), path.get("stroke-dasharray"), path.get("stroke-linecap")) for path in strokes] == [
        ("ca", None, None), ("cb", "9 5", None), ("cc", "2 5", "round"), ("cd", "14 4", None), ("ce", "9 4 2 4", None),
        ("cf", "5 3", None),
    ]  # fmt: skip
    assert {path.get("fill") for path in strokes} == {"none"}
    corners = [len(points(paths(hexagon_key(letter), f"f{letter.lower()}")[0])) for letter in "ABCDEF"]
    assert corners == [1, 4, 4, 3, 6, 5]


@pytest.mark.parametrize("count", [2, 3, 4, 6])
def test_equal_values_stand_beside_each_other_around_their_point(count):
    same = [subject(letter, letter, *"333333") for letter in "ABCDEF"[:count]]
    texts = [text for text in parsed(pair(*same)[0]).iter("text") if text.get("class") == "paper"]
    places = [(float(text.get("x")), float(text.get("y")) - 4.5) for text in texts[count : 2 * count]]
    x, y = on_ray(WIDE, 1, 3)
    assert round(sum(place[0] for place in places) / count, 1) == pytest.approx(x, abs=13 if count % 3 else 0.1)
    assert round(sum(place[1] for place in places) / count, 1) == pytest.approx(y, abs=0.1)
    apart = [hypot(a - c, b - d) for (a, b) in places for (c, d) in places if (a, b) != (c, d)]
    assert min(apart) >= 24.9


def test_words_are_never_smaller_than_twelve():
    sizes = [int(size) for svg in pair(CONSORTIUM, BOARD) for size in re.findall(r'font-size="(\d+)"', svg)]
    assert min(sizes) == 12


def test_names_are_escaped_and_long_titles_shortened():
    nasty = ChartSubject("A", "</title><script>", ((f"{'Long' * 10}&", "5"), *CONSORTIUM.values[1:]))
    wide = pair(nasty)[0]
    assert parsed(wide)[0].text.startswith(f"{HEADING} A. </title><script>: {'Long' * 10}& 5, Fit 4")
    assert labels(wide)[0] == "LongLongLongLongLongLongLongLo…"


def test_a_page_shows_the_wide_chart_as_large_as_it_is_drawn():
    look = (settings.BASE_DIR / "static/css/hexagon.css").read_text()
    [column] = re.findall(r"\.ts-hexa \{ display: grid; grid-template-columns: minmax\(0, (\d+)rem\)", look)
    assert (parsed(pair(CONSORTIUM, BOARD)[0]).get("viewBox"), int(column) * 16) == ("0 0 608 420", 608)


@pytest.mark.parametrize(
    ("codes", "heights"),
    [
        (("111111",), (420, 310)),
        (("n11111", "111111"), (420, 338)),  # A not enough information
        (("n11111", "n11111", " 11111"), (450, 366)),  # C not rated; A, B not enough information
        (("1n11n1", "1n11n1", "1 11 1"), (420, 310)),  # beside the corners at the sides there is room
    ],
)
def test_a_chart_is_as_tall_as_what_is_missing_asks_for(codes, heights):
    subjects = [
        subject(letter, letter, *(code.strip() for code in answers))
        for letter, answers in zip("ABC", codes, strict=False)
    ]
    for svg, width, height in zip(pair(*subjects), (608, 358), heights, strict=True):
        assert parsed(svg).get("viewBox") == f"0 0 {width} {height}"
        assert max(float(text.get("y")) for text in parsed(svg).iter("text")) <= height - 3


def test_what_is_missing_moves_the_title_above_it_further_up():
    none, some = [subject("", "One", *"111111")], [subject("", "One", "n", *"11111")]

    def height_of_need(subjects):
        """How far above the lowest ring's number the title stands on a narrow screen."""
        places = {text.text: float(text.get("y")) for text in parsed(pair(*subjects)[1]).iter("text")}
        return round(places["5"] - places["Need"], 1)

    assert (height_of_need(none), height_of_need(some)) == (236.5, 250.5)  # "Not enough" and "information"


def test_paper_has_a_chart_of_its_own_that_keeps_its_size():
    gaps = [subject(letter, letter, *"nn nn ") for letter in "ABCDEF"]
    for subjects in ((GAPS,), tuple(gaps)):
        chart = parsed(hexagon_print(HEADING, subjects))
        assert (chart.get("viewBox"), chart.get("class")) == ("0 0 700 470", "ts-svg ts-wide")
    [outline] = paths(hexagon_print(HEADING, (CONSORTIUM,)), "ca")
    assert points(outline)[:2] == [
        tuple(round(part, 1) for part in on_ray(PAPER, *corner)) for corner in ((0, 5), (1, 4))
    ]
    need = parsed(hexagon_print(HEADING, (CONSORTIUM,)))[1].find("text")
    assert (need.text, need.get("x"), need.get("y"), need.get("font-size")) == ("Need", "468", "17", "17")


def test_a_key_is_decoration_unless_it_has_a_title():
    assert parsed(hexagon_key("B")).get("aria-hidden") == "true"
    named = parsed(hexagon_key("B", "How B is drawn"))
    assert (named.get("role"), named[0].text) == ("img", "How B is drawn")


def test_the_tag_draws_the_same_hexagon_and_draws_it_once():
    template = Template("{% load charts %}{% hexagon_chart heading subjects %}")
    html = template.render(Context({"heading": HEADING, "subjects": (CONSORTIUM, BOARD)}))
    assert html == hexagon_chart(HEADING, (CONSORTIUM, BOARD))
    assert hexagon_chart(HEADING, (CONSORTIUM, BOARD)) is hexagon_chart(HEADING, (CONSORTIUM, BOARD))


def test_light_colours_of_candidates_are_those_of_the_tokens_and_follow_the_theme():
    text = (settings.BASE_DIR / "static/css/tokens.css").read_text()
    token = dict(re.findall(r"--ts-candidate-(\w): (#[0-9a-f]{6});", text.split('[data-bs-theme="dark"]')[0]))
    assert {letter.lower(): pen.colour for letter, pen in PENS.items()} == token
    look = (settings.BASE_DIR / "static/css/look.css").read_text()
    themed = re.findall(r"\.ts-svg \.([cf])([a-f]) \{ (\w+): var\(--ts-candidate-(\w)\); \}", look)
    assert themed == [(kind, x, name, x) for kind, name in (("c", "stroke"), ("f", "fill")) for x in "abcdef"]
