"""Starting, describing and deleting reviews and comparisons."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from core.saving import StaleVersion
from hexagon.models import Comparison, ComponentRating, Review
from hexagon.reports import review_report
from hexagon.services import (
    Described,
    add_candidate,
    delete_comparison,
    delete_review,
    edit_comparison,
    edit_review,
    recommend,
    remove_candidate,
)
from practices.models import Practice
from rounds.choices import State
from tests.hexagon.reviews.factories import (
    KEYS,
    decision,
    indicator,
    move,
    opened,
    owner_of,
    reviewed,
    row_of,
    say,
    started,
)


def names(comparison: Comparison) -> list[str]:
    return [one.name for one in comparison.candidates.order_by("position")]


def test_a_review_starts_with_six_components_at_version_1_and_their_history(review, lead):
    rows = ComponentRating.objects.for_review(review)
    assert sorted(rows.values_list("component__key", "version", "value")) == sorted((key, 1, None) for key in KEYS)
    histories = [(one.history_user_id, one.version) for row in rows for one in row.history.all()]
    assert histories == [(lead.pk, 1)] * 6
    assert [(one.history_user_id, one.title) for one in review.history.all()] == [(lead.pk, "Talent Management")]


def test_a_review_says_what_it_is_about(district, talent, hexagon_edition, lead):
    practice = Practice.objects.get(edition=talent, code="5")
    subjects = [talent.system, practice, indicator(talent), None]
    found = [review_report(reviewed(district, lead, about=one)).reviews[0] for one in subjects]
    assert [(one.subject, one.subject_label, one.subject_url_args) for one in found] == [
        ("system", "System", ("talent-management",)),
        ("practice", "Practice 5 of Talent Management", ("talent-management",)),
        ("indicator", "Indicator 5a of Talent Management", ("talent-management", "5a")),
        ("candidate", "Candidate", ()),
    ]


def test_nothing_starts_before_the_hexagon_is_published(district, talent, lead):
    with pytest.raises(ValidationError) as refused:
        reviewed(district, lead, about=talent.system)
    assert refused.value.code == "edition"
    assert Review.objects.count() == 0


def test_candidates_get_letters_in_the_order_in_which_they_are_named(comparison):
    assert names(comparison) == ["A. Regional consortium", "B. State job board"]


@pytest.mark.parametrize("named", [["One"], [f"Candidate {n}" for n in range(7)], ["The same", "the SAME"]])
def test_a_comparison_has_two_to_six_candidates_of_different_names(district, talent, hexagon_edition, lead, named):
    with pytest.raises(ValidationError) as refused:
        started(district, talent, named, lead)
    assert list(refused.value.error_dict) == ["candidates"]
    assert (Comparison.objects.count(), Review.objects.count()) == (0, 0)


def test_only_an_indicator_that_calls_for_choosing_gets_a_comparison(district, talent, hexagon_edition, lead):
    with pytest.raises(ValidationError) as refused:
        started(district, talent, ["One", "Two"], lead, code="6a")
    assert list(refused.value.error_dict) == ["indicator"]


def test_letters_are_not_handed_out_again_while_others_are_free(comparison, lead):
    for name in ("Third", "Fourth"):
        add_candidate(comparison, described=Described(title=name), by=lead)
    remove_candidate(comparison, review_pk=comparison.candidates.get(position=2).pk)
    for name in ("Fifth", "Sixth", "Seventh"):
        add_candidate(comparison, described=Described(title=name), by=lead)
    assert names(comparison) == [
        "A. Regional consortium",
        "B. Seventh",
        "C. Third",
        "D. Fourth",
        "E. Fifth",
        "F. Sixth",
    ]
    with pytest.raises(ValidationError, match="six candidates at most"):
        add_candidate(comparison, described=Described(title="Eighth"), by=lead)


def test_a_name_is_not_given_twice(comparison, lead):
    with pytest.raises(ValidationError, match="Another candidate has this name"):
        add_candidate(comparison, described=Described(title="STATE job board"), by=lead)


def test_two_candidates_always_stay(comparison, candidates):
    with pytest.raises(ValidationError, match="needs two candidates"):
        remove_candidate(comparison, review_pk=candidates[0].pk)


def test_a_candidate_of_which_somebody_has_said_something_stays(comparison, candidates, lead, member):
    add_candidate(comparison, described=Described(title="Third"), by=lead)
    say(candidates[0], "need", by=member, discussion="Heard of it.")
    with pytest.raises(ValidationError, match="it is kept"):
        remove_candidate(comparison, review_pk=candidates[0].pk)
    remove_candidate(comparison, review_pk=candidates[1].pk)
    assert names(comparison) == ["A. Regional consortium", "C. Third"]


def test_a_comparison_with_a_recommendation_keeps_its_candidates(comparison, candidates, lead):
    add_candidate(comparison, described=Described(title="Third"), by=lead)
    recommend(comparison, decision=decision(candidate_pk=candidates[0].pk), by=lead)
    with pytest.raises(ValidationError, match="made with this candidate in view"):
        remove_candidate(comparison, review_pk=candidates[1].pk)


def test_candidates_stay_as_they_are_while_a_round_runs(comparison, candidates, lead):
    add_candidate(comparison, described=Described(title="Third"), by=lead)
    owner = owner_of(opened(comparison, lead), lead)
    with pytest.raises(ValidationError, match="A round is about this comparison"):
        add_candidate(comparison, described=Described(title="Fourth"), by=lead)
    with pytest.raises(ValidationError, match="A round is about this comparison"):
        remove_candidate(comparison, review_pk=candidates[1].pk)
    move(owner, State.CLOSED, lead, reason="Not now")
    with pytest.raises(ValidationError, match="it is kept"):
        remove_candidate(comparison, review_pk=candidates[1].pk)


def test_describing_over_an_older_version_is_refused(review, lead, member):
    assert edit_review(review, described=Described(title="Talent Management", provider="Us"), version=1, by=lead)
    with pytest.raises(StaleVersion) as stale:
        edit_review(review, described=Described(title="Talent"), version=1, by=member)
    assert (stale.value.row.provider, stale.value.row.version) == ("Us", 2)
    assert not edit_review(review, described=Described(title="Talent Management", provider="Us"), version=1, by=member)


def test_renaming_a_comparison_is_kept_in_its_history(comparison, member):
    assert edit_comparison(comparison, title="Platforms", version=1, by=member)
    versions = comparison.history.order_by("version").values_list("title", "history_user")
    assert list(versions) == [("Hiring platforms", comparison.opened_by_id), ("Platforms", member.pk)]


def test_what_nobody_has_touched_is_deleted(review, comparison):
    delete_review(review)
    delete_comparison(comparison)
    assert (Review.objects.count(), ComponentRating.objects.count()) == (0, 0)


def test_what_somebody_has_said_or_rated_together_is_kept(review, comparison, candidates, lead, member):
    say(review, "need", "4", by=member)
    opened(comparison, lead)
    for refused, subject in ((delete_review, review), (delete_comparison, comparison), (delete_review, candidates[0])):
        with pytest.raises(ValidationError):
            refused(subject)
    assert (Review.objects.count(), Comparison.objects.count()) == (3, 1)


BROKEN = [
    {"subject": "system", "system": None},
    {"subject": "candidate"},
    {"subject": "platform"},
    {"position": 1},
]


@pytest.mark.parametrize("fields", BROKEN, ids=str)
def test_the_database_refuses_a_review_of_something_else_than_it_says(review, fields):
    for name, value in fields.items():
        setattr(review, name, value)
    with pytest.raises(IntegrityError), transaction.atomic():
        review.save()


def test_the_database_refuses_two_candidates_of_one_letter(candidates):
    candidates[1].position = 1
    with pytest.raises(IntegrityError), transaction.atomic():
        candidates[1].save()


@pytest.mark.parametrize("fields", [{"value": 6}, {"value": 0}, {"value": 3, "unknown": True}], ids=str)
def test_the_database_refuses_a_rating_that_is_none(review, fields):
    row = row_of(review, "need")
    for name, value in fields.items():
        setattr(row, name, value)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
