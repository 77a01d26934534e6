"""Inventory templates as a file: YAML text to validated frozen dataclasses and back, without a database."""

from inventories.content.entries import ColumnEntry, PromptEntry, TemplateEntry, TemplatesFile, UseEntry
from inventories.content.rules import check
from inventories.content.templates_file import FILE_NAME, FORMAT, dump, parse, read

__all__ = [
    "FILE_NAME",
    "FORMAT",
    "ColumnEntry",
    "PromptEntry",
    "TemplateEntry",
    "TemplatesFile",
    "UseEntry",
    "check",
    "dump",
    "parse",
    "read",
]
