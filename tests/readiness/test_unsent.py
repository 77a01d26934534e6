"""A focus area that is sent without JavaScript after the session has ended is saved once its writer signs in again."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from districts.models import User
from readiness.models import Assessment, Rating
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db


def fields(client: Client, page: str, note: str) -> dict[str, str]:
    """Return the form of the first focus area as somebody sends it who wrote one note."""
    html = client.get(page).content.decode()
    owner = re.search(r'name="owner" value="([^"]+)"', html)
    assert owner
    return {"owner": owner[1], "1-aware-version": "1", "1-aware-value": "2", "1-aware-note": note}


def sign_in(client: Client, user: User) -> None:
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})


def stored(assessment: Assessment) -> tuple[int | None, str]:
    row = Rating.objects.for_assessment(assessment).with_key("1-aware").get()
    return row.value, row.note


@pytest.fixture
def area(assessment: Assessment) -> str:
    return f"{assessment.get_absolute_url()}save-{assessment.edition.focus_areas.first().key}"


def test_it_is_saved_after_signing_in_again(assessment: Assessment, area: str, people) -> None:
    client = Client()
    sign_in(client, people["member"])
    sent = fields(client, assessment.get_absolute_url(), "Written over lunch")
    client.cookies.pop("sessionid")
    response = client.post(area, sent)
    assert response.status_code == 302
    assert response.url == f"/accounts/login/?next={area}"
    assert stored(assessment) == (None, "")
    sign_in(client, people["member"])
    assert client.get(area).status_code == 302
    assert stored(assessment) == (2, "Written over lunch")


def test_somebody_else_who_signs_in_neither_sees_nor_saves_it(assessment: Assessment, area: str, people) -> None:
    client = Client()
    sign_in(client, people["member"])
    sent = fields(client, assessment.get_absolute_url(), "Not for others")
    client.cookies.pop("sessionid")
    client.post(area, sent)
    sign_in(client, people["lead"])
    assert "Not for others" not in client.get(area, follow=True).content.decode()
    assert stored(assessment) == (None, "")


def test_nothing_is_kept_of_a_form_that_was_not_made_here(assessment: Assessment, area: str) -> None:
    client = Client()
    client.post(area, {"owner": "1:forged", "1-aware-version": "1", "1-aware-note": "Planted"})
    assert "sessionid" not in client.cookies
