"""Parts of the page of entries that say the same until a column changes: rendered once per process."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from inventories.filters import entry_filter
from inventories.models import Entry
from inventories.reports import Sheet

register = template.Library()


@register.simple_tag(takes_context=True)
def filter_fields(context: Context) -> SafeString:
    """The fields of the filters but for the search: empty ones are the same for every reader."""
    filters = context["filters"]
    if filters:
        return _fields(filters)
    return _empty_fields(context["rows"].sheet)


@lru_cache(maxsize=128)
def _empty_fields(sheet: Sheet) -> SafeString:
    return _fields(entry_filter(sheet)(None, queryset=Entry.objects.none()))


def _fields(filters: Any) -> SafeString:
    form = filters.form
    fields = [form[name] for name in form.fields if name not in {"q", "gaps"}]
    shown = {"fields": fields, "gaps": form["gaps"] if filters.required else None}
    return render_to_string("inventories/entries/filters.html", shown)


@register.simple_tag(takes_context=True)
def column_boxes(context: Context) -> SafeString:
    """A box for each column that can be shown or not; the one that entries are known by always is."""
    rows = context["rows"]
    names, *others = rows.columns
    query = context["request"].GET
    kept = tuple((key, value) for key in query for value in query.getlist(key))
    return _boxes(context["inventory"].get_absolute_url(), rows.sheet, names.key, tuple(o.key for o in others), kept)


@lru_cache(maxsize=256)
def _boxes(url: str, sheet: Sheet, names: str, keys: tuple[str, ...], kept: tuple[tuple[str, str], ...]) -> SafeString:
    boxes = [(column, column.key in keys) for column in sheet.in_use if column.key != names]
    return render_to_string(
        "inventories/entries/columns.html", {"url": url, "boxes": boxes, "names": names, "kept": kept}
    )
