"""Who administers content, and starting, previewing and publishing a draft; as staff without other powers."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse

from districts.models import User
from practices import content_store
from practices.models import (
    Consideration,
    ConsiderationStage,
    Edition,
    FocusArea,
    Indicator,
    Practice,
    StageDescription,
)
from tests.practices.admin_pages import ROWS, address, change_address

SignIn = Callable[[User | None], Client]


@pytest.fixture
def client(sign_in: SignIn, content_administrator: User) -> Client:
    """Someone who is staff, and no superuser."""
    assert not content_administrator.is_superuser
    return sign_in(content_administrator)


# Access -----------------------------------------------------------------------------------------


def every_address(edition: Edition) -> list[str]:
    lists = [address(f"{model._meta.model_name}_changelist") for model in (*ROWS, Edition)]
    rows = [change_address(model.objects.filter(edition=edition)[0]) for model in ROWS]
    own = [address(f"edition_{name}", edition) for name in ("change", "preview")]
    return [*lists, *rows, *own, change_address(edition.system), address("system_changelist")]


def test_people_without_staff_status_are_kept_out(draft: Edition, sign_in: SignIn, outsider: User) -> None:
    for client in (sign_in(outsider), sign_in(None)):
        for page in [*every_address(draft), address("edition_publish", draft)]:
            response = client.get(page)
            assert (response.status_code, response["Location"].split("?")[0]) == (302, reverse("admin:login"))
        assert client.post(address("edition_publish", draft)).status_code == 302
        assert client.post(address("edition_draft", draft)).status_code == 302
    draft.refresh_from_db()
    assert draft.is_draft


def test_staff_see_every_page_of_drafts_and_of_published_editions(
    draft: Edition, small: Edition, client: Client
) -> None:
    for page in [*every_address(draft), *every_address(small), reverse("admin:index")]:
        assert client.get(page).status_code == 200


@pytest.mark.parametrize("model", [*ROWS, Edition])
def test_what_is_published_is_shown_and_not_changed(small: Edition, client: Client, model: Any) -> None:
    row = small if model is Edition else model.objects.filter(edition=small)[0]
    assert client.get(change_address(row)).context["has_change_permission"] is False
    for page in (change_address(row), address(f"{model._meta.model_name}_delete", row)):
        assert client.post(page, {"post": "yes", "text": "x", "title": "x"}).status_code == 403
    assert content_store.dump_edition(small) == content_store.dump_edition(Edition.objects.get())


@pytest.mark.parametrize("model", [*ROWS, Edition])
def test_rows_are_not_added_apart_from_what_they_belong_to(draft: Edition, client: Client, model: Any) -> None:
    assert client.get(address(f"{model._meta.model_name}_add")).status_code == 403


def test_systems_keep_their_names(small: Edition, client: Client) -> None:
    assert client.post(change_address(small.system), {"title": "Another"}).status_code == 403
    assert client.get(address("system_add")).status_code == 403
    assert client.post(address("system_delete", small.system), {"post": "yes"}).status_code == 403


# Starting a draft -------------------------------------------------------------------------------


def test_a_draft_is_started_from_a_published_edition(small: Edition, client: Client) -> None:
    assert address("edition_draft", small) in client.get(change_address(small)).content.decode()
    response = client.post(address("edition_draft", small), follow=True)
    draft = Edition.objects.drafts().get()
    assert response.redirect_chain == [(change_address(draft), 302)]
    assert "Draft 2 says what edition 1 says. Change it here." in response.content.decode()
    assert LogEntry.objects.get().get_change_message() == "Started as a draft of edition 1."


def test_a_second_draft_leads_to_the_first(draft: Edition, small: Edition, client: Client) -> None:
    response = client.post(address("edition_draft", small), follow=True)
    assert response.redirect_chain == [(change_address(draft), 302)]
    assert "There is a draft already. This is it." in response.content.decode()


def test_looking_does_not_start_a_draft(small: Edition, client: Client) -> None:
    assert client.get(address("edition_draft", small)).status_code == 405
    assert client.post(reverse("admin:practices_edition_draft", args=[small.pk + 9])).status_code == 404
    assert Edition.objects.get() == small


# Preview ----------------------------------------------------------------------------------------


def test_a_draft_is_previewed_as_districts_will_see_it(draft: Edition, client: Client) -> None:
    practice = draft.focus_areas.get().practices.get()
    practice.text = "Wording of the draft."
    practice.save()
    response = client.get(address("edition_preview", draft))
    html = response.content.decode()
    assert next(template.name for template in response.templates) == "practices/system_detail.html"
    assert "This is a preview of edition 2 (draft)." in html
    assert "Wording of the draft." in html
    assert "/practices/sample/1a/" not in html


# Publishing -------------------------------------------------------------------------------------


def test_a_complete_draft_is_published_after_a_question(draft: Edition, small: Edition, client: Client) -> None:
    page = address("edition_publish", draft)
    assert page in client.get(change_address(draft)).content.decode()
    html = client.get(page).content.decode()
    assert "New assessments will use this edition instead of edition 1, which is retired." in html
    assert Edition.objects.published().get() == small
    response = client.post(page, follow=True)
    assert response.redirect_chain == [(change_address(draft), 302)]
    assert "Published. New assessments use this edition; existing ones keep theirs." in response.content.decode()
    assert Edition.objects.published().get() == draft
    assert LogEntry.objects.get().get_change_message() == "Published."


def test_what_keeps_a_draft_from_being_published_is_listed_with_links(draft: Edition, client: Client) -> None:
    Practice.objects.filter(edition=draft).update(text="")
    StageDescription.objects.filter(edition=draft, key="1a-ready").delete()
    StageDescription.objects.filter(edition=draft, key="1b-ready").update(text="")
    ConsiderationStage.objects.filter(edition=draft, key="readiness-keep-improving").update(text=" ")
    FocusArea.objects.create(edition=draft, key="empty", title="Empty", position=99)
    Edition.objects.drafts().update(introduction="")
    practice, area = Practice.objects.get(edition=draft), FocusArea.objects.get(key="empty")
    one, other = Indicator.objects.filter(edition=draft)
    expected = [
        ("Edition, introduction: there is none.", change_address(draft)),
        (
            "Readiness, Keep Improving, text: is empty.",
            change_address(Consideration.objects.get(edition=draft)),
        ),
        ("1b, Getting Ready, text: is empty.", change_address(other)),
        ("Practice 1, text: is empty.", change_address(practice)),
        ("Empty, practices: there is none.", change_address(area)),
        ("Indicator 1a, stage descriptions: there is no text for getting-ready.", change_address(one)),
    ]
    for response in (client.get(address("edition_publish", draft)), client.post(address("edition_publish", draft))):
        assert [(problem.sentence, problem.address) for problem in response.context["problems"]] == expected
        html = unescape(response.content.decode())
        assert [f'<a href="{link}">{sentence}</a>' in html for sentence, link in expected] == [True] * 6
        assert "Publish edition 2" not in html
    draft.refresh_from_db()
    assert draft.is_draft


def test_a_published_edition_is_not_published_again(small: Edition, client: Client) -> None:
    page = address("edition_publish", small)
    assert page not in client.get(change_address(small)).content.decode()
    assert client.get(page).status_code == client.post(page).status_code == 403
