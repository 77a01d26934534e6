"""Agreement on an item: exact figures of the whole team, checked against doing it by hand."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readiness.choices import PLACEMENT_SCALE, RATING_SCALE
from rounds.choices import UNKNOWN, Answer, Scale
from rounds.reports import Agreement

FIVE = Scale((*(Answer(str(point), f"Point {point}") for point in range(1, 6)), UNKNOWN), near=1)
SCALES = {"three": RATING_SCALE, "four": PLACEMENT_SCALE, "five": FIVE}


def agreement(scale: Scale, codes: str) -> Agreement:
    """The agreement of ballots given as one letter each."""
    return Agreement.of(scale, (scale.answer(code) for code in codes))


@st.composite
def ballots(draw: st.DrawFn) -> tuple[Scale, str]:
    scale = draw(st.sampled_from(list(SCALES.values())))
    codes = [answer.code for answer in scale.answers]
    return scale, "".join(draw(st.lists(st.sampled_from(codes), max_size=45)))


def by_hand(scale: Scale, codes: str) -> dict[str, object]:
    """The figures by their definitions, nothing clever."""
    values = sorted(int(code) for code in codes if code != "n")
    count = len(values)
    if not values:
        return {"median": None, "low": None, "high": None, "share": None, "variance": Fraction(0), "spread": 0}
    middle = Fraction(values[(count - 1) // 2] + values[count // 2], 2)
    mean = Fraction(sum(values), count)
    return {
        "median": middle,
        "low": min(values),
        "high": max(values),
        "share": Fraction(len([one for one in values if abs(one - middle) <= scale.near]), count),
        "variance": sum(((one - mean) ** 2 for one in values), Fraction(0)) / count,
        "spread": max(values) - min(values),
    }


@given(ballots())
def test_figures_are_exact(given_ballots):
    scale, codes = given_ballots
    found = agreement(scale, codes)
    assert {name: getattr(found, name) for name in by_hand(scale, codes)} == by_hand(scale, codes)
    assert (found.ballots, found.unknown, found.rated) == (len(codes), codes.count("n"), len(codes) - codes.count("n"))
    assert found.is_strong == (found.share is not None and found.share >= Fraction(8, 10))
    assert dict(found.by_answer) == {answer: codes.count(answer.code) for answer in scale.answers}


@given(ballots(), st.randoms())
def test_figures_do_not_depend_on_the_order_of_ballots(given_ballots, chance):
    scale, codes = given_ballots
    mixed = "".join(chance.sample(codes, len(codes)))
    names = ("values", "median", "share", "variance", "unanimous")
    one, other = agreement(scale, codes), agreement(scale, mixed)
    assert [getattr(one, name) for name in names] == [getattr(other, name) for name in names]


@given(ballots())
def test_unanimous_is_one_number_from_at_least_three(given_ballots):
    scale, codes = given_ballots
    expected = scale.answer(codes[0]) if len(codes) >= 3 and set(codes) == {codes[0]} and codes[0] != "n" else None
    assert agreement(scale, codes).unanimous is expected


@given(ballots())
def test_an_answer_outside_the_range_takes_a_note_and_so_does_every_one_while_hidden(given_ballots):
    scale, codes = given_ballots
    values = [int(code) for code in codes if code != "n"]
    for answer in scale.answers:
        inside = "n" in codes if answer.is_unknown else bool(values) and min(values) <= answer.value <= max(values)
        assert agreement(scale, codes).takes_note(answer) is (len(codes) < 3 or not inside)


@pytest.mark.parametrize(
    ("scale", "codes", "near", "share", "is_strong"),
    [
        ("three", "00122", 1, Fraction(1, 5), False),  # one of five at the median, not all within one of it
        ("three", "11112", 4, Fraction(4, 5), True),
        ("three", "0022", 0, Fraction(0), False),  # the median lies between two points, on neither
        ("four", "0123", 0, Fraction(0), False),
        ("five", "122445n", 4, Fraction(4, 6), False),  # median 3; 2, 2, 4, 4 are within one of it
        ("five", "33345", 4, Fraction(4, 5), True),
        ("five", "nnn", 0, None, False),
    ],
)
def test_the_share_near_the_median_belongs_to_the_scale(scale, codes, near, share, is_strong):
    found = agreement(SCALES[scale], codes)
    assert (found.near, found.share, found.is_strong) == (near, share, is_strong)


def test_variance_is_that_of_the_population():
    assert agreement(FIVE, "15").variance == Fraction(4)
    assert agreement(RATING_SCALE, "00122").variance == Fraction(4, 5)


@pytest.mark.parametrize(("codes", "is_hidden"), [("", True), ("12", True), ("1n", True), ("12n", False)])
def test_a_spread_is_hidden_below_three_ballots(codes, is_hidden):
    assert agreement(RATING_SCALE, codes).is_hidden is is_hidden


def test_counts_are_those_of_the_ballots():
    assert agreement(RATING_SCALE, "0012n").counts == Counter(
        {RATING_SCALE.answer("0"): 2, RATING_SCALE.answer("1"): 1, RATING_SCALE.answer("2"): 1, UNKNOWN: 1}
    )
