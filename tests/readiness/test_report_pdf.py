import re
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from django.template.loader import render_to_string
from pypdf import PdfReader

from core.rendering.characters import REPLACEMENT
from readiness.choices import PLACEMENT_SCALE, RATING_SCALE
from readiness.exports import readiness_pdf
from readiness.exports.pdf import report_context
from readiness.reports import TeamRound
from tests.core.pdf_checks import BETWEEN_HEADS, bookmarks_of, problems, tags_of, text_of
from tests.readiness.nasty_notes import CHINESE, LONG, NASTY_NOTES
from tests.readiness.report_samples import OPENED, sample_report, untouched_report

HTML_TAGS = {"table": "Table", "tr": "TR", "th": "TH", "td": "TD", "h1": "H1", "h2": "H2", "h3": "H3", "h4": "H4"}


@pytest.fixture(scope="module")
def report():
    return sample_report()


@pytest.fixture(scope="module")
def pdf(report):
    return readiness_pdf(report)


@pytest.fixture(scope="module")
def nasty_report():
    return sample_report(notes=NASTY_NOTES, district="Lakeview 学区", label="Autumn \U0001f600")


@pytest.fixture(scope="module")
def nasty_pdf(nasty_report):
    return readiness_pdf(nasty_report)


def html_of(report):
    return render_to_string("readiness/report/report.html", report_context(report))


def expected_tags(report):
    return Counter(HTML_TAGS[tag] for tag in re.findall(r"<(table|tr|th|td|h1|h2|h3|h4)\b", html_of(report)))


def found_tags(pdf):
    return Counter({tag: count for tag, count in tags_of(pdf).items() if tag in HTML_TAGS.values()})


def paper_of(pdf):
    return {tuple(map(round, sheet.mediabox[2:])) for sheet in PdfReader(BytesIO(pdf)).pages}


def flat(text):
    return " ".join(text.split())


def squeezed(text):
    """Leave out spaces, which lines broken inside a long word would differ in."""
    return "".join(text.split())


def test_the_report_is_accessible(pdf):
    assert problems(pdf) == []


@pytest.mark.parametrize("system", ["talent_management", "leadership"])
def test_the_report_of_an_untouched_assessment_is_accessible_and_says_so(system):
    """Two areas: tests of filled-in reports typeset the whole of either system."""
    report = untouched_report(system)
    report = replace(report, areas=report.areas[:2])
    untouched = readiness_pdf(report)
    assert (problems(untouched), found_tags(untouched)) == ([], expected_tags(report))
    assert f"None of the {len(report.indicators)} indicators is rated yet." in text_of(untouched)
    assert "Not begun. Opened October 5, 2026. 0 of " in text_of(untouched)


def test_the_larger_system_on_a4_is_accessible():
    report = sample_report("leadership", paper="A4")
    larger = readiness_pdf(report)
    assert (problems(larger), found_tags(larger), paper_of(larger)) == ([], expected_tags(report), {(595, 842)})


def test_rounds_and_dissent_leave_the_report_accessible():
    """Twenty rounds fill more than a page; a dissent may be as long as a note."""
    rounds = tuple(
        TeamRound(
            title=f"Autumn 2026, round {number}, in which the whole team of the district took part",
            raters=9,
            perspectives=(("Non-instructional staff", 3), ("Teacher", 4)),
            others=2,
            opened_at=OPENED,
            revealed_at=OPENED,
            agreed_at=OPENED if number % 2 else None,
        )
        for number in range(20)
    )
    report = sample_report(together=rounds)
    area, *others = report.areas
    practice, *rest = area.practices
    indicator, *more = practice.indicators
    aware, ready = indicator.items
    items = (replace(aware, dissent="Two of nine see half of it."), replace(ready, dissent=f"Long. {LONG}"))
    practice = replace(practice, indicators=(replace(indicator, items=items), *more))
    first, *further = report.considerations
    report = replace(
        report,
        areas=(replace(area, practices=(practice, *rest)), others[0]),
        considerations=(replace(first, dissent="One places it later."), *further),
    )
    pdf = readiness_pdf(report)
    assert (problems(pdf), found_tags(pdf)) == ([], expected_tags(report))
    text = flat(text_of(pdf, *BETWEEN_HEADS))
    assert text.count("Non-instructional staff 3, Teacher 4, others 2") == 20
    assert "Dissent Two of nine see half of it." in text
    assert "The dissent follows below." in text
    assert "Dissent on 1, Getting Ready" in text
    assert "Dissent One places it later." in text


