"""Readings and targets of a measure: changing them, and taking them away."""

from __future__ import annotations

from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from django.utils.formats import date_format
from django.views.generic import TemplateView

from plans.forms.measures import ReadingForm, TargetForm, ValueForm
from plans.models import Measure, Reading, Target
from plans.reports import amount
from plans.services import change_value, remove_value
from plans.views.base import ChangeRowView, RemoveRowView, RowMixin, whole_number


class ValueMixin(RowMixin):
    """A page of one value of a measure; `noun` is what people call it, `value_model` what it is."""

    row_model = Measure
    value_model: ClassVar[type[Reading | Target]]
    page = "measures"
    noun: ClassVar[str]

    def load(self) -> None:
        super().load()
        measure = self.row
        self.row = get_object_or_404(self.value_model, pk=self.kwargs["value"], measure=measure)
        self.row.measure = measure

    def get_success_url(self) -> str:
        return f"{self.row.measure.get_absolute_url()}#{self.noun}s"

    @property
    def said(self) -> str:
        """The value with its unit and day."""
        return f"{amount(self.row.value, self.row.measure.unit)} on {date_format(self.row.on, 'M j, Y')}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        measure = self.row.measure
        return super().get_context_data(parent=(str(measure), measure.get_absolute_url()), **kwargs)


class ChangeValueView(ValueMixin, ChangeRowView):
    """Changes a value of a measure."""

    template_name = "plans/form.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"measure": self.row.measure}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            heading=f"Change the {self.noun}",
            sub=f"{self.row.measure}. Earlier versions stay in its history.",
            remove_url=self.url(f"{self.noun}_remove", self.row.measure_id, self.row.pk),
            remove_label=f"Remove the {self.noun}",
            **kwargs,
        )

    def keep(self, form: ValueForm) -> str:
        version = form.cleaned_data["version"]
        written = change_value(self.row, described=form.described, version=version, by=self.person)
        return f"The {self.noun} is saved." if written else "Nothing had changed."


class RemoveValueView(ValueMixin, RemoveRowView, TemplateView):
    """Takes a value of a measure away."""

    template_name = "plans/remove.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            heading=f"Remove the {self.noun}",
            sub=f"{self.row.measure}: {self.said}. It stays in the measure's history.",
            may_remove=True,
            button=f"Remove the {self.noun}",
            back_url=self.get_success_url(),
            **kwargs,
        )

    def get_gone_url(self) -> str:
        return self.get_success_url()

    def remove(self) -> None:
        remove_value(self.row, version=whole_number(self.request.POST.get("version", "")))


class ReadingMixin(ValueMixin):
    """A page of one reading."""

    value_model = Reading
    noun = "reading"
    gone = "The reading is removed."


class TargetMixin(ValueMixin):
    """A page of one target."""

    value_model = Target
    noun = "target"
    gone = "The target is removed."


class ChangeReadingView(ReadingMixin, ChangeValueView):
    """Changes a reading."""

    form_class = ReadingForm
    initial_fields = ("value", "on", "source", "note")


class RemoveReadingView(ReadingMixin, RemoveValueView):
    """Takes a reading away."""


class ChangeTargetView(TargetMixin, ChangeValueView):
    """Changes a target."""

    form_class = TargetForm
    initial_fields = ("value", "on")


class RemoveTargetView(TargetMixin, RemoveValueView):
    """Takes a target away."""
