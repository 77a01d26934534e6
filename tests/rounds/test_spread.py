"""The order in which a team talks, what is split by perspective, and who wrote what: no more than may be told."""

from __future__ import annotations

from collections import Counter, defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readiness.choices import RATING_SCALE
from rounds.choices import Answer, State
from rounds.models import Ballot, Rater
from rounds.reports import Agreement, RoundItem, agreements, item_ballots, next_to_agree, unanimous_items, widest_first
from rounds.reports.spread import _splits, shuffle_key
from tests.factories import MembershipFactory
from tests.rounds.factories import cast, move, open_round, owned, seat, seat_of

CODES = "012n"


def item(key: str) -> RoundItem:
    return RoundItem(key=key, name=key, heading=key, text="Text", group="Group", scale=RATING_SCALE)


def spreads(*codes: str):
    """Items named by their ballots, one letter each, in the order in which a team talks about them."""
    found = {one: Agreement.of(RATING_SCALE, map(RATING_SCALE.answer, one.strip())) for one in codes}
    return widest_first([item(one) for one in codes], found)


def test_the_widest_spread_comes_first_then_variance_then_what_is_not_known_then_the_document():
    order = ["222", "112", "nnn", "11n2", "0122", "0022", "02", "111"]
    assert [one.key for one in spreads(*order)] == ["0022", "0122", "11n2", "112", "nnn", "02", "222", "111"]


@given(st.lists(st.text(CODES, max_size=12), unique=True))
def test_the_order_is_a_permutation_in_which_range_then_variance_fall(codes):
    ordered = spreads(*codes)
    assert sorted(one.key for one in ordered) == sorted(codes)
    shown = [one.agreement for one in ordered if not one.agreement.is_hidden and not one.agreement.unanimous]
    places = [(one.spread, one.variance, one.unknown) for one in shown]
    assert places == sorted(places, reverse=True)


@given(st.lists(st.text(CODES, max_size=2), unique=True))
def test_the_place_of_items_with_too_few_ballots_says_nothing_of_them(codes):
    assert [one.key for one in spreads(*codes)] == codes


def test_going_on_leads_past_what_is_agreed_and_round_to_the_first():
    order = spreads("0022", "0122", "111")
    assert [next_to_agree(order, agreed, after) for agreed, after in [
        ((), ""), (("0022",), ""), (("0122",), "0022"), (("111",), "111"), (("0022", "0122", "111"), "0022"),
    ]] == ["0022", "0122", "111", "0022", None]  # fmt: skip


def test_what_everyone_agrees_on_leaves_out_what_is_agreed_and_what_nobody_knows():
    found = unanimous_items(spreads("111", "222", "nnn", "11", "112"), ("222",))
    assert [(one.item.key, one.answer.label, one.ballots) for one in found] == [("111", "Partly in place", 3)]


# Splits by perspective -----------------------------------------------------------------------------------------------

rows = st.lists(st.tuples(st.sampled_from(["", *CODES]), st.integers(1, 5)), max_size=40)


@given(rows)
def test_no_part_and_no_remainder_of_one_or_two_ballots_can_be_told(given_rows):
    raw = [
        (pk, RATING_SCALE.answer(code), "", False, "", place, f"Perspective {place}")
        for pk, (code, place) in enumerate(given_rows)
    ]
    cast_rows = [row for row in raw if row[1].is_rated]
    agreement = Agreement.of(RATING_SCALE, (row[1] for row in cast_rows))
    splits = _splits(RATING_SCALE, agreement, raw)
    given_by: defaultdict[str, list[Answer]] = defaultdict(list)
    for row in cast_rows:
        given_by[row[-1]].append(row[1])
    assert {split.title: split.agreement.counts for split in splits} == {
        split.title: Counter(given_by[split.title]) for split in splits
    }
    sizes = [split.agreement.ballots for split in splits]
    left = agreement.ballots - sum(sizes) if splits else 0
    assert [size for size in (*sizes, left) if size in {1, 2}] == []
    assert [split.title for split in splits] == sorted(split.title for split in splits)


# What people wrote ---------------------------------------------------------------------------------------------------


@pytest.fixture
def raters(district):
    return MembershipFactory.create_batch(12, district=district)


@pytest.fixture
def written(assessment, perspectives, raters, lead):
    """A revealed item on which twelve people wrote their number, in the order in which they were seated."""
    round = open_round(assessment, ["5a-aware", "5a-ready"])
    seat(round, [one.user for one in raters])
    for number, one in enumerate(raters):
        cast(round, one.user, "5a-aware", str(number % 3), f"Text {number:02}")
    return move(round, State.REVEALED, lead)


