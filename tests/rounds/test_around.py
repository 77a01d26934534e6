"""What changes around a round while it runs: its assessment, its district, content and people. Nothing is lost."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from districts.models import Membership
from practices.content_store import publish
from practices.content_store.editions import create_draft
from readiness.models import Rating
from readiness.services import close_assessment, delete_assessment, open_assessment_round, reopen_assessment
from rounds.choices import State
from rounds.models import Ballot, Rater, Round
from rounds.services import Draft, set_finished
from tests.factories import MembershipFactory
from tests.readiness.factories import content_file, numbered, reworded
from tests.readiness.pages import Page
from tests.rounds.factories import cast_all, move, open_round, owned

KEYS = ("5a-aware", "5a-ready", "6a-aware")


@pytest.fixture
def raters(district):
    return [one.user for one in MembershipFactory.create_batch(4, district=district)]


@pytest.fixture
def round(round_of, assessment, raters):
    return round_of(assessment, raters, KEYS)


def url(round, rest=""):
    return f"/districts/{round.district.slug}/readiness/rounds/{round.pk}/{rest}"


def row_of(key):
    return Rating.objects.get(stage_description__key=key)


def agree(round, by, key, code):
    found = owned(round, by)
    draft = Draft(version=found.agreed_row(key).version, answer=found.scales[key].answer(code), note="", dissent="")
    return found.agree(key=key, draft=draft, by=by)


def test_an_assessment_with_a_round_is_neither_deleted_nor_closed_under_it(round, lead, assessment):
    with pytest.raises(ValidationError):
        close_assessment(assessment, by=lead)
    move(round, State.CLOSED, lead, "Not now.")
    with pytest.raises(ValidationError):
        delete_assessment(assessment)
    close_assessment(assessment, by=lead)
    reopen_assessment(assessment, reason="A round is to come.", by=lead)
    assert open_assessment_round(assessment, title="Second", keys=KEYS, by=lead).round.state == State.OPEN


def test_a_district_goes_with_all_its_rounds_and_nobody_else_s(round, raters, lead, theirs, outsider):
    elsewhere = open_round(theirs, KEYS)
    for person in raters[:3]:
        cast_all(round, person, "111")
    move(round, State.REVEALED, lead)
    agree(round, lead, "5a-aware", "1")
    round.district.delete()
    assert (list(Round.objects.all()), Rater.objects.count(), Ballot.objects.count()) == ([elsewhere], 0, 0)


def test_a_new_edition_changes_nothing_under_a_round_that_runs(round, raters, lead, sign_in, talent):
    cast_all(round, raters[0], "012", "Why")
    client = sign_in(raters[0])
    before = Page(client.get(url(round, "ballot/"))).root.one("main").text
    content = reworded(numbered(content_file("talent_management"), 2), "5a-aware", "Other words altogether.")
    publish(edition=create_draft(talent.system, 2, content))
    assert Page(client.get(url(round, "ballot/"))).root.one("main").text == before
    for person in raters[1:3]:
        cast_all(round, person, "012")
    move(round, State.REVEALED, lead)
    assert sign_in(lead).get(url(round, "agree/5a-aware/")).content.decode().count("Other words") == 0
    agree(round, lead, "5a-aware", "0")
    assert row_of("5a-aware").value == 0


def test_a_round_goes_on_under_its_district_s_new_address(round, raters, lead, sign_in):
    client, old = sign_in(raters[0]), url(round, "ballot/")
    assert client.get(old).status_code == 200
    round.district.slug, round.district.name = "lakeside", "Lakeside Schools"
    round.district.save()
    assert (client.get(old).status_code, client.get(url(round, "ballot/")).status_code) == (404, 200)
    typed = {"5a-aware-value": "1", "5a-aware-note": "", "5a-aware-version": ""}
    assert client.post(url(round, "ballot/5a-aware/"), typed, headers={"HX-Request": "true"}).status_code == 200
    assert client.post(old + "5a-aware/", typed, headers={"HX-Request": "true"}).status_code == 404


def test_a_seat_is_nobody_s_once_its_person_has_left(round, raters, lead, sign_in):
    client, person = sign_in(raters[0]), raters[0]
    cast_all(round, person, "012")
    Membership.objects.get(user=person).delete()
    typed = {"5a-aware-value": "1", "5a-aware-note": "", "5a-aware-version": "1"}
    assert client.post(url(round, "ballot/5a-aware/"), typed, headers={"HX-Request": "true"}).status_code == 404
    with pytest.raises(Rater.DoesNotExist):
        set_finished(round_pk=round.pk, finished=True, by=person)
    move(round, State.REVEALED, lead)
    assert [(one.agreement.ballots) for one in owned(round, lead).spreads()] == [1, 1, 1]
