"""Starting a plan, describing it, carrying it over, and opening it again."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from core.forms import LaidOut, text_field
from districts.models import District, Team
from plans.choices import school_year, school_year_of
from plans.services import PlanDescription
from practices.models import System

YEARS_BACK, YEARS_AHEAD = 3, 3


class PlanDescriptionForm(LaidOut, forms.Form):
    """What a lead says of a plan, whether it is new, carried over, or has begun."""

    submit_label = "Save the settings"

    title = forms.CharField(max_length=120, label="Name", help_text="Such as Talent plan, with the school year.")
    year = forms.TypedChoiceField(coerce=int, label="School year")
    systems = forms.ModelMultipleChoiceField(
        System.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        label="Systems",
        error_messages={"required": "Choose at least one system."},
    )
    goals = text_field(
        "District improvement plan goals that it serves (optional)",
        "One goal a line, in the words of that plan.",
    )
    team = forms.ModelChoiceField(
        Team.objects.none(),
        required=False,
        label="Team (optional)",
        empty_label="No team yet",
        help_text="Its charter says who is on it and how it works.",
    )
    sponsor = forms.CharField(
        max_length=120, required=False, label="Sponsor (optional)", help_text="Who answers for it to the board."
    )
    version = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, district: District, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.initial.get("team")
        teams = Team.objects.for_district(district)
        self.fields["team"].queryset = teams.filter(is_active=True) | teams.filter(pk=getattr(chosen, "pk", None))  # type: ignore[attr-defined]
        self.fields["systems"].queryset = System.objects.all()  # type: ignore[attr-defined]
        self.fields["year"].choices = year_choices(self.initial.get("year"))  # type: ignore[attr-defined]

    @property
    def described(self) -> PlanDescription:
        said = {
            name: value for name, value in self.cleaned_data.items() if name in PlanDescription.__dataclass_fields__
        }
        return PlanDescription(**said | {"systems": list(said["systems"])})


class PlanSettingsForm(PlanDescriptionForm):
    """What a lead says of a plan that has begun."""

    ask = text_field(
        "What is asked of the board (optional)",
        "It stands on the board brief, such as: adopt the plan, fund two mentors.",
    )


class StartPlanForm(PlanDescriptionForm):
    """A new plan."""

    submit_label = "Start the plan"


class CarryOverForm(PlanDescriptionForm):
    """The plan of a later year, with what an earlier one leaves unfinished."""

    submit_label = "Carry it over"


class ReopenPlanForm(LaidOut, forms.Form):
    """Why a closed plan is opened again."""

    submit_label = "Open it again"

    reason = text_field("Reason", "It stays in the history of the plan.", required=True)


def year_choices(chosen: int | None = None, today: date | None = None) -> list[tuple[int, str]]:
    """Return the school years around today, and the chosen one where it lies farther off."""
    current = school_year_of(today or timezone.localdate())
    years = {*range(current - YEARS_BACK, current + YEARS_AHEAD + 1), *([chosen] if chosen else [])}
    return [(year, school_year(year)) for year in sorted(years)]
