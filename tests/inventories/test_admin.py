"""Inventory templates in the admin: worded by content administrators, never deleted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from districts.choices import Role
from districts.models import User
from inventories import content as files
from inventories import content_store
from inventories.models import Template, TemplateUse
from tests.inventories.factories import load, template_entry
from tests.practices.admin_pages import added, change_address, errors_of, form_of, save

SignIn = Callable[[User | None], Client]
LIST = reverse("admin:inventories_template_changelist")
ADD = reverse("admin:inventories_template_add")
NEW = {
    "title": "  Our   things ",
    "purpose": "What\nis where.",
    "instructions": "One a row.",
    "scope": "district",
    "sensitivity": "ordinary",
    "source": "Ours",
    "is_active": "on",
    "uses-TOTAL_FORMS": 1,
    "uses-INITIAL_FORMS": 0,
    "uses-0-item": "sample/1a",
    "prompts-TOTAL_FORMS": 0,
    "prompts-INITIAL_FORMS": 0,
    "columns-TOTAL_FORMS": 2,
    "columns-INITIAL_FORMS": 0,
    "columns-0-title": "Thing",
    "columns-0-kind": "text",
    "columns-1-title": "State of it",
    "columns-1-kind": "choice",
    "columns-1-choices": " In  place\n\nMissing\n",
}


@pytest.fixture
def client(sign_in: SignIn, content_administrator: User) -> Client:
    """Someone who is staff, and no superuser."""
    return sign_in(content_administrator)


def column(template: Template, key: str) -> Any:
    return template.columns.get(key=key)


def test_a_template_is_added_with_keys_from_its_titles(client: Client, template: Template):
    response = client.post(ADD, NEW)
    assert (response.status_code, errors_of(response)) == (302, [])
    assert content_store.file_of_templates().templates[-1] == files.TemplateEntry(
        "our-things",
        "Our things",
        "district",
        "ordinary",
        "Ours",
        "What is where.",
        "One a row.",
        serves=(files.UseEntry("sample", "1a"),),
        columns=(
            files.ColumnEntry("thing", "Thing", "text"),
            files.ColumnEntry("state-of-it", "State of it", "choice", choices=("In place", "Missing")),
        ),
    )
    assert Template.objects.get(key="our-things").position == 20


def test_saving_without_changes_changes_nothing(client: Client, template: Template):
    before = content_store.file_of_templates()
    assert save(client, template).status_code == 302
    assert content_store.file_of_templates() == before


def test_wording_places_and_columns_change_and_keys_do_not(client: Client, template: Template):
    changes = {"title": "Renamed", "key": "other", "columns-0-title": "New name", "columns-0-key": "other"}
    changes |= added("columns", 2, 3, title="Thing", kind="date", position="")
    assert save(client, template, **changes).status_code == 302
    template.refresh_from_db()
    assert (template.key, template.title) == ("sample-inventory", "Renamed")
    assert [(row.key, row.title, row.position) for row in template.columns.all()] == [
        ("thing", "New name", 10),
        ("state", "State", 20),
        ("thing-2", "Thing", 30),
    ]


def test_rows_are_taken_away(client: Client, template: Template):
    changes = {"columns-1-DELETE": "on", "prompts-0-DELETE": "on", "uses-0-DELETE": "on"}
    assert save(client, template, **changes).status_code == 302
    assert [row.key for row in template.columns.all()] == ["thing"]
    assert [row.text for row in template.prompts.all()] == ["What is missing?"]
    assert [row.item_key for row in template.uses.all()] == ["readiness"]


WRONG = {
    "a key of no letters": ({"title": "校", "key": ""}, ["Type a key of letters a to z, digits and hyphens."]),
    "a bell": ({"purpose": "A\a"}, ["This holds a character that cannot be shown."]),
    "no column": (
        {"columns-0-title": "", "columns-0-kind": "", "columns-TOTAL_FORMS": 1},
        ["A template has at least one column.", "This field is required.", "This field is required."],
    ),
    "a choice without choices": ({"columns-1-choices": "One"}, ["There are fewer than two."]),
    "a text with choices": (
        {"columns-0-choices": "One\nTwo"},
        ["A column of the kind text has none."],
    ),
    "a heading again": ({"columns-1-title": "THING"}, ["Another column here has this title."]),
    "a use that is not there": (
        {"uses-0-item": "sample/9z"},
        ["Select a valid choice. sample/9z is not one of the available choices."],
    ),
    "a use again": (
        {"uses-TOTAL_FORMS": 2, "uses-1-item": "sample/1a"},
        ["This is here already."],
    ),
    "a quotation of nothing": (
        added("prompts", 0, 1, kind="question", text="Why?"),
        ["What to inventory and questions are quoted. Name the document."],
    ),
}


@pytest.mark.parametrize(("changes", "messages"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_stands_beside_its_field(
    client: Client, template: Template, changes: dict[str, Any], messages: list[str]
):
    response = client.post(ADD, NEW | changes)
    assert response.status_code == 200
    assert errors_of(response) == messages
    assert Template.objects.count() == 1


def test_a_use_that_editions_have_dropped_is_shown_and_stays(client: Client, template: Template):
    TemplateUse.objects.filter(item_key="1a").update(item_key="9z")
    assert "sample, 9z: in no published edition" in client.get(change_address(template)).text
    assert save(client, template).status_code == 302
    assert [row.item_key for row in template.uses.all()] == ["9z", "readiness"]


def test_templates_are_retired_and_never_deleted(client: Client, template: Template):
    form = {name: value for name, value in form_of(client, template).items() if name != "is_active"}
    assert client.post(change_address(template), form).status_code == 302
    assert Template.objects.offered().count() == 0
    address = reverse("admin:inventories_template_delete", args=[template.pk])
    assert (client.get(address).status_code, client.post(address, {"post": "yes"}).status_code) == (403, 403)
    assert "delete_selected" not in client.get(LIST).text


def test_others_reach_none_of_it(sign_in: SignIn, outsider: User, people: dict[Role, User], template: Template):
    pages = (LIST, ADD, change_address(template))
    for person in (outsider, *people.values()):
        statuses = {sign_in(person).get(each, follow=True).status_code for each in pages}
        assert statuses == {403}


def test_the_list_and_a_page_take_the_same_queries_for_few_rows_and_many(
    client: Client, template: Template, tmp_path: Path, django_assert_num_queries: Any
):
    client.get(change_address(template))
    with django_assert_num_queries(7):
        client.get(LIST)
    with django_assert_num_queries(9):
        client.get(change_address(template))
    columns = tuple(files.ColumnEntry(f"c{number}", f"C {number}", "text") for number in range(20))
    large = load(tmp_path, *(template_entry(f"t{number}", columns=columns) for number in range(20)))
    with django_assert_num_queries(7):
        client.get(LIST)
    with django_assert_num_queries(9):
        client.get(change_address(large))
