"""Drafting, editing, previewing and publishing the Hexagon in the admin; as staff without other powers."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse

from districts.models import User
from hexagon import content_store
from hexagon.models import Component, HexagonEdition, Point, Question
from tests.hexagon.factories import numbered, product_file
from tests.practices.admin_pages import added, form_of, save

SignIn = Callable[[User | None], Client]


@pytest.fixture
def client(sign_in: SignIn, content_administrator: User) -> Client:
    """Someone who is staff, and no superuser."""
    return sign_in(content_administrator)


def address(name: str, row: Any = None) -> str:
    return reverse(f"admin:hexagon_{name}", args=[row.pk] if row else [])


def need_of(edition: HexagonEdition) -> Component:
    return edition.components.get(key="need")


def test_people_without_staff_status_are_kept_out(hexagon_draft: HexagonEdition, sign_in: SignIn, outsider: User):
    pages = [address("hexagonedition_changelist"), address("component_changelist")]
    pages += [address(f"hexagonedition_{name}", hexagon_draft) for name in ("change", "preview", "publish")]
    pages += [address("component_change", need_of(hexagon_draft))]
    for client in (sign_in(outsider), sign_in(None)):
        assert [client.get(page).status_code for page in pages] == [302] * 6
        assert client.post(address("hexagonedition_publish", hexagon_draft)).status_code == 302
    assert HexagonEdition.objects.drafts().get() == hexagon_draft


def test_a_draft_is_started_edited_previewed_and_published(hexagon_edition: HexagonEdition, client: Client):
    assert address("hexagonedition_draft", hexagon_edition) in (
        client.get(address("hexagonedition_change", hexagon_edition)).content.decode()
    )
    response = client.post(address("hexagonedition_draft", hexagon_edition), follow=True)
    draft = HexagonEdition.objects.drafts().get()
    assert response.redirect_chain == [(address("hexagonedition_change", draft), 302)]
    assert "Draft 2 says what edition 1 says. Change it here." in response.content.decode()
    evidence = draft.components.get(key="evidence")
    assert save(client, evidence, definition=" Another  definition. ").status_code == 302
    html = client.get(address("hexagonedition_preview", draft)).content.decode()
    assert "This is a preview of edition 2 (draft)." in html
    assert "Another definition." in html
    page = address("hexagonedition_publish", draft)
    assert "New reviews will use this edition instead of edition 1, which is retired." in (
        client.get(page).content.decode()
    )
    response = client.post(page, follow=True)
    assert "Published. New reviews use this edition; existing ones keep theirs." in response.content.decode()
    assert HexagonEdition.objects.published().get() == draft
    assert content_store.file_of(draft) == numbered(2, "Another definition.")
    assert {entry.get_change_message() for entry in LogEntry.objects.all()} >= {
        "Started as a draft of edition 1.",
        "Published.",
    }


def test_a_second_draft_leads_to_the_first(
    hexagon_draft: HexagonEdition, hexagon_edition: HexagonEdition, client: Client
):
    response = client.post(address("hexagonedition_draft", hexagon_edition), follow=True)
    assert response.redirect_chain == [(address("hexagonedition_change", hexagon_draft), 302)]
    assert "There is a draft already. This is it." in response.content.decode()


def test_what_is_published_is_shown_and_not_changed(hexagon_edition: HexagonEdition, client: Client):
    need = need_of(hexagon_edition)
    for name, row in (("hexagonedition", hexagon_edition), ("component", need)):
        assert client.get(address(f"{name}_change", row)).context["has_change_permission"] is False
        for page in (address(f"{name}_change", row), address(f"{name}_delete", row)):
            assert client.post(page, {"post": "yes", "title": "x"}).status_code == 403
        assert client.get(address(f"{name}_add")).status_code == 403
    assert content_store.file_of(hexagon_edition) == product_file()


def test_pages_lead_down_and_up(hexagon_draft: HexagonEdition, client: Client):
    above, below = address("hexagonedition_change", hexagon_draft), address("component_change", need_of(hexagon_draft))
    assert f'href="{below}' in client.get(above).content.decode()
    assert f'href="{above}' in client.get(below).content.decode()


def test_a_new_question_comes_last_and_gets_its_key_from_its_words(hexagon_draft: HexagonEdition, client: Client):
    need = need_of(hexagon_draft)
    new = added("questions", 6, 7, text="Who has  left, and why?", position="")
    assert save(client, need, **new).status_code == 302
    question = need.questions.last()
    assert (question.key, question.text) == ("need-who-has-left-and", "Who has left, and why?")
    assert (question.position, question.edition) == (70, hexagon_draft)


def test_a_point_keeps_its_value_and_a_missing_one_waits_with_its_own(hexagon_draft: HexagonEdition, client: Client):
    need = need_of(hexagon_draft)
    assert save(client, need, **{"points-0-value": "4", "points-0-label": "No match here"}).status_code == 302
    assert need.points.values_list("key", "value", "label")[0] == ("need-1", 1, "No match here")
    Point.objects.filter(component=need, value=3).delete()
    assert form_of(client, need)["points-4-value"] == 3
    assert save(client, need, **{"points-4-label": "Half", "points-4-description": "Half a match."}).status_code == 302
    assert list(need.points.filter(value=3).values_list("key", "label", "description")) == [
        ("need-3", "Half", "Half a match.")
    ]


def test_what_keeps_a_draft_from_being_published_is_listed_with_links(hexagon_draft: HexagonEdition, client: Client):
    need = need_of(hexagon_draft)
    Question.objects.filter(component=need, key="need-voices").update(text="")
    Point.objects.filter(component=need, value=2).update(description=" ")
    Point.objects.filter(component=need, value=5).delete()
    hexagon_draft.components.get(key="fit").delete()
    expected = [
        ("Need, question 3, text: is empty.", address("component_change", need)),
        ("Need, point 2, description: is empty.", address("component_change", need)),
        ("Components: fit is missing.", address("hexagonedition_change", hexagon_draft)),
        (
            "Need, points: the values are 1, 2, 3, 4, and not 1, 2, 3, 4, 5.",
            address("component_change", need),
        ),
    ]
    page = address("hexagonedition_publish", hexagon_draft)
    for response in (client.get(page), client.post(page)):
        assert [(problem.sentence, problem.address) for problem in response.context["problems"]] == expected
        html = unescape(response.content.decode())
        assert [f'<a href="{link}">{sentence}</a>' in html for sentence, link in expected] == [True] * 4
    assert HexagonEdition.objects.drafts().get() == hexagon_draft


def test_a_draft_is_deleted(hexagon_draft: HexagonEdition, hexagon_edition: HexagonEdition, client: Client):
    assert client.post(address("hexagonedition_delete", hexagon_draft), {"post": "yes"}).status_code == 302
    assert list(HexagonEdition.objects.all()) == [hexagon_edition]


@pytest.mark.parametrize("name", ["hexagonedition", "component"])
def test_lists_take_the_same_queries_for_few_rows_and_many(
    hexagon_edition: HexagonEdition, client: Client, django_assert_num_queries: Any, name: str
):
    page, count = address(f"{name}_changelist"), {"hexagonedition": 7, "component": 8}[name]
    with django_assert_num_queries(count):
        client.get(page)
    content_store.start_draft(edition=hexagon_edition)
    with django_assert_num_queries(count):
        client.get(page)
