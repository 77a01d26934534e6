"""Inventories as PDF: accessible, what a meeting has to know first, and entries in tables that stay whole."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import pairwise

import pytest
from django.template.loader import render_to_string
from pypdf import PdfReader

from inventories.choices import InventoryState
from inventories.exports import inventories_pdf, inventory_pdf
from inventories.exports.layout import MOST, TABLE, TALLEST, entries_layout
from inventories.exports.pdf import inventories_context, report_context
from tests.core.pdf_checks import BETWEEN_HEADS, bookmarks_of, problems, tags_of, text_of
from tests.inventories.file_samples import BARE, COVERAGE, FULL, SHEET_COLUMNS, report_of, reports_of

HTML_TAGS = {"table": "Table", "tr": "TR", "th": "TH", "td": "TD", "h1": "H1", "h2": "H2", "h3": "H3", "h4": "H4"}
LONG = "Every team describes what it sees in its schools. " * 190
NASTY = (
    ("<b>Markup</b> & {{ report }}", "https://example.org/" + "a" * 400, *FULL[2:]),
    ("W" * 300, LONG, *FULL[2:]),
    ("W" * 300, "W" * 300, None, None, None, None, None, None, "https://example.org/" + "w" * 300, "W" * 200, 1),
    ("مرحبا بالعالم", "مرحبا بالعالم", *BARE[2:]),
    ("Chinese: 学区. Emoji: \U0001f600", "- one\n- two\n\nthree", *BARE[2:]),
    (None, "Nobody names it.", *BARE[2:]),
)
MANY = tuple((f"Practice {number}", *FULL[1:]) for number in range(310))
NAMES = replace(SHEET_COLUMNS[0], choices=())

REPORTS = {
    "usual": report_of(),
    "empty": replace(report_of(BARE), entries=(), summary=replace(report_of().summary, total=0, counts=())),
    "staff data": report_of(is_staff_data=True, coverage=COVERAGE, title="Certifications"),
    "nasty on A4": report_of(*NASTY, paper="A4", title="Practices 学区 " * 8),
    "one column": report_of(("Mentoring",), ("Induction",), columns=(NAMES,)),
}
ALL = reports_of(
    report_of(title="Practices"),
    report_of(*NASTY, title="Certifications", is_staff_data=True, coverage=COVERAGE),
    report_of(title="Last year", state=InventoryState.OUTDATED, review_on=date(2026, 6, 1), is_overdue=True),
    left_out=("Competencies",),
)


def html_of(report):
    return render_to_string("inventories/report/report.html", report_context(report))


def html_of_all(report):
    return render_to_string("inventories/report/all.html", inventories_context(report))


def expected_tags(html):
    return Counter(HTML_TAGS[tag] for tag in re.findall(r"<(table|tr|th|td|h1|h2|h3|h4)\b", html))


def found_tags(pdf):
    return Counter({tag: count for tag, count in tags_of(pdf).items() if tag in HTML_TAGS.values()})


def words_of(pdf):
    return text_of(pdf, *BETWEEN_HEADS)


@pytest.fixture(scope="module")
def pdf():
    return inventory_pdf(REPORTS["usual"])


@pytest.fixture(scope="module")
def all_pdf():
    return inventories_pdf(ALL)


@pytest.mark.parametrize("name", REPORTS)
def test_every_report_is_accessible_and_tagged_as_its_template(name):
    made = inventory_pdf(REPORTS[name])
    assert (problems(made), found_tags(made)) == ([], expected_tags(html_of(REPORTS[name])))


def test_the_report_of_all_is_accessible_and_tagged_as_its_template(all_pdf):
    assert (problems(all_pdf), found_tags(all_pdf)) == ([], expected_tags(html_of_all(ALL)))


@pytest.mark.parametrize("html", [*map(html_of, REPORTS.values()), html_of_all(ALL)])
def test_no_level_of_heading_is_skipped(html):
    levels = [int(level) for level in re.findall(r"<h(\d)", html)]
    assert [low - high for high, low in pairwise(levels) if low - high > 1] == []


def test_the_cover_says_what_it_is_and_how_current(pdf):
    cover = text_of(pdf, "-l", "1")
    assert cover.startswith("Lakeview School District Inventory Practices What is where.")
    assert "State Current, as of October 1, 2026 Review October 1, 2027 Owner Rosa Delgado Entries 2 entries" in cover
    assert "Serves Talent Management: Indicator 5a; Leadership: Indicator 1" in cover


def test_what_a_meeting_has_to_know_comes_before_the_entries(pdf):
    lead = (
        "2 entries. One required cell is empty, in State. One date of expiry is past. One date of expiry comes by "
        "February 18, 2027."
    )
    assert f"In short {lead}" in words_of(pdf)
    html = html_of(REPORTS["usual"])
    places = [
        html.index(part) for part in (lead, ">What is missing<", ">What expires<", ">Talked over<", "<h2>Entries<")
    ]
    assert places == sorted(places)


def test_counts_stand_beside_their_chart(pdf):
    html = html_of(REPORTS["usual"])
    assert "<title>Entries by for whom: Teachers 1; Leaders 1; Support staff 0.</title>" in html
    text = words_of(pdf)
    assert "For whom An entry may say several." in text
    assert "For whom Entries Teachers 1 Leaders 1 Support staff 0 Not filled in 1" in text


def test_a_column_that_no_entry_fills_in_has_no_chart():
    html = html_of(report_of(BARE))
    assert "No entry says anything yet in State, For whom, and Building." in html
    assert "Entries by state" not in html


def test_the_team_s_answers_stand_below_what_was_asked(pdf):
    text = words_of(pdf)
    assert "Talked over The team has answered one of two prompts. What is missing? Evidence. And time." in text
    assert "What comes next?" not in text


def test_entries_have_a_name_three_short_columns_and_the_rest():
    html = html_of(REPORTS["usual"])
    table = html[html.index('<table class="ind inv-entries') :]
    assert re.findall(r'<th scope="col">([^<]+)<', table) == ["Name", "State", "Cost", "Begun on", "More"]
    assert re.findall(r'<th scope="row">([^<]+)</th><td>([^<]*)<', table) == [
        ("Mentoring", "In place"), ("Induction", ""),
    ]  # fmt: skip
    assert "Contact:</span> Person 12" in table


def test_positions_and_certifications_say_what_hangs_on_one_person():
    text = words_of(inventory_pdf(REPORTS["staff data"]))
    assert "Two certifications that positions require hang on one person or on nobody." in text
    assert "From Positions and Certifications." in text
    assert "Secondary teacher Physics 2 Nobody holds it" in text
    assert "Elementary teacher Bilingual endorsement 3 Hangs on one person" in text


def test_staff_data_says_so_on_every_page():
    made = inventory_pdf(REPORTS["staff data"])
    cover, *pages = [page.extract_text() for page in PdfReader(BytesIO(made)).pages]
    assert "Inventory. Staff data" in cover
    assert [page for page in pages if "Inventory, Certifications, staff data" not in page] == []
    assert "Individual evaluations do not belong here." in words_of(made)


def test_the_first_three_hundred_entries_are_printed_and_the_report_says_so():
    layout = entries_layout(report_of(*MANY))
    assert sum(map(len, layout.groups)) == MOST == 300
    assert layout.note == "The first 300 of 310 entries. All of them are in the spreadsheet."
    assert entries_layout(report_of()).note == ""


def test_tables_are_short_enough_for_a_page():
    layout = entries_layout(report_of(*MANY, *NASTY))
    heights = [sum(row.height for row in group) for group in layout.groups if len(group) > 1]
    assert max(heights) <= TABLE
    assert all(len(group) == 1 for group in layout.groups if group[0].height > TALLEST)


def test_everything_that_was_entered_is_in_the_report():
    made = inventory_pdf(REPORTS["nasty on A4"])
    text = "".join(text_of(made, "-y", "60", "-H", "720", "-x", "0", "-W", "600").split())
    words = ("<b>Markup</b> & {{ report }}", LONG, "Nobody names it.", "No name")
    assert [word for word in words if "".join(word.split()) not in text] == []
    assert text.count("W" * 300) >= 2
    assert 'dir="rtl"' in html_of(REPORTS["nasty on A4"])
    assert "Some characters of the entries are in none of the fonts" in text_of(made)


def test_an_inventory_without_entries_says_so():
    assert '<p class="lead">Nothing is entered yet.</p>' in html_of(REPORTS["empty"])


# All of a district --------------------------------------------------------------------------------


def test_all_begin_with_contents_and_a_line_for_each(all_pdf):
    text = words_of(all_pdf)
    contents = text[text.index("Contents") : text.index("Inventory State As of")]
    assert re.sub(r"\s\d+", " #", contents) == (
        "Contents At a glance # Practices # Certifications # Last year # At a glance Three inventories: two current "
        "and one out of date. The review of one is overdue. Competencies holds staff data and is not in this file. "
        "Some characters of the entries are in none of the fonts of the computer that made this file. A question mark, "
        "plain or in a dark diamond, stands for each of them. The spreadsheet and the website show them. "
    )
    assert "Last year Out of date Review overdue Oct 1, 2026 2 1 1 1" in text


def test_each_inventory_is_a_section(all_pdf):
    titles = [title for title in bookmarks_of(all_pdf) if title in {"Practices", "Certifications", "Last year"}]
    assert titles == ["Practices", "Certifications", "Last year"]
    assert words_of(all_pdf).count("Individual evaluations do not belong here.") == 2


def test_a_large_file_prints_fewer_entries_of_each():
    context = inventories_context(reports_of(*[report_of(*MANY)] * 12))
    assert {one["entries"].note for one in context["sections"]} == {
        "The first 100 of 310 entries. All of them are in the spreadsheet."
    }


def test_a_district_without_inventories_has_a_report_all_the_same():
    made = inventories_pdf(reports_of())
    assert problems(made) == []
    assert "There is no inventory that this file may show." in text_of(made)
