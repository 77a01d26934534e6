"""Keeping entries: adding, saving, changing many, deleting and undoing, and what is refused."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.saving import StaleVersion
from inventories.models import CellKey, Entry, Inventory
from inventories.reports import entry_history, sheet_of
from inventories.services import (
    TwiceThere,
    add_entries,
    add_entry,
    change_entries,
    delete_entries,
    save_entry,
    undo_deletion,
)
from inventories.services.keys import INSERT_KEYS
from tests.inventories.keeping import built, cells_of, entered, named
from tests.inventories.keeping_checks import assert_in_step

AT = datetime(2026, 8, 15, 14, 30, tzinfo=UTC)
EMPTY = "Nothing is filled in. Fill in at least one cell."
TWICE = "Another entry has the same Name."


@pytest.fixture
def three(inventory, member, theirs):
    """Three entries of the district, beside one of another."""
    return named(inventory, member, "Mentoring", "Payroll", "Hiring", state="In place")


@pytest.fixture(autouse=True)
def _others_stay(theirs):
    """Whatever is done, the outsider's inventory stays as it is."""
    before = (theirs.entry_count, cells_of(theirs), list(CellKey.objects.filter(entry__inventory=theirs).values()))
    yield
    now = Inventory.objects.get(pk=theirs.pk)
    after = (now.entry_count, cells_of(now), list(CellKey.objects.filter(entry__inventory=theirs).values()))
    assert after == before


def told(entry):
    """What the history says, newest first: what, who, when, and each cell before and after."""
    return [
        (one.what, one.who, one.when, [(text.name, plain(text.before), plain(text.after)) for text in one.texts])
        for one in entry_history(entry, sheet_of(entry.inventory))
    ]


def plain(words):
    return "".join(str(part.text) for part in words)


def save(inventory, entry, by, version=None, **cells):
    keys = {key.replace("_", "-"): value for key, value in cells.items()}
    return save_entry(inventory, pk=entry.pk, cells=keys, version=version or entry.version, by=by)


# Adding ---------------------------------------------------------------------------------------------------


def test_an_entry_is_stored_without_its_empty_cells_and_with_its_history(inventory, member):
    cells = {"name": "Mentoring", "cost": "1250.5", "notes": None, "model": False, "for-whom": ["Teachers"]}
    entry = add_entry(inventory, cells=cells, by=member, at=AT)
    stored = Entry.objects.get(pk=entry.pk)
    kept = {"name": "Mentoring", "cost": "1250.5", "model": False, "for-whom": ["Teachers"]}
    assert (stored.cells, stored.version, stored.changed_at, stored.changed_by) == (kept, 1, AT, member)
    assert stored.words == "mentoring\nteachers\n1,250.5\nno"
    changes = [("Name", "", "Mentoring"), ("For whom", "", "Teachers"), ("Cost", "", "1,250.5")]
    assert told(stored) == [("Added", str(member), AT, [*changes, ("Could model it", "", "No")])]
    assert_in_step(inventory)


def test_a_required_cell_may_stay_empty_and_an_entry_may_not(inventory, member):
    entered(inventory, member, {"state": "Missing"})
    for nothing in ({}, {"name": None, "state": None}):
        with pytest.raises(ValidationError) as refused:
            add_entries(inventory, rows=[{"name": "Hiring"}, nothing], by=member)
        assert refused.value.messages == [EMPTY]
    assert cells_of(inventory) == [{"state": "Missing"}]
    assert_in_step(inventory)


def test_no_entries_at_all_are_added_as_nothing(inventory, member):
    assert list(add_entries(inventory, rows=[], by=member)) == []
    assert_in_step(inventory)


def test_many_entries_are_kept_in_their_order_with_buildings_and_history(inventory, district, member):
    place = built(district, "Harbor Elementary")
    rows = [{"name": f"Practice {number:04}", "place": place.pk} for number in range(1_010)]
    made = add_entries(inventory, rows=rows, by=member, at=AT)
    assert (cells_of(inventory), len(made)) == (rows, 1_010)
    history = Entry.history.filter(inventory=inventory).values_list("id", "version", "history_date", "history_user")
    assert sorted(history) == [(entry.pk, 1, AT, member.pk) for entry in made]
    assert CellKey.objects.filter(entry__inventory=inventory).count() == 11 * 1_010
    assert delete_entries(inventory, pks=[one.pk for one in made], by=member) == 1_010
    assert (Inventory.objects.get(pk=inventory.pk).entry_count, cells_of(inventory)) == (0, [])


def test_adding_many_takes_as_many_statements_as_adding_one(inventory, member, django_assert_num_queries):
    for rows in ([{"name": "One"}], [{"name": f"Practice {number}"} for number in range(60)]):
        with django_assert_num_queries(10):
            add_entries(inventory, rows=rows, by=member)


# Saving ---------------------------------------------------------------------------------------------------


