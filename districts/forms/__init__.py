"""Forms of people and places."""

from districts.forms.people import (
    ChangePasswordForm,
    InvitationForm,
    LinkForm,
    LoginForm,
    MemberAddForm,
    NameForm,
    RemoveForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
    RoleForm,
)
from districts.forms.places import BuildingForm, DistrictForm, LogoForm, NewBuildingForm
from districts.forms.teams import CharterForm, StartTeamForm, TeamMemberAddForm, TeamMemberForm

__all__ = [
    "BuildingForm",
    "ChangePasswordForm",
    "CharterForm",
    "DistrictForm",
    "InvitationForm",
    "LinkForm",
    "LoginForm",
    "LogoForm",
    "MemberAddForm",
    "NameForm",
    "NewBuildingForm",
    "RemoveForm",
    "ResetPasswordForm",
    "ResetPasswordKeyForm",
    "RoleForm",
    "StartTeamForm",
    "TeamMemberAddForm",
    "TeamMemberForm",
]
