"""What an exported file is called, and what its bytes depend on besides the report."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from core.rendering.files import SHARED, file_name, source_token
from inventories.reports.files import InventoriesReport, InventoryReport

STYLESHEETS = ("css/report.css", "css/inventory_report.css")
_INVENTORIES = Path(__file__).resolve().parent.parent
_FOLDERS = (_INVENTORIES / "exports", _INVENTORIES / "templates/inventories/report", *SHARED)


def export_name(report: InventoryReport, extension: str) -> str:
    """Return a file name such as `lakeview-school-district-inventory-positions.pdf`."""
    return file_name(report.district, "inventory", report.title, extension=extension, otherwise="inventory")


def all_export_name(report: InventoriesReport, extension: str) -> str:
    """Return a file name such as `lakeview-school-district-inventories.pdf`."""
    return file_name(report.district, "inventories", extension=extension, otherwise="inventories")


def template_name(district: str, title: str) -> str:
    """Return a file name such as `lakeview-school-district-inventory-positions-to-fill-in.xlsx`."""
    return file_name(district, "inventory", title, "to fill in", extension="xlsx", otherwise="inventory")


@cache
def export_token() -> str:
    """Return what changes when the same report would be written differently; the files are read once per process."""
    return source_token(_FOLDERS, STYLESHEETS)
