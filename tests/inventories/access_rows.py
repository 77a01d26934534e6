"""What everyone gets at the addresses of a district's inventories, of which the world's holds no staff data."""

from __future__ import annotations

from typing import Any

from tests.access_table import Row, World, district


def start(world: World) -> tuple[Any, ...]:
    return world.district.slug, "sample-inventory"


def inventory(world: World) -> tuple[Any, ...]:
    return world.district.slug, world.inventory.pk


def column(world: World) -> tuple[Any, ...]:
    return *inventory(world), "thing"


def prompt(world: World) -> tuple[Any, ...]:
    return *inventory(world), world.inventory.prompts.get(kind="reflection").pk


def reader(world: World) -> tuple[Any, ...]:
    return *inventory(world), world.inventory.named_readers.get().pk


def entry(world: World) -> tuple[Any, ...]:
    return *inventory(world), world.inventory.entries.get().pk


def cell(world: World) -> tuple[Any, ...]:
    return *entry(world), "thing"


def draft(world: World) -> tuple[Any, ...]:
    """A spreadsheet that the member has handed in."""
    return *inventory(world), world.inventory.import_drafts.get().pk


# fmt: off
INVENTORY_PAGES = [
    #   address                                   arguments   method  anon out view coach member lead content operator
    Row("inventories:inventory_list",             district,   "get",  "in  404 200 200 200 200 404 404"),
    Row("inventories:inventory_list",             district,   "post", "in  404 405 405 405 405 404 404"),
    Row("inventories:template_choose",            district,   "get",  "in  404 403 403 403 200 404 404"),
    Row("inventories:template_choose",            district,   "post", "in  404 403 403 403 405 404 404"),
    Row("inventories:inventory_start",            start,      "get",  "in  404 403 403 403 200 404 404"),
    Row("inventories:inventory_start",            start,      "post", "in  404 403 403 403 200 404 404"),
    Row("inventories:inventory_detail",           inventory,  "get",  "in  404 200 200 200 200 404 404"),
    Row("inventories:inventory_detail",           inventory,  "post", "in  404 405 405 405 405 404 404"),
    Row("inventories:inventory_summary",          inventory,  "get",  "in  404 200 200 200 200 404 404"),
    Row("inventories:inventory_summary",          inventory,  "post", "in  404 405 405 405 405 404 404"),
    Row("inventories:prompt_answer",              prompt,     "get",  "in  404 403 403 302 302 404 404"),
    Row("inventories:prompt_answer",              prompt,     "post", "in  404 403 403 302 302 404 404"),
    Row("inventories:inventory_settings",         inventory,  "get",  "in  404 403 403 403 200 404 404"),
    Row("inventories:inventory_settings",         inventory,  "post", "in  404 403 403 403 200 404 404"),
    Row("inventories:inventory_delete",           inventory,  "get",  "in  404 403 403 403 200 404 404"),
    Row("inventories:inventory_delete",           inventory,  "post", "in  404 403 403 403 302 404 404"),
    Row("inventories:inventory_history",          inventory,  "get",  "in  404 200 200 200 200 404 404"),
    Row("inventories:inventory_history",          inventory,  "post", "in  404 405 405 405 405 404 404"),
    Row("inventories:column_list",                inventory,  "get",  "in  404 403 403 403 200 404 404"),
    Row("inventories:column_list",                inventory,  "post", "in  404 403 403 403 405 404 404"),
    Row("inventories:column_add",                 inventory,  "get",  "in  404 403 403 403 200 404 404"),
    Row("inventories:column_add",                 inventory,  "post", "in  404 403 403 403 200 404 404"),
    Row("inventories:column_change",              column,     "get",  "in  404 403 403 403 200 404 404"),
    Row("inventories:column_change",              column,     "post", "in  404 403 403 403 200 404 404"),
    Row("inventories:reader_list",                inventory,  "get",  "in  404 403 403 403 200 404 404"),
    Row("inventories:reader_list",                inventory,  "post", "in  404 403 403 403 200 404 404"),
    Row("inventories:reader_remove",              reader,     "get",  "in  404 403 403 403 405 404 404"),
    Row("inventories:reader_remove",              reader,     "post", "in  404 403 403 403 302 404 404"),
    Row("inventories:entry_add",                  inventory,  "get",  "in  404 403 403 200 200 404 404"),
    Row("inventories:entry_add",                  inventory,  "post", "in  404 403 403 422 422 404 404"),
    Row("inventories:entries_chosen",             inventory,  "get",  "in  404 403 403 405 405 404 404"),
    Row("inventories:entries_chosen",             inventory,  "post", "in  404 403 403 302 302 404 404"),
    Row("inventories:deletion_undo",              inventory,  "get",  "in  404 403 403 200 200 404 404"),
    Row("inventories:deletion_undo",              inventory,  "post", "in  404 403 403 302 302 404 404"),
    Row("inventories:entry_detail",               entry,      "get",  "in  404 200 200 200 200 404 404"),
    Row("inventories:entry_detail",               entry,      "post", "in  404 403 403 409 409 404 404"),
    Row("inventories:entry_cell",                 cell,       "get",  "in  404 403 403 200 200 404 404"),
    Row("inventories:entry_cell",                 cell,       "post", "in  404 403 403 409 409 404 404"),
    Row("inventories:entry_history",              entry,      "get",  "in  404 200 200 200 200 404 404"),
    Row("inventories:entry_history",              entry,      "post", "in  404 405 405 405 405 404 404"),
    Row("inventories:import_upload",              inventory,  "get",  "in  404 403 403 200 200 404 404"),
    Row("inventories:import_upload",              inventory,  "post", "in  404 403 403 422 422 404 404"),
    Row("inventories:import_preview",             draft,      "get",  "in  404 403 403 200 404 404 404"),
    Row("inventories:import_preview",             draft,      "post", "in  404 403 403 422 404 404 404"),
    Row("inventories:template_workbook",       inventory,  "get",  "in  404 200 200 200 200 404 404"),
    Row("inventories:template_workbook",       inventory,  "post", "in  404 405 405 405 405 404 404"),
    Row("inventories:inventory_pdf",           inventory,  "get",  "in  404 200 200 200 200 404 404"),
    Row("inventories:inventory_pdf",           inventory,  "post", "in  404 405 405 405 405 404 404"),
    Row("inventories:inventory_xlsx",          inventory,  "get",  "in  404 200 200 200 200 404 404"),
    Row("inventories:inventory_xlsx",          inventory,  "post", "in  404 405 405 405 405 404 404"),
    Row("inventories:inventory_csv",           inventory,  "get",  "in  404 200 200 200 200 404 404"),
    Row("inventories:inventory_csv",           inventory,  "post", "in  404 405 405 405 405 404 404"),
    Row("inventories:inventory_json",          inventory,  "get",  "in  404 200 200 200 200 404 404"),
    Row("inventories:inventory_json",          inventory,  "post", "in  404 405 405 405 405 404 404"),
    Row("inventories:all_pdf",                 district,   "get",  "in  404 200 200 200 200 404 404"),
    Row("inventories:all_pdf",                 district,   "post", "in  404 405 405 405 405 404 404"),
    Row("inventories:all_xlsx",                district,   "get",  "in  404 200 200 200 200 404 404"),
    Row("inventories:all_xlsx",                district,   "post", "in  404 405 405 405 405 404 404"),
    Row("inventories:all_csv",                 district,   "get",  "in  404 200 200 200 200 404 404"),
    Row("inventories:all_csv",                 district,   "post", "in  404 405 405 405 405 404 404"),
    Row("inventories:all_json",                district,   "get",  "in  404 200 200 200 200 404 404"),
    Row("inventories:all_json",                district,   "post", "in  404 405 405 405 405 404 404"),
]
# fmt: on
