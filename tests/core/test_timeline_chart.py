"""Timelines: what they state, where days are, how each state looks without colour, and what keeps them readable."""

import re
from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from django.conf import settings
from hypothesis import example, given
from hypothesis import strategies as st

from core.charts import TimelineRow, timeline_chart
from core.charts.months import Months
from core.charts.timeline import DANGER, DANGER_LINE, DASHED, FULL, HALF, HOLLOW, NARROW, WIDE

TODAY = date(2026, 11, 12)
BAR = TimelineRow("Hire a coach", HALF, "Under way", date(2026, 9, 1), date(2026, 10, 31), is_late=True)
POINT = TimelineRow("Post openings", HOLLOW, "Not begun", end=date(2026, 12, 1))
OPEN = TimelineRow("Visit schools", FULL, "Done", start=date(2026, 10, 5))
MARK = TimelineRow("Handbook approved", HOLLOW, "Milestone not reached", end=date(2027, 2, 28), is_mark=True)
DROPPED = TimelineRow("Pay a stipend", DASHED, "Dropped", date(2026, 9, 1), date(2026, 12, 31))
ROWS = (BAR, POINT, OPEN, MARK, DROPPED)


def charts(*rows, today=TODAY):
    """Return the wide and the narrow version as trees; raises where one is not well-formed."""
    drawn = timeline_chart("Timeline of these:", rows, today)
    return [ElementTree.fromstring(svg) for svg in re.findall(r"<svg.*?</svg>", drawn, re.DOTALL)]


def words(chart):
    return ["".join(text.itertext()) for text in chart.iter("text")]


def signs(chart, css):
    """Return the outlines of a class, without those of the key; each begins at its left."""
    return [path.get("d") for path in chart.iter("path") if path.get("class") == css][1:]


def days_of(outline, frame, months):
    """Return the first day of a bar and how many it spans, as its outline says."""
    x, across = re.match(r"M([\d.]+) [\d.]+h([\d.]+)v10", outline).groups()
    a_day = (frame.width - 8 - frame.left - 1) / months.days
    return round((float(x) - frame.left - 0.5) / a_day), round(float(across) / a_day)


def test_there_is_a_version_for_wide_and_one_for_narrow_screens_that_nobody_tabs_to():
    found = [(chart.get("class"), chart.get("role"), chart[2].get("aria-hidden")) for chart in charts(*ROWS)]
    assert found == [("ts-svg ts-timeline ts-wide", "img", "true"), ("ts-svg ts-timeline ts-narrow", "img", "true")]
    assert "tabindex" not in timeline_chart("Timeline:", ROWS, TODAY)


def test_the_title_counts_and_the_description_states_every_row():
    for chart in charts(*ROWS):
        title, description = chart[0], chart[1]
        assert (title.tag, title.text) == (
            "title",
            "Timeline of these: 1 under way, 1 not begun, 1 done, 1 milestone not reached, 1 dropped, 1 overdue.",
        )
        assert (description.tag, description.text) == (
            "desc",
            (
                "Hire a coach: Sep 1, 2026 to Oct 31, 2026, under way, overdue. "
                "Post openings: Dec 1, 2026, not begun. Visit schools: from Oct 5, 2026, done. "
                "Handbook approved: Feb 28, 2027, milestone not reached. "
                "Pay a stipend: Sep 1, 2026 to Dec 31, 2026, dropped."
            ),
        )


def test_every_sign_of_the_key_is_one_of_the_chart():
    key = [
        "Not begun", "Under way", "Done", "Dropped", "Milestone not reached", "Only a due date", "Only a start date",
        "Overdue",
    ]  # fmt: skip
    for chart in charts(*ROWS):
        assert words(chart)[: len(key)] == key
    wide = charts(DROPPED)[0]
    assert words(wide)[:2] == ["Dropped", "Sep"]


def test_a_bar_runs_from_its_first_day_to_the_end_of_its_last():
    months = Months.around([BAR.start, BAR.end])
    for chart, frame in zip(charts(BAR), (WIDE, NARROW), strict=True):
        [outline] = signs(chart, "s0")
        assert (days_of(outline, frame, months), months.days) == ((0, 61), 61)
    months = Months.around([date(2026, 9, 1), date(2026, 12, 31)])
    late = TimelineRow("A", FULL, "Done", date(2026, 10, 1), date(2026, 10, 1))
    [outline] = signs(charts(late, DROPPED)[0], "s3")
    assert days_of(outline, WIDE, months)[0] == 30


def test_states_differ_by_fill_and_dash_and_what_is_late_by_its_edge():
    """The lower half of what is under way is filled: the same outline as one not begun, and half of it as ink."""
    wide = charts(*ROWS)[0]
    looks = {path.get("class"): path for path in wide.iter("path")}
    assert looks["axis"].get("stroke-dasharray") == "4 3"
    assert (looks["axis"].get("fill"), looks["s0"].get("fill"), looks["s3"].get("fill")) == (
        "none",
        "#ffffff",
        "#0a4450",
    )
    [half], [edge] = signs(wide, "r1"), signs(wide, "lateline")
    whole = next(part for part in signs(wide, "s0")[0].split("z") if part == edge.removesuffix("z"))
    assert (whole.count("v10"), half.count("v5")) == (1, 1)
    assert re.sub(r" [\d.]+h", "h", whole).split("v")[0] == re.sub(r" [\d.]+h", "h", half).split("v")[0]