def texts(round, lead):
    shown = item_ballots(round, owned(round, lead).item("5a-aware"))
    return [one.text for one in shown.written]


def test_texts_come_shuffled_and_stay_so(written, lead):
    order = texts(written, lead)
    assert sorted(order) == [f"Text {number:02}" for number in range(12)]
    assert order != sorted(order)
    assert order != sorted(order, reverse=True)
    assert order == texts(written, lead)


@given(st.integers(1, 10**6))
def test_the_shuffle_does_not_follow_the_order_of_rows(first):
    keys = [shuffle_key(pk) for pk in range(first, first + 40)]
    assert keys != sorted(keys)
    assert len(set(keys)) == 40


def test_names_stand_only_where_raters_chose_so_and_perspectives_only_where_they_tell_nobody(
    assessment, perspectives, raters, lead
):
    round = open_round(assessment, ["5a-aware"])
    seat(round, [one.user for one in raters])
    teachers = [one.user for one in raters[:3]]
    Rater.objects.filter(round=round).update(perspective=perspectives["student"])
    Rater.objects.filter(round=round, membership__user__in=teachers).update(perspective=perspectives["teacher"])
    Rater.objects.filter(pk=seat_of(round, teachers[0]).pk).update(named=True)
    for one in raters:
        cast(round, one.user, "5a-aware", "1", "Why")
    move(round, State.REVEALED, lead)
    shown = item_ballots(round, owned(round, lead).item("5a-aware"))
    assert Counter(one.who for one in shown.written) == {str(teachers[0]): 1, "Teacher": 2, "Student": 9}
    assert [(split.title, split.agreement.ballots) for split in shown.splits] == [("Teacher", 3), ("Student", 9)]


def test_perspectives_of_which_two_ballots_are_left_over_are_not_split(assessment, perspectives, raters, lead):
    round = open_round(assessment, ["5a-aware"])
    people = [one.user for one in raters[:5]]
    seat(round, people)
    Rater.objects.filter(round=round).update(perspective=perspectives["teacher"])
    Rater.objects.filter(membership__user__in=people[:2]).update(perspective=perspectives["student"])
    for one in people:
        cast(round, one, "5a-aware", "1", "Why")
    move(round, State.REVEALED, lead)
    shown = item_ballots(round, owned(round, lead).item("5a-aware"))
    assert (shown.splits, {one.who for one in shown.written}) == ((), {""})


def test_two_texts_come_without_their_answers(assessment, perspectives, raters, lead):
    round = open_round(assessment, ["5a-aware"])
    seat(round, [one.user for one in raters[:2]])
    for one in raters[:2]:
        cast(round, one.user, "5a-aware", "1", "Why")
    move(round, State.REVEALED, lead)
    shown = item_ballots(round, owned(round, lead).item("5a-aware"))
    assert [(one.answer, one.text, one.who) for one in shown.written] == [(None, "Why", ""), (None, "Why", "")]
    assert (shown.agreement.is_hidden, shown.splits) == (True, ())


# What is kept of a reveal --------------------------------------------------------------------------------------------


def test_spreads_are_counted_once_a_reveal_and_anew_after_the_next(written, lead, raters, django_assert_num_queries):
    found = owned(written, lead)
    first = found.spreads()
    with django_assert_num_queries(0):
        assert found.spreads() == first
    move(written, State.OPEN, lead, "Somebody was missing")
    assert [one.agreement.ballots for one in owned(written, lead).spreads()] == [0, 0]
    cast(written, raters[0].user, "5a-aware", "2", "Changed")
    move(written, State.REVEALED, lead)
    again = {one.key: one.agreement for one in owned(written, lead).spreads()}
    assert (first[0].agreement.values, again["5a-aware"].values) == (
        (0,) * 4 + (1,) * 4 + (2,) * 4,
        (0,) * 3 + (1,) * 4 + (2,) * 5,
    )


@pytest.mark.parametrize("state", [State.OPEN, State.ENDED])
def test_nothing_of_a_sealed_round_is_read(written, lead, state):
    Ballot.objects.count()
    move(written, State.OPEN, lead, "Again")
    if state == State.ENDED:
        move(written, State.ENDED, lead)
    found = owned(written, lead)
    shown = item_ballots(written, found.item("5a-aware"))
    assert (shown.agreement.ballots, shown.written, shown.splits) == (0, (), ())
    assert {key: one.ballots for key, one in agreements(written, found.scales).items()} == {
        "5a-aware": 0,
        "5a-ready": 0,
    }
