"""Saving one item: who may not, and what is not taken. Nothing is stored in any of these."""

import pytest
from django.test import Client

from districts.choices import Role
from readiness.models import ConsiderationPlacement, Rating
from readiness.services import close_assessment
from rounds.forms.items import NOTE_LENGTH
from tests.readiness.factories import opened
from tests.readiness.pages import Page


@pytest.fixture(autouse=True)
def _nothing_is_stored(assessment):
    yield
    assert [model.objects.touched().count() for model in (Rating, ConsiderationPlacement)] == [0, 0]


@pytest.mark.parametrize(
    ("length", "words"), [(NOTE_LENGTH + 1, "This note has 10001 characters; 10,000 fit. It is not saved yet.")]
)
def test_a_note_that_is_too_long_is_refused_beside_the_item(save, length, words):
    response = save("5a-ready", "1", "x" * length)
    page = Page(response)
    assert (response.status_code, page.id("st-5a-ready").text, page.version("5a-ready")) == (422, words, "1")


def test_an_answer_that_is_not_on_the_scale_is_refused(save):
    response = save("5a-ready", "3")
    assert (response.status_code, Page(response).id("st-5a-ready").text) == (
        422,
        "Select a valid choice. 3 is not one of the available choices.",
    )


def test_a_refused_answer_without_a_version_has_none_afterwards(save):
    assert Page(save("5a-ready", "<b>", version=None)).version("5a-ready") == ""


def test_a_null_character_is_refused(save):
    response = save("5a-ready", "1", "a\0b")
    assert (response.status_code, Page(response).id("st-5a-ready").text) == (422, "Null characters are not allowed.")


@pytest.mark.parametrize("version", [1, None, 7])
def test_a_closed_assessment_takes_nothing(assessment, save, lead, version):
    close_assessment(assessment, by=lead)
    response = save("5a-ready", "1", "Too late.", version)
    assert response.status_code == 423
    assert Page(response).id("st-5a-ready").text == (
        "Not saved: a lead closed the assessment meanwhile. What you typed is kept on this computer."
    )


@pytest.mark.parametrize(
    ("kind", "key"), [("ratings", "99z-ready"), ("ratings", "readiness"), ("placements", "5a-ready"), ("ratings", "5a")]
)
def test_an_item_that_the_edition_does_not_have_is_not_found(save, kind, key):
    assert save(key, "1", kind=kind).status_code == 404


@pytest.mark.parametrize("pk", [0, 10**6, 10**30])
def test_an_assessment_that_is_not_there_is_not_found(save, pk):
    assert save("5a-ready", "1", pk=pk).status_code == 404


def test_an_assessment_of_another_district_is_not_found(save, theirs):
    assert save("5a-ready", "1", pk=theirs.pk).status_code == 404


def test_an_item_of_another_edition_is_not_found(save, assessment, leadership, district, lead):
    other = opened(district, leadership, "Autumn 2026", lead)
    assert (save("28a-ready", "1").status_code, save("15-ready", "1", pk=other.pk).status_code) == (404, 404)


@pytest.mark.parametrize("role", [Role.COACH, Role.VIEWER])
def test_readers_may_not_save(save, people, role):
    assert save("5a-ready", "1", by=people[role]).status_code == 403


def test_an_outsider_finds_nothing(save, outsider, content_administrator, operator):
    strangers = (outsider, content_administrator, operator)
    assert [save("5a-ready", "1", by=one).status_code for one in strangers] == [404, 404, 404]


def test_without_a_session_htmx_gets_401_and_words(save):
    response = save("5a-ready", "1", by=None)
    assert (response.status_code, response.content) == (401, b"Signed out. Sign in to save.")


def test_without_a_session_a_plain_form_is_sent_to_sign_in(save):
    response = save("5a-ready", "1", by=None, headers={})
    assert (response.status_code, response.url) == (302, "/accounts/login/")


def test_a_save_needs_the_csrf_token(save, member):
    client = Client(enforce_csrf_checks=True)
    client.force_login(member)
    assert save("5a-ready", "1", client=client).status_code == 403


def test_the_address_only_takes_posts(assessment, member, sign_in):
    assert sign_in(member).get(f"{assessment.get_absolute_url()}ratings/5a-ready/").status_code == 405
