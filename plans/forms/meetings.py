"""Meetings of the team: who was there, and what was decided."""

from __future__ import annotations

from typing import Any

from django import forms

from core.forms import day_field, text_field
from districts.models import User
from plans.forms.base import PlanForm
from plans.models import Meeting
from plans.reports import people_for
from plans.services import MeetingDescription


class PeopleField(forms.ModelMultipleChoiceField):
    """People to check; somebody who has left since says so."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj) if obj.is_here else f"{obj} (has left the district)"


class MeetingForm(PlanForm):
    """What a team says of a meeting. `known` is the meeting that it is about, None for a new one."""

    described_as = MeetingDescription
    submit_label = "Save the meeting"

    title = forms.CharField(max_length=120, label="Meeting", help_text="Such as Monthly review.")
    on = day_field("Day", required=True)
    agenda = text_field("Agenda (optional)", rows=10)
    present = PeopleField(
        User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="Present",
    )
    others = text_field("Others present (optional)", "Names of people without an account, one a line.", rows=2)
    decisions = text_field("Decisions (optional)", "What was decided, and why.", rows=4)

    def __init__(self, *args: Any, known: Meeting | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["present"].queryset = people_for(self.plan, known)  # type: ignore[attr-defined]

    @property
    def described(self) -> MeetingDescription:
        names = ("title", "on", "agenda", "others", "decisions")
        said = {name: self.cleaned_data[name] for name in names}
        return MeetingDescription(**said, present=list(self.cleaned_data["present"]))


class NewMeetingForm(MeetingForm):
    """A new meeting, whose agenda begins with what the plan asks for."""

    submit_label = "Add the meeting"
