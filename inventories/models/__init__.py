"""Inventories: the templates that they are started from, a district's own, and their entries."""

from inventories.models.columns import BaseColumn, BasePrompt
from inventories.models.entries import CellKey, Entry, ImportDraft
from inventories.models.inventories import Inventory, InventoryColumn, InventoryPrompt, NamedReader, StaffExport
from inventories.models.templates import Template, TemplateColumn, TemplatePrompt, TemplateUse

__all__ = [
    "BaseColumn",
    "BasePrompt",
    "CellKey",
    "Entry",
    "ImportDraft",
    "Inventory",
    "InventoryColumn",
    "InventoryPrompt",
    "NamedReader",
    "StaffExport",
    "Template",
    "TemplateColumn",
    "TemplatePrompt",
    "TemplateUse",
]
