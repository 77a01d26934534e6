"""Whether a database was only busy, and what is answered then."""

from __future__ import annotations

import sqlite3
from typing import Any

import psycopg
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, OperationalError, connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from psycopg import errors

from core.busy import BUSY, is_busy, show_error
from tests.readiness.pages import Page

LOCKED = OperationalError("database is locked")
PLAN = "/districts/lakeview/plans/1/"


def caused_by(cause: Exception) -> OperationalError:
    error = OperationalError(*cause.args)
    error.__cause__ = cause
    return error


def of_sqlite(words: str) -> OperationalError:
    return caused_by(sqlite3.OperationalError(words))


@pytest.mark.parametrize(
    "error",
    [
        LOCKED,
        of_sqlite("database is locked"),
        of_sqlite("database table is locked: plans_plan"),
        caused_by(errors.DeadlockDetected("deadlock detected")),
        caused_by(errors.SerializationFailure("could not serialize access")),
        caused_by(errors.LockNotAvailable("canceling statement due to lock timeout")),
        caused_by(errors.AdminShutdown("terminating connection due to administrator command")),
        caused_by(errors.CannotConnectNow("the database system is starting up")),
        caused_by(errors.TooManyConnections("sorry, too many clients already")),
        caused_by(errors.ConnectionFailure("connection failure")),
        caused_by(psycopg.OperationalError("server closed the connection unexpectedly")),
    ],
    ids=lambda error: str(error)[:40],
)
def test_a_lock_and_a_lost_connection_pass(error):
    assert is_busy(error) is True


@pytest.mark.parametrize(
    "error",
    [
        None,
        ValueError("database is locked"),
        DatabaseError("database is locked"),
        IntegrityError("database is locked"),
        of_sqlite("no such table: plans_plan"),
        of_sqlite("database or disk is full"),
        of_sqlite("attempt to write a readonly database"),
        of_sqlite("unable to open database file"),
        caused_by(errors.DiskFull("could not extend file")),
        caused_by(errors.OutOfMemory("the table is locked")),
        caused_by(errors.QueryCanceled("canceling statement due to user request")),
    ],
    ids=lambda error: f"{type(error).__name__}: {error}"[:40],
)
def test_nothing_else_does(error):
    assert is_busy(error) is False


# The page -----------------------------------------------------------------------------------------------------------


def answer(
    error: Exception,
    method: str = "get",
    address: str = PLAN,
    data: Any = None,
    looked_at: bool = False,
    **headers: str,
) -> Any:
    """Answer a request that knows neither session nor user, as one does that failed before it had any. `looked_at` says
    that it was found to come from a page of ours."""
    request = getattr(RequestFactory(), method)(address, data, headers={"host": "plans.example.org"} | headers)
    request.csrf_processing_done = looked_at
    try:
        raise error
    except type(error):
        return show_error(request)


def way_on(response: Any) -> tuple[str, str]:
    link = Page(response).id("main").one("a")
    return link.text, link["href"]


def test_it_says_to_try_again_and_asks_no_database(db):
    with CaptureQueriesContext(connection) as captured:
        response = answer(LOCKED, address=f"{PLAN}?owner=3&status=done")
    assert (response.status_code, response["Retry-After"], len(captured)) == (503, "5", 0)
    main = Page(response).id("main")
    assert f"{main.one('h1').text}. {main.one('p', class_='ts-head__sub').text}" == BUSY
    assert way_on(response) == ("Try again", f"{PLAN}?owner=3&status=done")


def test_who_sent_something_goes_back_to_where_they_came_from():
    place = "http://plans.example.org/districts/lakeview/plans/1/steps/2/remove/"
    assert way_on(answer(LOCKED, "post", referer=place)) == ("Go back", place)


@pytest.mark.parametrize(
    "referer",
    ["", "http://evil.example.com/", "//evil.example.com/", "javascript:alert(1)", "http://plans.example.org:81/"],
)
def test_nobody_is_sent_to_another_site(referer):
    assert way_on(answer(LOCKED, "post", referer=referer)) == ("Go to the first page", "/")
    assert way_on(answer(LOCKED, address="//plans.example.org//evil.example.com/")) == ("Go to the first page", "/")


def test_a_script_gets_the_words_alone():
    response = answer(LOCKED, "post", hx_request="true")
    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert (response["Content-Type"], response.content.decode()) == ("text/plain; charset=utf-8", BUSY)


SENT = {"csrfmiddlewaretoken": "old", "note": "Ask <b>\nleavers", "keys": ["5a", "6a"], "act": "save", "empty": ""}


def kept(response: Any) -> list[tuple[str, str]]:
    form = Page(response).id("main").one("form")
    return [(one["name"], one["value"]) for one in form.all("input", type="hidden")]


def test_what_was_sent_is_kept_and_shown_and_can_be_sent_again(db):
    place = "http://plans.example.org/districts/lakeview/plans/1/"
    with CaptureQueriesContext(connection) as captured:
        response = answer(LOCKED, "post", f"{PLAN}steps/?a=1", SENT, looked_at=True, referer=place)
    (_, token), *fields = kept(response)
    assert (response.status_code, len(captured), len(token)) == (503, 0, 64)
    expected = [("note", "Ask <b>\nleavers"), ("keys", "5a"), ("keys", "6a"), ("act", "save"), ("empty", "")]
    assert fields == expected
    main = Page(response).id("main")
    assert (main.one("form")["action"], main.one("button").text) == (f"{PLAN}steps/?a=1", "Send it again")
    assert [one.raw for one in main.all("li")] == ["Ask <b>\nleavers"]
    assert way_on(response) == ("Go back", place)
    assert main.one("p", class_="ts-head__sub").text == (
        "Nothing was changed. What you sent is kept on this page: send it again in a moment."
    )


@pytest.mark.parametrize(
    ("data", "looked_at"),
    [
        (SENT, False),
        ({"login": "ann@example.org", "password": "a secret of mine"}, True),
        ({"password1": "a secret of mine", "password2": "a secret of mine"}, True),
        ({"note": "Ask leavers", "file": SimpleUploadedFile("plan.csv", b"a,b")}, True),
        ({}, True),
    ],
    ids=["not from a page of ours", "signing in", "a new password", "a file", "nothing"],
)
def test_what_may_not_be_sent_again_is_not_kept(data, looked_at):
    response = answer(LOCKED, "post", data=data, looked_at=looked_at)
    assert Page(response).id("main").all("form") == []
    assert all(words not in response.content.decode() for words in ("a secret of mine", "Ask", "ann@"))
    assert way_on(response) == ("Go to the first page", "/")


@pytest.mark.parametrize("error", [of_sqlite("no such table: plans_plan"), ValueError("database is locked")])
def test_whatever_else_goes_wrong_is_our_fault(error):
    response = answer(error)
    assert (response.status_code, "Retry-After" in response) == (500, False)
    assert Page(response).id("main").one("h1").text == "Something went wrong on our side"
