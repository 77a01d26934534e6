"""Forms for accounts and members; each lays itself out with crispy-forms."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth_forms
from django import forms
from django.core.exceptions import ValidationError

from core.forms import LaidOut
from districts.choices import Role
from districts.models import User

# Accounts ---------------------------------------------------------------------------------------


class PasswordForm(LaidOut):
    """Words of our own on django-allauth's forms, and no placeholders where a label is."""

    labels = {
        "login": "E-mail address",
        "email": "E-mail address",
        "password": "Password",
        "oldpassword": "Current password",
        "password1": "New password",
        "password2": "New password, again",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = self.labels.get(name, field.label)
            field.widget.attrs.pop("placeholder", None)


class LoginForm(PasswordForm, allauth_forms.LoginForm):
    """E-mail address and password, with what is wrong about them beside the password."""

    submit_label = "Sign in"

    def clean(self):
        try:
            return super().clean()
        except ValidationError as error:
            self.add_error("password", error)
            return self.cleaned_data


class ResetPasswordForm(PasswordForm, allauth_forms.ResetPasswordForm):
    submit_label = "Send the link"


class ResetPasswordKeyForm(PasswordForm, allauth_forms.ResetPasswordKeyForm):
    submit_label = "Set the password"


class ChangePasswordForm(PasswordForm, allauth_forms.ChangePasswordForm):
    submit_label = "Change the password"


class InvitationForm(PasswordForm, allauth_forms.SetPasswordForm):
    """The first password of an account."""

    submit_label = "Set the password and sign in"
    labels = {"password1": "Password", "password2": "Password, again"}


class NameForm(LaidOut, forms.ModelForm):
    """A person's own name."""

    class Meta:
        model = User
        fields = ["name"]

    def save(self, commit=True):
        self.instance.save(update_fields=["name"])  # Anything else may have changed since this page was asked for.
        return self.instance


# Members ----------------------------------------------------------------------------------------


class MemberAddForm(LaidOut, forms.Form):
    """A new member. The confirmation shows once it is needed: for an account that was set up elsewhere."""

    submit_label = "Add the member"

    email = forms.EmailField(
        label="E-mail address", max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    name = forms.CharField(
        label="Name", max_length=120, help_text="As the team knows the person. An existing account keeps its own name."
    )
    role = forms.ChoiceField(
        label="Role",
        choices=Role.choices,
        initial=Role.MEMBER,
        help_text="Leads manage members and assessments. Leads and members rate. Coaches and viewers read.",
    )
    confirmed = forms.BooleanField(label="I have asked the person: the account is theirs", required=False)

    def shown_fields(self) -> list[str]:
        names = super().shown_fields()
        if not self.needs_confirmation:
            names.remove("confirmed")
        return names

    @property
    def needs_confirmation(self) -> bool:
        return self.has_error("email", "account_exists") or "confirmed" in self.data


class RoleForm(LaidOut, forms.Form):
    """A member's role."""

    submit_label = "Save the role"

    role = forms.ChoiceField(label="Role", choices=Role.choices)


class RemoveForm(LaidOut, forms.Form):
    """The confirmation that a member is to be removed."""

    submit_label = "Remove the member"


class LinkForm(LaidOut, forms.Form):
    """The confirmation that a new link is to be made."""

    submit_label = "Make a new link"
