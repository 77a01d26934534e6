"""The addresses of admin pages of a model."""

from __future__ import annotations

from typing import Any

from django.urls import reverse


def page_name(model: Any, page: str) -> str:
    """Return the name of a page: practices_edition_publish for the Edition model."""
    return f"{model._meta.app_label}_{model._meta.model_name}_{page}"


def change_address(model: Any, pk: int) -> str:
    return reverse(f"admin:{page_name(model, 'change')}", args=[pk])
