"""Action steps: adding, reading and changing them, and how far they are."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.generic import TemplateView

from comments.views import talk_about
from core.unsent import owner_of, take_unsent
from plans.choices import StepStatus
from plans.forms.steps import NewStepForm, StatusForm, StatusOfManyForm, StepForm
from plans.models import ActionStep, Meeting, Priority
from plans.owners import StepThreads
from plans.reports import ground_of, row_history, step_lines
from plans.services import (
    DoneAlready,
    add_step,
    describe_step,
    is_fresh,
    remove_step,
    set_status,
    set_status_of,
)
from plans.services.steps import why_kept
from plans.views.base import ChangeRowView, KeepView, RemoveRowView, RowMixin, whole_number

UNDO_ONE = "Set the status again if that is not so: the day on which it was finished then goes."
UNDO_MANY = "Set the status again if that is not so: the days on which they were finished then go."


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
        chosen = step_lines(self.plan, timezone.localdate(), pk__in=form.chosen)
        return super().get_context_data(chosen=chosen, is_below=True, **kwargs)

    def keep(self, form: StatusOfManyForm) -> str:
        said = form.cleaned_data
        status = StepStatus(said["status"])
        changed = set_status_of(
            self.plan,
            steps=said["steps"],
            status=status,
            because=said["because"],
            seen=said["seen"],
            undoing=said["undoing"],
            by=self.person,
        )
        return f"{_named(changed)} {status.label.lower()} now." if changed else "Nothing had changed."

    def show_refused(self, form: Any, refused: ValidationError) -> HttpResponse:
        """Ask once more before what is done is so no longer; the form that is sent again means it."""
        if isinstance(refused, DoneAlready):
            told = UNDO_MANY if len(refused.steps) > 1 else UNDO_ONE
            self._mean(form, refused.steps)
            refused = ValidationError(f"{_named(refused.steps)} done. {told}")
        return super().show_refused(form, refused)

    def _mean(self, form: Any, steps: Sequence[ActionStep]) -> None:
        """Let the form say, once it is sent again, that these are not done."""
        form.data = form.data.copy()
        keys = [form.data.get("undoing", ""), *(str(step.pk) for step in steps)]
        form.data["undoing"] = " ".join(filter(None, keys))

    def show_stale(self, form: Any, row: Any) -> HttpResponse:
        """Say which steps somebody changed meanwhile; the form that is sent again has read them."""
        told = ", ".join(f"{step} ({step.get_status_display().lower()})" for step in row)
        form.add_error(None, f"Somebody else saved these meanwhile: {told}. Look at them, then set the status again.")
        self._mean(form, [step for step in row if step.status == StepStatus.DONE])
        form.data["seen"] += "".join(f" {step.pk}.{step.version}" for step in row)
        return self.render_to_response(self.get_context_data(form=form), status=HTTPStatus.CONFLICT)

    def show_closed(self, form: Any) -> HttpResponse:
        """Without a reason there is nothing to keep."""
        return super().show_closed(form) if form.has_reason else self.lead_back()

    def form_invalid(self, form: Any) -> HttpResponse:
        """Show the form again, with those steps alone that there still are; where there is nothing to keep, say it on
        the plan."""
        if "steps" not in form.errors:
            return super().form_invalid(form)
        if form.chosen and form.has_reason:
            form.data = form.data.copy()
            form.data.setlist("steps", [str(pk) for pk in form.chosen])
            return super().form_invalid(form)
        messages.error(self.request, form.errors["steps"][0])
        return redirect(self.plan)


def _named(steps: Sequence[ActionStep]) -> str:
    """Return the first of several steps by name and how many more they are, and their verb."""
    more = len(steps) - 1
    return f"\u201c{steps[0]}\u201d {f'and {more} more are' if more else 'is'}"


class RemoveStepView(StepMixin, RemoveRowView, TemplateView):
    """Takes away a step that was added by mistake."""

    template_name = "plans/remove.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        fresh = is_fresh(self.row)
        return super().get_context_data(
            heading="Remove the step" if fresh else "The step stays",
            sub=self.row.title if fresh else why_kept(self.row),
            may_remove=fresh,
            button="Remove the step",
            back_url=self.row.get_absolute_url(),
            **kwargs,
        )

    def remove(self) -> None:
        remove_step(self.row, by=self.person)
