"""What the database itself refuses, whoever writes."""

import pytest
from django.db import IntegrityError, models, transaction

from practices.models import Consideration, Edition, StageDescription
from readiness.models import Assessment, ConsiderationPlacement, Rating


def refused(action):
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        action()
    return str(error.value)


@pytest.mark.parametrize(
    ("model", "key", "values", "constraint"),
    [
        (Rating, "5a-ready", {"value": 3}, "rating_in_range"),
        (Rating, "5a-ready", {"value": 2, "unknown": True}, "rating_value_or_unknown"),
        (ConsiderationPlacement, "readiness", {"value": 4}, "placement_in_range"),
        (ConsiderationPlacement, "readiness", {"value": 0, "unknown": True}, "placement_value_or_unknown"),
    ],
)
def test_a_row_says_one_thing_that_is_on_its_scale(assessment, model, key, values, constraint):
    rows = model.objects.for_assessment(assessment).with_key(key)
    assert constraint in refused(lambda: rows.update(**values))


@pytest.mark.parametrize("value", [-1, 99])
def test_a_value_far_out_of_range_is_refused(assessment, value):
    refused(lambda: Rating.objects.with_key("5a-ready").update(value=value))


def test_each_item_has_one_row(assessment):
    rating, placement = Rating.objects.first(), ConsiderationPlacement.objects.first()
    for row in (
        Rating(assessment=assessment, stage_description=rating.stage_description),
        ConsiderationPlacement(assessment=assessment, consideration=placement.consideration),
    ):
        assert "unique" in refused(row.save).lower()


def test_a_district_names_an_assessment_of_an_edition_once(assessment, district, talent):
    again = Assessment(district=district, edition=talent, label="Autumn 2026", opened_at=assessment.opened_at)
    assert "unique" in refused(again.save).lower()


@pytest.mark.parametrize("model", [StageDescription, Consideration, Edition])
def test_what_a_district_rates_cannot_be_deleted_even_by_code_that_forgets_editions(assessment, model):
    """`models.QuerySet` goes around the editions' own refusal; the foreign keys hold."""
    with pytest.raises(models.ProtectedError):
        models.QuerySet(model).delete()


def test_the_rows_go_with_their_assessment_and_no_others(assessment, theirs):
    assessment.delete()
    assert set(Rating.objects.values_list("assessment", flat=True)) == {theirs.pk}
    assert set(ConsiderationPlacement.objects.values_list("assessment", flat=True)) == {theirs.pk}


def test_answers_outlive_the_account_of_who_gave_them(assessment, member):
    rating = Rating.objects.with_key("5a-ready").get()
    rating.value, rating.changed_by = 2, member
    rating.save()
    member.delete()
    rating.refresh_from_db()
    assert (rating.value, rating.changed_by) == (2, None)
