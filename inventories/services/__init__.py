"""The write side of inventories."""

from inventories.services.columns import ColumnWish, add_column, change_column
from inventories.services.entries import (
    SavedEntry,
    add_entries,
    add_entry,
    change_entries,
    delete_entries,
    save_entry,
    undo_deletion,
)
from inventories.services.importing import Imported, PlanChanged, carry_out_import, draft_import, set_import
from inventories.services.inventories import (
    Description,
    answer_prompt,
    copy_inventory,
    delete_inventory,
    describe_inventory,
    is_untouched,
    name_reader,
    record_staff_export,
    start_inventory,
)
from inventories.services.keys import TwiceThere

__all__ = [
    "ColumnWish",
    "Description",
    "Imported",
    "PlanChanged",
    "SavedEntry",
    "TwiceThere",
    "add_column",
    "add_entries",
    "add_entry",
    "answer_prompt",
    "carry_out_import",
    "change_column",
    "change_entries",
    "copy_inventory",
    "delete_entries",
    "delete_inventory",
    "describe_inventory",
    "draft_import",
    "is_untouched",
    "name_reader",
    "record_staff_export",
    "save_entry",
    "set_import",
    "start_inventory",
    "undo_deletion",
]
