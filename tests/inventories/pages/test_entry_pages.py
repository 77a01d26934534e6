"""Adding and changing an entry on a page of its own, and its history."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from districts.choices import Role
from inventories.models import Entry
from inventories.services import delete_entries, save_entry
from tests.factories import PASSWORD
from tests.inventories.keeping import built, cells_of, named
from tests.inventories.keeping_checks import assert_in_step
from tests.inventories.pages.asking import errors, said, url, value_of, words

TYPED = {
    "cell-name": "Mentoring", "cell-notes": "First line.\r\nSecond.", "cell-state": "In place",
    "cell-for-whom": ["Leaders", "Teachers"], "cell-cost": "$1,250.50", "cell-begun": "8/15/2026",
    "cell-expires": "2027-01-31", "cell-model": "No", "cell-page": "www.example.org/mentoring",
    "cell-contact": "Rosa  Delgado", "cell-place": "mill school",
}  # fmt: skip
STORED = {
    "name": "Mentoring", "notes": "First line.\nSecond.", "state": "In place", "for-whom": ["Teachers", "Leaders"],
    "cost": "1250.5", "begun": "2026-08-15", "expires": "2027-01-31", "model": False,
    "page": "https://www.example.org/mentoring", "contact": "Rosa  Delgado",
}  # fmt: skip


@pytest.fixture
def entry(inventory, lead, district, theirs):
    return named(inventory, lead, "Mentoring", state="Missing", cost="10")[0]


def detail(inventory, entry):
    return url(inventory, "entry_detail", entry.pk)


def as_read(client: Client, address: str, **changes: Any) -> dict[str, Any]:
    """Return what a form holds as it was read, with what somebody types in some of its fields."""
    form = client.get(address).context["form"]
    data = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in data.items() if value is not None} | changes


# Adding -------------------------------------------------------------------------------------------


def test_an_entry_is_added_with_a_cell_of_every_kind(inventory, district, keeper, member):
    place = built(district, "Mill School")
    response = keeper.post(url(inventory, "entry_add"), TYPED, follow=True)
    assert response.redirect_chain == [(url(inventory), 302)]
    assert said(response) == ["Added: Mentoring."]
    assert cells_of(inventory) == [STORED | {"place": place.pk}]
    assert Entry.objects.get().changed_by == member
    assert_in_step(inventory)


def test_another_may_follow(inventory, keeper):
    response = keeper.post(url(inventory, "entry_add"), {"cell-name": "One", "another": "1"}, follow=True)
    assert (response.redirect_chain, said(response)) == ([(url(inventory, "entry_add"), 302)], ["Added: One."])
    assert response.context["form"]["cell-name"].value() == ""


def test_who_may_not_keep_adds_nothing(inventory, reading, stranger, people, sign_in):
    clients = (reading, sign_in(people[Role.COACH]), stranger)
    assert [one.post(url(inventory, "entry_add"), TYPED).status_code for one in clients] == [403, 403, 404]
    assert cells_of(inventory) == []


@pytest.mark.parametrize(
    ("field", "value", "error"),
    [
        ("name", "x" * 301, "This is 301 characters long. The column holds up to 300."),
        ("notes", "x" * 10_001, "This is 10,001 characters long. The column holds up to 10,000."),
        ("state", "Elsewhere", "“Elsewhere” is not one of the choices: In place, Being built, Missing."),
        ("for-whom", ["Teachers", "Cooks"], "“Cooks” is not one of the choices: Teachers, Leaders, Support staff."),
        ("cost", "a lot", "Type a number, such as 1250 or 0.5."),
        ("begun", "2026-02-30", "Type a date, such as 2026-08-15 or 8/15/2026."),
        ("model", "perhaps", "Type Yes or No."),
        ("page", "javascript:alert(1)", "Type a whole address, such as https://www.example.org/page."),
        ("place", "Harbor High", "The district has no building “Harbor High”. A lead adds buildings in the settings."),
    ],
    ids=lambda one: str(one)[:20],
)
def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_is_kept(
    inventory, district, keeper, theirs, field, value, error
):
    built(district, "Mill School")
    typed = TYPED | {"cell-place": "Mill School", f"cell-{field}": value}
    response = keeper.post(url(inventory, "entry_add"), typed)
    form = response.context["form"]
    assert (response.status_code, errors(response)) == (422, {f"cell-{field}": [error]})
    assert {name: form[name].value() for name in typed} == typed
    assert "Not saved yet. What is wrong stands by its field" in words(response)
    assert error in words(response)
    assert cells_of(inventory) == []


def test_an_entry_with_nothing_in_it_is_refused(inventory, keeper):
    response = keeper.post(url(inventory, "entry_add"), {"cell-name": "  ", "cell-notes": "\0\x1f"})
    assert (response.status_code, errors(response)) == (
        422,
        {"__all__": ["Nothing is filled in. Fill in at least one cell."]},
    )
    assert "Nothing is filled in." in words(response)


def test_what_is_there_twice_names_the_other_entry(inventory, entry, keeper):
    response = keeper.post(url(inventory, "entry_add"), {"cell-name": "MENTORING ", "cell-cost": "5"})
    assert errors(response) == {"cell-name": ["Another entry says the same here: Mentoring. No two may."]}
    assert (response.status_code, response.context["form"]["cell-cost"].value()) == (422, "5")
    assert len(cells_of(inventory)) == 1


def test_what_another_district_says_may_be_said_here(inventory, theirs, keeper):
    assert cells_of(theirs)[0]["name"] == "Mentoring"
    assert keeper.post(url(inventory, "entry_add"), {"cell-name": "Mentoring"}).status_code == 302


def test_broken_characters_are_left_out(inventory, keeper):
    keeper.post(url(inventory, "entry_add"), {"cell-name": "Men\0toring", "cell-notes": "a\x07b"})
    assert cells_of(inventory) == [{"name": "Mentoring", "notes": "ab"}]


# Changing -----------------------------------------------------------------------------------------


def test_a_reader_reads_the_cells_and_has_no_form(inventory, entry, reading):
    response = reading.get(detail(inventory, entry))
    told = words(response)
    assert "Name Mentoring Notes Not filled in State Missing For whom Not filled in Cost 10" in told
    html = response.content.decode()
    assert (html.count('method="post"'), html.count('name="cell-')) == (2, 0)  # To sign out, and to comment.
    assert reading.post(detail(inventory, entry), {"cell-name": "Mine", "version": 1}).status_code == 403


def test_an_entry_is_changed(inventory, entry, keeper):
    address = detail(inventory, entry)
    response = keeper.post(address, as_read(keeper, address, **{"cell-cost": "", "cell-model": "Yes"}), follow=True)
    assert (response.redirect_chain, said(response)) == ([(url(inventory), 302)], ["Saved: Mentoring."])
    assert cells_of(inventory) == [{"name": "Mentoring", "state": "Missing", "model": True}]
    again = keeper.post(address, as_read(keeper, address), follow=True)
    assert said(again) == ["Nothing had changed."]
    assert Entry.objects.get(pk=entry.pk).version == 2
    assert_in_step(inventory)


def test_an_entry_is_not_emptied_and_not_made_the_same_as_another(inventory, entry, keeper, lead):
    named(inventory, lead, "Coaching")
    address = detail(inventory, entry)
    response = keeper.post(address, {"version": 1})
    assert (response.status_code, errors(response)) == (
        422,
        {"__all__": ["Nothing is filled in. Fill in at least one cell."]},
    )
    response = keeper.post(address, {"version": 1, "cell-name": "coaching"})
    assert errors(response) == {"cell-name": ["Another entry says the same here: Coaching. No two may."]}


def test_different_cells_of_one_entry_are_both_kept(inventory, entry, keeper, lead):
    address = detail(inventory, entry)
    read = as_read(keeper, address, **{"cell-notes": "Mine"})
    save_entry(inventory, pk=entry.pk, cells={"cost": "20", "model": True}, version=1, by=lead)
    assert keeper.post(address, read).status_code == 302
    assert cells_of(inventory) == [
        {"name": "Mentoring", "state": "Missing", "cost": "20", "model": True, "notes": "Mine"}
    ]


def test_the_same_cell_shows_both_and_sending_it_again_reverts_nobody(inventory, entry, keeper, lead):
    address = detail(inventory, entry)
    read = as_read(keeper, address, **{"cell-cost": "30"})
    theirs = {"cost": "20", "state": "In place", "for-whom": ["Teachers", "Leaders"], "model": False}
    save_entry(inventory, pk=entry.pk, cells=theirs, version=1, by=lead)
    response = keeper.post(address, read)
    assert response.status_code == 409
    told = words(response)
    assert "Two versions of Mentoring A Lead saved while you were writing." in told
    assert re.search(r"Cost: A Lead, saved [^ ]+ \d+, [\d:]+ [AP]M 20 Cost: you, not saved yet 30", told)
    assert "State: A Lead" not in told
    form = response.context["form"]
    shown = {name: form[f"cell-{name}"].value() for name in ("cost", "state", "for-whom", "model", "notes")}
    assert shown == {"cost": "30", "state": "In place", "for-whom": ["Teachers", "Leaders"], "model": "No", "notes": ""}
    assert value_of(response, "version") == "2"
    html = response.content.decode()
    assert re.findall(r'value="(\w+)"[^>]*checked', html) == ["Teachers", "Leaders"]
    assert cells_of(inventory) == [{"name": "Mentoring"} | theirs]
    again = {name: form[name].value() for name in form.fields}
    assert keeper.post(address, again).status_code == 302
    assert cells_of(inventory) == [{"name": "Mentoring"} | theirs | {"cost": "30"}]


def test_a_version_that_never_was_shows_both(inventory, entry, keeper):
    for version in ("7", "99999999999999999999"):
        response = keeper.post(detail(inventory, entry), {"version": version, "cell-name": "Mine"})
        assert (response.status_code, cells_of(inventory)[0]["name"]) == (409, "Mentoring")


def test_an_entry_that_somebody_deleted_meanwhile_is_not_found(inventory, entry, keeper, lead):
    address = detail(inventory, entry)
    read = as_read(keeper, address, **{"cell-cost": "30"})
    delete_entries(inventory, pks=[entry.pk], by=lead)
    assert (keeper.post(address, read).status_code, keeper.get(address).status_code) == (404, 404)


def test_an_entry_is_not_found_through_another_inventory(inventory, entry, theirs, keeper, stranger):
    other = theirs.entries.get()
    assert keeper.get(detail(inventory, other)).status_code == 404
    assert keeper.post(detail(inventory, other), {"cell-name": "Mine"}).status_code == 404
    assert stranger.get(detail(inventory, entry)).status_code == 404
    assert keeper.get(detail(inventory, entry).replace(f"/{entry.pk}/", f"/{10**30}/")).status_code == 404
    assert cells_of(theirs) == [{"name": "Mentoring", "state": "Missing"}]


# Its history --------------------------------------------------------------------------------------


def test_the_history_tells_who_did_what_also_of_a_deleted_one(inventory, entry, keeper, reading, lead, stranger):
    save_entry(inventory, pk=entry.pk, cells={"cost": "20"}, version=1, by=lead)
    delete_entries(inventory, pks=[entry.pk], by=lead)
    address = url(inventory, "entry_history", entry.pk)
    told = words(reading.get(address))
    assert re.findall(r"(Added|Changed|Deleted) by A Lead", told) == ["Deleted", "Changed", "Added"]
    assert "Cost before 10 Cost after 20" in told
    assert ("Undo the last deletion" in told, "Undo the last deletion" in words(keeper.get(address))) == (False, True)
    assert stranger.get(address).status_code == 404


# A session that ends ------------------------------------------------------------------------------


def signed_in(client: Client, user: Any) -> None:
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})


@pytest.mark.parametrize("page", ["entry_add", "entry_detail"])
def test_what_is_sent_after_the_session_ended_is_saved_once_its_writer_is_back(inventory, entry, member, page):
    client = Client()
    signed_in(client, member)
    address = url(inventory, page, *([entry.pk] if page == "entry_detail" else []))
    sent = as_read(client, address, owner=value_of(client.get(address), "owner"), **{"cell-name": "Over lunch"})
    client.cookies.pop("sessionid")
    response = client.post(address, sent)
    assert (response.status_code, response.url) == (302, f"/accounts/login/?next={address}")
    assert [cells["name"] for cells in cells_of(inventory)] == ["Mentoring"]
    signed_in(client, member)
    assert client.get(address).status_code == 302
    names = ["Over lunch"] if page == "entry_detail" else ["Mentoring", "Over lunch"]
    assert [cells["name"] for cells in cells_of(inventory)] == names
    assert client.get(address).status_code == 200
    assert Entry.objects.filter(inventory=inventory).count() == len(names)


@pytest.mark.parametrize("other", [Role.LEAD, Role.VIEWER])
def test_another_account_neither_sees_nor_saves_it(inventory, entry, member, people, other):
    client = Client()
    signed_in(client, member)
    address = detail(inventory, entry)
    sent = as_read(client, address, owner=value_of(client.get(address), "owner"), **{"cell-name": "Not for others"})
    client.cookies.pop("sessionid")
    client.post(address, sent)
    signed_in(client, people[other])
    for _ in range(2):
        assert "Not for others" not in client.get(address, follow=True).content.decode()
    assert cells_of(inventory)[0]["name"] == "Mentoring"


def test_what_was_wrong_in_it_comes_back_as_typed(inventory, entry, member):
    client = Client()
    signed_in(client, member)
    address = url(inventory, "entry_add")
    sent = {"owner": value_of(client.get(address), "owner"), "cell-name": "Kept", "cell-cost": "a lot"}
    client.cookies.pop("sessionid")
    client.post(address, sent)
    signed_in(client, member)
    response = client.get(address)
    assert (response.status_code, response.context["form"]["cell-name"].value()) == (422, "Kept")


def test_nothing_is_kept_of_a_form_that_was_not_made_here(inventory):
    client = Client()
    client.post(url(inventory, "entry_add"), {"owner": "1:forged", "cell-name": "Planted"})
    assert "sessionid" not in client.cookies
