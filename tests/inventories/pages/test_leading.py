"""What a lead says of an inventory: settings, columns, readers, deleting it; and its history."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from districts.choices import Role
from inventories.choices import InventoryState, Sensitivity
from inventories.models import Inventory, InventoryColumn, NamedReader
from inventories.services import ColumnWish, Description, change_column, describe_inventory, name_reader
from tests.inventories.keeping import built, cells_of, named
from tests.inventories.keeping_checks import assert_in_step
from tests.inventories.pages.asking import LIST, errors, said, url, words

PAGES = ("inventory_settings", "inventory_delete", "column_list", "column_add", "reader_list")


def test_the_pages_are_for_leads(inventory, theirs, leading, keeper, reading, people, sign_in, stranger):
    clients = (leading, keeper, reading, sign_in(people[Role.COACH]), stranger)
    statuses = [{client.get(url(inventory, page)).status_code for page in PAGES} for client in clients]
    assert statuses == [{200}, {403}, {403}, {403}, {404}]


# Settings -----------------------------------------------------------------------------------------


def settings(**changes: Any) -> dict[str, Any]:
    return {"title": "Practices", "state": "gathering", "version": "1"} | changes


def test_a_lead_describes_it(inventory, leading, lead):
    sent = settings(title="Practices, 2026", state="current", owner=lead.pk, as_of="2026-10-03", review_on="2027-10-03")
    response = leading.post(url(inventory, "inventory_settings"), sent, follow=True)
    assert (response.redirect_chain, said(response)) == ([(url(inventory), 302)], ["The settings are saved."])
    assert "Practices, 2026 Current, as of Oct 3, 2026. Review on Oct 3, 2027. Kept by A Lead." in words(response)
    again = leading.post(url(inventory, "inventory_settings"), sent | {"version": 2}, follow=True)
    assert said(again) == ["Nothing had changed."]


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({"title": ""}, {"title": ["This field is required."]}),
        ({"state": "lost"}, {"state": ["Select a valid choice. lost is not one of the available choices."]}),
        ({"as_of": "x"}, {"as_of": ["Enter a valid date."]}),
        (
            {"as_of": "2026-10-03", "review_on": "2026-01-01"},
            {"review_on": ["The review comes after the day that the entries describe."]},
        ),
    ],
)
def test_what_is_wrong_with_settings_stands_beside_its_field(inventory, leading, changes, refused):
    typed = settings(**changes)
    response = leading.post(url(inventory, "inventory_settings"), typed)
    assert errors(response) == refused
    assert {name: response.context["form"][name].value() for name in typed} == typed
    assert Inventory.objects.get(pk=inventory.pk).version == 1


def test_two_leads_who_describe_at_once_both_see_both(inventory, leading, lead):
    said_before = Description(title="Theirs", state=InventoryState.CURRENT, as_of=date(2026, 10, 3), owner=lead)
    describe_inventory(inventory, described=said_before, version=1, by=lead)
    address = url(inventory, "inventory_settings")
    response = leading.post(address, settings(title="Mine"))
    assert response.status_code == 409
    assert errors(response) == {
        "title": ["Somebody else saved this meanwhile: Theirs"],
        "owner": ["Somebody else saved this meanwhile: A Lead"],
        "state": ["Somebody else saved this meanwhile: Current"],
        "as_of": ["Somebody else saved this meanwhile: Oct 3, 2026"],
    }
    html = response.content.decode()
    assert ('value="Mine"' in html, 'name="version" value="2"' in html) == (True, True)
    assert Inventory.objects.get(pk=inventory.pk).title == "Theirs"
    assert leading.post(address, settings(title="Mine", version=2)).status_code == 302
    assert Inventory.objects.get(pk=inventory.pk).title == "Mine"


# Columns ------------------------------------------------------------------------------------------


def wish(**changes: Any) -> dict[str, Any]:
    return {"title": "Funding", "kind_of": "choice", "choices": "Grant\n  General  fund \n\n"} | changes


def columns(inventory: Inventory) -> list[str]:
    return [one.title for one in inventory.columns.order_by("position")]


def test_the_list_tells_of_each_column(inventory, leading):
    told = words(leading.get(url(inventory, "column_list")))
    assert "Name Text Needed, differs in every entry In use" in told
    assert "State Choice: In place, Being built, Missing Needed In use" in told


def test_a_column_is_added_behind_the_others(inventory, leading, lead):
    named(inventory, lead, "Mentoring")
    response = leading.post(url(inventory, "column_add"), wish(required="on", help="Where it comes from."), follow=True)
    assert (response.redirect_chain, said(response)) == (
        [(url(inventory, "column_list"), 302)],
        ["Funding is added."],
    )
    made = InventoryColumn.objects.get(key="funding")
    assert (made.choices, made.required, made.is_own, made.help) == (
        ["Grant", "General fund"],
        True,
        True,
        "Where it comes from.",
    )
    assert "Funding Choice: Grant, General fund Needed In use, your own" in words(response)
    assert_in_step(inventory)
    assert "cell-funding" in leading.get(url(inventory, "entry_add")).context["form"].fields


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({"title": " "}, {"title": ["This field is required."]}),
        ({"title": "x" * 61}, {"title": ["Ensure this value has at most 60 characters (it has 61)."]}),
        ({"title": "NAME"}, {"title": ["Another column of this inventory has this title."]}),
        ({"kind_of": "colour"}, {"kind_of": ["Select a valid choice. colour is not one of the available choices."]}),
        ({"choices": "One"}, {"choices": ["There are fewer than two."]}),
        ({"choices": "One\none"}, {"choices": ['"one" is used twice.']}),
        ({"kind_of": "text"}, {"choices": ["A column of the kind text has none."]}),
        (
            {"kind_of": "long-text", "choices": "", "unique": "on"},
            {"unique": ["A column of the kind long-text cannot be."]},
        ),
    ],
    ids=lambda one: str(one)[:40],
)
def test_what_is_wrong_with_a_column_stands_beside_its_field(inventory, leading, changes, refused):
    before, typed = columns(inventory), wish(**changes)
    response = leading.post(url(inventory, "column_add"), typed)
    assert errors(response) == refused
    assert {name: response.context["form"][name].value() for name in ("title", "kind_of", "choices")} == {
        name: typed[name] for name in ("title", "kind_of", "choices")
    }
    assert columns(inventory) == before


def test_a_broken_character_in_a_choice_is_left_out(inventory, leading):
    assert leading.post(url(inventory, "column_add"), wish(choices="Gr\0ant\nGeneral")).status_code == 302
    assert inventory.columns.get(key="funding").choices == ["Grant", "General"]


def changed(client: Client, inventory: Inventory, key: str = "state", **changes: Any) -> Any:
    """Send the form of a column as it is read, with what a lead changes; None unticks a box."""
    address = url(inventory, "column_change", key)
    form = client.get(address).context["form"]
    read = {name: form[name].value() for name in form.fields} | changes
    read = {name: value for name, value in read.items() if value not in (None, False)}
    return client.post(address, read | {"version": changes.get("version", read["version"])}, follow=True)


def test_a_column_is_worded_anew_and_its_words_stay_unless_nobody_said_them(inventory, leading, lead):
    named(inventory, lead, "Mentoring", state="Missing")
    response = changed(leading, inventory, title="Standing", choices="In place\nMissing\nUnknown")
    assert said(response) == ["Standing is saved."]
    response = changed(leading, inventory, choices="In place\nUnknown")
    assert errors(response) == {"choices": ["Entries hold “Missing”. Change those entries first, or keep the choice."]}
    assert response.context["form"]["choices"].value() == "In place\nUnknown"
    assert inventory.columns.get(key="state").choices == ["In place", "Missing", "Unknown"]


def test_a_column_is_made_to_differ_where_all_entries_do(inventory, leading, lead):
    first, _ = named(inventory, lead, "One", "Two", contact="Rosa")
    assert errors(changed(leading, inventory, "contact", unique="on")) == {
        "unique": ["Some entries say the same here. Change those first."]
    }
    leading.post(url(inventory, "entry_cell", first.pk, "contact"), {"version": 1, "cell-contact": "Ann"})
    assert said(changed(leading, inventory, "contact", unique="on")) == ["Contact is saved."]
    assert_in_step(inventory)


def test_a_column_is_put_out_of_use_and_back_with_what_was_entered(inventory, leading, lead, reading):
    named(inventory, lead, "Mentoring", cost="5")
    assert said(changed(leading, inventory, "cost", is_active=None)) == ["Cost is saved."]
    assert "Cost Number Optional Out of use" in words(leading.get(url(inventory, "column_list")))
    assert "Cost" not in words(reading.get(url(inventory)))
    changed(leading, inventory, "cost", is_active="on")
    assert (cells_of(inventory)[0]["cost"], "Cost" in words(reading.get(url(inventory)))) == ("5", True)
    assert_in_step(inventory)


def test_the_last_column_stays_in_use(inventory, leading, lead):
    inventory.columns.exclude(key="name").update(is_active=False)
    response = changed(leading, inventory, "name", is_active=None)
    assert errors(response) == {"is_active": ["At least one column stays in use."]}


def test_two_leads_who_change_a_column_at_once_both_see_both(inventory, leading, lead):
    theirs = ColumnWish(title="Standing", kind="choice", choices=("In place", "Being built", "Missing"))
    change_column(inventory, key="state", wish=theirs, version=1, by=lead)
    response = changed(leading, inventory, title="Mine", required="on", version=1)
    assert (response.status_code, errors(response)) == (
        409,
        {
            "title": ["Somebody else saved this meanwhile: Standing"],
            "required": ["Somebody else saved this meanwhile: No"],
        },
    )
    assert inventory.columns.get(key="state").title == "Standing"


def test_a_column_of_another_inventory_is_not_found(inventory, leading, theirs):
    own = InventoryColumn.objects.create(inventory=theirs, key="theirs", title="Theirs", kind="text")
    assert leading.get(url(inventory, "column_change", own.key)).status_code == 404


# Readers ------------------------------------------------------------------------------------------


@pytest.fixture
def staff(inventory):
    Inventory.objects.filter(pk=inventory.pk).update(sensitivity=Sensitivity.STAFF)
    return inventory


def test_a_reader_is_named_once_and_removed(staff, leading, people, reading, theirs):
    address, member = url(staff, "reader_list"), people[Role.VIEWER].memberships.get()
    people_offered = leading.get(address).context["form"].fields["membership"].queryset
    assert sorted(one.role for one in people_offered) == ["coach", "member", "viewer"]
    response = leading.post(address, {"membership": member.pk}, follow=True)
    assert said(response) == ["A Viewer may read this inventory now."]
    assert re.search(r"A Viewer , viewer Named by A Lead, \w+ \d+, \d{4} Take away", words(response))
    assert reading.get(url(staff, "inventory_summary")).status_code == 200
    assert "membership" in errors(leading.post(address, {"membership": member.pk}))
    reader = NamedReader.objects.get()
    response = leading.post(url(staff, "reader_remove", reader.pk), follow=True)
    assert said(response) == ["A Viewer no longer reads this inventory."]
    assert reading.get(url(staff, "inventory_summary")).status_code == 403
    assert leading.post(url(staff, "reader_remove", reader.pk)).status_code == 404


def test_nobody_from_outside_is_named_and_no_reader_of_others_removed(staff, leading, theirs, outsider):
    address = url(staff, "reader_list")
    for pk in (outsider.memberships.get().pk, 10**30, "x"):
        assert "membership" in errors(leading.post(address, {"membership": pk}))
    other = name_reader(theirs, membership=outsider.memberships.get(), by=outsider)
    assert leading.post(url(staff, "reader_remove", other.pk)).status_code == 404
    assert NamedReader.objects.count() == 1


# Deleting, and the history ------------------------------------------------------------------------


def test_one_that_nobody_touched_is_deleted(inventory, leading, theirs):
    assert "Delete the inventory" in words(leading.get(url(inventory, "inventory_settings")))
    response = leading.post(url(inventory, "inventory_delete"), follow=True)
    assert (response.redirect_chain, said(response)) == ([(LIST, 302)], ["Practices is deleted."])
    assert list(Inventory.objects.all()) == [theirs]


def test_one_with_entries_or_that_had_some_is_kept(inventory, leading, lead):
    named(inventory, lead, "Mentoring")
    inventory.entries.update(deleted_at=inventory.opened_at)
    kept = "It has entries or comments, or had some, so it is kept. Set its state to out of date instead."
    assert "It has entries, answers or comments, or had some, so it is kept." in words(
        leading.get(url(inventory, "inventory_delete"))
    )
    assert said(leading.post(url(inventory, "inventory_delete"), follow=True)) == [kept]
    assert Inventory.objects.filter(pk=inventory.pk).exists()
    assert "Delete the inventory" not in words(leading.get(url(inventory, "inventory_settings")))


def test_the_history_tells_what_happened_to_it_and_its_columns(inventory, leading, reading, stranger):
    leading.post(url(inventory, "inventory_settings"), settings(title="Practices, 2026", state="current"))
    leading.post(url(inventory, "column_add"), wish())
    changed(leading, inventory, "cost", is_active=None)
    response = reading.get(url(inventory, "inventory_history"))
    told = words(response)
    assert [event.what for event in response.context["events"]] == [
        "Column put out of use: Cost",
        "Column added: Funding",
        "Described anew",
        "Started",
    ]
    assert "Name before Practices Name after Practices, 2026" in told
    assert "State before Being gathered State after Current" in told
    assert stranger.get(url(inventory, "inventory_history")).status_code == 404


def test_a_building_can_be_chosen_while_it_is_in_use(inventory, district, leading):
    place = built(district, "Mill School", is_active=False)
    inventory.template.scope = "building"
    inventory.template.save()
    Inventory.objects.filter(pk=inventory.pk).update(building=place)
    other = built(district, "Annex", is_active=False)
    form = leading.get(url(inventory, "inventory_settings")).context["form"]
    assert [str(one) for one in form.fields["building"].queryset] == ["Mill School"]
    assert "building" in errors(leading.post(url(inventory, "inventory_settings"), settings(building=other.pk)))
    assert leading.post(url(inventory, "inventory_settings"), settings(building=place.pk)).status_code == 302
