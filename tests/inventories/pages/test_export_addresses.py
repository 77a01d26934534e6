"""The files of inventories by their addresses: what they are called, when they are unchanged, and read back again."""

from __future__ import annotations

import pytest

from core.downloads import CSV_TYPE, PDF_TYPE, XLSX_TYPE
from inventories.models import ImportDraft
from tests.inventories.keeping import built, cells_of, entered, started
from tests.inventories.keeping_checks import assert_in_step
from tests.inventories.pages.asking import LIST, said, uploaded, url, value_of, words

NAME = "lakeview-school-district-inventory-practices"
ALL = "lakeview-school-district-inventories"
FILES = {
    "inventory_pdf": (PDF_TYPE, f"{NAME}.pdf", b"%PDF"),
    "inventory_xlsx": (XLSX_TYPE, f"{NAME}.xlsx", b"PK"),
    "inventory_csv": (CSV_TYPE, f"{NAME}.csv", b"\xef\xbb\xbfName,"),
    "inventory_json": ("application/json", f"{NAME}.json", b'{\n "schema": 1'),
}
ALL_FILES = {
    "all.pdf": (PDF_TYPE, f"{ALL}.pdf", b"%PDF"),
    "all.xlsx": (XLSX_TYPE, f"{ALL}.xlsx", b"PK"),
    "all.csv": (CSV_TYPE, f"{ALL}.csv", b"\xef\xbb\xbfinventory,"),
    "all.json": ("application/json", f"{ALL}.json", b'{\n "schema": 1'),
}


@pytest.fixture
def full(inventory, district, lead, theirs):
    """Entries with what a spreadsheet likes to read as something else."""
    place = built(district, "Mill; School")
    entered(
        inventory,
        lead,
        {"name": "=1+1", "notes": "Two\n\nlines, “quoted”; and\ttabbed", "state": "Missing", "cost": "-0.5"}
        | {"for-whom": ["Teachers", "Support staff"], "begun": "1900-01-01", "expires": "2100-12-31", "model": False},
        {"name": "007", "cost": "999999999.999999", "contact": "'@Ann", "page": "https://www.example.org/?a=1&b=é"},
        {"name": "TRUE", "place": place.pk, "notes": "1e5"},
        {"state": "In place"},
        {"state": "In place"},
    )
    return inventory


def test_each_file_of_an_inventory_is_handed_out_once_until_something_changes(full, lead, reading, stranger):
    for page, (kind, name, begin) in FILES.items():
        address = url(full, page)
        response = reading.get(address)
        assert (response.status_code, response["Content-Type"]) == (200, kind)
        assert response["Content-Disposition"] == f'attachment; filename="{name}"'
        assert response["Cache-Control"] == "private, no-cache"
        assert response.content.startswith(begin)
        unchanged = {"If-None-Match": response["ETag"]}
        assert reading.get(address, headers=unchanged).status_code == 304
        assert stranger.get(address, headers=unchanged).status_code == 404
    entered(full, lead, {"name": "New"})
    assert reading.get(url(full, "inventory_csv"), headers=unchanged).status_code == 200


def test_each_file_of_all_is_handed_out_once_until_something_changes(full, theirs, reading, stranger):
    for path, (kind, name, begin) in ALL_FILES.items():
        response = reading.get(f"{LIST}{path}")
        assert (response.status_code, response["Content-Type"]) == (200, kind)
        assert response["Content-Disposition"] == f'attachment; filename="{name}"'
        assert response.content.startswith(begin)
        assert reading.get(f"{LIST}{path}", headers={"If-None-Match": response["ETag"]}).status_code == 304
        assert stranger.get(f"{LIST}{path}").status_code == 404


def test_the_workbook_to_fill_in_is_handed_out_and_read_back(full, keeper):
    response = keeper.get(url(full, "template_workbook"))
    assert (response.status_code, response["Content-Type"]) == (200, XLSX_TYPE)
    assert response["Content-Disposition"] == f'attachment; filename="{NAME}-to-fill-in.xlsx"'
    uploaded(keeper, full, response.content, "filled.xlsx")
    assert ImportDraft.objects.get().matches == [column.key for column in full.columns.all()]


def test_a_title_that_is_no_name_of_a_file_makes_one(district, kinds, lead, reading):
    made = started(district, kinds, lead, "«日本» / ../Ü\r\nx")
    disposition = reading.get(url(made, "inventory_csv"))["Content-Disposition"]
    assert disposition.startswith('attachment; filename="lakeview-school-district-')
    assert ("/" in disposition, "\n" in disposition) == (False, False)


@pytest.mark.parametrize("extension", ["xlsx", "csv"])
def test_handing_in_the_very_file_finds_nothing_to_import(full, keeper, extension):
    before = cells_of(full)
    content = keeper.get(url(full, f"inventory_{extension}")).content
    response = uploaded(keeper, full, content, f"{NAME}.{extension}")
    told = words(keeper.get(response.url))
    assert "5 left as they are. There is nothing to import." in told
    assert (cells_of(full), "11 of 11 taken" in told) == (before, True)


@pytest.mark.parametrize("extension", ["xlsx", "csv"])
def test_a_copy_without_entries_gets_the_same_cells_from_it(full, leading, extension):
    content = leading.get(url(full, f"inventory_{extension}")).content
    typed = {"title": "Copy", "copy": full.pk}
    leading.post(f"{LIST}start/sample-inventory/", typed)
    copy = full.district.inventories.get(title="Copy")
    assert (copy.copied_from, cells_of(copy)) == (full, [])
    address = uploaded(leading, copy, content, f"{NAME}.{extension}").url
    digest = value_of(leading.get(address), "digest")
    response = leading.post(address, {"act": "import", "digest": digest}, follow=True)
    assert said(response) == ["Imported: 5 added, 0 changed."]
    assert cells_of(copy) == cells_of(full)
    assert_in_step(copy)
