import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest
from django.template.loader import render_to_string

from hexagon.exports import hexagon_pdf
from hexagon.exports.pdf import report_context, section_context
from tests.core.pdf_checks import BETWEEN_HEADS, bookmarks_of, problems, tags_of, text_of
from tests.hexagon.report_samples import (
    DECISION,
    comparison_sample,
    rated_review,
    review_sample,
    sample_report,
    taken_over,
)

HTML_TAGS = {"table": "Table", "tr": "TR", "th": "TH", "td": "TD", "h1": "H1", "h2": "H2", "h3": "H3", "h4": "H4"}
LONG = "Every team describes what it sees in its schools. " * 90
NASTY = (
    {"note": "<b>Markup</b> & {{ report }}", "evidence": "https://example.org/" + "a" * 400, "dissent": "W" * 300},
    {"discussion": LONG, "data_needed": "- one\n- two\n\nthree", "obstacles": "مرحبا بالعالم"},
    {"note": "Chinese: 学区. Emoji: \U0001f600"},
    {},
)


def html_of(report):
    return render_to_string("hexagon/report/report.html", report_context(report))


def expected_tags(report):
    return Counter(HTML_TAGS[tag] for tag in re.findall(r"<(table|tr|th|td|h1|h2|h3|h4)\b", html_of(report)))


def found_tags(pdf):
    return Counter({tag: count for tag, count in tags_of(pdf).items() if tag in HTML_TAGS.values()})


UNRATED = sample_report([rated_review("Leadership", "______", texts=[{}], ballots=False)], rounds=())
REPORTS = {
    "review": review_sample(),
    "unrated": UNRATED,
    "two": comparison_sample(2, recommendation=None),
    "four": comparison_sample(4, recommendation=replace(DECISION, unrated=("Need of D. Evening",))),
    "six on A4": comparison_sample(6, paper="A4"),
    "nasty": comparison_sample(3, texts=NASTY, title="Platforms 学区 " * 12),
}


@pytest.fixture(scope="module")
def report():
    return comparison_sample(3)


@pytest.fixture(scope="module")
def pdf(report):
    return hexagon_pdf(report)


@pytest.mark.parametrize("name", REPORTS)
def test_every_report_is_accessible_and_tagged_as_its_template(name):
    made = hexagon_pdf(REPORTS[name])
    assert (problems(made), found_tags(made)) == ([], expected_tags(REPORTS[name]))


def test_the_report_begins_with_the_choice_and_where_candidates_differ(pdf):
    text = text_of(pdf, *BETWEEN_HEADS)
    opening = text[text.index("In short") : text.index("What indicator 5a asks for")]
    assert opening == (
        "In short Adopt with supports: A. Regional hiring consortium Decided by Rosa Delgado with the talent "
        "management team, November 12, 2026. Every candidate is rated on every component. The candidates are "
        "furthest apart on Supports and Capacity. "
    )


def test_the_cover_says_what_it_is_about(pdf):
    cover = text_of(pdf, "-l", "1")
    assert cover.startswith(
        "Lakeview School District Hexagon report Communication and hiring platforms Three candidates for indicator 5a"
    )
    assert "Rated October 15, 2026 to November 12, 2026. 18 of 18 ratings made." in cover
    assert "Round First look: 7 raters, revealed November 12, 2026" in cover


def test_the_table_has_every_rating_with_its_word_and_agreement(report):
    rows = re.findall(r'<tr><th scope="row">(.*?)</th>(.*?)</tr>', html_of(report))
    cells = {
        name: re.findall(r'<span class="point (p\w)">(\d?)</span>([^<]+)<br> <span class="small">([^<]+)<', row)
        for name, row in rows
    }
    assert cells["Capacity"] == [
        ("p2", "2", "A stretch", "Strong agreement, 6 of 7"),
        ("p5", "5", "Ready today", "Strong agreement, 6 of 7"),
        ("p3", "3", "Partly there", "Strong agreement, 6 of 7"),
    ]
    assert list(cells)[-6:] == ["Evidence", "Supports", "Usability", "Need", "Fit", "Capacity"]


def test_nothing_is_added_up_or_averaged(report, pdf):
    words = text_of(pdf).lower()
    assert [word for word in ("total", "average ", "mean ", "score", "sum ") if word in words] == []


