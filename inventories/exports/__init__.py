"""Inventories as files: one or all of a district, in four formats, and the workbook that people fill in."""

from inventories.exports.files import (
    all_export_name,
    export_name,
    export_token,
    template_name,
)
from inventories.exports.pdf import inventories_pdf, inventory_pdf
from inventories.exports.structured import inventories_json, inventory_json
from inventories.exports.tables import inventories_csv, inventory_csv
from inventories.exports.template import template_xlsx
from inventories.exports.workbooks import inventories_xlsx, inventory_xlsx

__all__ = [
    "all_export_name",
    "export_name",
    "export_token",
    "inventories_csv",
    "inventories_json",
    "inventories_pdf",
    "inventories_xlsx",
    "inventory_csv",
    "inventory_json",
    "inventory_pdf",
    "inventory_xlsx",
    "template_name",
    "template_xlsx",
]
