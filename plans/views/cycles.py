"""Improvement cycles: the list, starting one, reading it phase by phase, and saying how it goes on."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.views.generic import TemplateView

from comments.views import talk_about
from plans.forms.cycles import CycleForm, StartCycleForm
from plans.models import Cycle
from plans.owners import CycleThreads
from plans.reports import cycle_lines, cycle_report, row_history
from plans.services import describe_cycle, is_untried, remove_cycle, start_cycle
from plans.services.cycles import why_kept
from plans.views.base import ChangeRowView, PlanMixin, RemoveRowView, RowMixin
from plans.views.steps import AddingView


class CycleListView(PlanMixin, TemplateView):
    """The improvement cycles of a plan, those still open first; those to be studied are named on top."""

    template_name = "plans/cycle/list.html"
    page = "cycles"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lines = cycle_lines(self.plan, timezone.localdate())
        return super().get_context_data(lines=lines, due=[one for one in lines if one.is_due], **kwargs)


class StartCycleView(AddingView):
    """Starts an improvement cycle, for the priority that the address names where it names one."""

    form_class = StartCycleForm
    template_name = "plans/row_form.html"
    page = "cycles"

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"starts_on": timezone.localdate()}

    def get_cancel_url(self) -> str:
        return self.url("cycle_list")

    def get_success_url(self) -> str:
        return self.started.get_absolute_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            heading="Start an improvement cycle",
            sub="Plan a change, do it small, study what happens, then act on what you have learned.",
            parent=("Improvement cycles", self.url("cycle_list")),
            is_below=True,
            **kwargs,
        )

    def keep(self, form: StartCycleForm) -> str:
        self.started = start_cycle(self.plan, described=form.described, by=self.person)
        return f"Started: {self.started}."


class CycleMixin(RowMixin):
    """A page of one improvement cycle."""

    row_model = Cycle
    page = "cycles"


class CycleDetailView(CycleMixin, TemplateView):
    """An improvement cycle: its four phases, what its measures said meanwhile, and what is said about it."""

    template_name = "plans/cycle/page.html"
    shown = ("thread__resolved_by", "owner", "priority", "carried_from__plan")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            report=cycle_report(self.row),
            talk=talk_about(CycleThreads(self.row, self.membership), self.request),
            events=row_history(self.row),
            **kwargs,
        )


class ChangeCycleView(CycleMixin, ChangeRowView):
    """Says how a cycle goes on, or what became of it."""

    form_class = CycleForm
    template_name = "plans/cycle/change.html"
    shown = ("owner", "priority")
    initial_fields = (
        "title", "owner_role", "starts_on", "study_on", "priority", "phase",
        "change", "done", "learned", "next", "outcome",
    )  # fmt: skip

    def get_initial(self) -> dict[str, Any]:
        measures = list(self.row.measures.values_list("pk", flat=True))
        return super().get_initial() | {"person": self.row.owner, "measures": measures}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            heading="How the cycle goes on",
            sub=f"{self.row}. Write what there is to say; the rest can wait.",
            parent=(str(self.row), self.row.get_absolute_url()),
            remove_url=self.url("cycle_remove", self.row.pk),
            remove_label="Remove the cycle",
            **kwargs,
        )

    def keep(self, form: CycleForm) -> str:
        version = form.cleaned_data["version"]
        written = describe_cycle(self.row, described=form.described, version=version, by=self.person)
        return "The cycle is saved." if written else "Nothing had changed."


class RemoveCycleView(CycleMixin, RemoveRowView, TemplateView):
    """Takes a cycle away that was started by mistake."""

    template_name = "plans/remove.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        untried = is_untried(self.row)
        return super().get_context_data(
            heading="Remove the cycle" if untried else "The cycle stays",
            sub=f"{self.row}. Nothing has happened to it since it was started." if untried else why_kept(self.row),
            may_remove=untried,
            button="Remove the cycle",
            back_url=self.row.get_absolute_url(),
            **kwargs,
        )

    def get_gone_url(self) -> str:
        return self.url("cycle_list")

    def remove(self) -> None:
        remove_cycle(self.row)
