"""Milestones: adding them, saying that one is reached, and taking one out of the plan."""

from __future__ import annotations

from typing import Any

from django.views.generic import TemplateView

from plans.forms.steps import MilestoneForm
from plans.models import Milestone
from plans.services import add_milestone, describe_milestone, remove_milestone
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
