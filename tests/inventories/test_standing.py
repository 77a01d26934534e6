"""How a district's inventories stand, as other pages tell of them: for the items of a system, and all together."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from districts.choices import Role
from districts.models import Membership
from inventories.choices import InventoryState
from inventories.models import Inventory, Template
from inventories.reports import (
    FurtherInventories,
    InventoryStanding,
    OverdueLine,
    Startable,
    district_inventories,
    inventories_for,
)
from inventories.services import name_reader
from tests.inventories.factories import load, template_entry
from tests.inventories.keeping import every_kind, named, started

ITEMS = ("1a", "readiness")
LIST = "/districts/lakeview/inventories/"
STAFF = "Staff data: its entries open to leads and the people they name."
OCTOBER, NOVEMBER = date(2026, 10, 3), date(2026, 11, 1)


@pytest.fixture
def membership(district, people):
    return lambda role: Membership.objects.with_district().get(user=people[role])


@pytest.fixture
def staff(district, lead, sample, tmp_path) -> Inventory:
    """A current inventory of staff data with two entries."""
    template = every_kind(tmp_path, sensitivity="staff")
    inventory = started(district, template, lead, "Staff", state=InventoryState.CURRENT, as_of=OCTOBER)
    named(inventory, lead, "One", "Two", state="Missing")
    return inventory


def standing(inventory: Inventory, entries: int | None = 0, **more) -> InventoryStanding:
    fields = {"state": InventoryState(inventory.state), "as_of": inventory.as_of, "overdue_since": None} | more
    return InventoryStanding(title=inventory.title, url=inventory.get_absolute_url(), entries=entries, **fields)


def titles(membership: Membership, key: str = "1a") -> list[str]:
    return [one.title for one in inventories_for(membership, "sample")[key]]


@pytest.mark.parametrize(
    ("state", "as_of", "overdue_since", "entries", "words"),
    [
        ("current", OCTOBER, None, 412, "412 entries, current, as of Oct 3, 2026"),
        ("current", OCTOBER, NOVEMBER, 1, "1 entry, current, as of Oct 3, 2026, review overdue since Nov 1, 2026"),
        ("gathering", None, None, 41, "being gathered, 41 entries"),
        ("gathering", None, NOVEMBER, 0, "being gathered, 0 entries, review overdue since Nov 1, 2026"),
        ("outdated", OCTOBER, None, 1204, "1,204 entries, out of date, as of Oct 3, 2026"),
        ("current", OCTOBER, None, None, f"current, as of Oct 3, 2026. {STAFF}"),
        ("gathering", None, NOVEMBER, None, f"being gathered, review overdue since Nov 1, 2026. {STAFF}"),
    ],
)
def test_it_is_said_in_words(state, as_of, overdue_since, entries, words):
    shown = {"state": InventoryState(state), "as_of": as_of, "overdue_since": overdue_since, "entries": entries}
    assert InventoryStanding(title="Staff", url="/", **shown).words == words


def test_where_there_is_none_a_lead_is_led_to_the_start(template, membership):
    start = Startable(title="Sample inventory", url=f"{LIST}start/sample-inventory/")
    found = {role: inventories_for(membership(role), "sample") for role in Role}
    assert found[Role.LEAD] == dict.fromkeys(ITEMS, (start,))
    nowhere = {key: (Startable(title="Sample inventory", url=""),) for key in ITEMS}
    assert [found[role] for role in (Role.MEMBER, Role.COACH, Role.VIEWER)] == [nowhere] * 3


def test_what_was_started_stands_for_every_item_that_it_serves(inventory, lead, membership):
    named(inventory, lead, "One", "Two", "Three", state="Missing")
    expected = {key: (standing(inventory, 3),) for key in ITEMS}
    assert [inventories_for(membership(role), "sample") for role in Role] == [expected] * 4
    assert len({one for asked in expected.values() for one in asked}) == 1


def test_entries_of_staff_data_are_counted_for_leads_and_the_named_alone(staff, lead, membership):
    assert {role: inventories_for(membership(role), "sample")["1a"][0].entries for role in Role} == {
        Role.LEAD: 2,
        Role.MEMBER: None,
        Role.COACH: None,
        Role.VIEWER: None,
    }
    name_reader(staff, membership=membership(Role.VIEWER), by=lead)
    assert inventories_for(membership(Role.VIEWER), "sample") == {key: (standing(staff, 2),) for key in ITEMS}
    assert inventories_for(membership(Role.MEMBER), "sample") == {key: (standing(staff, None),) for key in ITEMS}


def test_being_named_in_one_inventory_opens_no_other(staff, district, lead, membership):
    other = started(district, staff.template, lead, "Other staff")
    name_reader(staff, membership=membership(Role.MEMBER), by=lead)
    found = inventories_for(membership(Role.MEMBER), "sample")["1a"]
    assert found == (standing(other, None), standing(staff, 2))


def test_a_review_is_overdue_from_the_day_after_it_is_due(district, kinds, lead, membership):
    today = timezone.localdate()
    due = started(district, kinds, lead, "Due", review_on=today)
    late = started(district, kinds, lead, "Late", review_on=today - timedelta(days=1))
    assert inventories_for(membership(Role.VIEWER), "sample")["1a"] == (
        standing(late, overdue_since=today - timedelta(days=1)),
        standing(due),
    )


def test_the_newest_comes_first_and_what_is_out_of_date_last(district, kinds, lead, membership):
    for title, state in (("2024", "current"), ("2025", "gathering"), ("2026", "outdated")):
        started(district, kinds, lead, title, state=InventoryState(state))
    assert titles(membership(Role.MEMBER)) == ["2025", "2024", "2026"]


def test_of_many_inventories_three_are_named(district, kinds, lead, membership):
    for number in range(5):
        started(district, kinds, lead, f"Building {number}")
    *newest, further = inventories_for(membership(Role.MEMBER), "sample")["readiness"]
    assert [one.title for one in newest] == ["Building 4", "Building 3", "Building 2"]
    assert further == FurtherInventories(title="Sample inventory", url=LIST, count=2)


def test_each_template_is_told_of_in_their_order(district, sample, lead, membership, tmp_path):
    load(tmp_path, template_entry("later"), template_entry("earlier"), template_entry("unasked", serves=()))
    Template.objects.filter(key="earlier").update(position=1)
    started(district, Template.objects.get(key="later"), lead, "Ours")
    assert [titles(membership(role)) for role in Role] == [["Earlier", "Ours"]] * 4


def test_a_template_that_is_withdrawn_stands_for_what_was_started_from_it(inventory, template, membership):
    Template.objects.update(is_active=False)
    assert titles(membership(Role.LEAD)) == ["Practices"]
    Inventory.objects.all().delete()
    assert inventories_for(membership(Role.LEAD), "sample") == {}


def test_another_districts_inventories_are_never_told_of(theirs, outsider, membership):
    assert [titles(membership(role)) for role in Role] == [["Sample inventory"]] * 4
    own = Membership.objects.with_district().get(user=outsider)
    assert inventories_for(own, "sample")["1a"] == (standing(theirs, 1),)


def test_an_outsiders_name_in_theirs_opens_nothing_here(staff, theirs, outsider, membership):
    own = Membership.objects.with_district().get(user=outsider)
    name_reader(theirs, membership=own, by=outsider)
    assert [one.title for one in inventories_for(own, "sample")["1a"]] == ["Practices"]
    assert inventories_for(membership(Role.VIEWER), "sample")["1a"] == (standing(staff, None),)


def test_another_system_asks_for_nothing_of_it(inventory, membership):
    assert inventories_for(membership(Role.LEAD), "another") == {}


def test_it_takes_one_query_with_none_and_many(district, product, lead, membership, django_assert_num_queries):
    reader = membership(Role.MEMBER)
    with django_assert_num_queries(1):
        assert len(inventories_for(reader, "talent-management")) == 19
    for template in Template.objects.all():
        for number in range(4):
            inventory = started(district, template, lead, f"{template.title} {number}"[:120])
            name_reader(inventory, membership=reader, by=lead)
    with django_assert_num_queries(1):
        assert len(inventories_for(reader, "talent-management")) == 19


# On the district's page ---------------------------------------------------------------------------


def test_overdue_reviews_come_longest_first_among_all_that_there_are(district, kinds, theirs, lead, member):
    today = timezone.localdate()
    for title, days, owner in (("B", 1, lead), ("C", 40, None), ("A", 1, member)):
        started(district, kinds, lead, title, review_on=today - timedelta(days=days), owner=owner)
    started(district, kinds, lead, "Due", review_on=today)
    started(district, kinds, lead, "Whenever")
    found = district_inventories(district)
    assert (found.count, [(one.title, one.owner) for one in found.overdue]) == (
        5,
        [("C", ""), ("A", "A Member"), ("B", "A Lead")],
    )
    assert found.overdue[0] == OverdueLine(
        title="C",
        url=Inventory.objects.get(title="C").get_absolute_url(),
        since=today - timedelta(days=40),
        owner="",
        owner_pk=None,
    )
    assert [found.owned_by(person.pk) for person in (member, lead)] == [found.overdue[1], found.overdue[2]]


def test_it_takes_one_query_for_1_and_20_inventories(district, kinds, lead, django_assert_num_queries):
    for number in range(20):
        started(district, kinds, lead, f"Number {number}", review_on=OCTOBER - timedelta(days=1000), owner=lead)
        if number in (0, 19):
            with django_assert_num_queries(1):
                assert len(district_inventories(district).overdue) == number + 1
