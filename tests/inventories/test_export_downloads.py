"""What the files of stored inventories show, to whom, and in how many queries."""

import json

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from openpyxl import load_workbook

from districts.choices import Role
from inventories.models import Entry, StaffExport
from inventories.reports.files import district_inventories_report, inventory_report
from inventories.services import delete_entries, name_reader
from inventories.views import exports
from tests.inventories.file_requests import FORMATS, all_of_it, got, member_of, one, practices, seen, skills
from tests.inventories.keeping import COLUMNS, built, entered, started


@pytest.fixture
def inventory(district, kinds, lead):
    return practices(district, kinds, lead)


@pytest.fixture
def secret(district, kinds, lead):
    return skills(district, kinds, lead)


# Reports ------------------------------------------------------------------------------------------


def test_a_report_has_everything_that_is_stored(inventory, lead, district):
    report = inventory_report(seen(inventory, lead), lead)
    assert (report.district, report.title, report.owner, report.state_label) == (
        "Lakeview School District", "Practices", "A Lead", "Being gathered",
    )  # fmt: skip
    assert [column.key for column in report.columns] == [column.key for column in COLUMNS]
    assert [row[0] for row in report.entries] == ["Mentoring", "Induction"]
    assert report.buildings[report.entries[0][-1]] == "Alder Elementary School"
    assert [each.name for each in report.serves] == ["Readiness", "Indicator 1a"]
    assert [(gap.column.key, gap.empty) for gap in report.summary.gaps] == [("name", 0), ("state", 1)]
    assert "A Lead" in report.people


def test_deleted_entries_and_columns_out_of_use_are_in_no_file(inventory, lead):
    first = Entry.objects.for_inventory(inventory).first()
    delete_entries(inventory, pks=[first.pk], by=lead)
    inventory.columns.filter(key="notes").update(is_active=False)
    report = inventory_report(seen(inventory, lead), lead)
    assert [row[0] for row in report.entries] == ["Induction"]
    assert "notes" not in [column.key for column in report.columns]


def test_a_report_takes_the_same_queries_whatever_it_holds(inventory, lead, django_assert_num_queries):
    """Uses, building or owner, columns, buildings, three for figures, practices, entries, members, prompts."""
    inventory_report(seen(inventory, lead), lead)
    for more in (0, 30):
        if more:
            entered(inventory, lead, *({"name": f"Practice {number}"} for number in range(more)))
        shown = seen(inventory, lead)
        with django_assert_num_queries(10):
            inventory_report(shown, lead)


def test_all_inventories_take_the_same_queries_for_one_and_many(
    inventory, district, kinds, lead, django_assert_num_queries
):
    member = member_of(district, lead)
    district_inventories_report(member, with_staff_data=False)
    for more in range(3):
        for number in range(more * 4):
            made = started(district, kinds, lead, f"Inventory {more} {number}")
            entered(made, lead, {"name": "Mentoring"}, {"name": "Induction"})
        member = member_of(district, lead)
        with django_assert_num_queries(14):
            report = district_inventories_report(member, with_staff_data=False)
    assert [len(one.entries) for one in report.inventories] == [2] * 13


def test_figures_of_several_inventories_are_those_of_each(inventory, district, kinds, lead):
    other = started(district, kinds, lead, "Other")
    entered(
        other, lead, {"name": "A", "state": "In place"}, {"name": "B", "state": "In place", "expires": "2020-01-01"}
    )
    report = district_inventories_report(member_of(district, lead), with_staff_data=False)
    alone = [inventory_report(seen(one, lead), lead).summary for one in (other, inventory)]
    assert [one.summary for one in report.inventories] == alone
    assert [one.summary.counts[0].counts[0].count for one in report.inventories] == [2, 0]


def test_staff_data_is_left_out_unless_asked_for_and_always_for_others(inventory, secret, district, people):
    def titles(role, *, with_staff_data):
        report = district_inventories_report(member_of(district, people[role]), with_staff_data=with_staff_data)
        return [one.title for one in report.inventories], report.left_out

    assert titles(Role.LEAD, with_staff_data=False) == (["Practices"], ("Skills",))
    assert titles(Role.LEAD, with_staff_data=True) == (["Practices", "Skills"], ())
    assert titles(Role.MEMBER, with_staff_data=True) == (["Practices"], ("Skills",))


# Downloads ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("extension", FORMATS)
def test_everybody_inside_downloads_and_nobody_else(inventory, people, outsider, extension):
    answers = {role: one(inventory, people[role], extension) for role in Role}
    assert {role: answer.status_code for role, answer in answers.items()} == dict.fromkeys(Role, 200)
    name = f"lakeview-school-district-inventory-practices.{extension}"
    assert answers[Role.VIEWER]["Content-Disposition"] == f'attachment; filename="{name}"'
    assert all_of_it(people[Role.VIEWER], extension).status_code == 200
    with pytest.raises(Http404):
        one(inventory, outsider, extension)
    with pytest.raises(Http404):
        all_of_it(outsider, extension)


def test_staff_data_opens_to_leads_and_the_named_and_is_recorded_each_time(secret, district, people):
    lead, member = people[Role.LEAD], people[Role.MEMBER]
    with pytest.raises(PermissionDenied):
        one(secret, member)
    name_reader(secret, membership=member_of(district, member), by=lead)
    tag = one(secret, member)["ETag"]
    one(secret, member)
    assert one(secret, member, etag=tag).status_code == 304
    assert one(secret, lead, "json").status_code == 200
    assert list(StaffExport.objects.order_by("pk").values_list("inventory__title", "by", "file")) == [
        ("Skills", member.pk, "lakeview-school-district-inventory-skills.csv"),
        ("Skills", member.pk, "lakeview-school-district-inventory-skills.csv"),
        ("Skills", lead.pk, "lakeview-school-district-inventory-skills.json"),
    ]


def test_the_files_of_all_have_staff_data_where_it_is_asked_for(inventory, secret, people):
    lead = people[Role.LEAD]
    assert b"Person 12" not in all_of_it(lead).content
    assert StaffExport.objects.count() == 0
    assert b"Person 12" in all_of_it(lead, query="?staff=1").content
    assert b"Person 12" not in all_of_it(people[Role.MEMBER], query="?staff=1").content
    assert list(StaffExport.objects.values_list("inventory", "by", "file")) == [
        (secret.pk, lead.pk, "lakeview-school-district-inventories.csv")
    ]


def test_a_cached_file_takes_the_same_queries_whatever_it_holds(inventory, lead, django_assert_num_queries):
    """The inventory with membership, and eight for what it depends on."""
    for more in (0, 30):
        entered(inventory, lead, *({"name": f"Practice {number}"} for number in range(more))) if more else None
        one(inventory, lead)
        with django_assert_num_queries(9):
            one(inventory, lead)


def test_the_workbook_to_fill_in_names_members_and_buildings_in_use(inventory, district, lead, tmp_path):
    built(district, "Old annex", is_active=False)
    answer = got(exports.TemplateWorkbookView.as_view(), lead, pk=inventory.pk)
    path = tmp_path / "blank.xlsx"
    path.write_bytes(answer.content)
    words = [cell.value for row in load_workbook(path)["Choices"].iter_rows() for cell in row]
    assert ("Alder Elementary School" in words, "Old annex" in words, "A Lead" in words) == (True, False, True)
    assert answer["Content-Disposition"] == (
        'attachment; filename="lakeview-school-district-inventory-practices-to-fill-in.xlsx"'
    )


def test_json_of_all_is_json(inventory, lead):
    assert len(json.loads(all_of_it(lead, "json").content)["inventories"]) == 1