def test_the_report_is_on_letter_paper_unless_the_district_says_otherwise(pdf):
    assert paper_of(pdf) == {(612, 792)}


def test_notes_of_every_kind_leave_the_report_accessible(nasty_report, nasty_pdf):
    assert (problems(nasty_pdf), found_tags(nasty_pdf)) == ([], expected_tags(nasty_report))


def test_tables_are_tagged_as_the_template_has_them(report, pdf):
    assert found_tags(pdf) == expected_tags(report)


def test_texts_too_long_for_a_page_are_set_as_paragraphs(report):
    area, *others = report.areas
    practice, *rest = area.practices
    indicator, *more = practice.indicators
    long_text = "Every team describes what it sees in its schools. " * 90
    items = tuple(replace(item, content=replace(item.content, text=long_text)) for item in indicator.items)
    indicator = replace(indicator, items=items)
    area = replace(area, practices=(replace(practice, indicators=(indicator, *more)), *rest))
    consideration, *further = report.considerations
    stages = tuple(replace(stage, text=long_text) for stage in consideration.content.stages)
    consideration = replace(consideration, content=replace(consideration.content, stages=stages), note=long_text)
    long_report = replace(report, areas=(area, others[0]), considerations=(consideration, *further))
    long_pdf = readiness_pdf(long_report)
    assert (problems(long_pdf), found_tags(long_pdf)) == ([], expected_tags(long_report))
    assert text_of(long_pdf).count("Every team describes") == 90 * 6


def test_everything_is_in_the_order_of_the_document(report, pdf):
    text = squeezed(text_of(pdf, *BETWEEN_HEADS))
    place = text.index(squeezed("What the source asks a district to weigh"))
    for consideration in report.considerations:
        place = text.index(squeezed(f"{consideration.content.title} {consideration.answer.label}"), place)
        place = text.index(squeezed(consideration.note), place)
    for area in report.areas:
        place = text.index(squeezed(f"{area.title} In place:"), place)
        for item in area.items:
            place = text.index(squeezed(f"{item.content.text} {item.answer.label} {item.note}"), place)


def test_every_indicator_stands_with_its_code(report, pdf):
    text = squeezed(text_of(pdf))
    missing = [
        one.content.code
        for one in report.indicators
        if squeezed(f"No. Getting Aware Getting Ready {one.content.code} {one.aware.content.text}") not in text
    ]
    assert missing == []


def test_every_note_is_in_the_report(nasty_report, nasty_pdf):
    text = squeezed(text_of(nasty_pdf, *BETWEEN_HEADS))
    notes = [one.note for one in (*nasty_report.considerations, *nasty_report.items)]
    counted = [
        LONG,
        "Markup: <script>alert(1)</script> & &amp; &#20013; {{ report }} {% now 'Y' %} \"quoted\"",
        "https://example.org/" + "a-very-long-address-without-any-space" * 12,
        "W" * 400,
    ]
    expected = [sum(words in note for note in notes) for words in counted]
    assert [text.count(squeezed(words)) for words in counted] == expected


def test_characters_without_a_font_are_replaced_and_explained(nasty_pdf, pdf):
    explanation = "Some characters in the team’s words are in none of the fonts"
    assert CHINESE not in text_of(nasty_pdf)
    assert f"Chinese: {len(CHINESE) * REPLACEMENT}." in text_of(nasty_pdf)
    assert (explanation in text_of(nasty_pdf), explanation in text_of(pdf)) == (True, False)


