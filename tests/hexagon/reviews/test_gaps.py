"""What a review or a comparison leaves to be found out."""

from __future__ import annotations

from hexagon.models import Comparison
from hexagon.reports import comparison_report, data_gaps, review_report
from tests.hexagon.reviews.factories import say


def told(report):
    return [(gap.name, gap.who, gap.missing) for gap in data_gaps(report)]


def test_nothing_is_to_be_found_out_before_anybody_said_so(review):
    assert told(review_report(review)) == []


def test_not_enough_information_and_data_still_needed_are_listed_in_order(review, lead):
    say(review, "capacity", "n", by=lead, note="Nobody has asked payroll.")
    say(review, "need", "4", by=lead, data_needed="Exit figures by school.")
    say(review, "fit", "5", by=lead)
    assert told(review_report(review)) == [
        ("Need", "The team", "Exit figures by school."),
        ("Capacity", "The team", "Nobody has asked payroll."),
    ]


def test_a_comparison_names_the_candidate_and_an_outsider_finds_none(comparison, candidates, lead, outsider, sign_in):
    say(candidates[1], "evidence", "n", by=lead)
    report = comparison_report(Comparison.objects.get(pk=comparison.pk))
    assert told(report) == [(f"Evidence of {candidates[1].name}", "The team", "")]
    html = sign_in(lead).get(comparison.get_absolute_url()).content.decode()
    assert (html.count("What to find out"), html.count("Nobody wrote what is missing.")) == (1, 1)
    assert sign_in(outsider).get(comparison.get_absolute_url()).status_code == 404
