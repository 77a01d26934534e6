"""The Hexagon inside the readiness report, when somebody asks for it."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from hexagon.reports import has_subjects, system_subjects
from hexagon.services import Described, start_comparison, start_review
from practices.models import Indicator
from readiness.exports.pdf import report_context
from tests.core.pdf_checks import bookmarks_of, problems, tags_of
from tests.hexagon.report_samples import comparison_sample, review_sample
from tests.hexagon.test_downloads import comparison, lead, review, say, talent
from tests.readiness.factories import opened
from tests.readiness.report_samples import sample_report

__all__ = ["comparison", "lead", "review", "talent"]


@pytest.fixture
def assessment(district, talent, lead):
    return opened(district, talent, "Autumn 2026", lead)


def url(assessment, query="?hexagon=1", page="report.pdf"):
    return f"{assessment.get_absolute_url()}{page}{query}"


def headings(body):
    return [title for title in bookmarks_of(body) if title.startswith("Hexagon: ")]


def test_a_system_s_newest_review_comes_before_the_comparisons_of_its_indicators(district, talent, lead, review):
    def compare(code, title):
        return start_comparison(
            district=district,
            indicator=Indicator.objects.get(edition=talent, code=code),
            title=title,
            candidates=[Described(title="One"), Described(title="Two")],
            by=lead,
        )

    compare("13a", "Coaching models")
    compare("5a", "Platforms, first try")
    compare("5a", "Platforms")
    newer = start_review(district=district, about=talent.system, described=Described(title="Talent again"), by=lead)
    start_review(district=district, about=None, described=Described(title="A candidate"), by=lead)
    found = system_subjects(district, talent.system.key)
    assert [str(one) for one in found] == ["Talent again", "Platforms", "Coaching models"]
    assert found[0] == newer


def test_another_district_s_reviews_are_never_added(district, outsider, talent, review, comparison):
    theirs = outsider.memberships.get().district
    assert (system_subjects(theirs, talent.system.key), has_subjects(theirs, talent.system.key)) == ((), False)
    assert has_subjects(district, talent.system.key)


def test_the_report_holds_the_hexagon_only_when_asked(assessment, review, comparison, lead, sign_in):
    client = sign_in(lead)
    plain, more = client.get(url(assessment, "")), client.get(url(assessment))
    assert (headings(plain.content), headings(more.content)) == (
        [], ["Hexagon: Talent Management", "Hexagon: Hiring platforms"],
    )  # fmt: skip
    assert problems(more.content) == []
    assert more["Content-Disposition"].endswith('talent-management-autumn-2026-with-hexagon.pdf"')
    titles = bookmarks_of(more.content)
    assert (
        titles.index("Considerations") < titles.index("Hexagon: Talent Management") < titles.index("Operational plan")
    )
    contents = PdfReader(BytesIO(more.content)).pages[1].extract_text()
    assert "Hexagon: Hiring platforms" in contents


def test_a_change_of_the_hexagon_makes_the_report_anew(assessment, review, lead, sign_in):
    client = sign_in(lead)
    tags = {query: client.get(url(assessment, query))["ETag"] for query in ("", "?hexagon=1")}
    say(review, "need", "5", "Reaches mid-career teachers.", by=lead)
    after = {query: client.get(url(assessment, query))["ETag"] for query in ("", "?hexagon=1")}
    assert (after[""] == tags[""], after["?hexagon=1"] == tags["?hexagon=1"]) == (True, False)


def test_the_summary_offers_the_hexagon_when_there_is_something_to_add(
    assessment, district, talent, hexagon_edition, lead, sign_in
):
    client = sign_in(lead)
    offer = f'href="{url(assessment)}">Download with the Hexagon (PDF)</a>'
    before = client.get(url(assessment, "", "summary/")).content.decode().count(offer)
    start_review(district=district, about=talent.system, described=Described(title="Talent"), by=lead)
    assert (before, client.get(url(assessment, "", "summary/")).content.decode().count(offer)) == (0, 1)


def test_the_hexagon_keeps_the_readiness_report_s_tags_whole():
    plain = sample_report()
    plain = replace(plain, areas=plain.areas[:2])
    report = replace(plain, hexagon=(review_sample(), comparison_sample(6)))
    assert [one["report"].kind for one in report_context(report)["hexagon"]] == ["review", "comparison"]

    from readiness.exports import readiness_pdf

    body = readiness_pdf(report)
    tags, before = tags_of(body), tags_of(readiness_pdf(plain))
    assert problems(body) == []
    assert (tags["Table"] - before["Table"], tags["H2"] - before["H2"]) == (2, 2)