def test_the_recommendation_gives_reasons_supports_and_dissent(pdf):
    text = text_of(pdf, *BETWEEN_HEADS)
    assert text[text.rindex("Why It answers") : text.index("What the team discusses")] == (
        "Why It answers our need most directly. The ratings do not settle it: Capacity is our weak side. "
        "Support each component needs Usability A written screening guide. Capacity A shared data steward, from "
        "January. Dissent One of us would wait a year. "
    )


def test_a_recommendation_made_without_all_ratings_says_so_first():
    html = html_of(REPORTS["four"])
    verdicts = re.findall(r'<div class="hexa-verdict">\s*<p class="(\S+)">([^<]+)<', html)
    assert verdicts == [
        ("hexa-unrated", "When this recommendation was made, Need of D. Evening had no rating from 1 to 5.")
    ] * 2  # fmt: skip


def test_a_report_without_a_recommendation_says_so():
    html = html_of(REPORTS["two"])
    assert ("There is no recommendation yet." in html, "hexa-verdict" in html, ">Recommendation<" in html) == (
        True, False, False,
    )  # fmt: skip


LEADS = {
    "review": (
        "The team has rated five of six components; Fit is not rated. One rating waits for information. "
        "There is no recommendation yet."
    ),
    "unrated": ("No component is rated yet. This report shows what there is to weigh. There is no recommendation yet."),
    "six on A4": (
        "34 of 36 ratings of the six candidates are made. The candidates are furthest apart on Supports, Usability, "
        "and Need. Two ratings wait for information."
    ),
}


@pytest.mark.parametrize("name", LEADS)
def test_the_lead_says_how_far_the_team_has_come(name):
    assert re.search(r'<p class="lead">(.*?)</p>', html_of(REPORTS[name]))[1] == LEADS[name]


def test_words_that_were_taken_over_name_their_source():
    review = rated_review("Leadership", "444444")
    first, second, *others = review.components
    rows = (taken_over(first), taken_over(second, changed=True), *others)
    html = html_of(sample_report([replace(review, components=rows)]))
    assert re.findall(r"Taken over from [^<]+", html) == [
        "Taken over from Pilot year, agreed November 12, 2026.",
        "Taken over from Pilot year, agreed November 12, 2026, and changed since.",
    ]


def test_everything_that_was_written_is_in_the_report():
    nasty = REPORTS["nasty"]
    text = "".join(text_of(hexagon_pdf(nasty), *BETWEEN_HEADS).split())
    found = {words: text.count("".join(words.split())) for words in ("<b>Markup</b> & {{ report }}", LONG, "W" * 300)}
    assert found == {"<b>Markup</b> & {{ report }}": 6, LONG: 6, "W" * 300: 6}
    assert 'dir="rtl"' in html_of(nasty)
    assert "Some characters in the team’s words are in none of the fonts" in text_of(hexagon_pdf(nasty))


def test_the_questions_and_their_source_end_the_report(report, pdf):
    text = " ".join(text_of(pdf, *BETWEEN_HEADS).split())
    ending = text[text.rindex("What the team discusses") :]
    questions = [one for component in report.reviews[0].components for one in component.content.questions]
    places = [ending.find(" ".join(question.split())) for question in questions]
    assert places == sorted(places)
    assert -1 not in places
    assert f"{report.source}, edition 1." in ending


def test_bookmarks_are_the_headings(pdf):
    titles = bookmarks_of(pdf)
    assert titles[:3] == ["Communication and hiring platforms", "In short", "A. Regional hiring consortium"]
    assert [title for title in titles if title in {"Evidence", "Recommendation", "What the team discusses"}] == [
        "Evidence", "Recommendation", "What the team discusses", "Evidence",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["review", "six on A4"])
def test_a_section_of_another_report_says_the_same_one_level_deeper(name):
    context = section_context(REPORTS[name])
    html = render_to_string("hexagon/report/section.html", {"one": context, "number": 1})
    levels = [int(level) for level in re.findall(r"<h(\d)", html)]
    assert (levels[0], max(levels), html.count("<h2")) == (2, 3 if name == "review" else 4, 1)
    assert [low - high for high, low in pairwise(levels) if low - high > 1] == []
    assert context["lead"] in html
