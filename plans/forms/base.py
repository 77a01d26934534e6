"""What the forms of a plan share: whose plan it is, the version that was read, and fields that name its people and
rows."""

from __future__ import annotations

from typing import Any, ClassVar, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q

from core.forms import LaidOut
from districts.models import Membership, User
from plans.models import Plan, Priority

Described = TypeVar("Described")


class PlanForm(LaidOut, forms.Form):
    """A form of a plan. `described_as` is the dataclass that a service takes; the form's fields give its fields."""

    described_as: ClassVar[type[Any]]
    stored_as: ClassVar[dict[str, str]] = {"person": "owner"}

    version = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plan

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name, value in cleaned.items():
            if isinstance(value, str) and "\0" in value:
                self.add_error(name, ValidationError("This holds a character that cannot be stored."))
        return cleaned

    @property
    def described(self) -> Any:
        """What was said, as a service takes it."""
        said = {self.stored_as.get(name, name): value for name, value in self.cleaned_data.items()}
        return self.described_as(
            **{name: said[name] for name in self.described_as.__dataclass_fields__ if name in said}
        )


class PersonField(forms.ModelChoiceField):
    """A person to choose; somebody who has left says so."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj) if obj.is_here else f"{obj} (has left)"


class OwnedForm(PlanForm):
    """A form of something that a person sees to, or whoever holds a role. Who owns it already may stay, also after
    leaving the district.

    The person's field is not called owner: the hidden field that says whom the form was made for is.
    """

    person = PersonField(
        User.objects.none(),
        required=False,
        label="Owner (optional)",
        empty_label="Nobody yet, or a role",
        help_text="Who sees to it that it is done.",
    )
    owner_role = forms.CharField(
        max_length=120,
        required=False,
        label="Or a role (optional)",
        help_text="Where it is not one person, such as Principal of each building.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = owners_for(self.plan, self.initial.get("person"))  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("person") and cleaned.get("owner_role"):
            self.add_error("owner_role", "Choose a person or name a role, not both.")
        return cleaned


def owners_for(plan: Plan, owner: User | None = None) -> Any:
    """Return the members of the plan's district by name, and whoever owns something already.

    Each has `is_here`, which is false for somebody who has left.
    """
    members = Membership.objects.for_district(plan.district_id)
    wanted = Q(pk__in=members.values("user"))
    if owner is not None:
        wanted |= Q(pk=owner.pk)
    is_here = Exists(members.filter(user=OuterRef("pk")))
    return User.objects.filter(wanted).annotate(is_here=is_here).order_by("name", "email")


def priority_field() -> forms.ModelChoiceField:
    """Return a field for the priority that something is planned for; `set_priorities` gives it its choices."""
    return forms.ModelChoiceField(
        Priority.objects.none(), required=False, label="Priority (optional)", empty_label="None of them"
    )


def set_priorities(form: PlanForm) -> None:
    """Let a form's priority be one of its plan's."""
    form.fields["priority"].queryset = Priority.objects.for_plan(form.plan)  # type: ignore[attr-defined]
