"""When files are made anew, and what positions and certifications say together."""

from datetime import date

import pytest
from django.db import connection
from django.utils import timezone

from districts.choices import Role
from districts.models import Building, Membership
from inventories.choices import InventoryState
from inventories.models import Entry, StaffExport, Template
from inventories.reports.files import district_inventories_report, inventory_report
from inventories.reports.tokens import inventories_token, inventory_token
from inventories.services import (
    ColumnWish,
    Description,
    add_column,
    answer_prompt,
    delete_entries,
    describe_inventory,
    save_entry,
    undo_deletion,
)
from tests.inventories.factories import load, template_entry
from tests.inventories.file_requests import FORMATS, member_of, one, practices, seen, skills
from tests.inventories.keeping import COLUMNS, entered, started


@pytest.fixture
def inventory(district, kinds, lead):
    return practices(district, kinds, lead)


@pytest.fixture
def secret(district, kinds, lead):
    return skills(district, kinds, lead)


# Tokens -------------------------------------------------------------------------------------------


def _describe(inventory, lead):
    describe_inventory(
        inventory, described=Description(title="Practices", state=InventoryState.CURRENT), version=1, by=lead
    )


def _save(inventory, lead):
    entry = Entry.objects.for_inventory(inventory).first()
    save_entry(inventory, pk=entry.pk, cells={"cost": "5"}, version=1, by=lead)


def _delete(inventory, lead):
    delete_entries(inventory, pks=[Entry.objects.for_inventory(inventory).first().pk], by=lead)


def _answer(inventory, lead):
    prompt = inventory.prompts.get(kind="reflection")
    answer_prompt(inventory, pk=prompt.pk, answer="Evidence.", version=1, by=lead)


def _publish(inventory, lead):
    """Stand in for a new edition, which needs none of the rules that protect this one."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE practices_edition SET digest = %s", ["0" * 64])


CHANGES = {
    "description": _describe,
    "entry": _save,
    "deletion": _delete,
    "answer": _answer,
    "more": lambda inventory, lead: entered(inventory, lead, {"name": "More"}),
    "column": lambda inventory, lead: add_column(inventory, wish=ColumnWish(title="Own", kind="text"), by=lead),
    "building": lambda inventory, lead: Building.objects.update(name="Alder School"),
    "owner": lambda inventory, lead: type(lead).objects.filter(pk=lead.pk).update(name="Rosa Delgado"),
    "template": lambda inventory, lead: Template.objects.update(purpose="Other words."),
    "practices": _publish,
    "member": lambda inventory, lead: Membership.objects.filter(role=Role.COACH).delete(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_a_file_shows_changes_its_token(inventory, district, lead, change):
    def tokens():
        member = member_of(district, lead)
        return (
            inventory_token(seen(inventory, lead), lead, "csv"),
            inventories_token(member, with_staff_data=False, salt="csv"),
        )

    before = tokens()
    assert tokens() == before
    CHANGES[change](inventory, lead)
    assert [old == new for old, new in zip(before, tokens(), strict=True)] == [False, False]


def test_an_undone_deletion_has_a_token_of_its_own(inventory, lead):
    before = inventory_token(seen(inventory, lead), lead, "csv")
    _delete(inventory, lead)
    undo_deletion(inventory, by=lead)
    assert inventory_token(seen(inventory, lead), lead, "csv") != before


def test_the_day_the_format_and_the_staff_data_are_part_of_it(inventory, secret, district, lead, monkeypatch):
    member = member_of(district, lead)

    def tokens():
        return {
            *(inventory_token(seen(inventory, lead), lead, salt) for salt in ("csv", "pdf")),
            *(inventories_token(member, with_staff_data=wanted, salt="csv") for wanted in (True, False)),
        }

    before = tokens()
    assert len(before) == 4
    monkeypatch.setattr(timezone, "localdate", lambda: date(2030, 1, 1))
    assert tokens() & before == set()


# Positions and certifications ---------------------------------------------------------------------


@pytest.fixture
def pair(sample, tmp_path, district, lead):
    """Positions that require what one person holds, by the columns that the product's templates have."""
    names = ("number", "person", "group", "name", "certification", "state", "expires")
    kinds = {"expires": "expires"}
    columns = tuple(
        type(COLUMNS[0])(name, name.capitalize(), kinds.get(name, "text"), required=name == "number") for name in names
    )
    load(
        tmp_path,
        template_entry("positions", columns=columns),
        template_entry("certifications", columns=columns, sensitivity="staff"),
    )
    made = [
        started(district, Template.objects.get(key=key), lead, key.capitalize())
        for key in ("positions", "certifications")
    ]
    entered(made[0], lead, {"number": "1", "group": "Elementary", "certification": "Bilingual"})
    entered(made[1], lead, {"number": "2", "person": "Person 12", "group": "Elementary", "name": "Bilingual"})
    return made


def test_positions_show_what_certifications_say_to_whoever_may_read_both(pair, people):
    lead, member = people[Role.LEAD], people[Role.MEMBER]
    positions, certifications = pair
    report = inventory_report(seen(positions, lead), lead)
    assert [(one.certification, one.holders) for one in report.coverage.lacking] == [("Bilingual", 1)]
    assert inventory_report(seen(positions, member), member).coverage is None
    tokens = {inventory_token(seen(positions, user), user, "pdf") for user in (lead, member)}
    assert len(tokens) == 2
    _save(certifications, lead)
    assert inventory_token(seen(positions, lead), lead, "pdf") not in tokens
    assert inventory_token(seen(positions, member), member, "pdf") in tokens


def test_figures_of_certifications_are_recorded_with_the_positions(pair, people):
    positions, certifications = pair
    for extension in FORMATS:
        one(positions, people[Role.LEAD], extension)
        one(positions, people[Role.MEMBER], extension)
    files = StaffExport.objects.order_by("pk").values_list("inventory", "by", "file")
    assert list(files) == [
        (certifications.pk, people[Role.LEAD].pk, f"lakeview-school-district-inventory-positions.{extension}")
        for extension in ("pdf", "xlsx")
    ]


def test_all_of_a_district_say_it_once_and_only_with_staff_data(pair, district, lead):
    member = member_of(district, lead)
    for wanted in (False, True):
        report = district_inventories_report(member, with_staff_data=wanted)
        assert {one.title: bool(one.coverage) for one in report.inventories if one.coverage} == (
            {"Positions": True} if wanted else {}
        )
