"""What our pages with forms have in common."""

from __future__ import annotations

from decimal import Decimal
from http import HTTPStatus
from typing import Any

from django.db.models import QuerySet
from django.db.models.manager import BaseManager
from django.forms import ChoiceField
from django.http import HttpResponse


class CancelMixin:
    """Lets a form lead back to where it was opened from, which `get_cancel_url` names."""

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)  # type: ignore[misc]
        form.cancel_url = self.get_cancel_url()  # type: ignore[attr-defined]
        return form


def refuse(view: Any, form: Any, errors: Any) -> HttpResponse:
    """Show a form again with what a service refused beside its fields, or above it where it has no such field."""
    for field, messages in getattr(errors, "error_dict", {None: errors.messages}).items():
        form.add_error(field if field in form.fields else None, messages)
    return view.form_invalid(form)


def show_other(view: Any, form: Any, current: Any) -> HttpResponse:
    """Keep what was typed, say beside each field what is saved now, and let the person send it again having read it."""
    for name, typed in list(form.cleaned_data.items()):
        stored_as = getattr(form, "stored_as", {}).get(name, name)
        if name == "version" or not hasattr(current, stored_as):
            continue
        stored = _plain(getattr(current, stored_as))
        if stored != _plain(typed):
            form.add_error(name, f"Somebody else saved this meanwhile: {_in_words(form.fields[name], stored)}")
    form.data = form.data.copy()
    form.data["version"] = current.version
    return view.render_to_response(view.get_context_data(form=form), status=HTTPStatus.CONFLICT)


def _plain(value: Any) -> Any:
    """Return a value that compares with another: of several, and of rows that a row names, what they are."""
    if isinstance(value, BaseManager):
        value = value.all()
    if isinstance(value, QuerySet):
        return tuple(value.order_by("pk"))
    return tuple(value) if isinstance(value, list) else value


def _in_words(field: Any, stored: Any) -> str:
    """Return what is stored as people read it: a choice by its label, a box as yes or no."""
    if isinstance(stored, bool):
        return "Yes" if stored else "No"
    if isinstance(stored, Decimal):
        return f"{stored.normalize():f}"
    if isinstance(stored, tuple):
        return ", ".join(map(str, stored)) or "nothing"
    choices: Any = field.choices if type(field) is ChoiceField else ()
    return str(dict(choices).get(stored, stored) or "nothing")
