"""A form that finds the database locked, and that is sent again from the page which says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import OperationalError, connection
from django.http import HttpResponse
from django.test import Client

from tests.readiness.pages import Page


@contextmanager
def locked() -> Iterator[None]:
    """Let every statement that writes find the database locked by somebody else."""

    def refuse(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.split(maxsplit=1)[0] in ("INSERT", "UPDATE", "DELETE"):
            raise OperationalError("database is locked")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse):
        yield


def refused(client: Client, url: str, data: Mapping[str, Any]) -> HttpResponse:
    """Send a form while the database is locked, and return the page that comes back."""
    client.raise_request_exception = False
    with locked():
        response = client.post(url, data)
    client.raise_request_exception = True
    assert response.status_code == 503
    return response


def again(client: Client, response: HttpResponse) -> HttpResponse:
    """Send what the page has kept, as its button does."""
    form = Page(response).id("main").one("form")
    fields = defaultdict(list)
    for one in form.all("input", type="hidden"):
        fields[one["name"]].append(one["value"])
    return client.post(form["action"], fields)


def words(response: HttpResponse) -> list[str]:
    """Return the texts that the page shows."""
    return [one.one("p").raw for one in Page(response).id("main").all("li")]
