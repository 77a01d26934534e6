"""Milestones: adding and reading them, saying that one is reached, and taking one out of the plan."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.views.generic import TemplateView

from comments.views import talk_about
from plans.forms.steps import MilestoneForm
from plans.models import Milestone
from plans.owners import MilestoneThreads
from plans.reports import row_history
from plans.services import add_milestone, describe_milestone, is_unspoken, remove_milestone
from plans.services.steps import SPOKEN_OF
from plans.views.base import ChangeRowView, RemoveRowView, RowMixin, whole_number
from plans.views.steps import AddingView


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
    """A page of one milestone."""

    row_model = Milestone
    page = "plan"


class MilestoneDetailView(MilestoneMixin, TemplateView):
    """A milestone: when it is due, whether it is reached, and what is said about it."""

    template_name = "plans/milestone/page.html"
    shown = ("thread__resolved_by", "priority", "carried_from__plan")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            is_overdue=self.row.is_overdue(timezone.localdate()),
            may_remove=self.may_keep and is_unspoken(self.row),
            talk=talk_about(MilestoneThreads(self.row, self.membership), self.request),
            events=row_history(self.row),
            **kwargs,
        )


class ChangeMilestoneView(MilestoneMixin, ChangeRowView):
    """Describes a milestone anew, or says that it is reached."""

    form_class = MilestoneForm
    template_name = "plans/form.html"
    shown = ("priority",)
    initial_fields = ("title", "due_on", "priority", "reached_on")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            heading="Change the milestone",
            sub="Say when it was reached, or describe it anew. Earlier versions stay in its history.",
            parent=("Milestone", self.row.get_absolute_url()),
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
        goes = is_unspoken(self.row)
        return super().get_context_data(
            heading="Remove the milestone" if goes else "The milestone stays",
            sub=f"{self.row}. What was said of it stays in its history." if goes else SPOKEN_OF,
            may_remove=goes,
            button="Remove the milestone",
            back_url=self.row.get_absolute_url(),
            **kwargs,
        )

    def remove(self) -> None:
        remove_milestone(self.row, version=whole_number(self.request.POST.get("version", "")))
