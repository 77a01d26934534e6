"""Values along days against a path: what the chart states, where its lines run, and that every word fits."""

import re
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from django.template import Context, Template

from core.charts import DayLine, DayValue, Unit, path_chart
from core.charts.axes import months_between, numbers_around
from core.charts.path import NARROW, WIDE

PERCENT = Unit(after="%")


def line(name, *values, after="%"):
    return DayLine(name, tuple(DayValue(on, Decimal(value), f"{value}{after}") for on, value in values))


PATH = line("Targets", (date(2026, 9, 1), "60"), (date(2026, 12, 1), "75"), (date(2027, 5, 30), "90"))
FOUND = line("Readings", (date(2026, 10, 1), "64"), (date(2026, 11, 1), "66"))
NONE = DayLine("Readings", ())


def charts(path=PATH, found=FOUND, unit=PERCENT, heading="Teachers who stay."):
    """Return the wide and the narrow version as trees; raises where one is not well-formed."""
    drawn = re.findall(r"<svg.*?</svg>", path_chart(heading, path, found, unit), re.DOTALL)
    return [ElementTree.fromstring(svg) for svg in drawn]


def words(chart):
    return [text.text for text in chart.iter("text")]


def by_class(chart, css):
    return [path.get("d") for path in chart.iter("path") if path.get("class") == css]


def test_there_is_a_version_for_wide_and_one_for_narrow_screens():
    assert [(one.get("class"), one.get("role"), one.get("viewBox"), one[1].get("aria-hidden")) for one in charts()] == [
        ("ts-svg ts-wide", "img", "0 0 760 330", "true"),
        ("ts-svg ts-narrow", "img", "0 0 358 300", "true"),
    ]


def test_the_title_states_every_value_with_its_day():
    title = (
        "Teachers who stay. Targets: 60% on Sep 1, 2026; 75% on Dec 1, 2026; 90% on May 30, 2027. "
        "Readings: 64% on Oct 1, 2026; 66% on Nov 1, 2026."
    )
    assert [one[0].text for one in charts()] == [title, title]
    assert charts(found=NONE)[0][0].text.endswith("Readings: none yet.")


def test_of_many_values_the_title_states_the_ends_and_the_extremes():
    many = line("Readings", *((date(2026, 9, day), str(60 + day % 7)) for day in range(1, 10)))
    assert charts(found=many)[0][0].text.endswith(
        "Readings: 9, from 61% on Sep 1, 2026 to 62% on Sep 9, 2026; "
        "lowest 60% on Sep 7, 2026, highest 66% on Sep 6, 2026."
    )


def test_the_path_is_dashed_and_stays_level_after_its_last_corner():
    late = line("Readings", (date(2027, 6, 30), "88"))
    [chart, _] = charts(found=late)
    [sample, dashed] = [path for path in chart.iter("path") if path.get("class") == "along"]
    assert (sample.get("stroke-dasharray"), dashed.get("stroke-dasharray")) == ("6 4", "6 4")
    corners = re.findall(r"[ML]([\d.]+) ([\d.]+)", dashed.get("d"))
    assert len(corners) == 3
    assert dashed.get("d").endswith(f"H{760 - 30}")
    assert [float(x) for x, _ in corners] == sorted(float(x) for x, _ in corners)
    assert [float(y) for _, y in corners] == sorted((float(y) for _, y in corners), reverse=True)


def test_readings_are_dots_joined_by_a_line_and_one_alone_has_no_line():
    [wide, _] = charts()
    assert [path.count("a5 5") for path in by_class(wide, "dot")] == [2, 4]  # The sample in the key comes first.
    assert [path.count("L") for path in by_class(wide, "joined")] == [0, 1]
    [alone, _] = charts(found=line("Readings", (date(2026, 10, 1), "64")))
    assert len(by_class(alone, "joined")) == 1


def test_axes_read_in_the_unit_and_in_months():
    wide, narrow = charts()
    assert words(wide)[2:] == [
        *("50%", "60%", "70%", "80%", "90%"),
        *("Sep", "2026", "Nov", "Jan", "2027", "Mar", "May"),
        *("66%", "90%", "75%", "60%"),
    ]
    assert [word for word in words(narrow) if word in ("Oct", "Jan", "Apr")] == ["Oct", "Jan", "Apr"]


