"""Where a measure stands against its path, and how its values are written. No database is needed."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest

from plans.choices import Path
from plans.reports import amount, expected_at, is_reached, number, path_of, path_points

START = date(2026, 9, 1)


def day(number):
    return START + timedelta(days=number)


def values(said):
    return [SimpleNamespace(on=day(on), value=Decimal(str(value))) for on, value in sorted(said.items())]


def measure(baseline, direction="up"):
    known = baseline is not None
    value = Decimal(str(baseline)) if known else None
    return SimpleNamespace(baseline=value, baseline_on=START if known else None, direction=direction)


RISING = {100: 80, 200: 90}  # from 70: halfway to 80 after 50 days; a tenth of the whole way is 2
FALLING = {100: 20, 200: 10}  # from 30; a tenth is 2

CASES = [
    # direction, baseline, targets, readings, where it stands
    ("up", 70, RISING, {50: 75}, Path.ON),
    ("up", 70, RISING, {50: 74.9999}, Path.NEAR),
    ("up", 70, RISING, {50: 73}, Path.NEAR),
    ("up", 70, RISING, {50: 72.9999}, Path.OFF),
    ("up", 70, RISING, {50: 99}, Path.ON),
    ("up", 70, RISING, {50: 60, 51: 76}, Path.ON),
    ("up", 70, RISING, {50: 76, 51: 60}, Path.OFF),
    ("up", 70, RISING, {100: 80}, Path.ON),
    ("up", 70, RISING, {100: 78}, Path.NEAR),
    ("up", 70, RISING, {100: 77.9}, Path.OFF),
    ("up", 70, RISING, {150: 85}, Path.ON),
    ("up", 70, RISING, {0: 70}, Path.ON),
    ("up", 70, RISING, {0: 68}, Path.NEAR),
    ("up", 70, RISING, {-1: 99}, Path.UNKNOWN),
    ("up", 70, RISING, {-1: 99, 50: 75}, Path.ON),
    ("up", 70, RISING, {200: 90}, Path.ON),
    ("up", 70, RISING, {500: 90}, Path.ON),
    ("up", 70, RISING, {500: 88}, Path.NEAR),
    ("up", 70, RISING, {500: 87.9999}, Path.OFF),
    ("up", 70, RISING, {}, Path.UNKNOWN),
    ("up", 70, {}, {50: 75}, Path.UNKNOWN),
    ("up", None, RISING, {50: 75}, Path.UNKNOWN),
    ("up", 70, {0: 70, -5: 60}, {50: 75}, Path.UNKNOWN),
    ("up", 70, {100: 80}, {50: 74}, Path.NEAR),
    ("up", 70, {100: 80}, {50: 73.9}, Path.OFF),
    ("up", -10, {100: 10}, {50: 0}, Path.ON),
    ("up", -10, {100: 10}, {50: -2}, Path.NEAR),
    ("up", 70, {100: 70}, {50: 70}, Path.ON),
    ("up", 70, {100: 70}, {50: 69.9999}, Path.OFF),
    ("up", 70, {100: 90, 200: 70}, {150: 80}, Path.ON),
    ("up", 70, {100: 90, 200: 70}, {150: 79}, Path.OFF),
    ("up", 0, {3: 1}, {1: 0.3334}, Path.ON),
    ("up", 0, {3: 1}, {1: 0.3333}, Path.NEAR),
    ("down", 30, FALLING, {50: 25}, Path.ON),
    ("down", 30, FALLING, {50: 25.0001}, Path.NEAR),
    ("down", 30, FALLING, {50: 27}, Path.NEAR),
    ("down", 30, FALLING, {50: 27.0001}, Path.OFF),
    ("down", 30, FALLING, {50: 0}, Path.ON),
    ("down", 30, FALLING, {100: 22}, Path.NEAR),
    ("down", 30, FALLING, {0: 30}, Path.ON),
    ("down", 30, FALLING, {-1: 5}, Path.UNKNOWN),
    ("down", 30, FALLING, {300: 12}, Path.NEAR),
    ("down", 30, FALLING, {300: 12.1}, Path.OFF),
    ("down", 30, {100: 30}, {50: 30}, Path.ON),
    ("down", 30, {100: 30}, {50: 31}, Path.OFF),
    ("down", None, FALLING, {50: 25}, Path.UNKNOWN),
]


@pytest.mark.parametrize(("direction", "baseline", "targets", "readings", "where"), CASES)
def test_a_measure_stands_where_its_latest_reading_is(direction, baseline, targets, readings, where):
    assert path_of(measure(baseline, direction), values(targets), values(readings)) == where


def test_the_path_begins_with_the_baseline_and_leaves_out_targets_that_are_not_after_it():
    corners = path_points(measure(70), values({-5: 60, 0: 65, 100: 80, 200: 90}))
    assert corners == ((START, 70), (day(100), 80), (day(200), 90))
    assert path_points(measure(None), values(RISING)) == ()


@pytest.mark.parametrize(
    ("on", "wanted"),
    [
        *((0, "70"), (1, "70.1"), (50, "75"), (99, "79.9")),
        *((100, "80"), (101, "80.1"), (150, "85"), (200, "90"), (999, "90")),
    ],
)
def test_the_path_runs_straight_from_corner_to_corner_and_level_after_the_last(on, wanted):
    assert expected_at(path_points(measure(70), values(RISING)), day(on)) == Decimal(wanted)


@pytest.mark.parametrize(
    ("direction", "targets", "readings", "wanted"),
    [
        ("up", RISING, {10: 90}, True),
        ("up", RISING, {10: 89.9999}, False),
        ("up", RISING, {10: 95, 20: 80}, False),
        ("up", RISING, {10: 80, 20: 95}, True),
        ("up", RISING, {-1: 95}, False),
        ("up", RISING, {0: 95}, True),
        ("up", RISING, {}, False),
        ("up", {}, {10: 95}, False),
        ("down", FALLING, {10: 10}, True),
        ("down", FALLING, {10: 10.0001}, False),
        ("down", {100: 10, 200: 20}, {10: 20}, True),
    ],
)
def test_a_measure_is_done_once_its_latest_reading_has_reached_its_last_target(direction, targets, readings, wanted):
    found, seen = values(targets), values(readings)
    assert is_reached(measure(50, direction), found, seen) is wanted
    assert is_reached(measure(50, direction), found[::-1], seen[::-1]) is wanted


def test_without_a_baseline_a_measure_may_be_done():
    assert is_reached(measure(None), values({100: 80}), values({-50: 80})) is True


@pytest.mark.parametrize(
    ("value", "unit", "wanted"),
    [
        ("82.0000", "%", "82%"),
        ("82.5000", "%", "82.5%"),
        ("0.0500", "", "0.05"),
        ("1250.0000", "$", "$1,250"),
        ("-1250.5000", "$", "-$1,250.50"),
        ("0.1250", "$", "$0.125"),
        ("0.0000", "$", "$0"),
        ("-0.0000", "$", "$0"),
        ("12.0000", "days", "12 days"),
        ("-3.0000", "points", "-3 points"),
        ("1234567.8900", "", "1,234,567.89"),
        ("100", "", "100"),
        ("1E+3", "%", "1,000%"),
        ("-0.0000", "", "0"),
    ],
)
def test_amounts_are_written_as_people_read_them(value, unit, wanted):
    assert amount(Decimal(value), unit) == wanted
    if unit == "":
        assert number(Decimal(value)) == wanted
