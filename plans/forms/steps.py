"""Action steps, their status, and milestones."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms

from core.forms import day_field, text_field
from plans.choices import StepStatus
from plans.forms.base import OwnedForm, PlanForm, priority_field, set_priorities
from plans.models import ActionStep, Meeting
from plans.reports import ground_choices
from plans.services import MilestoneDescription, StepDescription


class StepForm(OwnedForm):
    """What a team says of an action step. `known` is the step that it is about, None for a new one."""

    described_as = StepDescription
    submit_label = "Save the step"

    title = forms.CharField(max_length=300, label="What is to be done", widget=forms.Textarea(attrs={"rows": 2}))
    priority = priority_field()
    ground = forms.ChoiceField(
        required=False,
        label="What it fulfills (optional)",
        help_text="The indicator, component, consideration or inventory that it is for.",
    )
    starts_on = day_field("Starts on (optional)")
    due_on = day_field("Due on (optional)", "From the day after, it counts as overdue.")
    resources = text_field("Resources (optional)", "People, time, rooms, materials that it takes.", rows=2)
    funding = forms.CharField(max_length=200, required=False, label="Funding source (optional)")
    after = forms.ModelChoiceField(
        ActionStep.objects.none(),
        required=False,
        label="Waits for (optional)",
        empty_label="No other step",
        help_text="The step that has to be done first.",
    )
    notes = text_field("Notes (optional)")

    field_order = (
        "title",
        "priority",
        "ground",
        "person",
        "owner_role",
        "starts_on",
        "due_on",
        "resources",
        "funding",
        "after",
        "notes",
        "version",
    )

    def __init__(self, *args: Any, known: ActionStep | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_priorities(self)
        others = ActionStep.objects.for_plan(self.plan).exclude(pk=known.pk if known else None)
        self.fields["after"].queryset = others.order_by("title")  # type: ignore[attr-defined]
        choices = [("", "Nothing in particular"), *ground_choices(self.plan)]
        self.fields["ground"].choices = with_ground(choices, self.initial.get("ground"), self.initial.get("fulfils"))  # type: ignore[attr-defined]

    def clean_title(self) -> str:
        return " ".join(self.cleaned_data["title"].split())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        starts_on, due_on = cleaned.get("starts_on"), cleaned.get("due_on")
        if starts_on and due_on and due_on < starts_on:
            self.add_error("due_on", "It is due before it starts.")
        return cleaned


def with_ground(choices: Sequence[Any], code: str | None, label: str | None) -> list[Any]:
    """Return choices among which what is stored is one, also where it is of an edition that is no longer in use."""
    known = {one for group in choices if not isinstance(group[1], str) for one, _ in group[1]}
    return [*choices, (code, label)] if code and code not in known else list(choices)


class NewStepForm(StepForm):
    """A new action step, as a follow-up of a meeting where the form begins with one."""

    submit_label = "Add the step"

    meeting = forms.ModelChoiceField(Meeting.objects.none(), required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["meeting"].queryset = Meeting.objects.for_plan(self.plan)  # type: ignore[attr-defined]


class StatusForm(PlanForm):
    """How far a step is; a dropped one says why."""

    submit_label = "Save the status"
    stored_as: ClassVar[dict[str, str]] = {"because": "dropped_because"}

    status = forms.ChoiceField(choices=StepStatus.choices, label="Status", widget=forms.RadioSelect)
    because = text_field("Dropped because", "Only where it is dropped. The reason stays with the step.", rows=2)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("status") == StepStatus.DROPPED and not cleaned.get("because", "").strip():
            self.add_error("because", "Say why it is dropped.")
        return cleaned


class StatusOfManyForm(StatusForm):
    """How far several steps are, chosen by their keys."""

    submit_label = "Set the status"

    steps = forms.TypedMultipleChoiceField(coerce=int, widget=forms.MultipleHiddenInput)
    # The versions of steps as their page showed them: "12.1 13.4".
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    # The keys of done steps that are meant to be so no longer: "12 13".
    undoing = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["status"].error_messages["required"] = "Choose a status."
        keys = ActionStep.objects.for_plan(self.plan).values_list("pk", flat=True)
        self.fields["steps"].choices = [(pk, pk) for pk in keys]  # type: ignore[attr-defined]
        self.fields["steps"].error_messages = {
            "required": "Choose at least one step.",
            "invalid_choice": "One of the steps is gone.",
        }

    def clean_seen(self) -> dict[int, int] | None:
        found = re.findall(r"\b([0-9]{1,18})\.([0-9]{1,9})\b", self.cleaned_data["seen"])
        return {int(pk): int(version) for pk, version in found} if self.cleaned_data["seen"] else None

    def clean_undoing(self) -> list[int]:
        return [int(pk) for pk in re.findall(r"\b[0-9]{1,18}\b", self.cleaned_data["undoing"])]

    @property
    def chosen(self) -> list[int]:
        """The keys of those chosen steps that there are."""
        known = {str(pk): pk for pk, _ in self.fields["steps"].choices}  # type: ignore[attr-defined]
        return [known[key] for key in self["steps"].value() or () if key in known]

    @property
    def has_reason(self) -> bool:
        return bool((self["because"].value() or "").strip())


class MilestoneForm(PlanForm):
    """What a team says of a milestone."""

    described_as = MilestoneDescription
    submit_label = "Save the milestone"

    title = forms.CharField(max_length=200, label="Milestone", help_text="What can be seen to be so by then.")
    due_on = day_field("By", required=True)
    priority = priority_field()
    reached_on = day_field("Reached on (optional)")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_priorities(self)
