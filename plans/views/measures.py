"""Measures: the list, one with its path, and the forms that add a reading or a target to it."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, ClassVar

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.generic import TemplateView

from comments.views import talk_about
from core.unsent import owner_of
from plans.choices import Direction, Path
from plans.forms.measures import MeasureForm, NewMeasureForm, NewReadingForm, NewTargetForm
from plans.models import Measure
from plans.owners import MeasureThreads
from plans.reports import measure_history, measure_lines, measure_report
from plans.services import add_measure, add_reading, add_target, describe_measure, is_unread, remove_measure
from plans.services.measures import KEPT
from plans.views.base import ChangeRowView, KeepView, PlanMixin, RemoveRowView, RowMixin
from plans.views.steps import AddingView


class MeasureListView(PlanMixin, TemplateView):
    """The measures of a plan, leading ones first; those off their path are named on top."""

    template_name = "plans/measure/list.html"
    page = "measures"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lines = measure_lines(self.plan)
        off = [one for one in lines if one.path == Path.OFF]
        return super().get_context_data(lines=lines, off=off, **kwargs)


class AddMeasureView(AddingView):
    """Adds a measure, for the priority that the address names where it names one."""

    form_class = NewMeasureForm
    template_name = "plans/row_form.html"
    page = "measures"

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"direction": Direction.UP}

    def get_cancel_url(self) -> str:
        return self.url("measure_list")

    def get_success_url(self) -> str:
        return self.added.get_absolute_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            heading="Add a measure",
            sub="How anybody will know that it works. Targets and readings come next.",
            parent=("Measures", self.url("measure_list")),
            is_below=True,
            **kwargs,
        )

    def keep(self, form: NewMeasureForm) -> str:
        self.added = add_measure(self.plan, described=form.described, by=self.person)
        return f"Added: {self.added}. Set its targets, and add what you have read so far."


class MeasureMixin(RowMixin):
    """A page of one measure."""

    row_model = Measure
    page = "measures"


class ChangeMeasureView(MeasureMixin, ChangeRowView):
    """Describes a measure anew."""

    form_class = MeasureForm
    template_name = "plans/row_form.html"
    shown = ("priority",)
    initial_fields = (
        "title", "what", "kind", "unit", "direction", "source", "baseline", "baseline_on", "priority",
    )  # fmt: skip

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            heading="Change the measure",
            sub="Targets and readings stay as they are. Earlier versions stay in its history.",
            parent=(str(self.row), self.row.get_absolute_url()),
            remove_url=self.url("measure_remove", self.row.pk),
            remove_label="Remove the measure",
            **kwargs,
        )

    def keep(self, form: MeasureForm) -> str:
        version = form.cleaned_data["version"]
        written = describe_measure(self.row, described=form.described, version=version, by=self.person)
        return "The measure is saved." if written else "Nothing had changed."


class RemoveMeasureView(MeasureMixin, RemoveRowView, TemplateView):
    """Takes a measure away that was added by mistake."""

    template_name = "plans/remove.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        unread = is_unread(self.row)
        return super().get_context_data(
            heading="Remove the measure" if unread else "The measure stays",
            sub=f"{self.row}. Its targets go with it." if unread else KEPT,
            may_remove=unread,
            button="Remove the measure",
            back_url=self.row.get_absolute_url(),
            **kwargs,
        )

    def get_gone_url(self) -> str:
        return self.url("measure_list")

    def remove(self) -> None:
        remove_measure(self.row)


# One measure, with the forms that add to it --------------------------------------------------------------------


class MeasurePageMixin(MeasureMixin):
    """The page of one measure: its path, what was read, and a form each for a further reading and target.

    A form that was refused stands in its place, with what was typed.
    """

    template_name = "plans/measure/page.html"
    shown = ("thread__resolved_by", "priority", "carried_from__plan")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        refused = kwargs.get("form")
        return super().get_context_data(
            report=measure_report(self.row),
            reading_form=refused if isinstance(refused, NewReadingForm) else self.reading_form(),
            target_form=refused if isinstance(refused, NewTargetForm) else self.target_form(),
            reading_url=self.url("reading_add", self.row.pk),
            target_url=self.url("target_add", self.row.pk),
            talk=talk_about(MeasureThreads(self.row, self.membership), self.request),
            events=measure_history(self.row),
            **kwargs,
        )

    def reading_form(self) -> NewReadingForm:
        return NewReadingForm(
            plan=self.plan, measure=self.row, initial=first_reading(self.row), auto_id=AddReadingView.ids
        )

    def target_form(self) -> NewTargetForm:
        return NewTargetForm(plan=self.plan, measure=self.row, auto_id=AddTargetView.ids)


def first_reading(measure: Measure) -> dict[str, Any]:
    """Return what the form for a new reading begins with."""
    return {"on": timezone.localdate(), "source": measure.source}


class MeasureDetailView(MeasurePageMixin, TemplateView):
    """Reading one measure."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(owner=owner_of(self.person), **kwargs)


class AddValueView(MeasurePageMixin, KeepView):
    """Adds a value to a measure, from a form on the measure's page."""

    ids: ClassVar[str]
    place: ClassVar[str]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"measure": self.row, "auto_id": self.ids}

    def get_success_url(self) -> str:
        return f"{self.row.get_absolute_url()}#{self.place}"

    def get_cancel_url(self) -> str:
        return self.row.get_absolute_url()

    def show_words(self, form: Any, why: str) -> HttpResponse:
        """Show the form alone: the page of a measure that is gone, or of a closed plan, has no place for it."""
        form.add_error(None, why)
        context = super(MeasurePageMixin, self).get_context_data(form=form, heading=str(self.row), sub="")
        return render(self.request, "plans/form.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY)


class AddReadingView(AddValueView):
    """Adds a reading."""

    form_class = NewReadingForm
    ids, place = "id_reading_%s", "readings"

    def get_initial(self) -> dict[str, Any]:
        return first_reading(self.row)

    def keep(self, form: NewReadingForm) -> str:
        add_reading(self.row, described=form.described, by=self.person)
        return "The reading is added."


class AddTargetView(AddValueView):
    """Sets a target."""

    form_class = NewTargetForm
    ids, place = "id_target_%s", "targets"

    def keep(self, form: NewTargetForm) -> str:
        add_target(self.row, described=form.described, by=self.person)
        return "The target is set."
