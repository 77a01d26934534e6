"""The standing of an indicator, derived from its two answers, and how it moved."""

import pytest

from practices.reports import ContentIndicator, ContentStage
from readiness.choices import GROUP_ORDER, PLACEMENT_SCALE, RATING_SCALE, Placement, RatingValue, Standing, runs_ahead
from readiness.reports import RatedIndicator, RatedItem

# (aware, ready): "" is not rated yet, "n" not enough information.
STANDINGS = {
    ("", ""): "Not rated yet",
    ("", "n"): "Not known yet",
    ("", "0"): "Nothing begun",
    ("", "1"): "Getting aware",
    ("", "2"): "Getting aware",
    ("n", ""): "Not known yet",
    ("n", "n"): "Not known yet",
    ("n", "0"): "Nothing begun",
    ("n", "1"): "Getting aware",
    ("n", "2"): "Getting aware",
    ("0", ""): "Nothing begun",
    ("0", "n"): "Nothing begun",
    ("0", "0"): "Nothing begun",
    ("0", "1"): "Getting aware",
    ("0", "2"): "Getting aware",
    ("1", ""): "Getting aware",
    ("1", "n"): "Getting aware",
    ("1", "0"): "Getting aware",
    ("1", "1"): "Getting aware",
    ("1", "2"): "Getting aware",
    ("2", ""): "Getting ready",
    ("2", "n"): "Getting ready",
    ("2", "0"): "Getting ready",
    ("2", "1"): "Getting ready",
    ("2", "2"): "Ready to implement",
}
AHEAD = {("", "1"), ("", "2"), ("n", "1"), ("n", "2"), ("0", "1"), ("0", "2"), ("1", "2")}


def answers(pair):
    return tuple(RATING_SCALE.answer(code) for code in pair)


@pytest.mark.parametrize(("pair", "label"), STANDINGS.items())
def test_standing_follows_from_the_pair_of_answers(pair, label):
    assert Standing.of(*answers(pair)).label == label


@pytest.mark.parametrize("pair", STANDINGS)
def test_ready_runs_ahead_only_where_it_is_further_than_aware(pair):
    assert runs_ahead(*answers(pair)) == (pair in AHEAD)


def test_every_indicator_that_runs_ahead_is_getting_aware():
    assert {STANDINGS[pair] for pair in AHEAD} == {"Getting aware"}


def test_groups_go_from_most_advanced_to_not_rated():
    assert [standing.label for standing in GROUP_ORDER] == [
        "Ready to implement",
        "Getting ready",
        "Getting aware",
        "Nothing begun",
        "Not known yet",
        "Not rated yet",
    ]


def test_scales_offer_their_points_and_then_not_enough_information():
    assert [answer.label for answer in RATING_SCALE.answers] == [*RatingValue.labels, "Not enough information"]
    assert [answer.label for answer in PLACEMENT_SCALE.answers] == [*Placement.labels, "Not enough information"]


@pytest.mark.parametrize(
    ("value", "unknown", "code", "tile"),
    [(None, False, "", "vx"), (None, True, "n", "vn"), (0, False, "0", "v0"), (2, False, "2", "v2")],
)
def test_a_stored_row_is_an_answer_and_back(value, unknown, code, tile):
    answer = RATING_SCALE.stored(value, unknown)
    assert (answer.code, answer.tile, answer.value, answer.is_unknown) == (code, tile, value, unknown)
    assert answer.is_rated == (code != "")


def indicator(pair, before):
    stages = tuple(ContentStage(0, f"5a-{name}", "5a", name, name, "") for name in ("aware", "ready"))
    items = tuple(RatedItem(content=stage, answer=answer) for stage, answer in zip(stages, answers(pair), strict=True))
    return RatedIndicator(content=ContentIndicator(0, "5a", "5a", stages), items=items, before=before)


@pytest.mark.parametrize(
    ("pair", "before", "movement"),
    [
        (("2", "2"), Standing.GETTING_READY, "up"),
        (("1", "0"), Standing.NOTHING_BEGUN, "up"),
        (("2", "1"), Standing.READY, "down"),
        (("0", "0"), Standing.GETTING_AWARE, "down"),
        (("1", "1"), Standing.GETTING_AWARE, "same"),
        (("0", ""), Standing.NOTHING_BEGUN, "same"),
        (("", ""), Standing.READY, ""),
        (("n", ""), Standing.READY, ""),
        (("2", "2"), Standing.UNRATED, ""),
        (("2", "2"), Standing.UNKNOWN, ""),
        (("2", "2"), None, ""),
    ],
)
def test_movement_is_told_only_between_two_standings_that_are_known(pair, before, movement):
    assert indicator(pair, before).movement == movement


@pytest.mark.parametrize(
    ("pair", "key"),
    [(("", ""), "5a-aware"), (("1", "2"), "5a-aware"), (("2", ""), "5a-ready"), (("2", "2"), "5a-ready")],
)
def test_the_next_item_is_the_first_stage_not_in_place(pair, key):
    assert indicator(pair, None).next_item.content.key == key
