"""One cell of the table: its form, saving it, and what is refused, each as a fragment."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client

from districts.choices import Role
from inventories.models import Inventory
from inventories.services import ColumnWish, change_column, delete_entries, save_entry
from tests.inventories.keeping import built, cells_of, named
from tests.inventories.keeping_checks import assert_in_step
from tests.inventories.pages.asking import url

HTMX = {"HX-Request": "true"}


@pytest.fixture
def entry(inventory, lead, theirs):
    return named(inventory, lead, "Mentoring", state="Missing", cost="10")[0]


def cell(inventory: Inventory, entry: Any, key: str) -> str:
    return url(inventory, "entry_cell", entry.pk, key)


def save(client: Client, address: str, version: Any = 1, **fields: Any) -> Any:
    return client.post(address, {"version": version} | fields, headers=HTMX)


def test_the_form_holds_what_is_stored(inventory, entry, keeper):
    html = keeper.get(cell(inventory, entry, "cost"), headers=HTMX).content.decode()
    assert ("<html" in html, 'name="cell-cost" value="10"' in html, 'name="version" value="1"' in html) == (
        False,
        True,
        True,
    )
    assert '<span class="visually-hidden"> of Mentoring</span>' in html


@pytest.mark.parametrize(
    ("key", "typed", "shown", "stored"),
    [
        ("name", "  Coaching ", "Coaching", "Coaching"),
        ("notes", "Two\nlines", "Two\nlines", "Two\nlines"),
        ("state", "in place", "In place", "In place"),
        ("for-whom", ["Leaders", "Teachers"], "Teachers, Leaders", ["Teachers", "Leaders"]),
        ("cost", "1250.50", "1,250.5", "1250.5"),
        ("begun", "2026-08-15", "Aug 15, 2026", "2026-08-15"),
        ("model", "yes", "Yes", True),
        ("contact", "<b>Rosa</b>", "&lt;b&gt;Rosa&lt;/b&gt;", "<b>Rosa</b>"),
        (
            "page",
            "www.example.org",
            '<a href="https://www.example.org" rel="noopener noreferrer">https://www.example.org</a>',
            "https://www.example.org",
        ),
        ("cost", "", "", None),
        ("state", "", "<span data-gap>Missing</span>", None),
    ],
)
def test_saving_answers_with_the_cell_as_it_is_now(inventory, entry, keeper, key, typed, shown, stored):
    response = save(keeper, cell(inventory, entry, key), **{f"cell-{key}": typed})
    assert (response.status_code, response.content.decode().strip()) == (200, shown)
    assert cells_of(inventory)[0].get(key) == stored
    assert_in_step(inventory)


def test_a_building_is_chosen_by_its_name(inventory, entry, district, keeper):
    place = built(district, "Mill School")
    response = save(keeper, cell(inventory, entry, "place"), **{"cell-place": "Mill School"})
    assert (response.content.decode().strip(), cells_of(inventory)[0]["place"]) == ("Mill School", place.pk)


@pytest.mark.parametrize(
    ("key", "typed", "error"),
    [
        ("cost", "a lot", "Type a number, such as 1250 or 0.5."),
        ("name", "x" * 301, "This is 301 characters long. The column holds up to 300."),
        ("name", "coaching", "Another entry says the same here: Coaching. No two may."),
    ],
    ids=["no number", "too long", "twice there"],
)
def test_what_does_not_fit_is_said_beside_it(inventory, entry, keeper, lead, key, typed, error):
    named(inventory, lead, "Coaching")
    response = save(keeper, cell(inventory, entry, key), **{f"cell-{key}": typed})
    html = response.content.decode()
    assert (response.status_code, error in html) == (422, True)
    assert f'value="{typed}"' in html
    assert ("<html" in html, cells_of(inventory)[0]["name"]) == (False, "Mentoring")


def test_the_last_cell_of_an_entry_is_not_emptied(inventory, lead, keeper):
    [entry] = named(inventory, lead, "Alone")
    response = save(keeper, cell(inventory, entry, "name"), **{"cell-name": ""})
    assert (response.status_code, "Nothing is filled in." in response.content.decode()) == (422, True)


def test_a_cell_that_somebody_else_changed_shows_both(inventory, entry, keeper, lead):
    save_entry(inventory, pk=entry.pk, cells={"cost": "20"}, version=1, by=lead)
    address = cell(inventory, entry, "cost")
    response = save(keeper, address, **{"cell-cost": "30"})
    html = response.content.decode()
    assert (response.status_code, "A Lead saved meanwhile: “20”. Save keeps yours." in html) == (409, True)
    assert ('name="cell-cost" value="30"' in html, 'name="version" value="2"' in html) == (True, True)
    assert cells_of(inventory)[0]["cost"] == "20"
    assert save(keeper, address, version=2, **{"cell-cost": "30"}).content.decode().strip() == "30"


def test_another_cell_that_somebody_else_changed_is_left_alone(inventory, entry, keeper, lead):
    save_entry(inventory, pk=entry.pk, cells={"cost": "20"}, version=1, by=lead)
    assert save(keeper, cell(inventory, entry, "notes"), **{"cell-notes": "Mine"}).status_code == 200
    assert cells_of(inventory)[0] | {} == {"name": "Mentoring", "state": "Missing", "cost": "20", "notes": "Mine"}


def test_a_cell_that_somebody_else_changed_to_the_same_is_saved(inventory, entry, keeper, lead):
    save_entry(inventory, pk=entry.pk, cells={"cost": "20"}, version=1, by=lead)
    assert save(keeper, cell(inventory, entry, "cost"), **{"cell-cost": "20"}).status_code == 200


@pytest.mark.parametrize("version", ["", "7", "99999999999999999999"])
def test_without_a_version_that_was_there_both_are_shown(inventory, entry, keeper, version):
    response = save(keeper, cell(inventory, entry, "cost"), version=version, **{"cell-cost": "30"})
    assert (response.status_code, cells_of(inventory)[0]["cost"]) == (409, "10")


def test_without_a_session_htmx_gets_401_and_words_and_others_the_sign_in_page(inventory, entry):
    response = save(Client(), cell(inventory, entry, "cost"), **{"cell-cost": "30"})
    assert (response.status_code, response.content) == (401, b"Signed out. Sign in to save.")
    response = Client().get(cell(inventory, entry, "cost"))
    assert response.status_code == 302
    assert response.url.startswith("/accounts/login/")
    assert cells_of(inventory)[0]["cost"] == "10"


def test_readers_and_outsiders_open_no_cell(inventory, entry, people, sign_in, stranger):
    address = cell(inventory, entry, "cost")
    readers = [sign_in(people[role]) for role in (Role.VIEWER, Role.COACH)]
    for client, status in (*((one, 403) for one in readers), (stranger, 404)):
        assert (client.get(address).status_code, save(client, address).status_code) == (status, status)


def test_a_column_out_of_use_or_unknown_and_an_entry_that_is_gone_are_not_found(inventory, entry, keeper, lead):
    change_column(
        inventory, key="cost", wish=ColumnWish(title="Cost", kind="number", is_active=False), version=1, by=lead
    )
    for key in ("cost", "nothing"):
        address = cell(inventory, entry, key)
        assert (keeper.get(address).status_code, save(keeper, address).status_code) == (404, 404)
    delete_entries(inventory, pks=[entry.pk], by=lead)
    address = cell(inventory, entry, "notes")
    saved = save(keeper, address, **{"cell-notes": "Late"})
    assert (keeper.get(address).status_code, saved.status_code) == (404, 404)
    gone = address.replace(f"/{entry.pk}/", f"/{10**30}/")
    assert save(keeper, gone, **{"cell-notes": "Late"}).status_code == 404


def test_a_save_needs_the_csrf_token(inventory, entry, member):
    client = Client(enforce_csrf_checks=True)
    client.force_login(member)
    assert save(client, cell(inventory, entry, "cost"), **{"cell-cost": "30"}).status_code == 403


def test_saving_a_cell_takes_the_same_queries_however_many_entries(
    inventory, entry, keeper, lead, django_assert_num_queries
):
    counts = []
    for more in (0, 200):
        named(inventory, lead, *(f"Practice {number}" for number in range(more))) if more else None
        address = cell(inventory, entry, "notes")
        with django_assert_num_queries(10 + connection.features.has_select_for_update):
            counts.append(save(keeper, address, version=1 + len(counts), **{"cell-notes": str(more)}).status_code)
    assert counts == [200, 200]


def test_staff_data_is_never_kept_in_the_browser(inventory, entry, leading):
    assert (
        f'data-draft="inventory-{inventory.pk}:{entry.pk}:notes"'
        in leading.get(cell(inventory, entry, "notes")).content.decode()
    )
    Inventory.objects.update(sensitivity="staff")
    pages = (cell(inventory, entry, "notes"), url(inventory, "entry_detail", entry.pk), url(inventory, "entry_add"))
    assert ["data-draft=" in leading.get(one).content.decode() for one in pages] == [False] * 3