@pytest.mark.parametrize(
    ("row", "shape"),
    [
        (BAR, r"M[\d.]+ [\d.]+h[\d.]+v10h-[\d.]+z"),
        (POINT, r"M[\d.]+ [\d.]+a5 5 0 0 0 10 0a5 5 0 0 0 -10 0z"),
        (OPEN, r"M[\d.]+ [\d.]+l10 5-10 5z"),
        (MARK, r"M[\d.]+ [\d.]+l7 7-7 7-7-7z"),
    ],
)
def test_bars_days_and_marks_have_shapes_of_their_own(row, shape):
    css = "s3" if row.state == FULL else "s0"
    for chart in charts(row):
        [outline] = signs(chart, css)
        assert re.fullmatch(shape, outline)


def test_what_is_late_says_so_beside_its_label():
    for chart in charts(BAR, POINT):
        assert [word for word in words(chart) if word.startswith(("Hire", "Post"))] == [
            "Hire a coach, overdue",
            "Post openings",
        ]
        [late] = chart.iter("tspan")
        assert (late.get("class"), late.get("fill")) == ("late", DANGER)


def test_months_are_named_and_each_year_once():
    wide, narrow = charts(POINT, MARK)
    assert words(wide)[-7:-2] == ["Dec", "Jan", "Feb", "2026", "2027"]
    assert [words(chart).count("2027") for chart in (wide, narrow)] == [1, 1]


def test_a_tall_chart_has_its_months_below_as_well():
    wide = charts(*[POINT] * 15)[0]
    assert words(wide).count("Dec") == 2
    assert words(charts(*[POINT] * 14)[0]).count("Dec") == 1


@pytest.mark.parametrize(
    ("today", "lines"), [(date(2026, 8, 31), 0), (date(2026, 9, 1), 1), (date(2026, 12, 31), 1), (date(2027, 1, 1), 0)]
)
def test_a_line_stands_at_today_where_today_is_among_the_months(today, lines):
    for chart in charts(DROPPED, today=today):
        assert (words(chart).count("Today"), len([p for p in chart.iter("path") if p.get("class") == "today"])) == (
            lines,
            lines,
        )


def test_the_line_of_today_is_in_the_middle_of_its_day():
    months = Months.around([DROPPED.start, DROPPED.end])
    wide = charts(DROPPED)[0]
    [line] = [path.get("d") for path in wide.iter("path") if path.get("class") == "today"]
    a_day = (WIDE.width - 8 - WIDE.left - 1) / months.days
    assert float(re.match(r"M([\d.]+) ", line)[1]) == pytest.approx(WIDE.left + 0.5 + 72.5 * a_day, abs=0.06)


def test_no_word_is_smaller_than_twelve():
    drawn = timeline_chart("Timeline:", ROWS * 20, TODAY)
    assert {int(size) for size in re.findall(r'font-size="(\d+)"', drawn)} == {12, 13}


def test_a_long_label_takes_two_lines_and_ends_in_an_ellipsis():
    row = TimelineRow("Agree with the union on release time for mentors " * 4, HOLLOW, "Not begun", end=TODAY)
    for chart, frame in zip(charts(row), (WIDE, NARROW), strict=True):
        first, second = [word for word in words(chart) if "union" in word or "…" in word]
        assert (len(first) <= frame.letters, len(second) <= frame.letters, second[-1]) == (True, True, "…")


def test_a_word_without_an_end_is_cut_and_leaves_room_for_overdue():
    row = TimelineRow("x" * 300, HOLLOW, "Not begun", end=TODAY, is_late=True)
    for chart, frame in zip(charts(row), (WIDE, NARROW), strict=True):
        found = [word for word in words(chart) if "xx" in word]
        assert [len(word) <= frame.letters for word in found] == [True, True]
        assert found[1].endswith("…, overdue")


def test_words_that_people_wrote_are_escaped():
    row = TimelineRow('<script>&"x"', HOLLOW, "<b>", end=TODAY)
    drawn = timeline_chart("<i>:", (row,), TODAY)
    assert ("<script>" in drawn, "<b>" in drawn, "<i>" in drawn) == (False, False, False)
    assert {chart[1].text for chart in charts(row)} == {'<script>&"x": Nov 12, 2026, <b>.'}


def test_without_rows_there_is_no_chart():
    assert timeline_chart("Timeline:", (), TODAY) == ""


def test_light_colours_are_those_of_the_tokens():
    text = (settings.BASE_DIR / "static/css/tokens.css").read_text()
    token = dict(re.findall(r"--ts-([\w-]+): (#[0-9a-f]{6});", text.split('[data-bs-theme="dark"]')[0]))
    assert [token["danger"], token["danger-line"]] == [DANGER, DANGER_LINE]


@given(st.lists(st.dates(), min_size=1, max_size=6), st.dates())
@example([date(1523, 1, 1), date(100, 1, 1)], date(2000, 1, 1))  # as many months are named as ever have room
def test_every_day_that_there_is_has_its_place(days, today):
    rows = tuple(TimelineRow("A", HOLLOW, "Not begun", end=day) for day in days)
    for chart, frame in zip(charts(*rows, today=today), (WIDE, NARROW), strict=True):
        ticks = [text for text in chart.iter("text") if re.fullmatch(r"[A-Z][a-z]{2}", text.text or "")]
        places = sorted({float(text.get("x")) for text in ticks})
        assert 1 <= len(places) <= 1 + (frame.right - frame.left) / 33
        assert all(after - before > 27 for before, after in pairwise(places))
        assert all(frame.left <= place <= frame.width for place in places)


def test_months_end_where_days_end():
    months = Months.around([date(9999, 12, 31)])
    assert (months.days, date.max in months, list(months.ticks(20))) == (31, True, [date(9999, 12, 1)])
    assert date(9999, 11, 30) not in months
    assert Months.around([TODAY, TODAY + timedelta(days=30)]).days == 30 + 31
