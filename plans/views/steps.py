"""Action steps and milestones: adding, reading and changing them, and how far steps are."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.generic import TemplateView

from comments.views import talk_about
from core.unsent import owner_of, take_unsent
from plans.choices import StepStatus
from plans.forms.steps import MilestoneForm, NewStepForm, StatusForm, StatusOfManyForm, StepForm
from plans.models import ActionStep, Meeting, Milestone, Priority
from plans.owners import StepThreads
from plans.reports import ground_of, row_history, step_lines
from plans.services import (
    add_milestone,
    add_step,
    describe_milestone,
    describe_step,
    is_fresh,
    remove_milestone,
    remove_step,
    set_status,
    set_status_of,
)
from plans.views.base import ChangeRowView, KeepView, RemoveRowView, RowMixin, whole_number


class AddingView(KeepView):
    """A form that adds something, for the priority that the address names where it names one."""

    template_name = "plans/form.html"

    def load(self) -> None:
        super().load()
        self.priority = self.named(Priority, "priority")

    def named(self, model: Any, name: str) -> Any:
        """Return the row of the plan that the address names, or None."""
        pk = whole_number(self.request.GET.get(name, ""))
        return None if pk is None else model.objects.for_plan(self.plan).filter(pk=pk).first()

    def get_initial(self) -> dict[str, Any]:
        return {"priority": self.priority}

    def get_success_url(self) -> str:
        if self.priority is None:
            return super().get_success_url()
        return self.url("priority_detail", self.priority.pk)


class AddStepView(AddingView):
    """Adds an action step, as a follow-up of a meeting where the address names one."""

    form_class = NewStepForm
    page = "plan"

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"meeting": self.named(Meeting, "meeting")}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            heading="Add an action step", sub="Who does what by when. The rest can wait.", is_below=True, **kwargs
        )

    def keep(self, form: NewStepForm) -> str:
        meeting = self.meeting = form.cleaned_data["meeting"]
        step = add_step(self.plan, described=form.described, meeting=meeting, by=self.person)
        return f"Added: {step}."

    def get_success_url(self) -> str:
        meeting = getattr(self, "meeting", None)
        return self.url("meeting_detail", meeting.pk) if meeting else super().get_success_url()


class StepMixin(RowMixin):
    """A page of one action step."""

    row_model = ActionStep
    shown: ClassVar[tuple[str, ...]] = (
        "thread__resolved_by", "owner", "priority", "after", "meeting", "changed_by", "carried_from__plan",
    )  # fmt: skip
    page = "plan"


class StepDetailView(StepMixin, TemplateView):
    """An action step: all that was said of it, how far it is, and what is said about it."""

    template_name = "plans/step/page.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = timezone.localdate()
        form = StatusForm(plan=self.plan, initial=status_of(self.row)) if self.may_keep else None
        return super().get_context_data(
            ground=ground_of(self.row, self.district),
            is_overdue=self.row.is_overdue(today),
            waiting=step_lines(self.plan, today, after=self.row.pk),
            status_form=form,
            owner=owner_of(self.person),
            may_remove=self.may_keep and is_fresh(self.row),
            talk=talk_about(StepThreads(self.row, self.membership), self.request),
            events=row_history(self.row),
            **kwargs,
        )


def status_of(step: ActionStep) -> dict[str, Any]:
    """Return what the form about a step's status begins with."""
    return {"status": step.status, "because": step.dropped_because, "version": step.version}


class ChangeStepView(StepMixin, ChangeRowView):
    """Describes an action step anew."""

    form_class = StepForm
    template_name = "plans/form.html"
    initial_fields = (
        "title", "priority", "owner_role", "starts_on", "due_on", "resources", "funding", "after", "notes",
    )  # fmt: skip

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"known": self.row}

    def get_initial(self) -> dict[str, Any]:
        ground = ground_of(self.row, self.district)
        return super().get_initial() | {"person": self.row.owner, "ground": ground.code, "fulfils": ground.label}

    def as_typed(self, row: Any) -> Any:
        row.ground = ground_of(row, self.district).code
        return row

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            heading="Change the action step",
            sub="Earlier versions stay in its history.",
            parent=("Action step", self.row.get_absolute_url()),
            **kwargs,
        )

    def keep(self, form: StepForm) -> str:
        version = form.cleaned_data["version"]
        written = describe_step(self.row, described=form.described, version=version, by=self.person)
        return "The step is saved." if written else "Nothing had changed."


