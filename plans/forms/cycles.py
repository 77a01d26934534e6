"""Improvement cycles: starting one, and saying how it goes on and what became of it."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from core.forms import day_field, text_field
from plans.choices import Outcome, Phase
from plans.forms.base import OwnedForm, priority_field, set_priorities
from plans.models import Measure
from plans.services import CycleDescription

LEARNED = "Say what was learned before the cycle is closed."


class StartCycleForm(OwnedForm):
    """What a team plans to try."""

    described_as = CycleDescription
    submit_label = "Start the cycle"

    title = forms.CharField(
        max_length=200, label="What you try", help_text="One change, small enough to see within weeks how it works."
    )
    change = text_field(
        "Plan",
        "What you will change, with whom and for how long; what you expect to see; which measures will show it.",
        rows=4,
    )
    starts_on = day_field("Starts on", required=True)
    study_on = day_field(
        "Study on", "The day by which the team looks at what happened. From the day after, it counts as due.",
        required=True,
    )  # fmt: skip
    measures = forms.ModelMultipleChoiceField(
        Measure.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="Measures it watches (optional)",
    )
    priority = priority_field()

    field_order: ClassVar[tuple[str, ...]] = (
        "title",
        "change",
        "starts_on",
        "study_on",
        "measures",
        "priority",
        "person",
        "owner_role",
        "version",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_priorities(self)
        measures: Any = self.fields["measures"]
        measures.queryset = Measure.objects.for_plan(self.plan).order_by("title")
        if not measures.queryset.exists():
            measures.help_text = "The plan has no measures yet."

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        starts_on, study_on = cleaned.get("starts_on"), cleaned.get("study_on")
        if starts_on and study_on and study_on < starts_on:
            self.add_error("study_on", "The team studies what happened after the cycle has started.")
        return cleaned

    @property
    def described(self) -> CycleDescription:
        names = ("title", "change", "starts_on", "study_on", "priority", "owner_role")
        said = {name: self.cleaned_data[name] for name in names}
        return CycleDescription(
            **said, owner=self.cleaned_data["person"], measures=list(self.cleaned_data["measures"]), **self.progress
        )

    @property
    def progress(self) -> dict[str, Any]:
        """What is said beyond the beginning."""
        return {}


class CycleForm(StartCycleForm):
    """How a cycle goes on. Choosing an outcome closes it."""

    submit_label = "Save the cycle"

    phase = forms.ChoiceField(
        label="The cycle is now in",
        choices=Phase.choices,
        widget=forms.RadioSelect,
        help_text="Choosing an outcome below puts the cycle in Act.",
    )
    done = text_field(
        "Do", "What was done, where and with whom; what went otherwise than planned; what people said.", rows=4
    )
    learned = text_field(
        "Study",
        "What the measures and people show beside what you expected; what was learned. Needed to close.",
        rows=4,
    )
    next = text_field("Act", "What changes because of it, for whom, from when.", rows=4)
    outcome = forms.ChoiceField(
        required=False,
        label="What the team does with the change",
        widget=forms.RadioSelect,
        choices=[
            ("", "Not decided yet: the cycle stays open"),
            (Outcome.ADOPT, "Adopt: it works, so keep it and spread it"),
            (Outcome.ADAPT, "Adapt: change it, and try it again in a further cycle"),
            (Outcome.ABANDON, "Abandon: stop it, and keep what was learned"),
        ],
    )

    field_order = (
        "title", "starts_on", "study_on", "measures", "priority", "person", "owner_role",
        "phase", "change", "done", "learned", "next", "outcome", "version",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("outcome") and not cleaned.get("learned", "").strip():
            self.add_error("learned", LEARNED)
        return cleaned

    @property
    def about(self) -> Any:
        """The fields before those of the phases."""
        return [self[name] for name in self.field_order[:7]]

    @property
    def about_is_wrong(self) -> bool:
        """Whether one of those was refused, so that it must be in view."""
        return any(field.errors for field in self.about)

    @property
    def phases(self) -> Any:
        """The fields of the phases."""
        return [self[name] for name in self.field_order[8:12]]

    @property
    def progress(self) -> dict[str, Any]:
        said = self.cleaned_data
        outcome = Outcome(said["outcome"]) if said["outcome"] else None
        texts = {name: said[name] for name in ("done", "learned", "next")}
        return texts | {"phase": Phase(said["phase"]), "outcome": outcome}
