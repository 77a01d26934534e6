"""Charts as they are on paper: once, without what belongs to screens."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal

from core.charts import (
    Bar,
    DayLine,
    DayValue,
    Segment,
    TimelineRow,
    Unit,
    path_print,
    standing_print,
    timeline_prints,
)

TODAY = date(2026, 11, 20)


def rows(count, label="Step"):
    days = [date(2026, 9, 1) + timedelta(days=3 * number) for number in range(count)]
    return [TimelineRow(f"{label} {n}", "hollow", "Not begun", day, day) for n, day in enumerate(days)]


def labels(chart):
    return re.findall(r">(Step \d+)<", chart)


def test_standings_have_a_box_for_each_and_no_words():
    bar = Bar("Autumn", (Segment("s3", "Ready", 2), Segment("sx", "Not rated yet", 1)))
    chart = standing_print("Where they stand.", bar, 4)
    assert "<title>Where they stand. Autumn: 2 ready, 1 not rated yet.</title>" in chart
    assert (chart.count("<svg"), chart.count("<text"), chart.count("<path")) == (1, 0, 2)


def test_a_path_is_drawn_once_and_nothing_where_there_is_no_value():
    none = DayLine("Targets", ())
    found = DayLine("Readings", (DayValue(TODAY, Decimal(5), "5"),))
    assert path_print("Posts.", none, found, Unit()).count("<svg") == 1
    assert path_print("Posts.", none, DayLine("Readings", ()), Unit()) == ""


def test_a_short_timeline_is_one_chart():
    [chart] = timeline_prints("Timeline:", rows(20), TODAY)
    assert labels(chart) == [f"Step {number}" for number in range(20)]


def test_a_long_timeline_goes_on_with_the_same_months():
    charts = timeline_prints("Timeline:", rows(80), TODAY)
    assert [label for chart in charts for label in labels(chart)] == [f"Step {number}" for number in range(80)]
    months = [re.findall(r">([A-Z][a-z]{2})<", chart) for chart in charts]
    assert [dict.fromkeys(one) for one in months] == [dict.fromkeys(months[0])] * len(charts)
    heights = [float(re.search(r'viewBox="0 0 680 ([\d.]+)"', chart)[1]) for chart in charts]
    assert max(heights) <= 900


def test_the_last_chart_has_not_too_few_rows():
    assert [len(labels(chart)) for chart in timeline_prints("Timeline:", rows(33), TODAY)] == [27, 6]


def test_without_rows_there_is_no_timeline():
    assert timeline_prints("Timeline:", [], TODAY) == []
