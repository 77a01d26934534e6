"""One priority: reading it, wording it, its place among the others, its root cause, and taking a sentence up."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, ClassVar

import rules
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.views.generic import TemplateView, View

from comments.views import talk_about
from plans.forms.priorities import PriorityForm, RootCauseForm
from plans.models import Priority, RootCause
from plans.owners import PriorityThreads
from plans.reports import as_step, asked_by, priority_report, row_history
from plans.rules import can_lead_plans
from plans.services import (
    StepDescription,
    add_step,
    describe_priority,
    is_bare,
    keep_root_cause,
    move_priority,
    remove_priority,
)
from plans.views.base import ChangeRowView, KeepView, OpenPlanMixin, RemoveRowView, RowMixin


class PriorityMixin(RowMixin):
    """A page of one priority."""

    row_model = Priority
    shown = ("thread__resolved_by", "changed_by")
    page = "plan"


class PriorityDetailView(PriorityMixin, TemplateView):
    """A priority: what it rests on and asks for, its root cause, all that is planned for it, and what is said of it."""

    template_name = "plans/priority/page.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        owned = PriorityThreads(self.row, self.membership)
        return super().get_context_data(
            report=priority_report(self.row),
            talk=talk_about(owned, self.request),
            events=row_history(self.row),
            **kwargs,
        )


class ChangePriorityView(PriorityMixin, ChangeRowView):
    """Words a priority anew."""

    rule: ClassVar[rules.Predicate] = can_lead_plans
    form_class = PriorityForm
    template_name = "plans/form.html"
    initial_fields = ("title", "reason")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            heading="Change the priority",
            parent=(str(self.row), self.row.get_absolute_url()),
            remove_url=self.url("priority_remove", self.row.pk),
            remove_label="Remove the priority",
            **kwargs,
        )

    def keep(self, form: PriorityForm) -> str:
        written = describe_priority(
            self.row, described=form.described, version=form.cleaned_data["version"], by=self.person
        )
        return "The priority is saved." if written else "Nothing had changed."


class MovePriorityView(PriorityMixin, OpenPlanMixin, View):
    """Moves a priority up or down among the others."""

    rule: ClassVar[rules.Predicate] = can_lead_plans
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            move_priority(self.row, up=request.POST.get("to") == "up", by=self.person)
        except ValidationError as refused:
            messages.error(request, refused.messages[0])
        return redirect(f"{self.plan.get_absolute_url()}#priority-{self.row.pk}")


class RemovePriorityView(PriorityMixin, RemoveRowView, TemplateView):
    """Takes a priority out of the plan as long as nothing hangs on it."""

    rule: ClassVar[rules.Predicate] = can_lead_plans
    template_name = "plans/remove.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        bare = is_bare(self.row)
        why = "Nothing is planned for it yet, and nobody has said anything about it."
        kept = "Something is planned for it, or was said about it, so it stays. Move that to another priority first."
        return super().get_context_data(
            heading=f"Remove {self.row}" if bare else f"{self.row} stays",
            sub=why if bare else kept,
            may_remove=bare,
            button="Remove the priority",
            back_url=self.row.get_absolute_url(),
            **kwargs,
        )

    def remove(self) -> None:
        remove_priority(self.row)


class TakeUpView(PriorityMixin, OpenPlanMixin, View):
    """Makes an action step of a sentence of the source, and opens it to be worded, given to somebody and dated."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        code, sentence = self.chosen(request.POST.get("sentence", ""))
        described = StepDescription(title=as_step(sentence), priority=self.row, ground=code)
        try:
            step = add_step(self.plan, described=described, once=True, by=self.person)
        except ValidationError as refused:
            messages.error(request, refused.messages[0])
            return redirect(self.row)
        messages.success(request, "It is a step now. Word it your way, and say who does it by when.")
        return redirect("plans:step_change", self.district.slug, self.plan.pk, step.pk)

    def chosen(self, value: str) -> tuple[str, str]:
        """Return which text a value such as "0-2" means, by its code, and which sentence of it."""
        asked = asked_by(self.row)
        text, _, place = value.partition("-")
        if not (text.isdecimal() and place.isdecimal()):
            raise Http404
        try:
            found = asked[int(text)]
            return found.code, found.sentences[int(place)][0]
        except (ValueError, IndexError):
            raise Http404 from None


class RootCauseView(PriorityMixin, KeepView):
    """Writes the root cause of a priority: five whys or a fishbone, and the strategy that follows."""

    form_class = RootCauseForm
    template_name = "plans/priority/root_cause.html"

    @cached_property
    def cause(self) -> RootCause | None:
        return RootCause.objects.filter(priority=self.row).first()

    def get_initial(self) -> dict[str, Any]:
        return RootCauseForm.initial_of(self.cause) if self.cause else {"method": "whys"}

    def as_typed(self, row: RootCause) -> SimpleNamespace:
        return SimpleNamespace(**RootCauseForm.initial_of(row))

    def keep(self, form: RootCauseForm) -> str:
        written = keep_root_cause(
            self.row, described=form.described, version=form.cleaned_data["version"], by=self.person
        )
        return "The root cause is saved." if written else "Nothing had changed."
