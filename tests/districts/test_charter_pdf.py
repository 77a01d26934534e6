"""The charter as a page to print: valid PDF/UA-1 that says what the template says, made anew only when that changes."""

import re
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from django.template.loader import render_to_string
from pypdf import PdfReader

from districts.choices import Role
from districts.exports import charter_context, charter_pdf
from districts.reports import CharterReport, CharterText, MemberLine
from districts.reports.teams import CHARTER_TEXTS
from tests.core.pdf_checks import bookmarks_of, problems, tags_of, text_of
from tests.districts.team_samples import TEXTS, address, named

HTML_TAGS = {"table": "Table", "tr": "TR", "th": "TH", "td": "TD", "h1": "H1", "h2": "H2"}
LONG = "Every member says what it sees in its schools. " * 60


def texts(**said):
    return tuple(CharterText(key=key, title=title, text=said.get(key, "")) for key, title in CHARTER_TEXTS.items())


def people(count, name="Person"):
    return tuple(
        MemberLine(pk=number, name=f"{name} {number}", role="", perspective="Teacher", has_account=False)
        for number in range(1, count + 1)
    )


WHOLE = CharterReport(
    district="Lakeview School District",
    paper="Letter",
    name="Talent management team",
    is_active=True,
    texts=texts(**TEXTS),
    members=(
        MemberLine(pk=1, name="Rosa Delgado", role="Facilitator", perspective="District leader", has_account=True),
        MemberLine(pk=2, name="Tom Albrecht", role="", perspective="", has_account=False),
    ),
    missing=("Teacher", "Student"),
    changed_at=datetime(2026, 11, 13, 17, tzinfo=UTC),
    changed_by="Rosa Delgado",
    printed_on=date(2026, 11, 25),
)
NASTY = texts(
    functions="<b>Markup</b> & {{ report }}",
    expectations="https://example.org/" + "a" * 300,
    connections=LONG + "\n\n" + LONG,
    rhythm="مرحبا بالعالم",
    norms="Chinese: 学区. Emoji: \U0001f600 \x07",
    protocols="- one\n- two\n\nthree",
)
REPORTS = {
    "whole": WHOLE,
    "on A4": replace(WHOLE, paper="A4"),
    "empty": replace(WHOLE, texts=texts(), members=()),
    "out of use": replace(WHOLE, is_active=False, missing=()),
    "forty": replace(WHOLE, members=people(40)),
    "nasty": replace(WHOLE, texts=NASTY, name="学区 team " * 13, members=people(30, "W" * 110)),
}


def html_of(report):
    return render_to_string("districts/report/charter.html", charter_context(report))


def pages_of(pdf):
    return len(PdfReader(BytesIO(pdf)).pages)


@pytest.mark.parametrize("name", REPORTS)
def test_every_charter_is_accessible_and_tagged_as_its_template(name):
    made = charter_pdf(REPORTS[name])
    expected = Counter(HTML_TAGS[tag] for tag in re.findall(r"<(table|tr|th|td|h1|h2)\b", html_of(REPORTS[name])))
    found = Counter({tag: count for tag, count in tags_of(made).items() if tag in HTML_TAGS.values()})
    assert (problems(made), found) == ([], expected)


@pytest.mark.parametrize(("name", "pages"), [("whole", 1), ("on A4", 1), ("empty", 1), ("out of use", 1), ("forty", 2)])
def test_few_words_are_one_page(name, pages):
    assert pages_of(charter_pdf(REPORTS[name])) == pages


def test_the_page_says_all_of_it_in_order():
    assert text_of(charter_pdf(WHOLE)) == (
        "Lakeview School District Team charter Talent management team "
        "Last changed November 13, 2026. Printed November 25, 2026. "
        "Functions Map how we hire. Tell the board where things stand. "
        "Expectations Two hours a month. "
        "How the work meets other district systems The budget meeting hears of it first. "
        "Meeting rhythm First Thursday of the month. "
        "Norms We listen. Protocols Figures first, then talk. "
        "Members Name Role Perspective Rosa Delgado Facilitator District leader Tom Albrecht Member Not said yet "
        "Nobody brings: Teacher, Student. "
        "Charter, Talent management team Page 1 of 1"
    )


def test_the_file_says_what_the_page_on_the_screen_says(sign_in, lead, whole):
    screen = sign_in(lead).get(whole.get_absolute_url())
    text = text_of(charter_pdf(screen.context["charter"]))
    words = [*TEXTS.values(), "A Member", "Facilitator", "Teacher", "Tom Albrecht", "Not said yet", "Nobody brings:"]
    for word in (part for text in words for part in text.split("\n")):
        assert word in text
        assert word in screen.text


def test_what_is_not_written_is_said_to_be_so():
    text = text_of(charter_pdf(REPORTS["empty"]))
    assert (text.count("Not written yet."), "Nobody is on the team yet." in text, "Nobody brings" in text) == (
        6, True, False,
    )  # fmt: skip
    assert "Team charter, out of use" in text_of(charter_pdf(REPORTS["out of use"]))


def test_everything_that_was_written_is_in_the_file():
    made = charter_pdf(REPORTS["nasty"])
    text = "".join(text_of(made).split())
    for words in ("<b>Markup</b> & {{ report }}", "a" * 300, "W" * 110, "- one - two three"):
        assert "".join(words.split()) in text
    assert text.count("Everymembersayswhatitseesinitsschools.") == 120
    assert 'dir="rtl"' in html_of(REPORTS["nasty"])


def test_bookmarks_are_the_headings():
    assert bookmarks_of(charter_pdf(WHOLE)) == ["Talent management team", *CHARTER_TEXTS.values(), "Members"]


# Downloads ----------------------------------------------------------------------------------------


def test_everybody_inside_downloads_and_nobody_else(sign_in, people, outsider, whole):
    for role in Role:
        response = sign_in(people[role]).get(address("charter_pdf", whole))
        assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
        name = "lakeview-school-district-charter-talent-management-team.pdf"
        assert response["Content-Disposition"] == f'attachment; filename="{name}"'
        assert response["Cache-Control"] == "private, no-cache"
    assert sign_in(outsider).get(address("charter_pdf", whole)).status_code == 404


def test_a_file_is_made_anew_only_when_something_that_it_shows_has_changed(sign_in, lead, whole):
    client = sign_in(lead)

    def ask(etag=""):
        return client.get(address("charter_pdf", whole), headers={"If-None-Match": etag} if etag else {})

    first = ask()
    assert ask(first["ETag"]).status_code == 304
    named(whole, lead, "Ines Farrow")
    second = ask(first["ETag"])
    assert second.status_code == 200
    member = whole.members.get(role="Facilitator").membership.user
    member.name = "Mara Member"
    member.save()
    third = ask(second["ETag"])
    assert (third.status_code, "Mara Member" in text_of(third.content)) == (200, True)
    assert len({first["ETag"], second["ETag"], third["ETag"]}) == 3


@pytest.mark.parametrize("count", [1, 40])
def test_a_download_takes_the_same_queries_for_one_and_many(sign_in, lead, whole, count, django_assert_num_queries):
    named(whole, lead, *(f"Person {number}" for number in range(count)))
    client = sign_in(lead)
    with django_assert_num_queries(6):
        assert client.get(address("charter_pdf", whole)).status_code == 200
