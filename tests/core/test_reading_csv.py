from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.reading import ReadTable
from core.rendering.csv import render_csv
from tests.core.spreadsheet_samples import cells, read, row

WINDOWS = "The file is not UTF-8, and was read as Windows-1252. Look at the letters with accents."


def read_text(text, encoding="utf-8"):
    return read(text.encode(encoding), "entries.csv")


def test_a_table_is_headings_and_the_rows_that_hold_anything():
    table = read_text('\r\nName, Hours \t per week ,,\r\nAnn,12\r\n,,\r\n"two\r\nlines",\r\nBob,,x\r\n')
    rows = (row(3, "Ann", "12", ""), row(5, "two\nlines", "", ""), row(7, "Bob", "", "x"))
    assert table == ReadTable("CSV", ("Name", "Hours per week", ""), rows, ())


def test_headings_alone_are_a_table_without_rows():
    assert read_text("Name,Hours") == ReadTable("CSV", ("Name", "Hours"), (), ())


def test_a_file_object_is_read_from_its_beginning():
    file = BytesIO(b"Name\nAnn\n")
    file.read()
    assert cells(read(file, "entries.csv")) == [["Ann"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_any_unicode_is_read(encoding):
    assert read_text("Größe,名前\nÄ,é", encoding) == ReadTable("CSV", ("Größe", "名前"), (row(2, "Ä", "é"),), ())


def test_utf_16_may_begin_with_either_byte():
    assert read("\ufeffName\nÄ".encode("utf-16-be"), "a.csv").rows == (row(2, "Ä"),)


def test_text_of_windows_is_read_and_told():
    assert read_text("Größe\n€ “é”", "cp1252") == ReadTable("CSV", ("Größe",), (row(2, "€ “é”"),), (WINDOWS,))


@pytest.mark.parametrize(
    ("text", "headings", "rows"),
    [
        ("a;b,c;d\n1;2;3", ("a", "b,c", "d"), [["1", "2", "3"]]),
        ("a\tb\n1,5\t2", ("a", "b"), [["1,5", "2"]]),
        ('"a;b;c",d\n1,2', ("a;b;c", "d"), [["1", "2"]]),
        ('"a,b,c";"d"\n1;2', ("a,b,c", "d"), [["1", "2"]]),
        ("sep=;\na;b,c,d\n1;2", ("a", "b,c,d"), [["1", "2"]]),
        ('"SEP=|"\r\na|b\r\n1|2', ("a", "b"), [["1", "2"]]),
        ("a\n1;2", ("a",), [["1;2"]]),
        (";;;\n;a;b;\n;1;2;", ("", "a", "b"), [["", "1", "2"]]),
    ],
)
def test_the_separator_is_the_one_of_the_headings(text, headings, rows):
    table = read_text(text)
    assert (table.headings, cells(table)) == (headings, rows)


def test_lines_are_counted_from_the_first_of_the_file():
    assert read_text("sep=;\n\nName\n\nAnn").rows == (row(5, "Ann"),)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("'=1+1", "=1+1"),
        ("''=1", "'=1"),
        ("'-5", "-5"),
        ("'@x", "@x"),
        ("=1+1", "=1+1"),
        ("-5", "-5"),
        ("'tis", "'tis"),
        (" '=1", "'=1"),
        ("'\tx", "x"),
        ("''", "''"),
        ("  plain \u00a0", "plain"),
        ("a\x07b", "ab"),
        ('"a\rb\r\nc\nd"', "a\nb\nc\nd"),
    ],
)
def test_text_loses_the_one_apostrophe_that_guards_a_formula(written, text):
    assert cells(read_text(f"Name\n{written}\n")) == [[text]]


@pytest.mark.parametrize(
    ("name", "notices"),
    [
        ("entries.xlsx", ("The file is called .xlsx but holds comma-separated text, and was read as that.",)),
        ("entries.XLS", ("The file is called .xls but holds comma-separated text, and was read as that.",)),
        ("entries.txt", ()),
        ("entries", ()),
    ],
)
def test_a_file_says_when_its_name_is_wrong(name, notices):
    assert read(b"Name\nAnn", name).notices == notices


CHARACTERS = st.characters(exclude_categories=["Cc", "Cs", "Cn"])
TEXT = st.one_of(
    st.text(CHARACTERS, max_size=40), st.sampled_from(["=1", "'=1", "''-x", "'tis", 'a"b', "a\n\nb", ";;"])
)
CANONICAL = TEXT.map(str.strip)
TABLES = st.lists(st.tuples(CANONICAL, CANONICAL, st.just("x")), max_size=6)


@settings(max_examples=150, deadline=None)
@given(TABLES)
def test_what_we_write_is_read_as_it_was(rows):
    assert cells(read(render_csv(["Name", "Note", "End"], rows), "entries.csv")) == [list(texts) for texts in rows]
