from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from io import BytesIO
from itertools import pairwise

import pytest
from django.template.loader import render_to_string
from PIL import Image
from pypdf import PdfReader

from core.rendering.pictures import Picture
from plans.choices import Length
from plans.exports import board_pdf, export_name, export_token
from plans.exports.pdf import report_context
from tests.core.pdf_checks import BETWEEN_HEADS, bookmarks_of, problems, tags_of, text_of
from tests.plans.exports.board_records import (
    STAFF_TITLE,
    STAFF_WORDS,
    board_record,
    changes_of,
    crowded_record,
)
from tests.plans.exports.full_record import bare_record, full_record, texts_in, with_texts

HEADINGS = {f"h{level}": f"H{level}" for level in range(1, 6)}
HTML_TAGS = {"table": "Table", "tr": "TR", "th": "TH", "td": "TD", **HEADINGS}
ARABIC, LONG = "مدرسة جديدة لكل طفل", "Everybody who leaves is asked why, and what is said is read. " * 90


def html_of(record, length, **said):
    return render_to_string("plans/report/report.html", report_context(record, length, **said))


def expected_tags(html):
    return Counter(HTML_TAGS[tag] for tag in re.findall(r"<(table|tr|th|td|h[1-5])\b", html))


def found_tags(pdf):
    return Counter({tag: count for tag, count in tags_of(pdf).items() if tag in HTML_TAGS.values()})


def flat(text):
    return " ".join(text.split())


def squeezed(text):
    return "".join(text.split())


@pytest.fixture(scope="module")
def record():
    return board_record()


@pytest.fixture(scope="module")
def whole(record):
    """The full record as a PDF, with changes."""
    return board_pdf(record, Length.RECORD, changes=changes_of(8))


@pytest.fixture(scope="module")
def plan(record):
    return board_pdf(record, Length.PLAN)


def test_the_full_record_is_accessible_and_tagged_as_the_template_has_it(record, whole):
    assert problems(whole) == []
    assert found_tags(whole) == expected_tags(html_of(record, Length.RECORD, changes=changes_of(8)))


def test_the_plan_is_accessible_and_tagged_as_the_template_has_it(record, plan):
    assert (problems(plan), found_tags(plan)) == ([], expected_tags(html_of(record, Length.PLAN)))


def test_a_crowded_plan_on_a4_keeps_its_tables_whole():
    record = crowded_record(12, paper="A4", picture=())
    pdf = board_pdf(record, Length.PLAN, changes=changes_of(40))
    expected = expected_tags(html_of(record, Length.PLAN, changes=changes_of(40)))
    assert (problems(pdf), found_tags(pdf)) == ([], expected)


def test_a_bare_record_is_accessible_and_says_what_is_missing():
    pdf = board_pdf(bare_record(), Length.RECORD)
    assert problems(pdf) == []
    text = text_of(pdf)
    for said in (
        "The plan has no priority yet, and no action steps.",
        "The plan has no measure yet.",
        "Nothing has been tried out in a cycle yet.",
        "No meeting is written down yet.",
        "Nothing has been weighed on the Hexagon yet.",
        "The district has no inventory yet.",
        "No decision is written down yet.",
    ):
        assert said in text


@pytest.mark.parametrize(
    "words", [ARABIC, LONG[:250], "Smile \U0001f600 q\u030e", "W" * 300, "<b>&amp; {{ plan }}"], ids=range(5)
)
def test_texts_of_every_kind_leave_the_record_accessible(words):
    record = with_texts(full_record(), lambda text: f"{words} {text}"[:300])
    record = replace(record, picture=full_record().picture)
    pdf = board_pdf(record, Length.RECORD)
    assert (problems(pdf), found_tags(pdf)) == ([], expected_tags(html_of(record, Length.RECORD)))


def test_texts_longer_than_a_page_are_set_as_paragraphs():
    record = full_record()
    keep, find = record.priorities
    cause = replace(keep.cause, problem=LONG, strategy=LONG)
    record = replace(
        record,
        priorities=(replace(keep, reason=LONG, cause=cause), find),
        steps=tuple(replace(one, resources=LONG, dropped_because=LONG) for one in record.steps),
        cycles=tuple(replace(one, study=LONG) for one in record.cycles),
        meetings=tuple(replace(one, decisions=LONG) for one in record.meetings),
        ask=LONG,
    )
    pdf = board_pdf(record, Length.RECORD)
    assert (problems(pdf), found_tags(pdf)) == ([], expected_tags(html_of(record, Length.RECORD)))


def test_what_is_written_from_right_to_left_is_set_so():
    record = with_texts(full_record(), lambda text: ARABIC)
    html = html_of(record, Length.RECORD)
    assert html.count('dir="rtl"') > 20
    assert 'dir="rtl"' not in html_of(full_record(), Length.RECORD)


def test_characters_without_a_font_are_explained():
    assert "Some characters in the team’s words are in none of the fonts" in text_of(
        board_pdf(full_record(ask="\U0003ffff"), Length.PLAN)
    )


