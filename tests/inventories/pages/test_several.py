"""Several entries at once: changing a choice, deleting, and undoing the last deletion."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from districts.choices import Role
from inventories.models import Entry, Inventory
from inventories.services import add_entry, delete_entries, undo_deletion
from tests.inventories.keeping import built, cells_of, named
from tests.inventories.keeping_checks import assert_in_step
from tests.inventories.pages.asking import errors, said, url, words


@pytest.fixture
def three(inventory, lead, theirs):
    return [entry.pk for entry in named(inventory, lead, "One", "Two", "Three", state="Missing")]


def choose(client: Client, inventory: Inventory, act: str, *pks: int, query: str = "", **more: Any) -> Any:
    data = {"act": act, "entry": pks} | more
    return client.post(url(inventory, "entries_chosen", query=query), data, follow=True)


def column(inventory: Inventory, key: str = "state") -> list[Any]:
    return [cells.get(key) for cells in cells_of(inventory)]


# A choice -----------------------------------------------------------------------------------------


def test_changing_a_choice_asks_first_and_names_the_entries(inventory, three, keeper):
    response = choose(keeper, inventory, "change", *three[:2])
    told = words(response)
    assert (response.status_code, "In 2 entries. Each keeps its history." in told) == (200, True)
    assert ("One Two" in told, "Three" in told) == (True, False)
    groups = dict(response.context["form"].fields["to"].choices[1:])
    assert list(groups) == ["State", "Could model it", "Building"]
    assert groups["State"][0] == ("state/In place", "State: In place")
    assert groups["State"][-1] == ("state/", "State: empty")
    assert column(inventory) == ["Missing"] * 3


def test_a_choice_is_changed_in_those_that_were_chosen(inventory, three, keeper, member):
    response = choose(keeper, inventory, "change", *three[:2], to="state/In place", count=2)
    assert (response.redirect_chain, said(response)) == ([(url(inventory), 302)], ["2 entries changed: State."])
    assert column(inventory) == ["In place", "In place", "Missing"]
    assert Entry.objects.get(pk=three[0]).changed_by == member
    again = choose(keeper, inventory, "change", three[0], to="state/In place", count=1)
    assert said(again) == ["They said so already. Nothing had to change."]
    assert_in_step(inventory)


def test_a_choice_is_emptied_and_yes_and_no_and_buildings_are_chosen(inventory, three, keeper, district):
    place = built(district, "A/B School")
    changes = (("state/", "state", None), ("model/No", "model", False), ("place/A/B School", "place", place.pk))
    for to, key, stored in changes:
        assert said(choose(keeper, inventory, "change", *three, to=to, count=3))[0].startswith("3 entries changed: ")
        assert column(inventory, key) == [stored] * 3
    assert_in_step(inventory)


@pytest.mark.parametrize("to", ["", "state/Elsewhere", "cost/5", "name/Same", "for-whom/Teachers", "x", "state"])
def test_what_cannot_be_chosen_is_refused_beside_the_field(inventory, three, keeper, to):
    response = choose(keeper, inventory, "change", *three, to=to, count=3)
    assert (response.status_code, list(errors(response)), column(inventory)) == (422, ["to"], ["Missing"] * 3)


def test_a_change_that_would_leave_an_entry_empty_changes_none(inventory, three, keeper, lead):
    [bare] = [add_entry(inventory, cells={"state": "Missing"}, by=lead)]
    response = choose(keeper, inventory, "change", *three, bare.pk, to="state/", count=4)
    assert errors(response) == {"to": ["Nothing is filled in. Fill in at least one cell."]}
    assert (response.status_code, column(inventory)) == (422, ["Missing"] * 4)


def test_entries_of_another_inventory_are_not_among_them(inventory, three, theirs, keeper):
    other = theirs.entries.get().pk
    response = choose(keeper, inventory, "change", three[0], other, to="state/In place", count=1)
    assert (said(response), column(theirs)) == (["1 entry changed: State."], ["Missing"])
    assert said(choose(keeper, inventory, "delete", other, confirmed=1, count=1)) == [
        "No entry was chosen. Choose some with the boxes before their names."
    ]
    assert column(theirs) == ["Missing"]


# All that are found -------------------------------------------------------------------------------


def test_all_that_are_found_are_changed_by_the_search_in_the_address(inventory, three, lead, keeper):
    named(inventory, lead, "Four", state="In place")
    query = "?f-state=Missing&q=t"
    first = choose(keeper, inventory, "change", query=query, everything="on")
    assert ("In 2 entries." in words(first), "Two Three" in words(first)) == (True, True)
    html = first.content.decode()
    assert ('name="everything" value="on"' in html, 'name="entry"' in html) == (True, False)
    last = choose(keeper, inventory, "change", query=query, everything="on", to="state/Being built", count=2)
    assert last.redirect_chain == [(url(inventory, query="?f-state=Missing&q=t"), 302)]
    assert column(inventory) == ["Missing", "Being built", "Being built", "In place"]


@pytest.mark.parametrize("act", ["change", "delete"])
def test_where_the_count_changed_meanwhile_it_asks_again(inventory, three, lead, keeper, act):
    named(inventory, lead, "Four", state="Missing")
    more = {"everything": "on", "to": "state/In place", "confirmed": 1}
    response = choose(keeper, inventory, act, query="?f-state=Missing", count=3, **more)
    assert "The entries have changed since you chose them. Look at them again." in words(response)
    assert ('name="count" value="4"' in response.content.decode(), column(inventory)) == (True, ["Missing"] * 4)
    choose(keeper, inventory, act, query="?f-state=Missing", count=4, **more)
    assert "Missing" not in column(inventory)


def test_one_that_somebody_deleted_meanwhile_is_asked_about_again(inventory, three, keeper, leading):
    choose(leading, inventory, "delete", three[0], confirmed=1, count=1)
    response = choose(keeper, inventory, "delete", *three, confirmed=1, count=3)
    assert "The entries have changed since you chose them." in words(response)
    assert len(cells_of(inventory)) == 2


def test_more_than_a_thousand_are_chosen_at_once(many, keeper):
    inventory = many(1_001)
    asked = choose(keeper, inventory, "delete", everything="on")
    html = asked.content.decode()
    assert "Delete 1,001 entries" in words(asked)
    assert ("and 989 more" in words(asked), html.count('type="hidden"') < 10) == (True, True)
    deleted = choose(keeper, inventory, "delete", everything="on", confirmed=1, count=1_001)
    assert said(deleted) == ["1,001 entries are deleted. “Undo the last deletion” brings them back."]
    assert cells_of(inventory) == []
    undone = keeper.post(url(inventory, "deletion_undo"), follow=True)
    assert (said(undone), Inventory.objects.get(pk=inventory.pk).entry_count) == (["1,001 entries are back."], 1_001)


# Deleting and undoing -----------------------------------------------------------------------------


def test_deleting_asks_first(inventory, three, keeper):
    told = words(choose(keeper, inventory, "delete", *three[1:]))
    assert "Delete 2 entries You can undo it afterwards: they come back as they were." in told
    assert len(cells_of(inventory)) == 3


def test_what_was_deleted_last_is_shown_and_comes_back(inventory, three, keeper, leading):
    choose(leading, inventory, "delete", three[0], confirmed=1, count=1)
    response = choose(keeper, inventory, "delete", *three[1:], confirmed=1, count=2)
    assert said(response) == ["2 entries are deleted. “Undo the last deletion” brings them back."]
    page = keeper.get(url(inventory, "deletion_undo")).content.decode()
    assert f'<li><a href="{inventory.get_absolute_url()}">{inventory}</a></li>' in page
    told = words(keeper.get(url(inventory, "deletion_undo")))
    assert "Undo the last deletion Deleted by A Member, " in told
    assert ("Two Three" in told, "One" in told) == (True, False)
    assert_in_step(inventory)
    assert said(keeper.post(url(inventory, "deletion_undo"), follow=True)) == ["2 entries are back."]
    assert [cells["name"] for cells in cells_of(inventory)] == ["Two", "Three"]
    assert said(keeper.post(url(inventory, "deletion_undo"), follow=True)) == ["1 entry is back."]
    assert said(keeper.post(url(inventory, "deletion_undo"), follow=True)) == ["Nothing was deleted here."]
    assert "Nothing is deleted here." in words(keeper.get(url(inventory, "deletion_undo")))
    assert_in_step(inventory)


def test_undoing_is_offered_where_something_was_deleted(inventory, three, lead, keeper, reading, theirs, outsider):
    offered = f'href="{url(inventory, "deletion_undo")}"'

    def is_offered(client):
        pages = [client.get(url(inventory, name)) for name in ("inventory_detail", "inventory_summary")]
        return [offered in page.content.decode() for page in pages]

    delete_entries(theirs, pks=[theirs.entries.get().pk], by=outsider)
    assert is_offered(keeper) == [False, False]
    delete_entries(inventory, pks=three[:1], by=lead)
    assert (is_offered(keeper), is_offered(reading)) == ([True, True], [False, False])
    undo_deletion(inventory, by=lead)
    assert is_offered(keeper) == [False, False]


def test_what_is_there_again_meanwhile_is_not_brought_back(inventory, three, keeper, lead):
    choose(keeper, inventory, "delete", *three[:2], confirmed=1, count=2)
    named(inventory, lead, "two")
    response = keeper.post(url(inventory, "deletion_undo"), follow=True)
    assert response.redirect_chain == [(url(inventory, "deletion_undo"), 302)]
    assert said(response) == [
        "Not brought back: an entry that was added since has the same Name. Change that one first."
    ]
    assert [cells["name"] for cells in cells_of(inventory)] == ["Three", "two"]


# Who, and nonsense --------------------------------------------------------------------------------


def test_readers_and_outsiders_change_nothing(inventory, three, people, sign_in, stranger):
    readers = [sign_in(people[role]) for role in (Role.VIEWER, Role.COACH)]
    for client, status in (*((one, 403) for one in readers), (stranger, 404)):
        assert choose(client, inventory, "delete", *three, confirmed=1, count=3).status_code == status
        assert client.post(url(inventory, "deletion_undo")).status_code == status
    assert len(cells_of(inventory)) == 3


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({}, "Choose what to do with the entries."),
        ({"act": "burn", "entry": "1"}, "Choose what to do with the entries."),
        ({"act": "delete"}, "No entry was chosen. Choose some with the boxes before their names."),
        ({"act": "delete", "entry": ["abc", "9" * 30, "-1", "\0"]}, "Choose what to do with the entries."),
        ({"act": "delete", "entry": "٣", "count": "x"}, "Choose what to do with the entries."),
    ],
)
def test_nonsense_is_answered_with_words(inventory, three, keeper, data, told):
    response = keeper.post(url(inventory, "entries_chosen"), data, follow=True)
    assert said(response)[0].startswith(told)
    assert len(cells_of(inventory)) == 3


def test_where_nothing_is_found_nothing_is_chosen(inventory, three, keeper):
    response = choose(keeper, inventory, "delete", query="?q=nothing", everything="on", confirmed=1, count=0)
    assert (said(response)[0].startswith("No entry was chosen."), len(cells_of(inventory))) == (True, 3)


def test_a_filter_that_cannot_be_understood_deletes_nothing_unseen(inventory, three, keeper):
    """Where a filter says nothing, the table shows all; so it is all of them that the page asks about."""
    response = choose(keeper, inventory, "delete", query="?f-cost-from=abc", everything="on")
    assert ("Delete 3 entries" in words(response), len(cells_of(inventory))) == (True, 3)