class StepStatusView(StepMixin, KeepView):
    """Says how far a step is."""

    form_class = StatusForm
    template_name = "plans/form.html"
    shown = ()

    def get_initial(self) -> dict[str, Any]:
        return status_of(self.row)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            heading="How far is it?", sub=self.row.title, parent=("Action step", self.row.get_absolute_url()), **kwargs
        )

    def keep(self, form: StatusForm) -> str:
        said = form.cleaned_data
        status = StepStatus(said["status"])
        written = set_status(self.row, status=status, because=said["because"], version=said["version"], by=self.person)
        return f"{status.label}: {self.row}." if written else "Nothing had changed."


class StatusOfManyView(KeepView):
    """Says how far several steps are: asked from the plan's page, with a reason where they are dropped."""

    form_class = StatusOfManyForm
    template_name = "plans/step/status_of_many.html"
    page = "plan"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        waiting = take_unsent(request)
        return redirect(self.plan) if waiting is None else self.send(waiting)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs["form"]
        chosen = step_lines(self.plan, timezone.localdate(), pk__in=form.cleaned_data["steps"])
        return super().get_context_data(chosen=chosen, is_below=True, **kwargs)

    def keep(self, form: StatusOfManyForm) -> str:
        said = form.cleaned_data
        status = StepStatus(said["status"])
        count = set_status_of(self.plan, steps=said["steps"], status=status, because=said["because"], by=self.person)
        return f"{count} {'step is' if count == 1 else 'steps are'} {status.label.lower()} now."

    def form_invalid(self, form: Any) -> HttpResponse:
        if "steps" not in form.errors:
            return super().form_invalid(form)
        messages.error(self.request, form.errors["steps"][0])
        return redirect(self.plan)


class RemoveStepView(StepMixin, RemoveRowView, TemplateView):
    """Takes away a step that was added by mistake."""

    template_name = "plans/remove.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        fresh = is_fresh(self.row)
        kept = "It has been worked on or talked about, so it stays. Drop it with a reason instead."
        return super().get_context_data(
            heading="Remove the step" if fresh else "The step stays",
            sub=self.row.title if fresh else kept,
            may_remove=fresh,
            button="Remove the step",
            back_url=self.row.get_absolute_url(),
            **kwargs,
        )

    def remove(self) -> None:
        remove_step(self.row)


# Milestones -----------------------------------------------------------------------------------------------------


class AddMilestoneView(AddingView):
    """Adds a milestone."""

    form_class = MilestoneForm
    page = "plan"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            heading="Add a milestone", sub="Something that can be seen to be so by a day.", is_below=True, **kwargs
        )

    def keep(self, form: MilestoneForm) -> str:
        return f"Added: {add_milestone(self.plan, described=form.described, by=self.person)}."


class MilestoneMixin(RowMixin):
    """A page of one milestone, which has none of its own to read."""

    row_model = Milestone
    shown = ("priority",)
    page = "plan"


class ChangeMilestoneView(MilestoneMixin, ChangeRowView):
    """Describes a milestone anew, or says that it is reached."""

    form_class = MilestoneForm
    template_name = "plans/form.html"
    initial_fields = ("title", "due_on", "priority", "reached_on")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            heading="Milestone",
            sub="Say when it was reached, or describe it anew.",
            remove_url=self.url("milestone_remove", self.row.pk),
            remove_label="Remove the milestone",
            **kwargs,
        )

    def keep(self, form: MilestoneForm) -> str:
        version = form.cleaned_data["version"]
        written = describe_milestone(self.row, described=form.described, version=version, by=self.person)
        return "The milestone is saved." if written else "Nothing had changed."


class RemoveMilestoneView(MilestoneMixin, RemoveRowView, TemplateView):
    """Takes a milestone out of the plan."""

    template_name = "plans/remove.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            heading="Remove the milestone",
            sub=f"{self.row}. What was said of it stays in its history.",
            may_remove=True,
            button="Remove the milestone",
            back_url=self.url("milestone_change", self.row.pk),
            **kwargs,
        )

    def remove(self) -> None:
        remove_milestone(self.row, version=whole_number(self.request.POST.get("version", "")))
