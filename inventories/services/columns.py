"""A district's own columns, and changes to those that it began with. What was entered in a column always stays."""

from __future__ import annotations

from dataclasses import dataclass, fields
from itertools import chain, count
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.text import slugify

from core.saving import StaleVersion
from districts.models import User
from inventories.choices import LISTED
from inventories.content import ColumnEntry
from inventories.content.rules import column_problems
from inventories.models import CellKey, Entry, Inventory, InventoryColumn
from inventories.reports import sheet_column
from inventories.services.entries import hold
from inventories.services.keys import BATCH, write_keys

STEP = 10
LONGEST_KEY = 40


@dataclass(frozen=True, kw_only=True)
class ColumnWish:
    """What a lead wants of a column; `kind` counts for a new one alone."""

    title: str
    kind: str
    help: str = ""
    required: bool = False
    unique: bool = False
    choices: tuple[str, ...] = ()
    is_active: bool = True


@transaction.atomic
def add_column(inventory: Inventory, *, wish: ColumnWish, by: User) -> InventoryColumn:
    """Add a column of the district's own behind the others. Raises ValidationError by field."""
    current = hold(inventory)
    column = InventoryColumn(inventory=current, key=_free_key(current, wish.title), is_own=True)
    column.position = (current.columns.aggregate(last=Max("position"))["last"] or 0) + STEP
    _put(column, wish)
    _refuse_problems(column)
    _save(column, by)
    _write_keys(column)
    return column


@transaction.atomic
def change_column(inventory: Inventory, *, key: str, wish: ColumnWish, version: int | None, by: User) -> bool:
    """Change everything but the kind of a column, and say whether that changed anything.

    Raises InventoryColumn.DoesNotExist, StaleVersion, and ValidationError by field: where a choice that entries hold
    would go, where entries already say the same, and where no column would be left in use.
    """
    current = hold(inventory)
    column = InventoryColumn.objects.select_for_update(of=("self",)).get(inventory=current, key=key)
    before = _wish_of(column)
    if before == (wanted := _with_kind(wish, column.kind)):
        return False
    if version != column.version:
        raise StaleVersion(column)
    _put(column, wanted)
    _refuse_problems(column)
    _refuse_lost_choices(column, before)
    _refuse_none_left(column)
    if wanted.unique and not before.unique:
        _refuse_same(column)
    column.version += 1
    _save(column, by)
    if wanted.unique != before.unique:
        CellKey.objects.for_column(column).filled().update(is_unique=wanted.unique)
    return True


def _wish_of(column: InventoryColumn) -> ColumnWish:
    found = {field.name: getattr(column, field.name) for field in fields(ColumnWish)}
    return ColumnWish(**found | {"choices": tuple(column.choices)})


def _with_kind(wish: ColumnWish, kind: str) -> ColumnWish:
    return ColumnWish(**{field.name: getattr(wish, field.name) for field in fields(wish)} | {"kind": kind})


def _put(column: InventoryColumn, wish: ColumnWish) -> None:
    for field in fields(wish):
        setattr(column, field.name, getattr(wish, field.name))
    column.choices = list(wish.choices)


def _save(column: InventoryColumn, by: User) -> None:
    column._history_user, column._history_date = by, timezone.now()
    column.save()


def _free_key(inventory: Inventory, title: str) -> str:
    wish = slugify(title.replace("_", " "))[:LONGEST_KEY].strip("-") or "column"
    taken = set(inventory.columns.values_list("key", flat=True))
    return next(key for key in chain([wish], (f"{wish}-{number}" for number in count(2))) if key not in taken)


def _write_keys(column: InventoryColumn) -> None:
    """Give every entry its key for a new column."""
    spec = sheet_column(column)
    rows = Entry.objects.for_inventory(column.inventory_id).only("pk", "cells").iterator(chunk_size=BATCH)
    write_keys(rows, [spec])


# What is refused ----------------------------------------------------------------------------------


def _refuse_problems(column: InventoryColumn) -> None:
    entry = ColumnEntry(column.key, column.title, column.kind, unique=column.unique, choices=tuple(column.choices))
    found: dict[str, list[str]] = {}
    for field, message in column_problems(entry):
        found.setdefault(field, []).append(f"{message[:1].upper()}{message[1:]}.")
    others = InventoryColumn.objects.filter(inventory=column.inventory).exclude(pk=column.pk)
    if others.filter(title__iexact=column.title).exists():
        found["title"] = ["Another column of this inventory has this title."]
    if found:
        raise ValidationError(found)


def _refuse_lost_choices(column: InventoryColumn, before: ColumnWish) -> None:
    if column.kind not in LISTED:
        return
    lost = set(before.choices) - set(column.choices)
    used = set(CellKey.objects.for_column(column).filter(key__in=lost).values_list("key", flat=True))
    if used:
        words = ", ".join(f"“{choice}”" for choice in before.choices if choice in used)
        raise ValidationError({"choices": f"Entries hold {words}. Change those entries first, or keep the choice."})


def _refuse_none_left(column: InventoryColumn) -> None:
    others = InventoryColumn.objects.filter(inventory=column.inventory).exclude(pk=column.pk)
    if not column.is_active and not others.in_use().exists():
        raise ValidationError({"is_active": "At least one column stays in use."})


def _refuse_same(column: InventoryColumn) -> None:
    seen: Any = set()
    for key in CellKey.objects.for_column(column).filled().values_list("key", flat=True):
        if key in seen:
            raise ValidationError({"unique": "Some entries say the same here. Change those first."})
        seen.add(key)
