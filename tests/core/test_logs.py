"""What logs leave out: the secret part of an address."""

import logging

import pytest
from django.conf import settings

from core.logs import WithoutSecrets


def line(message, *args):
    record = logging.LogRecord("django.request", logging.WARNING, "x.py", 1, message, args, None)
    assert WithoutSecrets(settings.SECRET_ADDRESSES).filter(record) is True
    return record.getMessage()


@pytest.mark.parametrize(
    ("path", "logged"),
    [
        ("/calendar/abc-_D.ics", "/calendar/..."),
        ("/accounts/invitation/abc/", "/accounts/invitation/.../"),
        ("/accounts/password/reset/key/1-abc/", "/accounts/password/reset/key/.../"),
        ("/districts/lakeview/plans/1/calendar/", "/districts/lakeview/plans/1/calendar/"),
        ("/districts/lakeview/", "/districts/lakeview/"),
    ],
)
def test_secrets_are_dots(path, logged):
    assert line("%s: %s", "Not Found", path) == f"Not Found: {logged}"


def test_a_line_that_is_no_address_stays_as_it_is():
    assert (line("All of %d", 3), line("100% of it")) == ("All of 3", "100% of it")


def test_every_handler_of_ours_leaves_them_out():
    handlers = settings.LOGGING["handlers"].values()
    assert [handler["filters"] for handler in handlers] == [["without_secrets"]]