def test_contents_link_to_the_parts_and_give_their_pages(report, pdf):
    parts = ["Where the district stands", "About the system", "Considerations"]
    parts += [*(area.title for area in report.areas), "Not in place yet"]
    contents = PdfReader(BytesIO(pdf)).pages[1]
    found = re.findall(r"^(.*?)\s+\d+$", contents.extract_text(), re.MULTILINE)
    assert [flat(part) for part in found][: len(parts)] == parts
    links = [annotation.get_object() for annotation in contents["/Annots"]]
    assert [link["/Subtype"] for link in links] == ["/Link"] * len(parts)


def test_page_numbers_in_the_contents_are_those_of_the_parts(pdf):
    reader = PdfReader(BytesIO(pdf))
    text = reader.pages[1].extract_text()
    number = int(re.search(r"Evaluating staff\s+(\d+)", text)[1])
    assert "Evaluating staff" in reader.pages[number - 1].extract_text()
    assert f"Page {number} of {len(reader.pages)}" in reader.pages[number - 1].extract_text()


def test_bookmarks_are_the_headings(report, pdf):
    headings = re.findall(r"<h[1-4][^>]*>(.*?)</h[1-4]>", html_of(report))
    plain = [flat(re.sub(r"<[^>]+>", "", heading)).replace("&#x27;", "'") for heading in headings]
    assert [flat(title) for title in bookmarks_of(pdf)] == plain


def test_the_cover_names_everyone_and_has_no_page_number(pdf):
    cover = flat(PdfReader(BytesIO(pdf)).pages[0].extract_text())
    assert cover == flat(
        "Lakeview School District Readiness report Talent Management Autumn 2026 Each column is one of 24 indicators: "
        "Getting Aware above, Getting Ready below. Darker is further in place. "
        "Rated October 5 to November 20, 2026. 48 of 48 ratings made. Assessment Open: ratings may still change "
        "Content Talent Management System: Readiness and Planning Actions, edition 1 Lead Rosa Delgado "
        "Member Amina Warsame, Jonas Berg Coach Lee Hartmann Viewer Thanh Vu"
    )


def test_a_cover_counts_the_members_it_has_no_room_for():
    members = tuple((f"Person {number}", "Member") for number in range(75))
    context = report_context(sample_report(members=members))
    [(role, names)] = context["people"]
    assert (role, names.split(", ")[-2:]) == ("Member", ["Person 59", "and 15 more"])


def test_a_closed_assessment_says_when_it_was_closed():
    html = html_of(sample_report(closed_at=OPENED + timedelta(days=50)))
    assert "Closed November 24, 2026" in html


def test_the_summary_is_one_page(pdf):
    pages = PdfReader(BytesIO(pdf)).pages
    first = next(number for number, sheet in enumerate(pages) if "Focus areas by stage" in sheet.extract_text())
    assert "Not enough information" in pages[first].extract_text()
    assert "About the system" in pages[first + 1].extract_text()


def test_what_is_not_in_place_ends_the_report_the_most_advanced_first(report, pdf):
    ending = text_of(pdf).split("A starting point for planning:")[1]
    headings = re.findall(r"(Getting ready|Getting aware|Nothing begun): (\d+)", ending)
    expected = [(group.standing.label, str(group.count)) for group in report.not_in_place]
    assert headings == expected


def test_a_report_with_everything_in_place_says_so():
    html = html_of(sample_report(pairs=["22"]))
    assert html.count("Every indicator is ready to implement.") == 2


def test_the_document_names_itself(pdf):
    reader = PdfReader(BytesIO(pdf))
    assert reader.metadata.title == "Readiness report: Talent Management, Autumn 2026, Lakeview School District"
    assert reader.trailer["/Root"]["/Lang"] == "en-US"


def test_answers_of_both_scales_have_tiles():
    html = html_of(sample_report())
    codes = {answer.tile for answer in (*RATING_SCALE.answers, *PLACEMENT_SCALE.answers)}
    assert {tile.split()[0] for tile in re.findall(r'class="tile ([^"]+)"', html)} >= codes - {"v3"}
