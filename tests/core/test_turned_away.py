"""The pages for what is not there and for what is not open."""

from __future__ import annotations

import re

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext

from districts.choices import Role
from tests.readiness.pages import Page

LAKEVIEW, NOWHERE, SETTINGS = "/districts/lakeview/", "/districts/nowhere/", "/districts/lakeview/settings/"


def parts(response):
    """The pages in the navigation, who is signed in, and the way on."""
    page = Page(response)
    header = page.root.one("header")
    act = page.id("main").all("a")
    return (
        [(link.text, link["href"]) for nav in header.all("nav") for link in nav.all("a")],
        [who.one("a").text for who in header.all("div", class_="ts-top__who")],
        [(link.text, link["href"]) for link in act],
    )


def told(response):
    """All of a page but the token of its form, which is another each time."""
    return re.sub(r'value="\w{64}"', "", response.content.decode())


PAGES = [("Home", "/"), ("Practices", "/practices/")]
HOME = [("Go to your home page", "/")]


def test_who_may_not_keeps_the_navigation_and_their_name(people, sign_in):
    response = sign_in(people[Role.VIEWER]).get(SETTINGS)
    assert (response.status_code, parts(response)) == (403, (PAGES, ["A Viewer"], HOME))


@pytest.mark.parametrize("address", [LAKEVIEW, SETTINGS, NOWHERE, "/no/such/page/"])
def test_an_outsider_is_told_the_same_of_what_is_there_and_what_is_not(district, outsider, sign_in, address):
    client = sign_in(outsider)
    response = client.get(address)
    assert (response.status_code, parts(response)) == (404, (PAGES, [str(outsider)], HOME))
    assert told(response) == told(client.get(NOWHERE))


def test_a_content_administrator_keeps_the_way_to_administration(district, content_administrator, sign_in):
    pages, _, _ = parts(sign_in(content_administrator).get(LAKEVIEW))
    assert pages == [*PAGES, ("Administration", "/admin/")]


def test_who_is_not_signed_in_signs_in_and_the_database_is_not_asked(client, db):
    with CaptureQueriesContext(connection) as captured:
        response = client.get("/no/such/page/")
    assert (response.status_code, len(captured)) == (404, 0)
    assert parts(response) == ([], [], [("Sign in", "/accounts/login/")])


def test_where_the_database_does_not_answer_the_page_is_shown_all_the_same(people, sign_in, monkeypatch):
    client = sign_in(people[Role.VIEWER])

    def locked(self):
        raise OperationalError("database is locked")

    monkeypatch.setattr(SessionStore, "load", locked)
    response = client.get("/no/such/page/")
    assert (response.status_code, parts(response)[:2]) == (404, ([], []))


def test_the_way_out_works(people, sign_in):
    client = sign_in(people[Role.VIEWER])
    form = Page(client.get("/no/such/page/")).root.one("form")
    assert (form["action"], form["method"]) == ("/accounts/logout/", "post")
    client.post(form["action"])
    assert client.get("/").status_code == 302
