"""The demo's reviews: a finished comparison, and a review that is partly rated."""

from __future__ import annotations

import yaml
from django.conf import settings

from districts.demo import make_people_and_places
from hexagon.demo import make_reviews
from hexagon.models import Comparison, Review
from hexagon.reports import comparison_report, review_report


def test_the_demo_has_a_finished_comparison_and_a_review_that_is_partly_rated(talent, hexagon_edition, perspectives):
    data = yaml.safe_load((settings.BASE_DIR / "fixtures" / "demo.yaml").read_text(encoding="utf-8"))
    district, people = make_people_and_places("a demo password")
    make_reviews(data, district=district, people=people)
    found = comparison_report(Comparison.objects.get())
    assert [review.name for review in found.reviews] == [
        "A. Regional hiring consortium",
        "B. State job board",
        "C. Commercial posting service",
        "D. Alumni referral program",
    ]
    assert [(one.state_label, one.raters) for one in found.rounds] == [("Closed", 7)]
    assert found.furthest_apart == ("Supports", "Capacity")
    assert found.recommendation is not None
    assert found.recommendation.sentence == "Adopt with supports: A. Regional hiring consortium"
    assert found.recommendation.unrated == ("Evidence of D. Alumni referral program",)
    assert {one.agreement.ballots for row in found.rows for one in row if one.agreement} == {7}
    [system] = review_report(Review.objects.get(subject="system")).reviews
    assert (system.title, system.rated, system.unrated) == ("Talent Management", 4, ("Supports", "Usability"))
