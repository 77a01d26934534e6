import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.rendering.csv import FORMULA_START, render_csv


def read(content):
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))


def test_a_file_begins_with_its_mark_and_headings():
    content = render_csv(["kind", "note"], [["rating", 'Größe, "x"\nand more'], [None, 3]])
    assert content.startswith("\ufeffkind,note\r\n".encode())
    assert read(content) == [["kind", "note"], ["rating", 'Größe, "x"\nand more'], ["", "3"]]


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "'=1", "''-x"])
def test_text_that_begins_like_a_formula_gets_one_apostrophe(start):
    assert read(render_csv(["a"], [[start]]))[1] == [f"'{start}"]


@pytest.mark.parametrize("text", ["", "5a", "'tis", " =1", "1-2", "not = yet"])
def test_other_text_stays_as_it_is(text):
    assert read(render_csv(["a", "b"], [[text, "x"]]))[1][0] == text


def test_broken_characters_never_stop_a_file():
    assert read(render_csv(["a"], [["a\x00b\ud800c\uffff\x1b"]]))[1] == ["ab\ufffdc\ufffd"]


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"])))
def test_taking_one_apostrophe_off_a_guarded_text_gives_it_back(text):
    written = read(render_csv(["a", "b"], [[text, "x"]]))[1][0]
    is_guarded = written.startswith("'") and FORMULA_START.match(written[1:])
    assert (written[1:] if is_guarded else written) == text
