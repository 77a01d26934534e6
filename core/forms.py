"""What our crispy forms have in common."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from crispy_forms.bootstrap import FormActions, StrictButton
from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Layout
from django import forms

CANCEL = (
    '{% if form.cancel_url %}<a class="btn btn-outline-secondary" href="{{ form.cancel_url }}">Cancel</a>{% endif %}'
)


class LaidOut:
    """A form that crispy-forms renders whole, with one button that says what it does, and a way back."""

    submit_label = "Save"
    cancel_url = ""
    # Fields of the form that the stored row calls otherwise.
    stored_as: ClassVar[Mapping[str, str]] = {}
    fields: dict[str, forms.Field]

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_class = "ts-form"
        helper.layout = Layout(
            *self.shown_fields(),
            FormActions(
                StrictButton(self.submit_label, type="submit", css_class="btn-primary"),
                HTML(CANCEL),
                css_class="ts-form__acts",
            ),
        )
        return helper

    def shown_fields(self) -> list[str]:
        return list(self.fields)


class NoteField(forms.CharField):
    """A note. Browsers end lines with CR LF, scripts with LF; what is counted and stored has LF."""

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")


def day_field(label: str, help_text: str = "", **options: Any) -> forms.DateField:
    """Return a field for a day, as browsers let people choose one; optional unless told otherwise."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=help_text, widget=widget, **{"required": False} | options)


def text_field(label: str, help_text: str = "", *, rows: int = 3, **options: Any) -> NoteField:
    """Return a field for a text of some lines; optional, and of ten thousand characters, unless told otherwise."""
    widget = forms.Textarea(attrs={"rows": rows})
    return NoteField(
        label=label, help_text=help_text, widget=widget, **{"required": False, "max_length": 10_000} | options
    )
