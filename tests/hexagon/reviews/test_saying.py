"""Saying something of a component: versions, two people at once, rounds that cover it, and taking over."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from core.saving import StaleVersion
from hexagon.models import ComponentRating
from hexagon.reports import Provenance, component_history, hexagon_content, review_report
from hexagon.services import take_over
from rounds.services import ItemCovered
from tests.hexagon.reviews.factories import opened, rate_all, reviewed, row_of, say


def scale_of(review, key):
    return next(one.scale for one in hexagon_content(review.edition).components if one.key == key)


def test_a_rating_is_kept_with_its_reason_texts_author_and_history(review, member):
    say(review, "need", "4", by=member, note="Eleven open posts", discussion="All schools agreed", obstacles="None")
    row = row_of(review, "need")
    assert (row.value, row.note, row.discussion, row.obstacles) == (
        4,
        "Eleven open posts",
        "All schools agreed",
        "None",
    )
    assert (row.version, row.changed_by, row.round) == (2, member, None)
    [change] = component_history(row, scale_of(review, "need"))
    assert (change.who, change.before.code, change.after.code) == (str(member), "", "4")
    labels = ["Notes from the discussion", "Obstacles", "Reason for the rating"]
    assert [one.name for one in change.texts] == labels


def test_saying_the_same_again_changes_nothing(review, lead, member):
    say(review, "fit", "2", by=member, note="Poor")
    assert not say(review, "fit", "2", by=lead, note="Poor").written
    assert row_of(review, "fit").version == 2


def test_two_people_write_different_texts_of_one_component_at_once(review, lead, member):
    say(review, "need", "4", by=lead, version=1, discussion="From the meeting")
    saved = say(review, "need", "", by=member, version=1, note="", discussion="", evidence="Vacancy list")
    row = row_of(review, "need")
    assert saved.written
    assert (row.value, row.discussion, row.evidence, row.version) == (4, "From the meeting", "Vacancy list", 3)


def test_two_people_who_change_the_same_text_get_both_versions(review, lead, member):
    say(review, "need", by=lead, version=1, evidence="Vacancy list")
    with pytest.raises(StaleVersion) as stale:
        say(review, "need", by=member, version=1, evidence="Exit talks")
    assert stale.value.row.evidence == "Vacancy list"
    assert row_of(review, "need").version == 2


def test_a_missing_version_is_a_conflict(review, lead, member):
    say(review, "need", by=lead, evidence="Vacancy list")
    with pytest.raises(StaleVersion):
        say(review, "need", by=member, version=99, evidence="Exit talks")


def test_another_districts_component_is_not_found(review, outsider):
    review.district = outsider.memberships.get().district
    with pytest.raises(ComponentRating.DoesNotExist):
        say(review, "need", "1", by=outsider)


def test_a_round_that_runs_leaves_texts_free_and_the_rating_to_itself(review, lead, member):
    opened(review, lead, keys=["need"])
    say(review, "need", by=member, evidence="Vacancy list")
    with pytest.raises(ItemCovered):
        say(review, "need", "4", by=member)
    say(review, "fit", "4", by=member)
    assert (row_of(review, "need").evidence, row_of(review, "need").value) == ("Vacancy list", None)


def test_taking_over_brings_the_program_side_with_where_it_comes_from(district, review, lead, member):
    source = reviewed(district, lead)
    for key, code in (("evidence", "4"), ("supports", "n"), ("need", "5")):
        say(source, key, code, by=lead, note=f"Why {key}", evidence="A study")
    assert take_over(review, source=source, by=member) == 2
    found = {one.content.key: one for one in review_report(review).reviews[0].components}
    assert {key: one.answer.code for key, one in found.items()} == {
        "evidence": "4",
        "supports": "n",
        "usability": "",
        "need": "",
        "fit": "",
        "capacity": "",
    }
    agreed = row_of(source, "evidence").changed_at
    origin = Provenance(
        review_title="Mentoring program", review_url_pk=source.pk, agreed_at=agreed, changed_since=False
    )
    assert (found["evidence"].taken, found["evidence"].note, found["evidence"].evidence) == (
        origin,
        "Why evidence",
        "A study",
    )
    assert (found["evidence"].changed_by, found["need"].taken) == (str(member), None)


def test_what_is_changed_after_taking_over_says_so(district, review, lead, member):
    source = reviewed(district, lead)
    say(source, "evidence", "4", by=lead)
    take_over(review, source=source, by=member)
    say(source, "evidence", "1", by=lead)
    say(review, "evidence", "3", by=member)
    taken = review_report(review).reviews[0].components[0].taken
    assert taken.changed_since
    assert taken.agreed_at < row_of(source, "evidence").changed_at


def test_taking_over_leaves_what_somebody_has_said(district, review, lead, member):
    source = reviewed(district, lead)
    rate_all(source, "5", by=lead)
    say(review, "supports", "1", by=member)
    assert take_over(review, source=source, by=member) == 2
    assert (row_of(review, "supports").value, row_of(review, "evidence").value) == (1, 5)
    assert take_over(review, source=source, by=member) == 0


def test_nothing_is_taken_over_from_another_district_or_into_a_round(district, review, theirs, lead, member, outsider):
    rate_all(theirs, "5", by=outsider)
    with pytest.raises(ValidationError, match="another review of this district"):
        take_over(review, source=theirs, by=member)
    source = reviewed(district, lead)
    rate_all(source, "5", by=lead)
    opened(review, lead, keys=["evidence"])
    with pytest.raises(ValidationError, match="A round is about these components"):
        take_over(review, source=source, by=member)
    assert row_of(review, "evidence").version == 1
