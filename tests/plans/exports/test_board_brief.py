from __future__ import annotations

from dataclasses import replace
from functools import cache
from io import BytesIO
from itertools import pairwise

import pytest
from pypdf import PdfReader

from plans.choices import Length
from plans.exports import board_pdf
from plans.exports.brief import FITS, brief_contexts
from plans.reports.record import compare_records
from tests.core.pdf_checks import bookmarks_of, problems, tags_of, text_of
from tests.plans.exports.board_records import TITLE, board_record, changes_of, crowded_record
from tests.plans.exports.full_record import bare_record, full_record

WIDE = {"title": "M" * 120, "district": "W" * 100, "ask": "W" * 3000, "goals": ("W" * 500,) * 9}
CASES = {
    "a bare plan": (bare_record(), None),
    "a small plan": (full_record(), changes_of(1)),
    "no priorities, both systems": (board_record(priorities=(), steps=(), measures=()), changes_of(3)),
    "five long priorities": (crowded_record(5, goals=(), ask=""), changes_of(7)),
    "twelve priorities": (crowded_record(12), None),
    "forty changes": (board_record(), changes_of(40)),
    "a request of 3,000 letters": (board_record(ask=("Confirm early what is hard to fill. " * 90)[:3000]), None),
    "a request of 200 lines": (board_record(ask="\n".join(f"Line {number}" for number in range(200))), None),
    "long goals": (board_record(goals=(TITLE * 3,) * 9), None),
    "everything at once": (crowded_record(12), changes_of(40)),
    "letters that are wide": (crowded_record(12, **WIDE), changes_of(40)),
    "signs of another script": (crowded_record(12, ask="\u5b66" * 3000, goals=("\u0645\u062f " * 90,)), None),
}  # fmt: skip


@cache
def brief(name, paper="Letter"):
    """The brief of one of the cases, set once for all tests."""
    record, changes = CASES[name]
    return board_pdf(replace(record, paper=paper), Length.BRIEF, changes=changes)


@pytest.mark.parametrize("paper", ["Letter", "A4"])
@pytest.mark.parametrize("name", CASES)
def test_a_brief_is_one_page_whatever_the_plan_holds(name, paper):
    reader = PdfReader(BytesIO(brief(name, paper)))
    assert len(reader.pages) == 1
    assert reader.pages[0].mediabox.height == pytest.approx(792 if paper == "Letter" else 841.89, abs=0.1)


@pytest.fixture(scope="module")
def text():
    return text_of(brief("a small plan"))


@pytest.fixture(scope="module")
def first():
    """A brief of the small plan that is the first."""
    return board_pdf(full_record(), Length.BRIEF)


@pytest.mark.parametrize("name", ["a bare plan", "everything at once", "signs of another script"])
def test_a_brief_is_accessible(name):
    assert problems(brief(name)) == []


def test_a_brief_says_whose_plan_it_is_and_when(text):
    assert text.startswith(
        "Lakeview School District Talent plan Board brief, school year 2026–27. November 20, 2026. "
        "Sponsor: The superintendent. Asked of the board Adopt the plan. Fund two mentors."
    )


def test_progress_is_told_in_figures(text):
    assert "Progress 1 of 3 steps done 1 under way 1 overdue 1 measure on path 1 measure not known yet" in text


def test_a_priority_has_its_strategy_its_steps_and_its_headline_measure(text):
    assert "1. Keep them Strategy: Talk to everybody who leaves. 1 of 2 1 overdue" in text
    assert "Teachers who stay On its path: 71.25% on Oct 1, 2026; target 80% by Jun 1, 2027" in text
    assert "2. Find them Line one. Line two. No steps yet No measure yet" in text


def test_a_rated_system_has_its_standings_with_what_they_were_before():
    talent, leadership = full_record().picture
    record = replace(full_record(), picture=(replace(talent, rated=22), leadership))
    text = text_of(board_pdf(record, Length.BRIEF, changes=changes_of(1)))
    assert "Talent Management, Autumn 2026, compared with Spring 2026" in text
    assert "4 1 more Ready to implement 7 7 more Getting ready" in text
    assert "Leadership is not rated yet." in text


def test_a_half_rated_system_is_not_compared(text):
    assert "Talent Management, Autumn 2026, 20 of 22 ratings so far" in text
    assert "4 Ready to implement 7 Getting ready" in text
    assert "compared with" not in text


def test_what_a_board_would_ask_about_first_is_the_headline_measure():
    stay, cost = full_record().measures
    off = replace(cost, priority=10, path="off", path_label="Off its path", title="Hours until a call back")
    [first, _] = brief_contexts(full_record(measures=(stay, off)), None)[0]["priorities"]
    assert (first["measure"]["title"], first["more"]) == ("Hours until a call back", 1)


def test_changes_are_counted_and_the_telling_ones_named(text):
    assert "Changes Since September 1, 2026: 1 done." in text
    assert "Done: Step 0. Recruit with our neighbors" in text


def test_the_first_time_there_is_nothing_to_compare_with(first):
    assert "This is the first time that the plan is finalized" in text_of(first)


def test_a_plan_that_stayed_as_it_was_says_so():
    same = compare_records(full_record(), full_record())
    assert "Nothing in the plan has changed since November 20, 2026." in text_of(
        board_pdf(full_record(), Length.BRIEF, changes=same)
    )


def test_a_plan_that_asks_nothing_says_so():
    text = text_of(brief("a bare plan"))
    assert "Asked of the board Nothing. This brief is for the board’s information." in text
    assert "The team has not chosen a priority yet." in text
    assert "Neither steps nor measures are planned yet." in text


def test_what_does_not_fit_is_counted_in_honest_words():
    text = text_of(brief("everything at once"))
    assert "The request goes on. All of it is in the plan." in text
    assert text.count("more, in the plan.") >= 2


def test_a_short_plan_is_shown_whole_in_large_type():
    context = brief_contexts(full_record(), None)[0]
    assert (context["fit"].scale, context["is_cut"], context["more_goals"], context["more_priorities"]) == (
        "airy",
        False,
        0,
        0,
    )


def test_each_fit_shows_no_more_than_the_one_of_its_type_before():
    for before, after in pairwise(FITS):
        if before.scale == after.scale:
            assert (after.ask, after.goals, after.priorities, after.line, after.changes) <= (
                before.ask, before.goals, before.priorities, before.line, before.changes,
            )  # fmt: skip


def test_headings_are_bookmarks_and_the_tables_are_tagged(first):
    assert bookmarks_of(first) == [
        "Talent plan", "Asked of the board", "Progress", "Priorities", "Readiness", "Goals", "Changes",
    ]  # fmt: skip
    assert tags_of(first)["Table"] == 3
