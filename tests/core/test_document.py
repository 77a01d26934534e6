"""DOCX documents: every kind of block, and what people typed."""

from __future__ import annotations

import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from core.rendering.characters import without_broken_characters
from core.rendering.document import Bullets, Fact, Heading, Prose, SkippedLevel, Table, render_docx
from tests.core.document_samples import COLUMNS, TABLE, document, opened, paragraphs

ARABIC = "قالت المديرة إن الخطة جاهزة."
LONG = "word " * 40


def test_a_document_begins_with_its_title_and_subtitle():
    assert [(one.style.name, one.text) for one in opened(title="A\nplan").paragraphs] == [
        ("Title", "A plan"), ("Subtitle", "For the board"),
    ]  # fmt: skip


def test_blocks_have_the_styles_of_their_kind():
    assert paragraphs(
        Heading(1, "One"), Heading(2, "Two\nlines"), Heading(3, "Three"), Prose("a\n\nb\r\nc"), Bullets(["x", "y\nz"])
    ) == [
        ("Heading 1", "One"), ("Heading 2", "Two lines"), ("Heading 3", "Three"), ("Normal", "a"), ("Normal", "b"),
        ("Normal", "c"), ("List Bullet", "x"), ("List Bullet", "y"), ("List Bullet", "z"),
    ]  # fmt: skip


@pytest.mark.parametrize("levels", [(2,), (1, 3), (1, 2, 3, 1, 3), (0,), (1, 2, 3, 4)])
def test_no_heading_skips_a_level(levels):
    with pytest.raises(SkippedLevel, match=r"^A heading of level \d cannot follow one of level \d\.$"):
        render_docx(document(*(Heading(level, "x") for level in levels)))


def test_headings_may_go_up_any_number_of_levels():
    levels = (1, 2, 3, 1, 2, 2, 3, 3, 2, 1)
    assert [style for style, _ in paragraphs(*(Heading(level, "x") for level in levels))] == [
        f"Heading {level}" for level in levels
    ]


def test_short_facts_stand_beside_their_label_and_others_below_it():
    assert paragraphs(
        Fact("Owner", "Petra"), Fact("Why", "a\nb"), Fact("Long", LONG), Fact("Goals", ("x", "y")), Fact("Name", ARABIC)
    ) == [
        ("Fact", "Owner\tPetra"), ("Fact Label", "Why"), ("Normal", "a"), ("Normal", "b"), ("Fact Label", "Long"),
        ("Normal", LONG.strip()), ("Fact Label", "Goals"), ("List Bullet", "x"), ("List Bullet", "y"),
        ("Fact Label", "Name"), ("Normal", ARABIC),
    ]  # fmt: skip


def test_a_label_is_strong():
    runs = opened(Fact("Owner", "Petra")).paragraphs[2].runs
    assert [(run.text, run.style.name) for run in runs] == [
        ("Owner", "Strong"), ("\t", "Default Paragraph Font"), ("Petra", "Default Paragraph Font"),
    ]  # fmt: skip


def test_what_is_no_block_is_refused():
    with pytest.raises(TypeError, match="is no block of a document"):
        render_docx(document("text"))


def test_a_table_has_a_caption_unless_a_heading_stands_right_before_it():
    assert paragraphs(Heading(1, "Plan"), TABLE, TABLE, Prose("x"), TABLE, Prose("y")) == [
        ("Heading 1", "Plan"), ("Caption", "Steps"), ("Normal", "x"), ("Caption", "Steps"), ("Normal", "y"),
    ]  # fmt: skip


def test_a_table_at_the_end_has_the_paragraph_after_it_that_word_wants():
    assert paragraphs(TABLE) == [("Caption", "Steps"), ("Table Text", "")]


def test_a_table_holds_its_cells_and_says_what_it_is():
    (table,) = opened(TABLE).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Step", "Count"],
        ["Ask", "2"],
        ["Tell", "10"],
    ]
    styles = [[cell.paragraphs[0].style.name for cell in row.cells] for row in table.rows]
    assert styles == [["Table Heading", "Table Number Heading"], *[["Table Text", "Table Number"]] * 2]
    assert table.style.name == "Report Table"
    assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == "Steps"
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    assert (look.get(qn("w:firstRow")), look.get(qn("w:firstColumn"))) == ("1", "0")


def test_the_heading_row_comes_again_and_no_row_breaks_unless_it_is_very_long():
    table = Table("Steps", COLUMNS, [["Ask", "2"], ["n" * 1_200, "2"], ["n" * 1_201, "2"]])
    rows = opened(table).tables[0].rows
    marks = [[one.tag.partition("}")[2] for one in row._tr.trPr] if row._tr.trPr is not None else [] for row in rows]
    assert marks == [["cantSplit", "tblHeader"], ["cantSplit"], ["cantSplit"], []]


def test_lines_of_a_cell_are_paragraphs_and_an_empty_cell_has_one():
    (table,) = opened(Table("Steps", COLUMNS, [["a\n\nb", ""]])).tables
    assert [[one.text for one in cell.paragraphs] for cell in table.rows[1].cells] == [["a", "b"], [""]]


@pytest.mark.parametrize(("width", "columns"), [(1, [4732020, 1577340]), (0.5, [2366010, 788670])])
def test_columns_share_the_width_of_a_table(width, columns):
    (table,) = opened(Table("Steps", COLUMNS, [["a", "1"]], width=width)).tables
    found = [[cell.width for cell in row.cells] for row in table.rows]
    assert all(abs(one - wanted) < 1_000 for row in found for one, wanted in zip(row, columns, strict=True))
    assert [column.width for column in table.columns] == found[0]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a\x00b\x0bc\ud800\uffff", ["abc\ufffd\ufffd"]),
        ("<b>bold</b> & {{ x }} &amp;", ["<b>bold</b> & {{ x }} &amp;"]),
        ("=1+1", ["=1+1"]),
        ("  two  spaces ", ["  two  spaces"]),
        ("a\tb", ["a\tb"]),
        ("one\u2028two\rthree", ["one", "two", "three"]),
        ("n" * 30_000, ["n" * 30_000]),
        ("\N{GRINNING FACE}", ["\N{GRINNING FACE}"]),
        (" \n\t\n", []),
    ],
)
def test_text_stays_text_line_by_line(text, lines):
    assert paragraphs(Prose(text)) == [("Normal", line) for line in lines]


@settings(deadline=None, max_examples=30)
@given(st.lists(st.text(), max_size=6))
def test_no_text_stops_a_document(texts):
    wanted = [line.rstrip() for text in texts for line in without_broken_characters(text).splitlines() if line.strip()]
    assert [text for _, text in paragraphs(*map(Prose, texts))] == wanted


def test_text_from_right_to_left_runs_that_way_wherever_it_stands():
    word = opened(Heading(1, ARABIC), Bullets([ARABIC]), Prose(f"left\n{ARABIC}"), title=ARABIC)
    found = [(one._p.pPr.find(qn("w:bidi")) is not None, bool(one.runs[0].font.rtl)) for one in word.paragraphs]
    assert found == [(True, True), (False, False), (True, True), (True, True), (False, False), (True, True)]
    (table,) = opened(Table(ARABIC, COLUMNS, [[ARABIC, "1"]])).tables
    assert [cell.paragraphs[0]._p.pPr.find(qn("w:bidi")) is not None for cell in table.rows[1].cells] == [True, False]
