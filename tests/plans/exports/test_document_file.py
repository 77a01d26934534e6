"""A plan's document as a file: its tables and properties, that it loses no text, and plans as they are stored."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from docx.oxml.ns import qn
from docx.table import Table

from core.rendering.characters import without_broken_characters
from plans.exports.document import plan_docx
from plans.reports import plan_record
from tests.plans.exports.full_record import bare_record, full_record, texts_in, with_texts
from tests.plans.exports.word_reading import headings, lines_in, opened, tables
from tests.plans.making import filled_plan
from tests.readiness.nasty_notes import ARABIC, HEBREW, NASTY_NOTES


@pytest.fixture(scope="module")
def word():
    return opened(full_record())


def test_every_table_has_a_heading_row_and_stands_below_its_heading_or_caption(word):
    before = None
    for part in word.iter_inner_content():
        if isinstance(part, Table):
            assert before.style.name == "Caption" or before.style.name.startswith("Heading")
            marked = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in part.rows]
            assert marked == [True] + [False] * (len(part.rows) - 1)
        before = part
    assert len(word.tables) == 11


def test_its_properties_name_the_district_and_the_moment_of_the_record(word):
    said = word.core_properties
    assert (said.title, said.author, said.last_modified_by, said.subject, said.language) == (
        "Talent plan", "Lakeview School District", "Lakeview School District",
        "Plan for Talent Management and Leadership, school year 2026\N{EN DASH}27", "en-US",
    )  # fmt: skip
    assert said.created == said.modified == datetime(2026, 11, 20, 17, 30, 5, tzinfo=UTC)


@pytest.mark.parametrize(("paper", "size"), [("Letter", (7772400, 10058400)), ("A4", (7560310, 10692130))])
def test_it_is_on_the_paper_of_the_district(paper, size):
    (section,) = opened(full_record(paper=paper)).sections
    assert (section.page_width, section.page_height) == size


def test_one_record_always_makes_the_same_bytes():
    assert plan_docx(full_record()) == plan_docx(full_record())
    assert plan_docx(full_record()) != plan_docx(full_record(title="Another plan"))


def test_a_plan_in_which_nothing_is_said_has_no_headings():
    word = opened(bare_record())
    assert (headings(word), word.tables) == ([], [])
    assert [one.text for one in word.paragraphs[2:]] == [
        "District\tLakeview School District",
        "Plan\tTalent plan",
        "School year\t2026\N{EN DASH}27",
        "State of the plan\tIn force",
        "As of\tNov 20, 2026",
        "Systems\tTalent Management and Leadership",
    ]


def test_everything_that_is_said_in_a_plan_is_in_it():
    record = full_record()
    text = "\n".join(lines_in(opened(record)))
    assert [said for said in texts_in(record) if any(line.strip() not in text for line in said.splitlines())] == []


@pytest.mark.parametrize("note", [*NASTY_NOTES, "n" * 30_000, "=1+1", "<b>bold</b>\x00\x0b", "a\tb", "\n\n \n"])
def test_hostile_texts_stay_texts(note):
    record = with_texts(full_record(), lambda text: note)
    text = " ".join(" ".join(lines_in(opened(record))).split())
    expected = [line for line in without_broken_characters(note).splitlines() if line.strip()]
    assert [line for line in expected if " ".join(line.split()) not in text] == []


@pytest.mark.parametrize("text", [ARABIC, HEBREW])
def test_what_is_written_from_right_to_left_runs_that_way(text):
    word = opened(with_texts(bare_record(ask="x"), lambda _: text))
    said = word.paragraphs[-1]
    assert (said.text, said.style.name, said.runs[0].font.rtl) == (text, "Normal", True)
    assert said._p.pPr.find(qn("w:bidi")) is not None


def test_a_plan_as_it_is_stored_makes_a_document(district, lead, system):
    record = plan_record(filled_plan(district, lead, steps=12, measures=4, readings=8))
    word = opened(record)
    assert [text for style, text in headings(word) if style == "Heading 1"] == [
        "Priority 1: First", "Priority 2: Priority 2", "Priority 3: Priority 3", "Priority 4: Priority 4",
        "Priority 5: Priority 5", "Measures", "Improvement cycles", "Decisions",
    ]  # fmt: skip
    found = tables(word)
    assert [row[:2] for row in found["Action steps of First"][1:]] == [
        ["Step 0", "A Lead"], ["Step 5", "A Lead"], ["Step 10", "A Lead"],
    ]  # fmt: skip
    text = "\n".join(lines_in(word))
    planned = (record.priorities, record.steps, record.milestones, record.measures, record.cycles, record.decisions)
    assert [said for rows in planned for row in rows for said in texts_in(row) if said not in text] == []


def test_a_plan_that_has_just_been_started_makes_a_document(plan):
    word = opened(plan_record(plan))
    assert (word.paragraphs[0].text, headings(word)) == ("Improvement plan", [])
