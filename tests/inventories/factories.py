"""Inventory templates for tests: the product's file, and a small one."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import Any

from django.conf import settings

from inventories import content as files
from inventories import content_store
from inventories.models import Template, TemplateColumn, TemplatePrompt, TemplateUse
from tests.kept_rows import Kept

INVENTORIES_FILE = Path(settings.BASE_DIR) / "fixtures" / "inventories.yaml"
KEY = "sample-inventory"


@cache
def product_file() -> files.TemplatesFile:
    """The file that the product comes with, read once per process."""
    return files.read(INVENTORIES_FILE)


def template_entry(key: str = KEY, **changes: Any) -> files.TemplateEntry:
    """A valid template with a column of every sort, which serves an indicator and a consideration of the sample."""
    entry = files.TemplateEntry(
        key,
        key.replace("-", " ").capitalize(),
        "district",
        "ordinary",
        "A sample document, 1a",
        "What is where.",
        "One thing a row.",
        serves=(files.UseEntry("sample", "1a"), files.UseEntry("sample", "readiness")),
        prompts=(
            files.PromptEntry("what", "The district inventories things.", "A sample document"),
            files.PromptEntry("reflection", "What is missing?", part="Afterwards"),
        ),
        columns=(
            files.ColumnEntry("thing", "Thing", "text", "Its name.", required=True, unique=True),
            files.ColumnEntry("state", "State", "choice", choices=("In place", "Missing")),
        ),
    )
    return replace(entry, **changes)


def write(directory: Path, *entries: files.TemplateEntry) -> Path:
    """Write a file and return its path."""
    path = directory / files.FILE_NAME
    path.write_text(files.dump(files.TemplatesFile(entries)), encoding="utf-8")
    return path


def load(directory: Path, *entries: files.TemplateEntry) -> Template:
    """Load templates through a file, by default the small one, and return the last of them."""
    content_store.load(write(directory, *(entries or (template_entry(),))))
    template: Template = Template.objects.order_by("-position")[0]
    return template


# Kept from the first time ------------------------------------------------------------------------

TABLES = (Template, TemplateColumn, TemplatePrompt, TemplateUse)
_PRODUCT = Kept(TABLES)


def product_templates() -> dict[str, Template]:
    """The product's templates by key, where its practices are published."""
    _PRODUCT.there(partial(content_store.load, INVENTORIES_FILE))
    return {row.key: row for row in Template.objects.all()}


@cache
def _alone(entry: files.TemplateEntry) -> Kept:
    return Kept(TABLES)


def loaded(directory: Path, entry: files.TemplateEntry) -> Template:
    """Load one template, where what it serves is published."""
    _alone(entry).there(partial(load, directory, entry))
    template: Template = Template.objects.get(key=entry.key)
    return template
