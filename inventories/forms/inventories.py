"""Starting an inventory, describing it, naming its readers, and answering a prompt."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core.forms import LaidOut, NoteField, day_field
from districts.models import Building, District, Membership, User
from inventories.choices import InventoryState, Scope
from inventories.models import Inventory, Template
from inventories.services import Description


class DescriptionForm(LaidOut, forms.Form):
    """What a lead says of an inventory: its name, owner and dates, and for a building's inventory the building."""

    submit_label = "Save the settings"

    title = forms.CharField(max_length=120, label="Name", help_text="With the year, where there will be one each year.")
    building = forms.ModelChoiceField(Building.objects.none(), label="Building", empty_label="Choose a building")
    owner = forms.ModelChoiceField(
        User.objects.none(),
        required=False,
        label="Owner (optional)",
        empty_label="Nobody yet",
        help_text="Who sees to it that it is kept.",
    )
    state = forms.ChoiceField(choices=InventoryState.choices, label="State")
    as_of = day_field("As of (optional)", "The day that the entries describe.")
    review_on = day_field("Review on (optional)", "From the day after, the district's page says that it is due.")
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, district: District, scope: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owners = User.objects.filter(memberships__district=district).order_by("name", "email")
        self.fields["owner"].queryset = owners  # type: ignore[attr-defined]
        if scope == Scope.BUILDING:
            buildings = Building.objects.for_district(district)
            chosen = self.initial.get("building")
            in_use = buildings.filter(is_active=True) | buildings.filter(pk=getattr(chosen, "pk", None))
            self.fields["building"].queryset = in_use  # type: ignore[attr-defined]
        else:
            del self.fields["building"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        as_of, review_on = cleaned.get("as_of"), cleaned.get("review_on")
        if as_of and review_on and review_on < as_of:
            self.add_error("review_on", "The review comes after the day that the entries describe.")
        return cleaned

    @property
    def described(self) -> Description:
        said = {name: value for name, value in self.cleaned_data.items() if name in Description.__dataclass_fields__}
        return Description(**said | {"state": InventoryState(said.get("state", InventoryState.GATHERING))})


class StartForm(DescriptionForm):
    """A new inventory, from a template or as a copy of an earlier one."""

    submit_label = "Start the inventory"

    copy = forms.ModelChoiceField(
        Inventory.objects.none(),
        required=False,
        label="Begin with",
        empty_label="The template's columns, and no entries",
        help_text="A copy takes over the columns of the earlier inventory, also your own, and who may read it.",
    )
    with_entries = forms.BooleanField(required=False, initial=True, label="Copy its entries, too")

    def __init__(self, *args: Any, template: Template, **kwargs: Any) -> None:
        super().__init__(*args, scope=template.scope, **kwargs)
        del self.fields["state"]
        earlier = Inventory.objects.for_district(kwargs["district"]).filter(template=template).order_by("-opened_at")
        self.fields["copy"].queryset = earlier  # type: ignore[attr-defined]
        self.fields["copy"].label_from_instance = _copy_label  # type: ignore[attr-defined]
        if not earlier.exists():
            del self.fields["copy"], self.fields["with_entries"]

    def shown_fields(self) -> list[str]:
        names = super().shown_fields()
        first = [name for name in ("copy", "with_entries") if name in names]
        return [*first, *(name for name in names if name not in first)]


def _copy_label(inventory: Inventory) -> str:
    count = inventory.entry_count
    return f"A copy of {inventory.title} ({count:,} {'entry' if count == 1 else 'entries'})"


class NameReaderForm(LaidOut, forms.Form):
    """Somebody of the district, besides the leads, who may read an inventory of staff data."""

    submit_label = "Let this person read it"

    membership = forms.ModelChoiceField(Membership.objects.none(), label="Person", empty_label="Choose somebody")

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["membership"].queryset = people  # type: ignore[attr-defined]
        self.fields["membership"].label_from_instance = _person_label  # type: ignore[attr-defined]


def _person_label(membership: Membership) -> str:
    return f"{membership.user}, {membership.get_role_display().lower()}"


class AnswerForm(forms.Form):
    """What the team says to a prompt, over the version that was read."""

    answer = NoteField(required=False, max_length=10_000)
    version = forms.IntegerField(required=False, min_value=1)

    def clean_answer(self) -> str:
        answer: str = self.cleaned_data["answer"]
        if "\0" in answer:
            raise ValidationError("This holds a character that cannot be stored.")
        return answer.strip()
