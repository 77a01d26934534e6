"""A district's own columns and changes to those that it began with: what is refused, and that nothing is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from core.saving import StaleVersion
from inventories.models import CellKey, InventoryColumn
from inventories.reports import inventory_history, sheet_of
from inventories.services import (
    ColumnWish,
    TwiceThere,
    add_column,
    add_entry,
    change_column,
    delete_entries,
    save_entry,
    undo_deletion,
)
from tests.inventories.keeping import FOR_WHOM, STATES, cells_of, entered, named
from tests.inventories.keeping_checks import assert_in_step

WISHES = {
    "name": ColumnWish(title="Name", kind="text", help="What people call it.", required=True, unique=True),
    "state": ColumnWish(title="State", kind="choice", required=True, choices=STATES),
    "for-whom": ColumnWish(title="For whom", kind="choices", choices=FOR_WHOM),
    "cost": ColumnWish(title="Cost", kind="number"),
    "model": ColumnWish(title="Could model it", kind="yes-no"),
}


def change(inventory, key, by, version=1, **changes):
    return change_column(inventory, key=key, wish=replace(WISHES[key], **changes), version=version, by=by)


def refused(act, *args, **kwargs):
    with pytest.raises(ValidationError) as found:
        act(*args, **kwargs)
    return found.value.message_dict


# Adding ---------------------------------------------------------------------------------------------------


def test_a_new_column_stands_behind_the_others_and_has_keys_for_what_is_there(inventory, theirs, lead):
    named(inventory, lead, "Mentoring", "Payroll")
    wish = ColumnWish(title="Years  in_use!", kind="number", help="Full years.", required=True)
    column = add_column(inventory, wish=wish, by=lead)
    assert (column.key, column.is_own, column.is_active, column.version) == ("years-in-use", True, True, 1)
    assert [one.key for one in sheet_of(inventory).columns][-2:] == ["place", "years-in-use"]
    assert list(CellKey.objects.for_column(column).values_list("key", "is_empty")) == [("", True)] * 2
    event = inventory_history(inventory)[0]
    assert (event.what, event.who) == ("Column added: Years  in_use!", str(lead))
    assert_in_step(inventory)
    assert theirs.columns.count() == 11


def test_a_new_column_has_a_key_of_its_own(inventory, lead):
    change(inventory, "name", lead, title="Practice")
    titles = ["Name", "???", "!!!", "x" * 60, "x" * 59]
    made = [add_column(inventory, wish=ColumnWish(title=title, kind="text"), by=lead).key for title in titles]
    assert made == ["name-2", "column", "column-2", "x" * 40, f"{'x' * 40}-2"]


REFUSED = {
    "a title twice": (
        ColumnWish(title="nAME", kind="text"),
        "title",
        "Another column of this inventory has this title.",
    ),
    "one choice": (ColumnWish(title="New", kind="choice", choices=("A",)), "choices", "There are fewer than two."),
    "choices of a text": (
        ColumnWish(title="New", kind="text", choices=("A", "B")),
        "choices",
        "A column of the kind text has none.",
    ),
    "a unique yes or no": (
        ColumnWish(title="New", kind="yes-no", unique=True),
        "unique",
        "A column of the kind yes-no cannot be.",
    ),
    "a unique long text": (
        ColumnWish(title="New", kind="long-text", unique=True),
        "unique",
        "A column of the kind long-text cannot be.",
    ),
    "a choice twice": (ColumnWish(title="New", kind="choices", choices=("A", "a")), "choices", '"a" is used twice.'),
    "a semicolon": (
        ColumnWish(title="New", kind="choice", choices=("A", "B; C")),
        "choices",
        '"B; C" holds a semicolon, which stands between choices in spreadsheets.',
    ),
    "a long choice": (
        ColumnWish(title="New", kind="choice", choices=("A", "x" * 61)),
        "choices",
        f'"{"x" * 61}" is longer than 60 characters.',
    ),
}


@pytest.mark.parametrize(("wish", "field", "message"), REFUSED.values(), ids=REFUSED)
def test_a_column_that_cannot_be_is_refused_by_field(inventory, lead, wish, field, message):
    assert refused(add_column, inventory, wish=wish, by=lead) == {field: [message]}
    assert inventory.columns.count() == 11


# Changing -------------------------------------------------------------------------------------------------


def test_a_changed_column_is_a_version_and_keeps_its_key_and_kind(inventory, theirs, lead):
    wish = ColumnWish(title="Costs", kind="text", help="A year.", required=True)
    assert change_column(inventory, key="cost", wish=wish, version=1, by=lead) is True
    assert change_column(inventory, key="cost", wish=wish, version=1, by=lead) is False
    row = inventory.columns.get(key="cost")
    assert (row.title, row.kind, row.help, row.required, row.version) == ("Costs", "number", "A year.", True, 2)
    with pytest.raises(StaleVersion) as stale:
        change_column(inventory, key="cost", wish=replace(wish, help=""), version=1, by=lead)
    assert stale.value.row.version == 2
    with pytest.raises(InventoryColumn.DoesNotExist):
        change_column(inventory, key="gone", wish=wish, version=1, by=lead)
    event = inventory_history(inventory)[0]
    assert (event.what, [text.name for text in event.texts]) == ("Column changed: Cost", ["Title", "Help", "Required"])
    assert theirs.columns.get(key="cost").title == "Cost"


def test_a_title_may_change_its_capitals_and_not_become_anothers(inventory, lead):
    assert change(inventory, "name", lead, title="NAME") is True
    title = {"title": ["Another column of this inventory has this title."]}
    assert refused(change, inventory, "state", lead, title="name") == title


def test_choices_that_entries_hold_are_kept(inventory, theirs, lead):
    entered(inventory, lead, {"name": "A", "state": "Missing", "for-whom": ["Teachers", "Support staff"]})
    fewer = refused(change, inventory, "for-whom", lead, choices=("Leaders", "Parents"))
    held = "Entries hold “Teachers”, “Support staff”. Change those entries first, or keep the choice."
    assert fewer == {"choices": [held]}
    lost = refused(change, inventory, "state", lead, choices=("In place", "missing"))
    assert lost == {"choices": ["Entries hold “Missing”. Change those entries first, or keep the choice."]}
    assert change(inventory, "state", lead, choices=("Missing", "Planned")) is True
    assert change(inventory, "for-whom", lead, choices=("Support staff", "Parents", "Teachers")) is True
    assert_in_step(inventory)


def test_one_column_stays_in_use(inventory, lead):
    inventory.columns.exclude(key__in=["name", "cost"]).update(is_active=False)
    assert change(inventory, "name", lead, is_active=False) is True
    last = refused(change, inventory, "cost", lead, is_active=False)
    assert last == {"is_active": ["At least one column stays in use."]}


def test_a_column_out_of_use_keeps_what_was_entered_and_comes_back_with_it(inventory, lead):
    [entry] = entered(inventory, lead, {"name": "Mentoring", "cost": "5"})
    change(inventory, "cost", lead, is_active=False)
    assert [one.key for one in sheet_of(inventory).in_use].count("cost") == 0
    save_entry(inventory, pk=entry.pk, cells={"name": "Mentors"}, version=1, by=lead)
    assert cells_of(inventory) == [{"name": "Mentors", "cost": "5"}]
    assert_in_step(inventory)
    change(inventory, "cost", lead, version=2)
    assert sheet_of(inventory).column("cost").is_active
    whats = [one.what for one in inventory_history(inventory)][:2]
    assert whats == ["Column put back in use: Cost", "Column put out of use: Cost"]


def test_a_unique_column_out_of_use_still_lets_nothing_in_twice(inventory, lead):
    named(inventory, lead, "Mentoring")
    change(inventory, "name", lead, is_active=False)
    with pytest.raises(TwiceThere):
        add_entry(inventory, cells={"name": "mentoring"}, by=lead)


# Unique ---------------------------------------------------------------------------------------------------


def test_unique_is_put_on_where_nothing_is_there_twice_and_off_again(inventory, theirs, lead):
    made = entered(inventory, lead, {"name": "A", "cost": "5"}, {"name": "B", "cost": "5"}, {"name": "C"})
    same = refused(change, inventory, "cost", lead, unique=True)
    assert same == {"unique": ["Some entries say the same here. Change those first."]}
    delete_entries(inventory, pks=[made[1].pk], by=lead)
    assert change(inventory, "cost", lead, unique=True) is True
    assert_in_step(inventory)
    with pytest.raises(TwiceThere):
        undo_deletion(inventory, by=lead)
    assert change(inventory, "cost", lead, version=2, unique=False) is True
    assert undo_deletion(inventory, by=lead) == 1
    assert_in_step(inventory)


def test_the_database_itself_refuses_what_is_there_twice(inventory, lead):
    [one, other] = named(inventory, lead, "A", "B")
    column = inventory.columns.get(key="name")
    with pytest.raises(IntegrityError), transaction.atomic():
        CellKey.objects.for_column(column).filter(entry=other).update(key="a")
    with pytest.raises(IntegrityError), transaction.atomic():
        CellKey.objects.create(entry=one, column=column, key="c", is_empty=True)


def test_a_kind_that_cannot_be_unique_is_not_made_so(inventory, lead):
    assert refused(change, inventory, "model", lead, unique=True) == {
        "unique": ["A column of the kind yes-no cannot be."]
    }
