"""Several people at one inventory at once, each over an own connection: nothing is lost and nothing is twice."""

from __future__ import annotations

from functools import partial

import pytest
from django.core.exceptions import ValidationError

from core.saving import StaleVersion
from districts.choices import Role
from inventories.models import Entry, ImportDraft, Inventory
from inventories.reports import import_plan
from inventories.services import (
    ColumnWish,
    Description,
    Imported,
    PlanChanged,
    TwiceThere,
    add_column,
    add_entry,
    answer_prompt,
    carry_out_import,
    change_entries,
    copy_inventory,
    delete_entries,
    delete_inventory,
    save_entry,
    undo_deletion,
)
from tests.factories import MembershipFactory
from tests.inventories.keeping import cells_of, drafted, every_kind, named, sheet, started
from tests.inventories.keeping_checks import assert_in_step
from tests.practices.factories import load as load_practices
from tests.practices.factories import small_file
from tests.readiness.test_concurrency import at_once, real_database

__all__ = ["real_database"]

CELLS = {
    "notes": "Long",
    "state": "Missing",
    "for-whom": ["Leaders"],
    "cost": "5",
    "begun": "2026-08-15",
    "expires": "2027-08-15",
    "model": True,
    "page": "https://example.org",
    "contact": "Jo",
    "name": "Mentors",
}


@pytest.fixture
def lead(real_database):
    return MembershipFactory(role=Role.LEAD, district__slug="lakeview").user


@pytest.fixture
def inventory(lead, tmp_path):
    load_practices(tmp_path, small_file())
    return started(lead.memberships.get().district, every_kind(tmp_path), lead)


@pytest.fixture
def people(lead):
    district = lead.memberships.get().district
    return [one.user for one in MembershipFactory.create_batch(10, district=district)]


@pytest.fixture
def theirs(inventory, real_database):
    """The same of another district, where the same is entered at the same time."""
    outsider = MembershipFactory(role=Role.LEAD).user
    return started(outsider.memberships.get().district, inventory.template, outsider)


def told(act, *refusals):
    """Return what an action returns, or the kind of its refusal."""
    try:
        return act()
    except refusals as refused:
        return type(refused)


def test_one_name_that_eight_people_add_at_once_is_stored_once(inventory, theirs, people):
    names = ["Mentoring", "MENTORING", " mentoring", "mentoring  "] * 2
    adds = [
        partial(told, partial(add_entry, inventory, cells={"name": name}, by=by), TwiceThere)
        for name, by in zip(names, people, strict=False)
    ]
    *answers, other = at_once([*adds, partial(add_entry, theirs, cells={"name": "Mentoring"}, by=people[9])])
    assert [answer for answer in answers if answer is not TwiceThere] == list(Entry.objects.for_inventory(inventory))
    assert (answers.count(TwiceThere), cells_of(theirs)) == (7, [other.cells])
    assert_in_step(inventory)
    assert_in_step(theirs)


def test_ten_cells_of_one_entry_that_ten_people_change_at_once_are_all_stored(inventory, people, lead):
    [entry] = named(inventory, lead, "Mentoring")
    saves = [
        partial(save_entry, inventory, pk=entry.pk, cells={key: value}, version=1, by=by)
        for (key, value), by in zip(CELLS.items(), people, strict=True)
    ]
    assert sorted(saved.entry.version for saved in at_once(saves)) == list(range(2, 12))
    assert (Entry.objects.get().cells, Entry.objects.get().version) == (CELLS, 11)
    assert_in_step(inventory)


def test_one_cell_that_six_people_change_at_once_is_stored_once_and_the_others_learn_who_was_first(
    inventory, people, lead
):
    [entry] = named(inventory, lead, "Mentoring")

    def save(by):
        try:
            return save_entry(inventory, pk=entry.pk, cells={"contact": str(by)}, version=1, by=by).written
        except StaleVersion as stale:
            return stale.row.cells["contact"], stale.row.changed_by, stale.row.version

    answers = at_once([partial(save, by) for by in people[:6]])
    first = Entry.objects.get().changed_by
    assert (answers.count(True), [one for one in answers if one is not True]) == (1, [(str(first), first, 2)] * 5)
    assert_in_step(inventory)


