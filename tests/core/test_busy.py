"""Whether a database was only busy, and what is answered then."""

from __future__ import annotations

import sqlite3
from typing import Any

import psycopg
import pytest
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


def answer(error: Exception, method: str = "get", address: str = PLAN, **headers: str) -> Any:
    """Answer a request that knows neither session nor user, as one does that failed before it had any."""
    request = getattr(RequestFactory(), method)(address, headers={"host": "plans.example.org"} | headers)
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


@pytest.mark.parametrize("error", [of_sqlite("no such table: plans_plan"), ValueError("database is locked")])
def test_whatever_else_goes_wrong_is_our_fault(error):
    response = answer(error)
    assert (response.status_code, "Retry-After" in response) == (500, False)
    assert Page(response).id("main").one("h1").text == "Something went wrong on our side"