def test_a_unit_in_words_stands_once_above_the_numbers():
    days = Unit(above="Days")
    path = line("Targets", (date(2026, 9, 1), "58"), (date(2027, 5, 30), "35"), after=" days")
    [wide, _] = charts(path, NONE, days)
    assert words(wide)[:9] == ["Targets", "Readings", "Days", "30", "35", "40", "45", "50", "55"]
    assert [Unit(before="$").said(Decimal(one)) for one in ("-1250.50", "0", "40000")] == ["-$1,250.5", "$0", "$40,000"]


def test_nothing_is_drawn_where_there_is_no_value():
    assert path_chart("Nothing.", DayLine("Targets", ()), NONE, PERCENT) == ""


@pytest.mark.parametrize(
    ("path", "found"),
    [
        (PATH, FOUND),
        (line("Targets", (date(2026, 9, 1), "60")), NONE),
        (DayLine("Targets", ()), line("Readings", (date(2026, 9, 1), "0"))),
        (line("Targets", (date(2026, 9, 1), "-3"), (date(2026, 9, 20), "-3")), NONE),
        (line("Targets", (date(2020, 9, 1), "1"), (date(2036, 9, 1), "9999999999.9999")), FOUND),
        (line("Targets", (date(2026, 9, 1), "0.0001"), (date(2026, 10, 1), "0.0002")), NONE),
    ],
)
def test_every_line_and_word_lies_inside(path, found):
    for chart, frame in zip(charts(path, found), (WIDE, NARROW), strict=True):
        for text in chart.iter("text"):
            assert 0 <= float(text.get("x")) <= frame.width
            assert 12 <= float(text.get("y")) <= frame.height
            assert int(text.get("font-size")) >= 12
        for joined in by_class(chart, "joined") + by_class(chart, "along"):
            for x, y in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", joined):
                assert 0 <= float(x) <= frame.width
                assert 0 <= float(y) <= frame.height


def test_labels_never_lie_over_each_other():
    close = line("Targets", *((date(2026, 9, day), str(60 + day)) for day in range(1, 20)))
    [wide, narrow] = charts(close, FOUND)
    for chart in (wide, narrow):
        labels = [text for text in chart.iter("text") if re.fullmatch(r"\d+%", text.text) and text.get("class") == "t"]
        boxes = [(float(one.get("x")), float(one.get("y")), len(one.text) * 7.6) for one in labels]
        for place, (x, y, width) in enumerate(boxes):
            for other_x, other_y, other_width in boxes[place + 1 :]:
                assert abs(x - other_x) >= (width + other_width) / 2 or abs(y - other_y) >= 12


def test_words_of_people_are_escaped():
    [wide, _] = charts(heading="</title><script>", unit=Unit(above="<b>"))
    assert wide[0].text.startswith("</title><script> Targets:")
    assert "<b>" in words(wide)


def test_the_tag_draws_the_same_chart():
    template = Template("{% load charts %}{% path_chart heading path found unit %}")
    shown = template.render(Context({"heading": "A.", "path": PATH, "found": FOUND, "unit": PERCENT}))
    assert shown == path_chart("A.", PATH, FOUND, PERCENT)


# Axes ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "numbers"),
    [
        (("62", "95"), ["50", "60", "70", "80", "90", "100"]),
        (("30000", "43100"), ["25000", "30000", "35000", "40000", "45000"]),
        (("3", "12"), ["0", "2.5", "5", "7.5", "10", "12.5"]),
        (("0", "0"), ["0", "0.2", "0.4", "0.6", "0.8", "1"]),
        (("7", "7"), ["0", "2", "4", "6", "8"]),
        (("-4", "-4"), ["-5.5", "-5", "-4.5", "-4", "-3.5", "-3"]),
    ],
)
def test_numbers_are_round_and_around_the_values(values, numbers):
    assert numbers_around([Decimal(one) for one in values], 5) == [Decimal(one) for one in numbers]


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (date(2026, 8, 15), date(2026, 12, 31), [(2026, 9), (2026, 10), (2026, 11), (2026, 12)]),
        (date(2026, 9, 1), date(2026, 11, 1), [(2026, 9), (2026, 10), (2026, 11)]),
        (date(2026, 8, 15), date(2027, 5, 31), [(2026, 10), (2027, 1), (2027, 4)]),
        (date(2020, 2, 1), date(2030, 2, 1), [(2025, 1), (2030, 1)]),
    ],
)
def test_months_are_evenly_apart(first, last, days):
    assert months_between(first, last, 4) == [date(year, month, 1) for year, month in days]


def test_a_span_within_a_month_is_told_by_its_ends():
    assert months_between(date(2026, 9, 3), date(2026, 9, 20), 8) == [date(2026, 9, 3), date(2026, 9, 20)]