def test_a_saved_cell_leaves_the_others_and_is_a_version(inventory, three, lead):
    saved = save_entry(inventory, pk=three[0].pk, cells={"cost": "5"}, version=1, by=lead, at=AT)
    stored = Entry.objects.get(pk=three[0].pk)
    assert (saved.written, saved.entry.version, stored.version, stored.changed_by) == (True, 2, 2, lead)
    assert stored.cells == {"name": "Mentoring", "state": "In place", "cost": "5"}
    assert told(stored)[0] == ("Changed", str(lead), AT, [("Cost", "", "5")])
    assert_in_step(inventory)


def test_a_cell_is_emptied(inventory, three, member):
    assert save(inventory, three[0], member, state=None).entry.cells == {"name": "Mentoring"}
    assert_in_step(inventory)


def test_saving_what_is_stored_changes_nothing_whatever_was_read(inventory, three, member):
    for version in (1, None, 99):
        saved = save_entry(inventory, pk=three[0].pk, cells={"state": "In place"}, version=version, by=member)
        assert (saved.written, saved.entry.version) == (False, 1)


def test_different_cells_of_one_entry_are_merged(inventory, three, lead, member):
    save(inventory, three[0], lead, version=1, cost="5", state="Missing")
    as_read = {"name": "Mentoring", "state": "In place", "contact": "Jo"}
    saved = save_entry(inventory, pk=three[0].pk, cells=as_read, version=1, by=member)
    assert (saved.written, saved.entry.version) == (True, 3)
    assert saved.entry.cells == {"name": "Mentoring", "state": "Missing", "cost": "5", "contact": "Jo"}
    assert_in_step(inventory)


def test_the_same_cell_is_a_conflict_with_whoever_was_first(inventory, three, lead, member):
    save(inventory, three[0], lead, version=1, state="Missing")
    for version in (1, None, 99):
        with pytest.raises(StaleVersion) as refused:
            save_entry(inventory, pk=three[0].pk, cells={"state": "Being built"}, version=version, by=member)
        row = refused.value.row
        assert (row.cells["state"], row.version, row.changed_by) == ("Missing", 2, lead)
    assert_in_step(inventory)


def test_a_cell_that_was_changed_and_changed_back_is_no_conflict(inventory, three, lead, member):
    save(inventory, three[0], lead, version=1, state="Missing")
    save(inventory, three[0], lead, version=2, state="In place")
    assert save(inventory, three[0], member, version=1, state="Being built").entry.version == 4


def test_two_people_who_say_the_same_do_not_conflict(inventory, three, lead, member):
    save(inventory, three[0], lead, version=1, state="Missing")
    assert save(inventory, three[0], member, version=1, state="Missing").written is False


def test_somebody_who_left_a_changed_cell_as_they_had_read_it_writes_nothing(inventory, three, lead, member):
    save(inventory, three[0], lead, version=1, state="Missing")
    saved = save(inventory, three[0], member, version=1, state="In place")
    assert (saved.written, saved.entry.cells["state"], saved.entry.version) == (False, "Missing", 2)


def test_an_entry_is_not_saved_empty(inventory, three, member):
    with pytest.raises(ValidationError) as refused:
        save(inventory, three[0], member, name=None, state=None)
    assert refused.value.messages == [EMPTY]
    assert_in_step(inventory)


def test_what_is_deleted_or_another_districts_is_not_there_to_save(inventory, theirs, three, member):
    delete_entries(inventory, pks=[three[0].pk], by=member)
    for pk in (three[0].pk, theirs.entries.get().pk, 0):
        with pytest.raises(Entry.DoesNotExist):
            save_entry(inventory, pk=pk, cells={"state": "Missing"}, version=1, by=member)


# Changing many, deleting, undoing ---------------------------------------------------------------------------


def test_many_are_changed_where_they_differ(inventory, theirs, three, lead, member):
    save(inventory, three[0], member, state="Missing")
    pks = [*(entry.pk for entry in three), theirs.entries.get().pk, 0]
    assert change_entries(inventory, pks=pks, key="state", value="Missing", by=lead, at=AT) == 2
    assert [cells["state"] for cells in cells_of(inventory)] == ["Missing"] * 3
    versions = inventory.entries.values_list("version", "changed_by")
    assert list(versions) == [(2, member.pk), (2, lead.pk), (2, lead.pk)]
    assert told(Entry.objects.get(pk=three[1].pk))[0] == ("Changed", str(lead), AT, [("State", "In place", "Missing")])
    assert_in_step(inventory)


def test_many_are_not_left_empty(inventory, member):
    made = entered(inventory, member, {"name": "Hiring", "state": "Missing"}, {"state": "Missing"})
    with pytest.raises(ValidationError) as refused:
        change_entries(inventory, pks=[one.pk for one in made], key="state", value=None, by=member)
    assert refused.value.messages == [EMPTY]
    assert cells_of(inventory) == [{"name": "Hiring", "state": "Missing"}, {"state": "Missing"}]


