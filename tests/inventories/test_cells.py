"""Cells of every kind: what is read and refused, what is shown and written, and what they are sorted by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventories.cells import BadCell, key_of, keys_of, reader_of, shown, words_of, written
from inventories.choices import ColumnKind
from tests.inventories.keeping import FOR_WHOM, STATES


@dataclass(frozen=True)
class Column:
    kind: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Place:
    pk: int
    name: str
    nces_id: str = ""


PLACES = (Place(7, "Harbor Elementary", "260000000017"), Place(12, "École  du Lac"))
NAMES = {place.pk: place.name for place in PLACES}
OF = {kind: Column(kind) for kind in ColumnKind} | {
    ColumnKind.CHOICE: Column("choice", STATES),
    ColumnKind.CHOICES: Column("choices", FOR_WHOM),
}


def read(kind, text):
    return reader_of(OF[kind], PLACES)(text)


READ = [
    ("text", "  Mentoring \r\n", "Mentoring"),
    ("text", "Men\x07toring", "Mentoring"),
    ("text", "x" * 300, "x" * 300),
    ("person", "A. Person, lead", "A. Person, lead"),
    ("person", "0", "0"),
    ("person", "A. Person\n \r\nlead\u2028too", "A. Person lead too"),
    ("text", "Two\nlines  on", "Two lines  on"),
    ("long-text", "One\r\nTwo\rThree\n", "One\nTwo\nThree"),
    ("long-text", "x" * 10_000, "x" * 10_000),
    ("choice", "in  PLACE", "In place"),
    ("choice", "Missing", "Missing"),
    ("choices", "leaders; TEACHERS", ["Teachers", "Leaders"]),
    ("choices", "Support staff\nsupport  staff;;", ["Support staff"]),
    ("choices", " ; ;\n", None),
    ("number", "$1,250.50", "1250.5"),
    ("number", "- 12", "-12"),
    ("number", "-0.000", "0"),
    ("number", ".5", "0.5"),
    ("number", "1250000", "1250000"),
    ("number", "999,999,999.999999", "999999999.999999"),
    ("number", "0.000001", "0.000001"),
    ("number", "007", "7"),
    ("date", "2026-08-15", "2026-08-15"),
    ("date", "8/5/2026", "2026-08-05"),
    ("date", "8/5/26", "2026-08-05"),
    ("date", "Aug 5,  2026", "2026-08-05"),
    ("date", "august 5, 2026", "2026-08-05"),
    ("expires", "02/29/2028", "2028-02-29"),
    ("expires", "1900-01-01", "1900-01-01"),
    ("expires", "2100-12-31", "2100-12-31"),
    ("yes-no", "YES", True),
    ("yes-no", "x", True),
    ("yes-no", "1", True),
    ("yes-no", "No", False),
    ("yes-no", "false", False),
    ("link", "www.example.org/a?b=c", "https://www.example.org/a?b=c"),
    ("link", "http://example.org", "http://example.org"),
    ("building", "harbor  elementary", 7),
    ("building", "260000000017", 7),
    ("building", "ÉCOLE du lac", 12),
]


@pytest.mark.parametrize(("kind", "text", "stored"), READ)
def test_a_text_is_read_as_what_is_stored(kind, text, stored):
    found = read(kind, text)
    assert (found, type(found)) == (stored, type(stored))


@pytest.mark.parametrize("kind", ColumnKind.values)
@pytest.mark.parametrize("text", ["", "   ", "\r\n\t", "\x00\x01"])
def test_nothing_is_read_as_an_empty_cell_of_every_kind(kind, text):
    assert read(kind, text) is None


CHOOSE = "is not one of the choices: In place, Being built, Missing."
NUMBER = "Type a number, such as 1250 or 0.5."
TOO_LARGE = "Type a number under one billion, with six places after the point at most."
DATE = "Type a date, such as 2026-08-15 or 8/15/2026."
LINK = "Type a whole address, such as https://www.example.org/page."
NO_BUILDING = "The district has no building “{}”. A lead adds buildings in the settings."
REFUSED = [
    ("text", "x" * 301, "This is 301 characters long. The column holds up to 300."),
    ("person", "x" * 201, "This is 201 characters long. The column holds up to 200."),
    ("long-text", "x" * 10_001, "This is 10,001 characters long. The column holds up to 10,000."),
    ("link", "https://example.org/" + "x" * 481, "This is 501 characters long. The column holds up to 500."),
    ("choice", "Gone", f"“Gone” {CHOOSE}"),
    ("choice", "x" * 61, f"“{'x' * 57}…” {CHOOSE}"),
    (
        "choices",
        "Leaders, Teachers",
        "“Leaders, Teachers” is not one of the choices: Teachers, Leaders, Support staff.",
    ),
    ("choices", "Leaders; Parents", "“Parents” is not one of the choices: Teachers, Leaders, Support staff."),
    *(("number", text, NUMBER) for text in ["many", "-", "$", "1,25", "5.", "1e3", "--1", "1 %", "NaN", "1.2.3"]),
    *(("number", text, TOO_LARGE) for text in ["1000000000", "-1,000,000,000", "0.0000001", "9" * 60, "." + "1" * 60]),
    *(("date", text, DATE) for text in ["soon", "2026-02-30", "13/1/2026", "1899-12-31", "2101-01-01", "2026", "8/26"]),
    ("expires", "15.8.2026", DATE),
    ("yes-no", "perhaps", "Type Yes or No."),
    *(("link", text, LINK) for text in ["example", "ftp://example.org", "javascript:alert(1)", "https://a b.org"]),
    ("building", "Harbor", NO_BUILDING.format("Harbor")),
    ("building", "7", NO_BUILDING.format("7")),
]


@pytest.mark.parametrize(("kind", "text", "message"), REFUSED)
def test_a_text_that_does_not_fit_is_refused_with_what_does(kind, text, message):
    with pytest.raises(BadCell) as refused:
        read(kind, text)
    assert str(refused.value) == message


SHOWN = [
    ("text", "Mentoring", "Mentoring", "Mentoring", ("mentoring",)),
    ("person", "A.  Person", "A.  Person", "A.  Person", ("a. person",)),
    ("long-text", "One\nTwo", "One\nTwo", "One\nTwo", ("",)),
    ("choice", "In place", "In place", "In place", ("In place",)),
    ("choices", ["Teachers", "Leaders"], "Teachers, Leaders", "Teachers; Leaders", ("Teachers", "Leaders")),
    ("number", "1250.5", "1,250.5", "1250.5", ("1000001250.500000",)),
    ("number", "-1250", "-1,250", "-1250", ("0999998750.000000",)),
    ("date", "2026-08-05", "Aug 5, 2026", "2026-08-05", ("2026-08-05",)),
    ("expires", "2026-12-31", "Dec 31, 2026", "2026-12-31", ("2026-12-31",)),
    ("yes-no", True, "Yes", "Yes", ("Yes",)),
    ("yes-no", False, "No", "No", ("No",)),
    ("link", "https://Example.org/A", "https://Example.org/A", "https://Example.org/A", ("https://example.org/a",)),
    ("building", 7, "Harbor Elementary", "Harbor Elementary", ("7",)),
    ("building", 99, "", "", ("99",)),
]


@pytest.mark.parametrize(("kind", "stored", "seen", "kept", "keys"), SHOWN)
def test_a_cell_is_shown_to_people_written_to_files_and_keyed_for_queries(kind, stored, seen, kept, keys):
    column = OF[kind]
    assert (shown(column, stored, NAMES), written(stored, NAMES), keys_of(column, stored)) == (seen, kept, keys)


@pytest.mark.parametrize("kind", ColumnKind.values)
def test_an_empty_cell_shows_writes_and_keys_nothing(kind):
    assert (shown(OF[kind], None, NAMES), written(None, NAMES), keys_of(OF[kind], None)) == ("", "", ())


def test_choices_and_buildings_are_found_whatever_their_spaces_and_accents_are_made_of():
    one = reader_of(Column("choice", ("In  place", "Cafe\u0301")))
    assert [one("in place"), one("CAFÉ")] == ["In  place", "Cafe\u0301"]
    assert read("building", "E\u0301cole du Lac") == 12


@pytest.mark.parametrize(
    ("one", "other"),
    [("A  b", "a B"), ("CAFÉ", "Cafe\u0301"), ("Straße", "STRASSE"), ("a\nb", "A B"), ("1\u00a0a", "1 A")],
)
def test_texts_are_the_same_whatever_their_capitals_spaces_and_accents(one, other):
    assert key_of(one) == key_of(other)


def test_words_leave_out_what_is_empty():
    assert words_of(["Mentoring  ON", "", "Jo"]) == "mentoring on\njo"


# For anything ---------------------------------------------------------------------------------------------

TEXTS = st.text(min_size=1, max_size=200)
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
NUMBERS = st.decimals(Decimal("-999999999.999999"), Decimal("999999999.999999"), places=6, allow_nan=False)
STORABLE = {
    ColumnKind.CHOICE: st.sampled_from(STATES),
    ColumnKind.CHOICES: st.sets(st.sampled_from(FOR_WHOM), min_size=1).map("; ".join),
    ColumnKind.NUMBER: NUMBERS.map(str),
    ColumnKind.DATE: DAYS.map(str),
    ColumnKind.EXPIRES: DAYS.map("{0:%m}/{0:%d}/{0.year}".format),
    ColumnKind.YES_NO: st.sampled_from(["yes", "No", "x", "0"]),
    ColumnKind.LINK: st.text("abcXYZ019-_~%é/?#&=", max_size=60).map("www.example.org/{}".format),
    ColumnKind.BUILDING: st.sampled_from([place.name for place in PLACES]),
}


@given(data=st.data(), kind=st.sampled_from(ColumnKind.values))
def test_reading_what_was_written_gives_the_same(data, kind):
    stored = read(kind, data.draw(STORABLE.get(kind, TEXTS)))
    assert read(kind, written(stored, NAMES)) == stored
    assert len(keys_of(OF[kind], stored)) == (0 if stored is None else len(stored) if isinstance(stored, list) else 1)


@given(kind=st.sampled_from(ColumnKind.values), text=TEXTS)
def test_any_text_at_all_is_read_or_refused(kind, text):
    try:
        stored = read(kind, text)
    except BadCell:
        return
    assert read(kind, written(stored, NAMES)) == stored


@given(one=NUMBERS, other=NUMBERS)
def test_keys_of_numbers_are_in_the_order_of_the_numbers(one, other):
    keys = [keys_of(OF["number"], read("number", str(number))) for number in (one, other)]
    assert (keys[0] < keys[1], keys[0] == keys[1]) == (one < other, one == other)


@given(one=DAYS, other=DAYS)
def test_keys_of_dates_are_in_the_order_of_the_days(one, other):
    keys = [keys_of(OF["expires"], read("expires", str(day))) for day in (one, other)]
    assert (keys[0] < keys[1], keys[0] == keys[1]) == (one < other, one == other)


@given(one=TEXTS, other=TEXTS)
def test_keys_of_texts_are_the_same_where_the_words_are(one, other):
    assert (keys_of(OF["text"], one) == keys_of(OF["text"], other)) is (key_of(one) == key_of(other))
    assert key_of(one.swapcase().upper().lower()) == key_of(one.upper()) or not one.isascii()
    assert key_of(f" {one}\n ") == key_of(one)
