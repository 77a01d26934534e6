"""Going through the admin as a browser does."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from django.test import Client
from django.urls import reverse

from practices.models import Consideration, FocusArea, Indicator, Practice

# Kinds of rows that have a page of their own.
ROWS = [FocusArea, Practice, Indicator, Consideration]


def address(name: str, row: Any = None) -> str:
    return reverse(f"admin:practices_{name}", args=[row.pk] if row else [])


def change_address(row: Any) -> str:
    """The page of a row of any app."""
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def form_of(client: Client, row: Any) -> dict[str, Any]:
    """Return what a browser would send back from the row's page if nothing was typed."""
    response = client.get(change_address(row))
    adminform, formsets = response.context["adminform"], response.context["inline_admin_formsets"]
    forms = [adminform.form]
    for inline in formsets:
        forms += [inline.formset.management_form, *inline.formset.forms]
    return {bound.html_name: "" if bound.value() is None else bound.value() for form in forms for bound in form}


def save(client: Client, row: Any, **changes: Any) -> Any:
    return client.post(change_address(row), form_of(client, row) | changes)


def added(prefix: str, number: int, total: int, **values: Any) -> dict[str, Any]:
    """Return what a browser sends for a row that was added to an inline."""
    return {f"{prefix}-TOTAL_FORMS": total} | {f"{prefix}-{number}-{name}": value for name, value in values.items()}


def errors_of(response: Any) -> list[str]:
    return [
        unescape(text) for text in re.findall(r'<ul class="errorlist[^>]*><li>(.*?)</li>', response.content.decode())
    ]
