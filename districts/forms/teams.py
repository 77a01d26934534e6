"""Forms for teams: starting one, its charter, and who is on it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core.forms import LaidOut, NoteField
from districts.models import District, Membership, Perspective, Team, TeamMember
from districts.reports.teams import CHARTER_TEXTS
from districts.services import Charter, OnTeam

_HELP = {
    "functions": (
        "What the team is there to do, one task to a line. For example: keep the staffing plan up to date; choose what "
        "is tried next year; tell the board twice a year where things stand."
    ),
    "expectations": (
        "What the district may expect of the team, and members of each other: time, preparation, what is ready by when."
    ),
    "connections": (
        "Which other work this touches, such as budget, instruction, student support or agreements with staff, and who "
        "carries word in both directions."
    ),
    "rhythm": "How often the team meets, for how long and where, and who sets the agenda and keeps the notes.",
    "norms": "How members treat each other in a meeting, in sentences that anybody can be reminded of.",
    "protocols": (
        "The steps that the team follows each time: how it looks at data, how it decides, and what happens where "
        "members disagree."
    ),
}


class StartTeamForm(LaidOut, forms.Form):
    """The name of a new team."""

    submit_label = "Start the team"

    name = forms.CharField(
        max_length=120, label="Name of the team", help_text="Such as Talent management team, or Leadership team."
    )


def _text_field(key: str, title: str) -> NoteField:
    widget = forms.Textarea(attrs={"rows": 5})
    return NoteField(label=title, help_text=_HELP[key], required=False, max_length=10_000, widget=widget)


class CharterForm(LaidOut, forms.Form):
    """A team's name and its charter, over the version that was read. Any text may wait."""

    submit_label = "Save the charter"

    name = forms.CharField(max_length=120, label="Name of the team")
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, team: Team, **kwargs: Any) -> None:
        initial = {name: getattr(team, name) for name in ("name", "version", *CHARTER_TEXTS)}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields |= {key: _text_field(key, title) for key, title in CHARTER_TEXTS.items()}
        self.order_fields(["name", *CHARTER_TEXTS])  # The version, which nobody sees, comes last.

    @property
    def charter(self) -> Charter:
        return Charter(**{name: text for name, text in self.cleaned_data.items() if name != "version"})


class TeamMemberForm(LaidOut, forms.Form):
    """Who somebody on a team is: a member of the district or a name alone; their role and perspective."""

    submit_label = "Save the changes"

    membership = forms.ModelChoiceField(
        Membership.objects.none(),
        required=False,
        label="Person of the district",
        empty_label="Somebody without an account",
    )
    name = forms.CharField(
        max_length=120,
        required=False,
        label="Name, for somebody without an account",
        help_text="Somebody of the district goes by the name of their account.",
    )
    role = forms.CharField(
        max_length=80,
        required=False,
        label="Role on the team (optional)",
        help_text="Such as Facilitator, Keeps the notes, Watches the time.",
    )
    perspective = forms.ModelChoiceField(
        Perspective.objects.none(),
        required=False,
        label="Perspective (optional)",
        empty_label="Not said yet",
        help_text="What this person speaks for.",
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, district: District, team: Team, member: TeamMember | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, initial=_initial(member), **kwargs)
        seated = TeamMember.objects.for_team(team).filter(membership__isnull=False)
        if member:
            seated = seated.exclude(pk=member.pk)
        people = Membership.objects.for_district(district).exclude(pk__in=seated.values("membership")).with_people()
        offered = Perspective.objects.offered()
        if member and member.perspective_id:
            offered |= Perspective.objects.filter(pk=member.perspective_id)
        self.fields["membership"].queryset = people  # type: ignore[attr-defined]
        self.fields["membership"].label_from_instance = _person  # type: ignore[attr-defined]
        self.fields["perspective"].queryset = offered  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        membership, name = cleaned.get("membership"), cleaned.get("name")
        if membership and name and name != self.initial.get("name"):
            raise ValidationError({"name": "Somebody is chosen above. Leave this empty, or choose nobody there."})
        return cleaned

    @property
    def who(self) -> OnTeam:
        return OnTeam(**{name: value for name, value in self.cleaned_data.items() if name != "version"})


class TeamMemberAddForm(TeamMemberForm):
    """Somebody who joins a team."""

    submit_label = "Add to the team"


def _initial(member: TeamMember | None) -> dict[str, Any]:
    if member is None:
        return {}
    return {
        "membership": member.membership,
        "name": "" if member.membership else member.name,
        "role": member.role,
        "perspective": member.perspective,
        "version": member.version,
    }


def _person(membership: Membership) -> str:
    return str(membership.user)
