"""Choosing a priority and saying why, and its root cause."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from django import forms

from core.forms import text_field
from plans.choices import BONES, WHYS, Method, Origin
from plans.forms.base import PlanForm
from plans.models import RootCause
from plans.services import PriorityDescription, RootCauseDescription

LINE = 300


class PriorityForm(PlanForm):
    """What a lead says of a priority."""

    described_as = PriorityDescription
    submit_label = "Save the priority"

    title = forms.CharField(max_length=200, label="Priority", help_text="In a few words that the board understands.")
    reason = text_field("Reason", "Why this, and why now.", required=True)


class ChoosePriorityForm(PriorityForm):
    """A priority that the lead makes of something that the team found, or of nothing but its own words."""

    submit_label = "Make it a priority"

    origin = forms.ChoiceField(choices=Origin.choices, required=False, widget=forms.HiddenInput)
    ground = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_origin(self) -> Origin:
        return Origin(self.cleaned_data["origin"] or Origin.OWN)


class RootCauseForm(PlanForm):
    """Five whys or a fishbone, and the strategy that follows. What is written under either method is kept."""

    submit_label = "Save the root cause"

    method = forms.ChoiceField(choices=Method.choices, label="Method", widget=forms.RadioSelect)
    problem = text_field("The problem", "What can be seen, counted or heard today: no cause yet.", rows=2)
    cause = text_field("The root cause", "What the team agrees is underneath, and can do something about.", rows=2)
    strategy = text_field("The strategy", "What the district will do differently.", rows=2)
    strategy_reason = text_field("Why this strategy", "How it gets at the cause, and what speaks for it.", rows=2)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, WHYS + 1):
            label = "Why is that so?" if number == 1 else "And why is that?"
            self.fields[f"why_{number}"] = forms.CharField(max_length=LINE, required=False, label=f"{number}. {label}")
        for key, label in BONES.items():
            self.fields[f"bone_{key}"] = text_field(label, rows=2)

    @staticmethod
    def initial_of(cause: RootCause) -> dict[str, Any]:
        """Return what the form begins with for a root cause."""
        names = ("method", "problem", "cause", "strategy", "strategy_reason", "version")
        whys = {f"why_{number}": why for number, why in zip_longest(range(1, WHYS + 1), cause.whys, fillvalue="")}
        bones = {f"bone_{key}": "\n".join(cause.bones.get(key, ())) for key in BONES}
        return {name: getattr(cause, name) for name in names} | whys | bones

    @property
    def whys(self) -> Iterator[Any]:
        """The fields of the whys, in their order."""
        return (self[f"why_{number}"] for number in range(1, WHYS + 1))

    @property
    def bones(self) -> Iterator[Any]:
        """The fields of the bones, in their order."""
        return (self[f"bone_{key}"] for key in BONES)

    @property
    def described(self) -> RootCauseDescription:
        said = self.cleaned_data
        return RootCauseDescription(
            method=Method(said["method"]),
            problem=said["problem"],
            whys=[said[f"why_{number}"] for number in range(1, WHYS + 1)],
            bones={key: [line.strip() for line in said[f"bone_{key}"].splitlines() if line.strip()] for key in BONES},
            cause=said["cause"],
            strategy=said["strategy"],
            strategy_reason=said["strategy_reason"],
        )
