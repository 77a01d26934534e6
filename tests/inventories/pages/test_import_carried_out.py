"""Carrying an import out: all of what was shown or nothing, and once."""

from __future__ import annotations

import pytest

from inventories.models import ImportDraft
from inventories.services import save_entry
from tests.inventories.keeping import cells_of, named
from tests.inventories.pages.asking import by_hand, imported, preview, said, uploaded, value_of, words

MATCHES = {"act": "match", "match-0": "name", "match-1": "state", "match-2": "cost"}
CHANGED = "Nothing was imported: the inventory has changed since this was shown. Look at it again."


def test_where_the_inventory_changed_meanwhile_nothing_is_imported(inventory, lead, keeper):
    [entry] = named(inventory, lead, "Mentoring", state="Missing", cost="5")
    uploaded(keeper, inventory, by_hand("Mentoring,Missing,10", "New,Missing,"))
    address = preview(inventory)
    keeper.post(address, MATCHES | {"existing": "update"})
    digest = value_of(keeper.get(address), "digest")
    save_entry(inventory, pk=entry.pk, cells={"cost": "7"}, version=1, by=lead)
    response = imported(keeper, inventory, digest)
    assert (response.redirect_chain, said(response)) == ([(address, 302)], [CHANGED])
    assert [cells["cost"] for cells in cells_of(inventory)] == ["7"]
    assert said(imported(keeper, inventory)) == ["Imported: 1 added, 1 changed."]


@pytest.mark.parametrize("digest", ["", "x" * 9_999, "\0"], ids=["none", "long", "a null character"])
def test_a_plan_that_was_not_shown_is_not_carried_out(inventory, keeper, digest):
    uploaded(keeper, inventory, by_hand("A,Missing,1"))
    response = keeper.post(preview(inventory), {"act": "import", "digest": digest}, follow=True)
    assert (said(response), cells_of(inventory)) == ([CHANGED], [])


def test_one_wrong_row_keeps_all_of_them_out(inventory, keeper):
    uploaded(keeper, inventory, by_hand("A,Missing,1", "B,Nowhere,1"))
    digest = keeper.get(preview(inventory)).context["plan"].digest
    assert (said(imported(keeper, inventory, digest)), cells_of(inventory)) == ([CHANGED], [])


def test_importing_twice_finds_nothing_to_import(inventory, keeper):
    for _ in range(2):
        uploaded(keeper, inventory, by_hand("A,Missing,1", "B,Missing,"))
        address = preview(inventory)
        told = words(keeper.get(address))
        if "There is nothing to import." not in told:
            digest = value_of(keeper.get(address), "digest")
            imported(keeper, inventory, digest)
            assert keeper.post(address, {"act": "import", "digest": digest}).status_code == 404
    assert "2 left as they are. There is nothing to import." in told
    assert len(cells_of(inventory)) == 2


def test_a_file_is_dropped(inventory, keeper):
    uploaded(keeper, inventory, by_hand("A,Missing,1"))
    response = keeper.post(preview(inventory), {"act": "drop"}, follow=True)
    assert said(response) == ["The spreadsheet is dropped. Nothing of it was imported."]
    assert (ImportDraft.objects.count(), cells_of(inventory)) == (0, [])


def test_a_file_with_headings_alone_says_so(inventory, keeper):
    uploaded(keeper, inventory, b"Name,State\n")
    assert "The file has headings and no rows." in words(keeper.get(preview(inventory)))
