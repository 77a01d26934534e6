"""What tables and meetings see: order, search, counts, gaps and expiries, in fixed numbers of queries."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from districts.choices import Role
from districts.models import Building
from inventories.filters import entry_filter
from inventories.models import Entry, Inventory
from inventories.reports import (
    EntryRows,
    district_inventories,
    entry_history,
    inventory_lines,
    inventory_summary,
    sheet_of,
)
from inventories.services import (
    ColumnWish,
    Description,
    add_entries,
    change_column,
    delete_entries,
    describe_inventory,
    name_reader,
    save_entry,
)
from tests.inventories.keeping import built, entered, every_kind, named, sheet, started

TODAY = date(2026, 11, 25)


@pytest.fixture
def places(district):
    return [built(district, name).pk for name in ("Oak School", "acorn School", "Birch School")]


@pytest.fixture
def four(inventory, lead, theirs, places):
    """Four entries, the last with nothing but a name, beside a deleted one and one of another district."""
    oak, acorn, _ = places
    rows = [
        {"name": "b", "cost": "10", "place": oak, "state": "Missing", "model": True, "begun": "2026-08-15"},
        {"name": "Á", "cost": "-3", "place": acorn, "state": "In place", "model": False, "for-whom": ["Teachers"]},
        {"name": "C", "cost": "9.5", "for-whom": ["Teachers", "Leaders"], "begun": "2025-12-31", "state": "Missing"},
        {"name": "d d"},
        {"name": "gone", "cost": "1", "place": oak, "state": "Missing", "for-whom": ["Leaders"]},
    ]
    made = entered(inventory, lead, *rows)
    delete_entries(inventory, pks=[made[4].pk], by=lead)
    inventory.refresh_from_db()
    return made[:4]


def rows(inventory, order="", found=None, columns=()):
    now = sheet(inventory)
    shown = [now.column(key) for key in columns]
    return EntryRows(inventory, now, shown, found).order_by(order) if order else EntryRows(inventory, now, shown, found)


def names(*args, **kwargs):
    return "".join(row.name[0] for row in rows(*args, **kwargs))


def searched(inventory, words, at_hand=None):
    return entry_filter(at_hand or sheet(inventory))({"q": words}, Entry.objects.for_inventory(inventory)).qs


# The table ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("order", "there", "back"),
    [("", "bÁCd", ""), ("cost", "ÁCbd", "bCÁd"), ("place", "ÁbCd", "bÁCd"), ("begun", "CbÁd", "bCÁd")],
)
def test_entries_are_in_the_order_of_a_column_with_empty_cells_last(inventory, four, order, there, back):
    assert names(inventory, order) == there
    assert names(inventory, f"-{order}" if order else "") == (back or there)


@pytest.mark.parametrize(("order", "there", "back"), [("state", "ÁbCd", "bCÁd"), ("model", "ÁbCd", "bÁCd")])
def test_entries_that_say_the_same_stay_in_the_order_in_which_they_came(inventory, four, order, there, back):
    assert (names(inventory, order), names(inventory, f"-{order}")) == (there, back)


def test_a_column_of_buildings_is_sorted_where_a_district_has_none(inventory, lead, theirs):
    named(inventory, lead, "b", "a")
    assert (names(inventory, "place"), names(inventory, "-place")) == ("ba", "ba")


def test_a_page_is_a_part_of_the_order_and_of_what_was_found(inventory, four):
    found = Entry.objects.for_inventory(inventory).filter(cells__state="Missing")
    ordered = rows(inventory, "-cost")
    assert ([row.name for row in ordered[1:3]], ordered.count(), len(ordered)) == (["C", "Á"], 4, 4)
    some = rows(inventory, "cost", found)
    assert ([row.name for row in some[0:5]], some.count(), [row.name for row in some]) == (["C", "b"], 2, ["C", "b"])


def test_a_row_says_its_cells_and_which_needed_ones_are_missing(inventory, four, lead):
    entered(inventory, lead, {"page": "https://example.org", "cost": "1250"})
    row = rows(inventory, columns=["name", "cost", "page", "state"])[4:5][0]
    assert (row.name, row.version) == (f"Entry {row.pk}", 1)
    assert [(one.text, one.url, one.is_gap) for one in row.cells] == [
        ("", "", True),
        ("1,250", "", False),
        ("https://example.org", "https://example.org", False),
        ("", "", True),
    ]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("MISSING", "bC"),
        ("teach lead", "C"),
        ("oak sch", "b"),
        ("á", "Á"),
        ("A\u0301", "Á"),
        ("%", ""),
        ("_", ""),
        ("", "bÁCd"),
        ("d D", "Cd"),
    ],
)
def test_every_word_of_a_search_is_somewhere_in_the_entry(inventory, four, words, found):
    assert names(inventory, found=searched(inventory, words)) == found


def test_a_building_is_found_by_the_name_that_it_has_now(inventory, four, places):
    Building.objects.filter(pk=places[0]).update(name="Elm School")
    assert [names(inventory, found=searched(inventory, words)) for words in ("oak", "ELM school")] == ["", "b"]


# Figures --------------------------------------------------------------------------------------------------


def test_a_summary_counts_what_kept_entries_say_and_what_is_missing(inventory, four):
    summary = inventory_summary(inventory, sheet(inventory), TODAY)
    counted = {one.column.key: ({each.label: each.count for each in one.counts}, one.empty) for one in summary.counts}
    assert counted == {
        "state": ({"In place": 1, "Being built": 0, "Missing": 2}, 1),
        "for-whom": ({"Teachers": 2, "Leaders": 1, "Support staff": 0}, 2),
        "model": ({"Yes": 1, "No": 1}, 2),
        "place": ({"Birch School": 0, "Oak School": 1, "acorn School": 1}, 2),
    }
    assert [(one.column.key, one.filled) for one in summary.counts][:2] == [("state", 3), ("for-whom", 3)]
    assert (summary.total, [(gap.column.key, gap.empty) for gap in summary.gaps]) == (4, [("name", 0), ("state", 1)])
    assert [gap.column.key for gap in summary.open_gaps] == ["state"]


def test_a_column_out_of_use_is_neither_counted_nor_a_gap(inventory, four, lead):
    wish = ColumnWish(title="State", kind="choice", required=True, choices=("In place", "Missing"), is_active=False)
    change_column(inventory, key="state", wish=wish, version=1, by=lead)
    summary = inventory_summary(inventory, sheet(inventory), TODAY)
    assert [one.column.key for one in summary.counts] == ["for-whom", "model", "place"]
    assert [gap.column.key for gap in summary.gaps] == ["name"]


@pytest.mark.parametrize(
    ("days", "expired", "soon"), [(-1, 1, 0), (0, 0, 1), (1, 0, 1), (89, 0, 1), (90, 0, 1), (91, 0, 0)]
)
def test_a_date_has_expired_the_day_after_and_is_soon_for_ninety_days(inventory, theirs, lead, days, expired, soon):
    named(inventory, lead, "A", expires=str(TODAY + timedelta(days=days)))
    named(inventory, lead, "B", begun=str(TODAY))
    summary = inventory_summary(inventory, sheet(inventory), TODAY)
    assert [(one.expired, one.soon) for one in summary.expiries] == [(expired, soon)]
    assert (len(summary.due), summary.soon_until) == (expired or soon, date(2027, 2, 23))


def test_an_empty_inventory_has_figures_of_nothing(inventory, theirs):
    summary = inventory_summary(inventory, sheet(inventory), TODAY)
    assert (summary.total, summary.open_gaps, summary.due) == (0, (), ())
    assert {(one.filled, one.empty) for one in summary.counts} == {(0, 0)}
    assert list(rows(inventory)) == []


# Lists ----------------------------------------------------------------------------------------------------


def test_figures_of_staff_data_are_listed_for_those_alone_who_may_read_it(
    inventory, district, sample, tmp_path, people, lead, theirs
):
    staff = started(district, every_kind(tmp_path, key="staff-sample", sensitivity="staff"), lead, "Certifications")
    named(staff, lead, "A", "B")
    named(inventory, lead, "C")
    name_reader(staff, membership=people[Role.VIEWER].memberships.get(), by=lead)
    listed = {
        role: [(line.title, line.entries) for line in inventory_lines(user.memberships.get())]
        for role, user in people.items()
    }
    full, short = [("Certifications", 2), ("Practices", 1)], [("Certifications", None), ("Practices", 1)]
    assert listed == {Role.LEAD: full, Role.MEMBER: short, Role.COACH: short, Role.VIEWER: full}


@pytest.mark.parametrize(("days", "is_overdue"), [(-36500, True), (36500, False)])
def test_an_inventory_is_overdue_from_the_day_after_its_review(inventory, district, lead, theirs, days, is_overdue):
    day = TODAY + timedelta(days=days)
    described = Description(title="Practices", review_on=day, owner=lead)
    describe_inventory(inventory, described=described, version=1, by=lead)
    inventory.refresh_from_db()
    assert [inventory.is_overdue(day + timedelta(days=later)) for later in (0, 1)] == [False, True]
    told = district_inventories(district)
    lines = [(one.title, one.since, one.owner, one.owner_pk) for one in told.overdue]
    assert (told.count, lines) == (1, [("Practices", day, str(lead), lead.pk)] * is_overdue)


# Queries --------------------------------------------------------------------------------------------------


def test_a_thousand_entries_take_as_many_queries_as_ten(inventory, lead, member, places, django_assert_num_queries):
    membership = lead.memberships.select_related("district").get()
    for more in (10, 990):
        before = inventory.entry_count
        cells = [
            {"name": f"Practice {before + n:04}", "state": "Missing", "place": places[n % 3], "cost": str(n)}
            for n in range(more)
        ]
        entry = add_entries(inventory, rows=cells, by=lead)[0]
        save_entry(inventory, pk=entry.pk, cells={"cost": "5"}, version=1, by=member)
        inventory = Inventory.objects.get(pk=inventory.pk)
        with django_assert_num_queries(2):
            now = sheet_of(inventory)
        every, found = EntryRows(inventory, now, now.in_use), searched(inventory, "oak", now)
        with django_assert_num_queries(1):
            assert (len(every[5:10]), every.count()) == (5, before + more)
        for order in ("name", "-cost", "place"):
            with django_assert_num_queries(2):
                assert len(every.order_by(order)[5:10]) == 5
        some = EntryRows(inventory, now, now.in_use, found)
        with django_assert_num_queries(3):
            assert (len(some.order_by("-name")[0:3]), some.count()) == (3, -(-(before + more) // 3))
        with django_assert_num_queries(3):
            assert inventory_summary(inventory, now, TODAY).total == before + more
        with django_assert_num_queries(1):
            assert [line.entries for line in inventory_lines(membership)] == [before + more]
        with django_assert_num_queries(1):
            assert [one.what for one in entry_history(entry, now)] == ["Changed", "Added"]
