"""Recording recommendations: what they need, what they say of missing ratings, and two leads at once."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from core.saving import StaleVersion
from hexagon.choices import Choice
from hexagon.models import Recommendation
from hexagon.reports import comparison_report, review_report, subject_history
from hexagon.services import recommend
from tests.hexagon.reviews.factories import decision, rate_all, say


def test_a_recommendation_is_shown_with_its_supports_and_dissent(comparison, candidates, lead, member):
    for one in candidates:
        rate_all(one, "3", by=member)
    supports = {"capacity": "A data steward", "fit": "", "need": "Ask families"}
    made = decision(choice=Choice.SUPPORTS, candidate_pk=candidates[0].pk, supports=supports, dissent="One would wait")
    recommend(comparison, decision=made, by=lead)
    found = comparison_report(comparison).recommendation
    assert found.sentence == "Adopt with supports: A. Regional consortium"
    assert found.supports == (("Need", "Ask families"), ("Capacity", "A data steward"))
    assert (found.dissent, found.unrated, found.version) == ("One would wait", (), 1)
    assert (found.decided_by, found.decided_on) == ("A Lead", date(2026, 11, 12))


def test_it_says_what_had_no_rating_at_that_moment(comparison, candidates, lead, member):
    rate_all(candidates[0], "4", by=member)
    rate_all(candidates[1], "4", by=member)
    say(candidates[1], "fit", "", by=member)
    say(candidates[1], "capacity", "n", by=member)
    recommend(comparison, decision=decision(candidate_pk=candidates[0].pk), by=lead)
    say(candidates[1], "fit", "5", by=member)
    found = comparison_report(comparison).recommendation
    assert found.unrated == ("Fit of B. State job board", "Capacity of B. State job board")


def test_a_review_names_its_components_alone(review, lead, member):
    say(review, "need", "4", by=member)
    recommend(review, decision=decision(), by=lead)
    found = review_report(review).recommendation
    assert found.unrated == ("Evidence", "Supports", "Usability", "Fit", "Capacity")
    assert found.sentence == "Adopt"


def test_a_rationale_is_required(review, lead):
    with pytest.raises(ValidationError) as refused:
        recommend(review, decision=decision(rationale="  \n"), by=lead)
    assert list(refused.value.error_dict) == ["rationale"]


@pytest.mark.parametrize(
    ("choice", "needs"),
    [
        (Choice.ADOPT, True),
        (Choice.SUPPORTS, True),
        (Choice.REFINE, True),
        (Choice.GATHER, False),
        (Choice.DECLINE, False),
    ],
)
def test_what_is_said_of_one_candidate_names_it(comparison, lead, choice, needs):
    if needs:
        with pytest.raises(ValidationError) as refused:
            recommend(comparison, decision=decision(choice=choice), by=lead)
        assert list(refused.value.error_dict) == ["candidate"]
    else:
        assert str(recommend(comparison, decision=decision(choice=choice), by=lead)) == choice.label


def test_only_a_candidate_of_the_comparison_is_named(comparison, review, lead):
    with pytest.raises(ValidationError):
        recommend(comparison, decision=decision(candidate_pk=review.pk), by=lead)
    with pytest.raises(ValidationError):
        recommend(review, decision=decision(candidate_pk=review.pk), by=lead)


def test_a_candidate_alone_gets_no_recommendation(candidates, lead):
    with pytest.raises(ValidationError, match="in its comparison"):
        recommend(candidates[0], decision=decision(), by=lead)


def test_changing_it_presents_the_version_that_was_read(review, lead, member):
    recommend(review, decision=decision(), by=lead)
    with pytest.raises(StaleVersion):
        recommend(review, decision=decision(rationale="Another reason"), by=member)
    changed = decision(rationale="Another reason", choice=Choice.DECLINE, version=1)
    assert recommend(review, decision=changed, by=member).version == 2
    with pytest.raises(StaleVersion) as stale:
        recommend(review, decision=decision(rationale="A third", version=1), by=lead)
    assert stale.value.row.rationale == "Another reason"
    assert [event.what for event in subject_history(review)] == [
        "Recommendation changed: Do not adopt",
        "Recommended: Adopt",
        "Started as Talent Management",
    ]


def test_the_same_words_again_change_nothing(review, lead, member):
    recommend(review, decision=decision(), by=lead)
    assert recommend(review, decision=decision(), by=member).changed_by == lead


def test_the_database_refuses_one_without_a_rationale_or_of_two_things(review, comparison, lead):
    row = recommend(review, decision=decision(), by=lead)
    for name, value in (("rationale", ""), ("comparison", comparison), ("choice", "maybe")):
        other = Recommendation.objects.get(pk=row.pk)
        setattr(other, name, value)
        with pytest.raises(IntegrityError), transaction.atomic():
            other.save()