def test_saving_one_entry_and_changing_and_deleting_many_at_once_wait_for_each_other(inventory, people, lead):
    for _ in range(4):
        made = named(inventory, lead, *(f"Practice {Entry.objects.count() + number}" for number in range(6)))
        pks = [one.pk for one in made]
        saves = [
            partial(
                told, partial(save_entry, inventory, pk=pk, cells={"cost": "5"}, version=1, by=by), Entry.DoesNotExist
            )
            for pk, by in zip(pks, people, strict=False)
        ]
        *saved, changed, deleted = at_once(
            [
                *saves,
                partial(change_entries, inventory, pks=pks, key="state", value="Missing", by=people[8]),
                partial(delete_entries, inventory, pks=pks[3:], by=people[9]),
            ]
        )
        assert (deleted, changed in {3, 6}, Entry.DoesNotExist in saved[:3]) == (3, True, False)
        assert [cells for cells in cells_of(inventory) if cells.get("cost") != "5"] == []
        assert_in_step(inventory)
        delete_entries(inventory, pks=pks, by=lead)


def test_one_deletion_that_three_people_undo_at_once_is_undone_once(inventory, people, lead):
    made = named(inventory, lead, "Mentoring", "Payroll")
    delete_entries(inventory, pks=[one.pk for one in made], by=lead)
    assert sorted(at_once([partial(undo_deletion, inventory, by=by) for by in people[:3]])) == [0, 0, 2]
    assert_in_step(inventory)


def test_one_import_that_two_people_carry_out_at_once_is_carried_out_once(inventory, people, lead):
    named(inventory, lead, "Payroll")
    draft = drafted(inventory, lead, ["Name", "Cost"], ["Mentoring", "5"], ["Hiring", "6"])
    digest = import_plan(draft, sheet(inventory)).digest
    carry = [partial(carry_out_import, ImportDraft.objects.get(pk=draft.pk), digest=digest, by=by) for by in people[:2]]
    answers = at_once([partial(told, one, ImportDraft.DoesNotExist, PlanChanged) for one in carry])
    assert sorted(map(str, answers)) == sorted(map(str, [Imported(2, 0), ImportDraft.DoesNotExist]))
    assert [cells["name"] for cells in cells_of(inventory)] == ["Payroll", "Mentoring", "Hiring"]
    assert_in_step(inventory)


def test_a_column_a_copy_and_entries_that_are_added_at_once_have_all_their_keys(inventory, people, lead):
    named(inventory, lead, "Payroll")
    said = Description(title="Copy")
    *_, copy = at_once(
        [
            *(partial(add_entry, inventory, cells={"name": f"Practice {n}"}, by=by) for n, by in enumerate(people[:4])),
            *(partial(add_column, inventory, wish=ColumnWish(title=title, kind="text"), by=lead) for title in "AB"),
            partial(copy_inventory, inventory, described=said, with_entries=True, by=lead),
        ]
    )
    assert [inventory.columns.count(), len(cells_of(inventory))] == [13, 5]
    assert_in_step(inventory)
    assert_in_step(copy)


def test_an_inventory_that_is_deleted_while_somebody_adds_is_kept_or_gone(inventory, people, lead):
    add = partial(told, partial(add_entry, inventory, cells={"name": "Mentoring"}, by=people[0]), ValidationError)
    added, deleted = at_once([add, partial(told, partial(delete_inventory, inventory), ValidationError)])
    kept = Inventory.objects.filter(pk=inventory.pk).exists()
    assert (added is ValidationError, deleted is ValidationError) == (not kept, kept)


def test_one_prompt_that_four_people_answer_at_once_is_answered_once_and_the_others_learn_who_was_first(
    inventory, people
):
    pk = inventory.prompts.get(kind="reflection").pk

    def answer(by):
        try:
            return answer_prompt(inventory, pk=pk, answer=str(by), version=1, by=by)
        except StaleVersion as stale:
            return stale.row.answer, stale.row.changed_by

    answers = at_once([partial(answer, by) for by in people[:4]])
    first = inventory.prompts.get(pk=pk).changed_by
    assert (answers.count(True), [one for one in answers if one is not True]) == (1, [(str(first), first)] * 3)
