"""What our pages with forms have in common."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from http import HTTPStatus
from typing import Any

from django.db import OperationalError
from django.db.models import QuerySet
from django.db.models.manager import BaseManager
from django.forms import ChoiceField, ModelChoiceField
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.choices import flatten_choices
from django.utils.formats import date_format

from core.busy import BUSY, is_busy, later
from core.unsent import has_unsent, keep_unsent, owner_of, take_unsent


class CancelMixin:
    """Lets a form lead back to where it was opened from, which `get_cancel_url` names."""

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)  # type: ignore[misc]
        form.cancel_url = self.get_cancel_url()  # type: ignore[attr-defined]
        return form


class KeptFormMixin:
    """A form whose words outlive a session that ended while somebody wrote: they are sent once that person is back.

    `kept` is the name under which a browser keeps what is typed and not saved yet; empty where it keeps nothing.
    """

    kept: str = ""

    def ask_to_sign_in(self, request: HttpRequest) -> HttpResponse:
        if request.method == "POST":
            keep_unsent(request)
        return super().ask_to_sign_in(request)  # type: ignore[misc,no-any-return]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        waiting = take_unsent(request)
        return super().get(request, *args, **kwargs) if waiting is None else self.send(waiting)  # type: ignore[misc]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.send(request.POST)

    def brings_words(self) -> bool:
        """Whether somebody's words come with this request: they are sent now, or were before that person signed in."""
        request: Any = self.request  # type: ignore[attr-defined]
        return request.method == "POST" or has_unsent(request)

    def bind(self, data: QueryDict) -> Any:
        """Return the form as it was sent."""
        view: Any = self
        form = view.get_form_class()(**view.get_form_kwargs() | {"data": data})
        form.cancel_url = view.get_cancel_url()
        return form

    def send(self, data: QueryDict) -> HttpResponse:
        view: Any = self
        form = self.bind(data)
        try:
            answer: HttpResponse = view.form_valid(form) if form.is_valid() else self.form_invalid(form)
        except OperationalError as error:
            if not is_busy(error):
                raise
            form.add_error(None, BUSY)
            answer = later(self.form_invalid(form))
        return answer

    def form_invalid(self, form: Any) -> HttpResponse:
        view: Any = self
        answer: HttpResponse = view.render_to_response(
            self.get_context_data(form=form), status=HTTPStatus.UNPROCESSABLE_ENTITY
        )
        return answer

    def get_context_data(self, **kwargs: Any) -> Any:
        owner = owner_of(self.request.user)  # type: ignore[attr-defined]
        return super().get_context_data(**{"owner": owner, "kept": self.kept} | kwargs)  # type: ignore[misc]


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
    if isinstance(stored, date):
        return date_format(stored, "M j, Y")
    is_choice = isinstance(field, ChoiceField) and not isinstance(field, ModelChoiceField)
    choices: Any = dict(flatten_choices(field.choices)) if is_choice and stored else {}
    return str(choices.get(stored, stored) or "nothing")
