"""Inventories as files: one, or all of a district that a person may read, and the workbook that people fill in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from django.http import HttpRequest, HttpResponse
from django.views.generic import View

from core.downloads import CSV_TYPE, PDF_TYPE, XLSX_TYPE, DownloadView, Format, download
from districts.models import Building, Membership, User
from inventories.exports import (
    all_export_name,
    export_name,
    export_token,
    inventories_csv,
    inventories_json,
    inventories_pdf,
    inventories_xlsx,
    inventory_csv,
    inventory_json,
    inventory_pdf,
    inventory_xlsx,
    template_name,
    template_xlsx,
)
from inventories.models import Inventory
from inventories.reports import sheet_of
from inventories.reports.files import (
    InventoriesReport,
    InventoryReport,
    district_inventories_report,
    inventory_report,
)
from inventories.reports.tokens import inventories_token, inventory_token, staff_data_in, staff_data_of
from inventories.services import record_staff_export
from inventories.views.base import EntriesMixin, InventoriesMixin

JSON_TYPE = "application/json"

PDF = Format("pdf", PDF_TYPE, inventory_pdf)
XLSX = Format("xlsx", XLSX_TYPE, inventory_xlsx)
CSV = Format("csv", CSV_TYPE, inventory_csv)
JSON = Format("json", JSON_TYPE, inventory_json)

ALL_PDF = Format("pdf", PDF_TYPE, inventories_pdf)
ALL_XLSX = Format("xlsx", XLSX_TYPE, inventories_xlsx)
ALL_CSV = Format("csv", CSV_TYPE, inventories_csv)
ALL_JSON = Format("json", JSON_TYPE, inventories_json)


class RecordedDownload(DownloadView):
    """A file that is recorded for each inventory whose staff data it hands out, also when it comes from the cache."""

    person: User

    def staff_data(self) -> Iterable[Inventory]:
        """Return the inventories whose staff data is in the file."""
        raise NotImplementedError

    def made(self, token: str) -> tuple[str, bytes]:
        name, body = super().made(token)
        for inventory in self.staff_data():
            record_staff_export(inventory, file=name, by=self.person)
        return name, body


class InventoryDownload(EntriesMixin, RecordedDownload):
    """One inventory, made anew only when something that it shows has changed."""

    format: ClassVar[Format] = PDF

    def token(self) -> str:
        return inventory_token(self.inventory, self.person, f"{self.format.extension} {export_token()}")

    def report(self) -> InventoryReport:
        return inventory_report(self.inventory, self.person)

    def name_of(self, report: InventoryReport) -> str:
        return export_name(report, self.format.extension)

    def staff_data(self) -> Iterable[Inventory]:
        return staff_data_in(self.inventory, self.person, with_figures=self.format in {PDF, XLSX})


class DistrictInventoriesDownload(InventoriesMixin, RecordedDownload):
    """All inventories of a district that a person may read; with staff data where `?staff=1` asks for it."""

    format: ClassVar[Format] = ALL_PDF

    @property
    def with_staff_data(self) -> bool:
        return self.request.GET.get("staff") == "1"

    def token(self) -> str:
        salt = f"all {self.format.extension} {export_token()}"
        return inventories_token(self.membership, with_staff_data=self.with_staff_data, salt=salt)

    def report(self) -> InventoriesReport:
        return district_inventories_report(self.membership, with_staff_data=self.with_staff_data)

    def name_of(self, report: InventoriesReport) -> str:
        return all_export_name(report, self.format.extension)

    def staff_data(self) -> Iterable[Inventory]:
        return staff_data_of(self.membership) if self.with_staff_data else ()


class TemplateWorkbookView(EntriesMixin, View):
    """The workbook that people fill in for an inventory: its columns and their help, and no entry."""

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        title, district = self.inventory.title, self.district
        members = Membership.objects.for_district(district).with_people()
        buildings = Building.objects.for_district(district).filter(is_active=True)
        body = template_xlsx(
            sheet_of(self.inventory).in_use,
            title=title,
            district=district.name,
            buildings=[building.name for building in buildings],
            people=[str(member.user) for member in members],
        )
        return download(template_name(district.name, title), body, XLSX_TYPE)
