"""Importing a spreadsheet: what each row would become, and that it is then done all or not at all."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from core.reading import CellProblem
from inventories.cells import written
from inventories.choices import Existing, Outcome
from inventories.models import Entry, ImportDraft, Template
from inventories.reports import entry_history, import_plan, matched, sheet_of
from inventories.services import (
    ColumnWish,
    Imported,
    PlanChanged,
    add_column,
    carry_out_import,
    change_column,
    delete_entries,
    save_entry,
    set_import,
)
from tests.inventories.keeping import COLUMNS, built, cells_of, drafted, entered, named, sheet, started
from tests.inventories.keeping_checks import assert_in_step

AT = datetime(2026, 8, 15, 14, 30, tzinfo=UTC)
THERE = "The inventory has this entry already"
WRONG, ADDED, CHANGED, LEFT = Outcome.WRONG, Outcome.ADDED, Outcome.CHANGED, Outcome.LEFT


def planned(draft):
    return import_plan(ImportDraft.objects.get(pk=draft.pk), sheet(draft.inventory))


def outcomes(draft):
    return [row.outcome for row in planned(draft).rows]


def problems(draft):
    return [row.problems for row in planned(draft).rows]


def carried_out(draft, by, digest=""):
    return carry_out_import(draft, digest=digest or planned(draft).digest, by=by, at=AT)


@pytest.fixture
def payroll(inventory, lead, theirs):
    """The one entry of the district; what the other district holds never counts."""
    [entry] = named(inventory, lead, "Payroll", cost="5", state="Missing")
    return entry


# Headings -------------------------------------------------------------------------------------------------


def test_headings_are_matched_by_title_or_key_each_column_once(inventory, lead):
    change_column(
        inventory, key="page", wish=ColumnWish(title="Page", kind="link", is_active=False), version=1, by=lead
    )
    headings = ["NAME *", "for  whom", "for-whom", "expires", "Page", "", "Color", "Name"]
    assert matched(headings, sheet(inventory)) == ["name", "for-whom", "", "expires", "", "", "", ""]
    draft = drafted(inventory, lead, headings, ["Mentoring", *[""] * 7])
    plan = planned(draft)
    assert [column.key for column in plan.taken] == ["name", "for-whom", "expires"]
    assert plan.left_out == ("for-whom", "Page", "", "Color", "Name")
    assert (plan.identity.key, plan.twice, plan.is_ready) == ("name", (), True)


def test_a_title_counts_before_the_key_of_another_column(inventory, lead):
    """A district may call one column what the key of another is."""
    state = ColumnWish(title="How far", kind="choice", required=True, choices=COLUMNS[2].choices)
    change_column(inventory, key="state", wish=state, version=1, by=lead)
    name = ColumnWish(title="State", kind="text", required=True, unique=True)
    change_column(inventory, key="name", wish=name, version=1, by=lead)
    assert matched(["State", "How far"], sheet(inventory)) == ["name", "state"]


@pytest.mark.usefixtures("product")
def test_every_template_of_the_product_is_matched_by_its_own_titles(district, lead):
    for template in Template.objects.all():
        found = sheet_of(started(district, template, lead, template.title))
        assert matched([f"{one.title} *" for one in found.in_use], found) == [one.key for one in found.in_use]


def test_a_file_none_of_whose_headings_is_known_is_not_ready(payroll, lead):
    draft = drafted(payroll.inventory, lead, ["Color", "Size"], ["Red", "5"])
    plan = planned(draft)
    assert (plan.taken, plan.rows, plan.left_out, plan.is_ready) == ((), (), ("Color", "Size"), False)
    with pytest.raises(PlanChanged):
        carried_out(draft, lead)


def test_a_column_that_two_headings_fill_is_not_ready(payroll, lead):
    draft = drafted(payroll.inventory, lead, ["Name", "Other"], ["Mentoring", "Hiring"])
    set_import(draft, matches=["name", "name"], existing=Existing.STOP)
    plan = planned(draft)
    assert (plan.twice, plan.rows, plan.is_ready) == (("Name",), (), False)
    with pytest.raises(PlanChanged):
        carried_out(draft, lead)


# Rows -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("existing", "found", "why", "is_ready"),
    [
        (Existing.STOP, [LEFT, WRONG, ADDED, LEFT], "", False),
        (Existing.SKIP, [LEFT, LEFT, ADDED, LEFT], f"{THERE}, and such rows are skipped", True),
        (Existing.UPDATE, [LEFT, CHANGED, ADDED, LEFT], "", True),
    ],
)
def test_a_row_is_added_changed_or_left_as_the_lead_chooses(payroll, lead, existing, found, why, is_ready):
    inventory = payroll.inventory
    named(inventory, lead, "Hiring", cost="7")
    rows = [["payroll ", "$5.00"], ["Hiring", "8"], ["Mentoring", ""], ["", ""]]
    draft = drafted(inventory, lead, ["Name", "Cost"], *rows)
    set_import(draft, matches=["name", "cost"], existing=existing)
    save_entry(inventory, pk=payroll.pk, cells={"name": "payroll"}, version=1, by=lead)
    plan = planned(draft)
    assert ([row.outcome for row in plan.rows], plan.is_ready) == (found, is_ready)
    assert [row.why for row in plan.rows] == [
        f"{THERE}, with the same words",
        why,
        "",
        "None of the columns that are taken is filled in",
    ]
    assert plan.counts == {outcome: found.count(outcome) for outcome in Outcome}
    assert ([row.number for row in plan.rows], plan.gaps) == ([2, 3, 4, 5], 1)
    assert [row.number for row in plan.page(LEFT, 1, 5)] == [row.number for row in plan.rows if row.outcome == LEFT][1:]
    stopped = (f"{THERE}, with other words. Choose above what to do with such rows.",)
    assert plan.rows[1].problems == (stopped if existing == Existing.STOP else ())


def test_an_update_takes_all_that_the_file_says_also_that_a_cell_is_empty(payroll, lead):
    draft = drafted(payroll.inventory, lead, ["Cost", "Name", "Contact"], ["", "PAYROLL", "Jo"])
    set_import(draft, matches=["cost", "name", "contact"], existing=Existing.UPDATE)
    plan = planned(draft)
    assert [(one.title, one.before, one.after) for one in plan.changes_of(plan.rows[0])] == [
        ("Cost", "5", ""),
        ("Name", "Payroll", "PAYROLL"),
        ("Contact", "", "Jo"),
    ]
    assert carried_out(draft, lead) == Imported(added=0, changed=1)
    assert cells_of(payroll.inventory) == [{"name": "PAYROLL", "state": "Missing", "contact": "Jo"}]
    assert_in_step(payroll.inventory)


def test_rows_that_say_the_same_where_none_may_are_wrong(payroll, lead):
    draft = drafted(payroll.inventory, lead, ["Name"], ["Mentoring"], ["Hiring"], [" MENTORING"], ["mentoring"])
    same = ("Name: row 2 of the file says the same.",)
    assert problems(draft) == [(), (), same, same]
    assert planned(draft).is_ready is False


def test_a_second_column_in_which_none_may_say_the_same_is_looked_at_too(payroll, lead):
    inventory = payroll.inventory
    change_column(inventory, key="cost", wish=ColumnWish(title="Cost", kind="number", unique=True), version=1, by=lead)
    rows = [["Payroll", "5.0"], ["Hiring", "5"], ["Mentoring", "6"], ["Coaching", "6"], ["", "5"]]
    draft = drafted(inventory, lead, ["Name", "Cost"], *rows)
    assert problems(draft) == [
        (),
        ("Cost: row 2 of the file says the same.",),
        (),
        ("Cost: row 4 of the file says the same.",),
        ("Cost: row 2 of the file says the same.",),
    ]
    alone = drafted(inventory, lead, ["Name", "Cost"], ["Hiring", "5"])
    assert problems(alone) == [("Cost: another entry of the inventory says the same.",)]


def test_without_a_unique_column_equal_rows_are_left_one_for_one(inventory, lead):
    entered(inventory, lead, *[{"state": "Missing", "name": None}] * 2, {"state": "Missing", "cost": "5"})
    draft = drafted(inventory, lead, ["State", "Cost"], *[["missing", ""]] * 3, ["Missing", "5"], ["Missing", "6"])
    assert outcomes(draft) == [LEFT, LEFT, ADDED, LEFT, ADDED]
    assert carried_out(draft, lead) == Imported(added=2, changed=0)
    assert_in_step(inventory)


def test_cells_that_do_not_fit_are_told_by_column_and_a_problem_of_the_file_as_it_is(payroll, lead):
    broken = CellProblem(1, "D2 holds an error of the spreadsheet: #REF!")
    ignored = CellProblem(2, "E2 holds an error of the spreadsheet: #N/A")
    headings = ["Name", "Cost", "Color", "State"]
    rows = [["Mentoring", "", "", "Gone"], ["x" * 301, "many", "", ""]]
    draft = drafted(payroll.inventory, lead, headings, *rows, problems=(broken, ignored))
    gone = "State: “Gone” is not one of the choices: In place, Being built, Missing."
    assert problems(draft) == [
        ("D2 holds an error of the spreadsheet: #REF!", gone),
        (
            "Name: This is 301 characters long. The column holds up to 300.",
            "Cost: Type a number, such as 1250 or 0.5.",
        ),
    ]
    assert outcomes(draft) == [WRONG, WRONG]


# Carrying out ---------------------------------------------------------------------------------------------


def test_an_import_is_written_with_its_history_and_only_once(payroll, theirs, lead, member):
    inventory = payroll.inventory
    draft = drafted(inventory, lead, ["Name", "Cost"], ["Payroll", "9"], ["Mentoring", "1"], ["Hiring", ""])
    set_import(draft, matches=["name", "cost"], existing=Existing.UPDATE)
    digest = planned(draft).digest
    assert carried_out(draft, member, digest) == Imported(added=2, changed=1)
    assert cells_of(inventory) == [
        {"name": "Payroll", "cost": "9", "state": "Missing"},
        {"name": "Mentoring", "cost": "1"},
        {"name": "Hiring"},
    ]
    told = [(one.what, one.who, one.when) for one in entry_history(Entry.objects.get(pk=payroll.pk), sheet(inventory))]
    assert told[0] == ("Changed", str(member), AT)
    assert ImportDraft.objects.count() == 0
    with pytest.raises(ImportDraft.DoesNotExist):
        carried_out(draft, member, digest)
    assert_in_step(inventory)
    assert_in_step(theirs)


def change_the_entry(inventory, entry, lead):
    save_entry(inventory, pk=entry.pk, cells={"contact": "Jo"}, version=1, by=lead)


def delete_the_entry(inventory, entry, lead):
    delete_entries(inventory, pks=[entry.pk], by=lead)


def add_the_same(inventory, entry, lead):
    named(inventory, lead, "Mentoring")


def put_the_column_out_of_use(inventory, entry, lead):
    wish = ColumnWish(title="Cost", kind="number", is_active=False)
    change_column(inventory, key="cost", wish=wish, version=1, by=lead)


def match_another_column(inventory, entry, lead):
    add_column(inventory, wish=ColumnWish(title="Price", kind="number"), by=lead)
    set_import(ImportDraft.objects.get(), matches=["name", "price"], existing=Existing.SKIP)


@pytest.mark.parametrize(
    "meanwhile",
    [change_the_entry, delete_the_entry, add_the_same, put_the_column_out_of_use, match_another_column],
    ids=lambda one: one.__name__,
)
def test_nothing_is_written_where_it_would_be_something_else_than_was_shown(payroll, lead, meanwhile):
    inventory = payroll.inventory
    draft = drafted(inventory, lead, ["Name", "Cost"], ["Payroll", "6"], ["Mentoring", "7"])
    set_import(draft, matches=["name", "cost"], existing=Existing.SKIP)
    digest = planned(draft).digest
    assert planned(draft).digest == digest
    meanwhile(inventory, payroll, lead)
    before = cells_of(inventory)
    with pytest.raises(PlanChanged):
        carried_out(draft, lead, digest)
    assert (cells_of(inventory), ImportDraft.objects.count()) == (before, 1)
    assert_in_step(inventory)


def test_an_import_of_what_the_inventory_holds_changes_nothing(inventory, district, theirs, lead):
    place = built(district, "Harbor  Elementary")
    full = {"name": "Mentoring", "notes": "One\nTwo; three", "state": "Missing", "for-whom": ["Teachers", "Leaders"]}
    full |= {"cost": "-1250.5", "begun": "2026-08-15", "expires": "2100-12-31", "model": False}
    full |= {"page": "https://example.org/?a=b;c", "contact": "Jo, lead", "place": place.pk}
    entered(inventory, lead, full, {"state": "Missing"}, {"state": "Missing"}, {"name": "=1+1", "model": True})
    now = sheet(inventory)
    rows = [[written(cells.get(one.key), now.buildings) for one in now.in_use] for cells in cells_of(inventory)]
    for headings in ([one.title for one in now.in_use], [one.key for one in now.in_use]):
        draft = drafted(inventory, lead, headings, *rows)
        for existing in Existing:
            set_import(draft, matches=draft.matches, existing=existing)
            assert (outcomes(draft), planned(draft).is_ready) == ([LEFT] * 4, False)


def test_a_draft_takes_the_place_of_ones_own_and_of_what_waited_a_week(inventory, theirs, lead, member, outsider):
    first = drafted(inventory, lead, ["Name"], ["A"])
    others = [drafted(inventory, member, ["Name"], ["B"]), drafted(theirs, outsider, ["Name"], ["C"])]
    second = drafted(inventory, lead, ["Name"], ["D"])
    assert list(ImportDraft.objects.order_by("pk")) == [*others, second]
    kept = ImportDraft.objects.get(pk=second.pk)
    assert (kept.rows, kept.file_name, kept.existing) == ([[2, ["D"], []]], "practices.csv", "stop")
    ImportDraft.objects.filter(pk=others[0].pk).update(at=timezone.now() - timedelta(days=8))
    third = drafted(inventory, lead, ["Name"], ["E"])
    assert list(ImportDraft.objects.order_by("pk")) == [others[1], third]
    with pytest.raises(ImportDraft.DoesNotExist):
        carried_out(first, lead, "0" * 16)
