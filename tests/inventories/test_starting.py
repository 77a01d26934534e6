"""Starting and copying inventories, describing and deleting them, naming readers, and answering prompts."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError

from core.saving import StaleVersion
from districts.choices import Role
from inventories.choices import InventoryState
from inventories.models import Entry, Inventory, InventoryColumn, InventoryPrompt, NamedReader, StaffExport
from inventories.reports import inventory_history, inventory_prompts, sheet_of
from inventories.rules import can_keep_entries, can_lead_inventory, can_read_entries
from inventories.services import (
    ColumnWish,
    Description,
    add_column,
    answer_prompt,
    change_column,
    copy_inventory,
    delete_entries,
    delete_inventory,
    describe_inventory,
    is_untouched,
    name_reader,
    record_staff_export,
    start_inventory,
)
from tests.inventories.keeping import COLUMNS, built, cells_of, every_kind, named, started
from tests.inventories.keeping_checks import assert_in_step

AT = datetime(2026, 8, 15, 14, 30, tzinfo=UTC)
KEPT = "It has entries or comments, or had some, so it is kept. Set its state to out of date instead."


@pytest.fixture
def staff(district, sample, tmp_path, lead):
    """An inventory of staff data."""
    return started(district, every_kind(tmp_path, key="staff-sample", sensitivity="staff"), lead, "Certifications")


def copied(source, by, *, with_entries=True, title="Practices 2027"):
    return copy_inventory(source, described=Description(title=title), with_entries=with_entries, by=by, at=AT)


def columns_of(inventory):
    return list(inventory.columns.values_list("key", "title", "kind", "required", "unique", "is_active", "is_own"))


# Starting -------------------------------------------------------------------------------------------------


def test_an_inventory_starts_with_the_templates_columns_and_prompts(district, kinds, lead, theirs):
    said = Description(title="Practices", owner=lead, as_of=date(2026, 8, 1), review_on=date(2027, 8, 1))
    inventory = start_inventory(district=district, template=kinds, described=said, by=lead, at=AT)
    fresh = Inventory.objects.get(pk=inventory.pk)
    assert (fresh.title, fresh.owner, fresh.as_of, fresh.review_on) == (
        "Practices",
        lead,
        date(2026, 8, 1),
        date(2027, 8, 1),
    )
    assert (fresh.state, fresh.sensitivity, fresh.entry_count, fresh.version) == ("gathering", "ordinary", 0, 1)
    assert (fresh.opened_at, fresh.opened_by, fresh.copied_from, fresh.building) == (AT, lead, None, None)
    assert columns_of(fresh) == [
        (one.key, one.title, one.kind, one.required, one.unique, True, False) for one in COLUMNS
    ]
    assert [column.choices for column in fresh.columns.all()] == [list(one.choices) for one in COLUMNS]
    asked = inventory_prompts(fresh)
    assert [one.text for one in asked.reflections] == ["What is missing?"]
    assert [one.text for one in asked.asked.parts[0].prompts] == ["The district inventories things."]
    assert [(one.what, one.who, one.when) for one in inventory_history(fresh)] == [("Started", str(lead), AT)]


def test_what_a_template_becomes_later_changes_no_inventory(inventory, kinds):
    kinds.columns.filter(key="name").update(title="Another name")
    assert sheet_of(inventory).names.title == "Name"


def test_only_an_inventory_of_one_building_has_a_building(district, sample, tmp_path, lead, inventory):
    place = built(district, "Harbor Elementary")
    wide = started(district, inventory.template, lead, "Wide", building=place)
    said = Description(title="All", building=place)
    for is_changed in (True, False):
        assert describe_inventory(wide, described=said, version=1, by=lead) is is_changed
    assert Inventory.objects.get(pk=wide.pk).building is None
    one = started(
        district, every_kind(tmp_path, key="building-sample", scope="building"), lead, "Harbor", building=place
    )
    assert Inventory.objects.get(pk=one.pk).building == place


# Copying --------------------------------------------------------------------------------------------------


@pytest.fixture
def earlier(inventory, lead, member, theirs):
    """An inventory with a column of its own, one out of use, entries, one deleted, and an answer."""
    add_column(inventory, wish=ColumnWish(title="Union", kind="yes-no"), by=lead)
    out_of_use = ColumnWish(title="Page", kind="link", is_active=False)
    change_column(inventory, key="page", wish=out_of_use, version=1, by=lead)
    [_, gone] = named(inventory, member, "Mentoring", "Payroll", union=True, page="https://example.org")
    delete_entries(inventory, pks=[gone.pk], by=member)
    prompt = inventory_prompts(inventory).reflections[0]
    answer_prompt(inventory, pk=prompt.pk, answer="Much.", version=1, by=member)
    return Inventory.objects.get(pk=inventory.pk)


@pytest.mark.parametrize("with_entries", [True, False])
def test_a_copy_has_every_column_and_the_kept_entries_if_wanted(earlier, lead, theirs, with_entries):
    copy = copied(earlier, lead, with_entries=with_entries)
    cells = {"name": "Mentoring", "union": True, "page": "https://example.org"}
    assert columns_of(copy) == columns_of(earlier)
    assert [one[-2:] for one in columns_of(copy)][-4:] == [(False, False), (True, False), (True, False), (True, True)]
    assert (cells_of(copy), copy.entry_count) == (([cells], 1) if with_entries else ([], 0))
    assert (copy.copied_from, copy.opened_by, copy.district, copy.version) == (earlier, lead, earlier.district, 1)
    assert [one.answer for one in inventory_prompts(copy).reflections] == [""]
    assert [one.what for one in inventory_history(copy)] == ["Started"]
    for one in (copy, earlier, theirs):
        assert_in_step(one)


def test_a_copied_entry_has_a_history_of_its_own(earlier, lead):
    entry = copied(earlier, lead).entries.get()
    assert (entry.version, entry.changed_by, entry.changed_at, entry.history.count()) == (1, lead, AT, 1)
    delete_entries(entry.inventory, pks=[entry.pk], by=lead)
    assert cells_of(earlier) == [entry.cells]


def test_readers_of_staff_data_are_copied(staff, people, lead):
    viewer = people[Role.VIEWER].memberships.get()
    name_reader(staff, membership=viewer, by=lead)
    copy = copied(staff, lead)
    assert (copy.is_staff_data, [one.membership for one in copy.named_readers.all()]) == (True, [viewer])


def test_an_inventory_without_entries_is_copied_and_its_copy_outlives_it(inventory, lead):
    copy = copied(inventory, lead)
    assert copy.entry_count == 0
    delete_inventory(inventory)
    assert Inventory.objects.get(pk=copy.pk).copied_from is None


def test_what_was_deleted_meanwhile_is_not_copied(inventory, lead):
    delete_inventory(inventory)
    with pytest.raises(ValidationError) as refused:
        copied(inventory, lead)
    assert refused.value.messages == ["A lead deleted this inventory meanwhile."]


# Describing and deleting -----------------------------------------------------------------------------------


def test_describing_is_a_version_and_the_same_words_are_none(inventory, lead, theirs):
    said = Description(title="Practices", state=InventoryState.CURRENT, review_on=date(2027, 1, 1))
    assert describe_inventory(inventory, described=said, version=1, by=lead) is True
    assert describe_inventory(inventory, described=said, version=1, by=lead) is False
    with pytest.raises(StaleVersion) as refused:
        describe_inventory(inventory, described=Description(title="Other"), version=1, by=lead)
    assert (refused.value.row.title, refused.value.row.version) == ("Practices", 2)
    event = inventory_history(inventory)[0]
    assert (event.what, event.who, [one.name for one in event.texts]) == (
        "Described anew",
        str(lead),
        ["State", "Review on"],
    )
    assert Inventory.objects.get(pk=theirs.pk).version == 1


def test_only_what_nobody_entered_or_answered_anything_in_is_deleted(inventory, staff, member, theirs):
    [entry] = named(inventory, member, "Mentoring")
    delete_entries(inventory, pks=[entry.pk], by=member)
    prompt = inventory_prompts(staff).reflections[0]
    answer_prompt(staff, pk=prompt.pk, answer="Much.", version=1, by=member)
    for one in (inventory, staff):
        assert is_untouched(one) is False
        with pytest.raises(ValidationError) as refused:
            delete_inventory(one)
        assert refused.value.messages == [KEPT]
    answer_prompt(staff, pk=prompt.pk, answer="", version=2, by=member)
    delete_inventory(staff)
    assert list(Inventory.objects.order_by("pk")) == [inventory, theirs]
    assert InventoryColumn.objects.filter(inventory=staff.pk).count() == 0


# Staff data ------------------------------------------------------------------------------------------------


def test_only_people_of_the_district_are_named_and_each_once(staff, people, lead, outsider):
    viewer = people[Role.VIEWER].memberships.get()
    readers = [name_reader(staff, membership=viewer, by=lead) for _ in range(2)]
    assert (readers[0], NamedReader.objects.count(), readers[0].named_by) == (readers[1], 1, lead)
    with pytest.raises(ValidationError) as refused:
        name_reader(staff, membership=outsider.memberships.get(), by=lead)
    assert refused.value.messages == ["Choose somebody of this district."]


def test_staff_data_opens_to_leads_and_the_named_alone(staff, inventory, people, lead, outsider):
    name_reader(staff, membership=people[Role.VIEWER].memberships.get(), by=lead)

    def allowed(one, user):
        found = Inventory.objects.with_membership_of(user).filter(pk=one.pk).first()
        return [rule.test(found) for rule in (can_read_entries, can_keep_entries, can_lead_inventory)]

    assert {role: allowed(staff, user) for role, user in people.items()} == {
        Role.LEAD: [True, True, True],
        Role.MEMBER: [False, False, False],
        Role.COACH: [False, False, False],
        Role.VIEWER: [True, False, False],
    }
    assert [allowed(inventory, user) for user in (people[Role.MEMBER], people[Role.VIEWER])] == [
        [True, True, False],
        [True, False, False],
    ]
    assert [allowed(one, outsider) for one in (staff, inventory)] == [[False, False, False]] * 2


def test_only_a_file_of_staff_data_is_recorded(staff, inventory, member, lead):
    for one in (staff, inventory):
        record_staff_export(one, file="c" * 130, by=member)
    record = StaffExport.objects.get()
    assert (record.inventory, record.by, record.file) == (staff, member, "c" * 120)


# Talking it over -------------------------------------------------------------------------------------------


def test_an_answer_is_a_version_and_a_later_one_a_conflict(inventory, theirs, member, lead):
    prompt = inventory_prompts(inventory).reflections[0]
    assert (prompt.answer, prompt.version, prompt.changed_by) == ("", 1, "")
    assert answer_prompt(inventory, pk=prompt.pk, answer="Much.", version=1, by=member) is True
    assert answer_prompt(inventory, pk=prompt.pk, answer="Much.", version=1, by=lead) is False
    with pytest.raises(StaleVersion) as refused:
        answer_prompt(inventory, pk=prompt.pk, answer="Little.", version=1, by=lead)
    row = refused.value.row
    assert (row.answer, row.version, row.changed_by) == ("Much.", 2, member)
    history = row.history.order_by("version").values_list("version", "answer", "history_user")
    assert list(history) == [(1, "", lead.pk), (2, "Much.", member.pk)]
    assert inventory_prompts(inventory).answered == 1
    with pytest.raises(InventoryPrompt.DoesNotExist):
        answer_prompt(theirs, pk=prompt.pk, answer="Mine.", version=2, by=lead)


def test_entries_and_people_go_their_ways(inventory, member, lead):
    """Somebody who leaves takes nothing with them."""
    [entry] = named(inventory, member, "Mentoring")
    member.delete()
    assert (Entry.objects.get().changed_by, Entry.objects.get()) == (None, entry)
    assert_in_step(inventory)