def test_a_deletion_is_undone_in_one_go_the_last_one_first(inventory, theirs, three, lead, member):
    pks = [entry.pk for entry in three]
    assert delete_entries(inventory, pks=[*pks[:1], theirs.entries.get().pk], by=member) == 1
    assert delete_entries(inventory, pks=pks, by=lead, at=AT.replace(year=2126)) == 2
    assert (cells_of(inventory), CellKey.objects.filter(entry__inventory=inventory).count()) == ([], 0)
    gone = Entry.objects.get(pk=pks[1])
    assert (gone.deleted_by, gone.deleted_at, gone.version) == (lead, AT.replace(year=2126), 2)
    assert_in_step(inventory)
    assert undo_deletion(inventory, by=member) == 2
    assert [cells["name"] for cells in cells_of(inventory)] == ["Payroll", "Hiring"]
    assert_in_step(inventory)
    assert (undo_deletion(inventory, by=member), undo_deletion(inventory, by=member)) == (1, 0)
    assert_in_step(inventory)
    back = Entry.objects.get(pk=pks[0])
    assert [one.what for one in entry_history(back, sheet_of(inventory))] == ["Brought back", "Deleted", "Added"]
    assert (back.deleted_by, back.changed_by) == (None, member)


# Twice there ------------------------------------------------------------------------------------------------


def test_what_is_there_already_is_refused_whatever_its_capitals_and_spaces(inventory, three, member):
    again = {"name": " PAYroll  "}
    refusals = [
        lambda: add_entry(inventory, cells=again, by=member),
        lambda: add_entries(inventory, rows=[{"name": "New"}, again], by=member),
        lambda: save(inventory, three[0], member, name="payroll"),
        lambda: change_entries(inventory, pks=[three[0].pk], key="name", value="Payroll", by=member),
    ]
    for refuse in refusals:
        with pytest.raises(TwiceThere, match=f"^{TWICE}$") as refused:
            refuse()
        assert (refused.value.column.key, refused.value.entry.pk) == ("name", three[1].pk)
    assert [cells["name"] for cells in cells_of(inventory)] == ["Mentoring", "Payroll", "Hiring"]
    assert_in_step(inventory)


def test_two_new_ones_that_say_the_same_are_refused_and_name_no_other(inventory, three, member):
    refusals = [
        lambda: add_entries(inventory, rows=[{"name": "New"}, {"name": "NEW"}], by=member),
        lambda: change_entries(inventory, pks=[one.pk for one in three], key="name", value="New", by=member),
    ]
    for refuse in refusals:
        with pytest.raises(TwiceThere) as refused:
            refuse()
        assert refused.value.entry is None
    assert_in_step(inventory)


def test_what_was_added_since_stands_in_the_way_of_undoing(inventory, three, member):
    delete_entries(inventory, pks=[one.pk for one in three[:2]], by=member)
    [new] = named(inventory, member, "MENTORING")
    with pytest.raises(TwiceThere) as refused:
        undo_deletion(inventory, by=member)
    assert refused.value.entry == new
    assert_in_step(inventory)
    delete_entries(inventory, pks=[new.pk], by=member)
    assert undo_deletion(inventory, by=member) == 1
    assert [cells["name"] for cells in cells_of(inventory)] == ["Hiring", "MENTORING"]


def test_an_entry_may_change_how_its_own_name_is_written_and_several_may_have_none(inventory, three, member):
    assert save(inventory, three[0], member, name="MENTORING").written
    assert change_entries(inventory, pks=[one.pk for one in three], key="name", value=None, by=member) == 3
    assert_in_step(inventory)


def test_keys_are_inserted_into_the_columns_that_the_model_has():
    table, names = CellKey._meta.db_table, [field.column for field in CellKey._meta.concrete_fields[1:]]
    values = ", ".join(["%s"] * len(names))
    assert INSERT_KEYS.strip() == f"INSERT INTO {table} ({', '.join(names)}) VALUES ({values})"


def test_the_database_is_told_once_when_many_are_added(inventory, member, monkeypatch):
    """What takes tables that were just filled for empty ones takes minutes to filter them."""
    monkeypatch.setattr("inventories.services.entries.MANY", 3)
    with CaptureQueriesContext(connection) as sent:
        entered(inventory, member, *({"name": f"Practice {number}"} for number in range(2)))
        entered(inventory, member, *({"name": f"Program {number}"} for number in range(3)))
    told = [one["sql"] for one in sent.captured_queries if one["sql"].startswith("ANALYZE")]
    wanted = ['ANALYZE "inventories_entry", "inventories_cellkey"'] if connection.vendor == "postgresql" else []
    assert (told, Inventory.objects.get(pk=inventory.pk).entry_count) == (wanted, 5)