def test_everything_that_is_said_is_in_the_full_record(whole):
    text = squeezed(text_of(whole, *BETWEEN_HEADS))
    record = full_record()
    parts = (*record.priorities, *record.steps, *record.milestones, *record.cycles, *record.meetings, record.charter)
    said = {squeezed(line) for part in parts for text_ in texts_in(part) for line in text_.splitlines()}
    assert sorted(line for line in said if line not in text and line != squeezed("Act")) == []


def test_notes_of_steps_are_in_the_full_record_alone(plan, whole):
    assert ("First note." in text_of(plan), "First note." in text_of(whole)) == (False, True)


def test_the_plan_ends_before_cycles_ratings_and_decisions(plan):
    assert bookmarks_of(plan)[-2:] == ["The team’s charter", "Members"]


def test_of_staff_data_only_that_it_is_there(whole):
    text = flat(text_of(whole, *BETWEEN_HEADS))
    said = "Current, as of November 6, 2026. It holds staff data, so nothing of it is shown here."
    assert f"{STAFF_TITLE} {said}" in text
    assert STAFF_WORDS not in text
    assert "412" not in text


def test_an_inventory_has_what_it_lacks_and_its_counts(whole):
    text = flat(text_of(whole, *BETWEEN_HEADS))
    assert "Norms Current, as of November 6, 2026. 9 entries. 2 of 9 entries without Kind. Kind: Advisory 3" in text
    assert "Platforms Current, as of November 6, 2026. 1 entry." in text


def test_headings_never_skip_a_level_and_are_the_bookmarks(record, whole):
    html = html_of(record, Length.RECORD, changes=changes_of(8))
    levels = [int(level) for level in re.findall(r"<h([1-5])\b", html)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    headings = re.findall(r"<h[1-5][^>]*>(.*?)</h[1-5]>", html)
    plain = [flat(re.sub(r"<[^>]+>", "", one)).replace("&#x27;", "'") for one in headings]
    assert [flat(title) for title in bookmarks_of(whole)] == plain


def test_contents_give_the_pages_of_the_parts(whole):
    reader = PdfReader(BytesIO(whole))
    contents = reader.pages[1].extract_text()
    for part in ("1. Keep them", "Timeline", "Hexagon reviews", "What was decided"):
        page = int(re.search(rf"^{re.escape(part)}\s+(\d+)$", contents, re.MULTILINE)[1])
        assert part in reader.pages[page - 1].extract_text()


def test_the_newest_twelve_readings_are_printed_and_the_rest_counted(plan):
    text = text_of(plan)
    assert "And 3 earlier readings, in the chart." in text
    assert ("Sep 16, 2026 72%" in text, "Sep 21, 2026 73%" in text, "Nov 15, 2026 84%" in text) == (False, True, True)


def test_in_short_tells_where_the_plan_stands(plan):
    assert (
        "The plan works on two priorities with three action steps. Of these, one is done, one under way, and one "
        "overdue. Of two measures, one is on its path and one is not known yet. Asked of the board Adopt the plan."
    ) in text_of(plan)


def test_changes_are_listed_by_what_happened(whole):
    text = flat(text_of(whole, *BETWEEN_HEADS))
    assert "What has changed Since September 1, 2026: 2 done, 2 added, 1 moved to another day, 1 dropped" in text
    assert "Taken out Action step: Step 4." in text


def test_a_logo_stands_on_the_brief_and_on_the_cover():
    image = BytesIO()
    Image.new("RGB", (1200, 300), "#0b5a69").save(image, "PNG")
    logo = Picture(image.getvalue(), "image/png", 1200, 300)
    for length in (Length.BRIEF, Length.PLAN):
        pdf = board_pdf(full_record(), length, logo=logo)
        assert problems(pdf) == []
        reader = PdfReader(BytesIO(pdf))
        assert len(reader.pages[0].images) == 1
        assert "Logo of Lakeview School District" in alternatives(reader.trailer["/Root"]["/StructTreeRoot"]["/K"])
        assert len(PdfReader(BytesIO(board_pdf(full_record(), length))).pages[0].images) == 0


def alternatives(node):
    """Every alternative text in a structure tree."""
    node = node.get_object()
    for kid in node if isinstance(node, list) else []:
        yield from alternatives(kid)
    if isinstance(node, dict):
        yield from [node["/Alt"]] if "/Alt" in node else []
        yield from alternatives(node["/K"]) if "/K" in node else []


def test_the_document_names_itself(plan):
    reader = PdfReader(BytesIO(plan))
    assert reader.metadata.title == "Plan: Talent plan, Lakeview School District"
    assert reader.trailer["/Root"]["/Lang"] == "en-US"


def test_a_file_is_called_after_the_district_the_plan_and_the_length():
    record = full_record(title="Talent and leadership plan 2026–27")
    name = "lakeview-school-district-talent-and-leadership-plan-2026-27"
    assert export_name(record, Length.BRIEF, "pdf") == f"{name}-board-brief.pdf"
    assert export_name(record, "action steps", "csv") == f"{name}-action-steps.csv"
    assert export_name(full_record(), Length.RECORD, "pdf") == (
        "lakeview-school-district-talent-plan-2026-27-full-record.pdf"
    )


def test_the_token_stays_while_the_files_do():
    assert export_token() == export_token()
    assert re.fullmatch(r"[0-9a-f]{16}", export_token())
