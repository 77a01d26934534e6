"""What a plan's document says, in which order, and in which tables."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.plans.exports.full_record import bare_record, full_record, step
from tests.plans.exports.word_reading import below, cells, headings, opened, tables

STEP_HEADINGS = ["Action step", "Owner", "Start", "Due", "Status", "Resources", "Funding"]


@pytest.fixture(scope="module")
def word():
    return opened(full_record())


def test_headings_follow_each_other_without_a_gap(word):
    assert headings(word) == [
        ("Heading 1", "What is asked of the board"),
        ("Heading 1", "Where the district stands"),
        ("Heading 2", "Talent Management"),
        ("Heading 2", "Leadership"),
        ("Heading 1", "Priority 1: Keep them"),
        ("Heading 2", "Root cause and strategy"),
        ("Heading 2", "Action steps"),
        ("Heading 3", "Ask leavers"),
        ("Heading 3", "Hire a consultant"),
        ("Heading 2", "Milestones"),
        ("Heading 2", "Measures"),
        ("Heading 1", "Priority 2: Find them"),
        ("Heading 1", "Without a priority"),
        ("Heading 2", "Action steps"),
        ("Heading 3", "Tell the board"),
        ("Heading 2", "Milestones"),
        ("Heading 2", "Measures"),
        ("Heading 1", "Measures"),
        ("Heading 2", "Teachers who stay"),
        ("Heading 2", "Cost of a hire"),
        ("Heading 1", "Improvement cycles"),
        ("Heading 2", "A shorter form"),
        ("Heading 1", "Meetings"),
        ("Heading 2", "October meeting"),
        ("Heading 1", "Team and charter"),
        ("Heading 2", "Norms"),
        ("Heading 1", "Decisions"),
    ]


def test_it_begins_with_what_the_plan_is(word):
    assert [(one.style.name, one.text) for one in word.paragraphs[:15]] == [
        ("Title", "Talent plan"),
        ("Subtitle", "Plan of Lakeview School District for the school year 2026\N{EN DASH}27"),
        ("Fact", "District\tLakeview School District"),
        ("Fact", "Plan\tTalent plan"),
        ("Fact", "School year\t2026\N{EN DASH}27"),
        ("Fact", "State of the plan\tIn force"),
        ("Fact", "As of\tNov 20, 2026"),
        ("Fact", "Systems\tTalent Management and Leadership"),
        ("Fact", "Sponsor\tThe superintendent"),
        ("Fact Label", "District improvement plan goals that it serves"),
        ("List Bullet", "Every classroom has a teacher."),
        ("List Bullet", "Four of five new teachers stay."),
        ("Heading 1", "What is asked of the board"),
        ("Normal", "Adopt the plan."),
        ("Normal", "Fund two mentors."),
    ]


def test_it_says_where_the_district_stands(word):
    assert below(word, "Talent Management") == [
        "Autumn 2026, as of Nov 12, 2026: 20 of 22 ratings made. It closed on Nov 13, 2026.",
        "Rated against\tTalent Management System, edition 1",
        "Where the indicators of Talent Management stand",
    ]
    assert tables(word)["Where the indicators of Talent Management stand"] == [
        ["Standing", "Indicators", "In Spring 2026"], ["Ready to implement", "4", "3"], ["Getting ready", "7", "0"],
    ]  # fmt: skip
    assert below(word, "Leadership") == ["Not rated yet."]


def test_a_first_assessment_has_nothing_to_compare_with():
    (talent, _) = full_record().picture
    standings = tuple(replace(one, before=None) for one in talent.standings)
    word = opened(full_record(picture=(replace(talent, before_label="", standings=standings),)))
    assert cells(word.tables[0]) == [["Standing", "Indicators"], ["Ready to implement", "4"], ["Getting ready", "7"]]


def test_a_priority_says_why_and_what_follows(word):
    assert below(word, "Priority 1: Keep them") == [
        "Why it was chosen\tMany leave.",
        "Where it was found\tReadiness",
        "What it rests on\tTalent Management 5a, Getting Ready",
    ]
    assert below(word, "Root cause and strategy") == [
        "Problem\tOne of six leaves.",
        "Method\tFive whys",
        "Why is that so?",
        "Nobody asks them.",
        "Asking is nobody's task.",
        "People",
        "Principals are new",
        "Mentors are few",
        "Root cause\tNo one is in charge.",
        "Strategy\tTalk to everybody who leaves.",
        "Why this strategy\tIt costs nothing.",
    ]
    assert below(word, "Priority 2: Find them") == [
        "Why it was chosen", "Line one.", "Line two.", "Where it was found\tChosen by the team",
    ]  # fmt: skip


def test_action_steps_are_a_table_with_more_about_each_below_it(word):
    assert tables(word)["Action steps of Keep them"] == [
        STEP_HEADINGS,
        [
            "Ask leavers\nFulfills: Talent Management 5a, Getting Ready", "Amina Warsame", "Oct 1, 2026", "Nov 6, 2026",
            "Under way\nOverdue", "Two days", "Title II, Part A",
        ],
        ["Name mentors", "", "", "", "Done\nNov 3, 2026", "", ""],
        ["Hire a consultant", "", "", "", "Dropped\nNov 4, 2026", "", ""],
    ]  # fmt: skip
    assert below(word, "Ask leavers") == ["Notes", "First note.", "Second note."]
    assert below(word, "Hire a consultant") == ["Waits for\tAsk leavers", "Dropped because\tNo money."]


def test_what_is_too_long_for_a_narrow_column_stands_below(word):
    assert tables(word)["Action steps of no priority"] == [
        STEP_HEADINGS, ["Tell the board", "Principals", "", "", "Not begun", "See below", ""],
    ]  # fmt: skip
    assert below(word, "Tell the board") == [f"Resources\t{('A room. ' * 20).strip()}"]


def test_a_long_source_of_funding_stands_below_too():
    record = bare_record(steps=(step(1, "Pay", funding="f" * 121), step(2, "Save", funding="f" * 120)))
    word = opened(record)
    assert [row[-1] for row in cells(word.tables[0])] == ["Funding", "See below", "f" * 120]
    assert below(word, "Pay") == ["Funding\t" + "f" * 121]


def test_milestones_say_whether_they_are_reached(word):
    found = tables(word)
    assert found["Milestones of Keep them"] == [
        ["Milestone", "Due", "State"],
        ["Handbook approved", "Nov 2, 2026", "Reached Nov 1, 2026"],
        ["Mentors named", "Nov 9, 2026", "Overdue"],
    ]
    assert found["Milestones of no priority"][1:] == [["Board has met", "Mar 1, 2027", "Not reached yet"]]


def test_measures_stand_under_their_priority_and_once_in_full(word):
    found = tables(word)
    assert found["Measures of Keep them"] == [
        ["Measure", "Kind", "Baseline", "Latest reading", "Next target", "Where it stands"],
        [
            "Teachers who stay", "Lagging", "70.5% on Sep 1, 2026", "71.25% on Oct 1, 2026", "80% on Jun 1, 2027",
            "On its path",
        ],
    ]  # fmt: skip
    assert found["Measures of no priority"][1:] == [["Cost of a hire", "Leading", "", "", "", "Not known yet"]]
    assert below(word, "Teachers who stay") == [
        "Priority\t1. Keep them",
        "What it measures\tOf those hired two years ago.",
        "Kind\tLagging. Higher is better.",
        "Unit\t%",
        "Baseline\t70.5% on Sep 1, 2026",
        "Source\tPayroll",
        "Where it stands\tOn its path",
        "Targets of Teachers who stay",
        "Readings of Teachers who stay",
    ]
    assert found["Targets of Teachers who stay"] == [
        ["Date", "Target"], ["Jun 1, 2027", "80%"], ["Jun 1, 2028", "90%"],
    ]  # fmt: skip
    assert found["Readings of Teachers who stay"] == [
        ["Date", "Reading", "Source", "Note"], ["Oct 1, 2026", "71.25%", "Survey", "A first look."],
    ]  # fmt: skip
    assert below(word, "Cost of a hire") == [
        "Kind\tLeading. Lower is better.", "Unit\t$", "Where it stands\tNot known yet",
    ]  # fmt: skip


def test_cycles_and_meetings_are_told_in_full(word):
    assert below(word, "A shorter form") == [
        "Priority\t1. Keep them",
        "Owner\tPetra Novak",
        "From\tOct 5, 2026",
        "Study on\tNov 2, 2026",
        "Outcome\tAdopt, closed on Nov 4, 2026",
        "Measures it watches",
        "Teachers who stay",
        "Plan\tSix questions.",
        "Do\tTwo buildings.",
        "Study\tMore answers.",
        "Act\tEverywhere.",
    ]
    assert below(word, "October meeting") == [
        "Date\tOct 14, 2026", "Present\tAmina Warsame; Ann Guest", "Agenda", "Steps", "Measures",
        "Decisions\tGo on.", "Follow-ups", "Name mentors",
    ]  # fmt: skip


def test_an_open_cycle_says_where_it_is():
    (cycle,) = full_record().cycles
    word = opened(bare_record(cycles=(replace(cycle, priority=None, outcome="", closed_on=None, phase="Do"),)))
    assert "Now in\tDo" in below(word, "A shorter form")


def test_the_team_and_what_was_decided_come_last(word):
    found = tables(word)
    assert below(word, "Team and charter") == [
        "Team\tTalent team", "Nobody brings\tTeacher and Student", "Members of Talent team",
    ]  # fmt: skip
    assert found["Members of Talent team"] == [
        ["Name", "Role on the team", "Perspective"],
        ["Amina Warsame", "Facilitator", "Building leader"],
        ["Ines Farrow", "", "Family or community"],
    ]
    assert below(word, "Norms") == ["Begin on time."]
    assert found["Decisions on the way"] == [
        ["Date", "Kind", "About", "Decided"], ["Oct 14, 2026", "Priority", "Keep them", "Chosen. Many leave."],
    ]  # fmt: skip
