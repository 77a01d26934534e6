"""People and places in the admin: for operators only, and without anything that a district has written."""

from __future__ import annotations

from typing import Any, cast

from allauth.account.decorators import secure_admin_login
from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin as BaseUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from simple_history.admin import SimpleHistoryAdmin

from districts import services
from districts.choices import Role
from districts.models import District, Membership, User

# The admin signs in through the one sign-in page, so that its limits hold there, too.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]


def operator(request: HttpRequest) -> User:
    return cast("User", request.user)


class OperatorsOnly(admin.ModelAdmin):
    """Content administrators do not see these models, whatever permissions they may have been given."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_active and request.user.is_superuser)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_module_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.has_module_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_module_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class LowerCaseEmail:
    """Addresses are kept in lower case, however they are typed."""

    cleaned_data: dict[str, Any]

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).strip().lower()


class NewUserForm(LowerCaseEmail, AdminUserCreationForm):
    """A new account, with or without a password."""

    class Meta:
        model = User
        fields = ("email", "name")


class ChangedUserForm(LowerCaseEmail, UserChangeForm):
    """An existing account."""

    class Meta:
        model = User
        fields = "__all__"


@admin.register(User)
class UserAdmin(OperatorsOnly, BaseUserAdmin):
    """Accounts. An account is deactivated, not deleted: what its person wrote stays theirs."""

    form = ChangedUserForm
    add_form = NewUserForm
    list_display = ("email", "name", "is_active", "is_staff", "is_superuser", "last_login")
    list_filter = ("is_active", "is_staff", "is_superuser")
    search_fields = ("email", "name")
    ordering = ("email",)
    filter_horizontal = ()
    readonly_fields = ("last_login", "date_joined")
    fieldsets = (
        (None, {"fields": ("email", "name", "password")}),
        ("May", {"fields": ("is_active", "is_staff", "is_superuser")}),
        ("Dates", {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = ((None, {"fields": ("email", "name", "usable_password", "password1", "password2")}),)

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if change and "email" in form.changed_data:
            services.change_email(user=obj, email=obj.email)


@admin.register(District)
class DistrictAdmin(OperatorsOnly, SimpleHistoryAdmin):
    """Districts, by name and settings."""

    list_display = ("name", "state", "nces_id", "created_at")
    list_filter = ("state",)
    search_fields = ("name", "nces_id")
    prepopulated_fields = {"slug": ("name",)}


class NewMembershipForm(forms.ModelForm):
    """A person by e-mail address; the account is made where there is none."""

    email = forms.EmailField(label="E-mail address", max_length=254)
    name = forms.CharField(max_length=120, required=False, help_text="An existing account keeps its own name.")

    class Meta:
        model = Membership
        fields = ["district", "email", "name", "role"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        user = User.objects.filter(email=cleaned.get("email", "").lower()).first()
        if user and cleaned.get("district"):
            try:
                services.refuse_unfit(user, cleaned["district"])
            except ValidationError as error:
                self.add_error("email", error)
        return cleaned


class ChangedMembershipForm(forms.ModelForm):
    """The role, which the last lead keeps."""

    class Meta:
        model = Membership
        fields = ["role"]

    def clean_role(self) -> str:
        role: str = self.cleaned_data["role"]
        if role != Role.LEAD and services.is_last_lead(self.instance):
            raise ValidationError(services.LAST_LEAD)
        return role


@admin.register(Membership)
class MembershipAdmin(OperatorsOnly, SimpleHistoryAdmin):
    """Who is in which district. Every change goes through the services, so the rules for leads hold here, too."""

    list_display = ("user", "district", "role", "created_at")
    list_select_related = ("user", "district")
    list_filter = ("role", "district")
    search_fields = ("user__email", "user__name", "district__name")
    autocomplete_fields = ("district",)
    actions = ("make_link",)

    def has_delete_permission(self, request: HttpRequest, obj: Membership | None = None) -> bool:
        return self.has_module_permission(request)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)  # Two leads could be the last two.
        return actions

    def get_form(self, request: HttpRequest, obj: Membership | None = None, change: bool = False, **kwargs: Any) -> Any:
        return super().get_form(
            request, obj, change, **{**kwargs, "form": ChangedMembershipForm if change else NewMembershipForm}
        )

    def get_fields(self, request, obj=None):
        return ["district", "user", "role"] if obj else ["district", "email", "name", "role"]

    def get_readonly_fields(self, request, obj=None):
        return ["district", "user"] if obj else []

    def save_model(self, request: HttpRequest, obj: Membership, form: Any, change: bool) -> None:
        if change:
            services.change_role(membership=obj, role=obj.role)
            return
        fields = {name: form.cleaned_data[name] for name in ("district", "email", "name", "role")}
        added = services.add_member(**fields, added_by=operator(request), as_operator=True)
        obj.pk, obj.user = added.membership.pk, added.membership.user
        vars(request)["new_token"] = added.token  # For response_add, which gets nothing else.

    def delete_model(self, request: HttpRequest, obj: Membership) -> None:
        services.remove_member(membership=obj)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        to_delete, counts, missing, protected = super().get_deleted_objects(objs, request)
        protected += [f"{member}. {services.LAST_LEAD}" for member in objs if services.is_last_lead(member)]
        return to_delete, counts, missing, protected

    def response_add(self, request: HttpRequest, obj: Membership, post_url_continue: str | None = None) -> HttpResponse:
        token = getattr(request, "new_token", None)
        if token is None:
            return super().response_add(request, obj, post_url_continue)
        return self.show_link(request, obj, token)

    @admin.action(description="Make a link to set a password")
    def make_link(self, request: HttpRequest, queryset: QuerySet[Membership]) -> HttpResponse | None:
        members = list(queryset.select_related("user", "district")[:2])
        if len(members) != 1:
            self.message_user(request, "Choose one person.", messages.WARNING)
            return None
        user, district = members[0].user, members[0].district
        try:
            token = services.issue_invitation(
                user=user, district=district, invited_by=operator(request), as_operator=True
            )
        except ValidationError as error:
            self.message_user(request, error.messages[0], messages.WARNING)
            return None
        return self.show_link(request, members[0], token)

    def show_link(self, request: HttpRequest, member: Membership, token: str) -> HttpResponse:
        """Show the link in the answer itself: it is kept nowhere, so no later page could."""
        url = request.build_absolute_uri(reverse("invitation_accept", args=[token]))
        context = {
            **self.admin_site.each_context(request),
            "title": f"Link for {member.user}",
            "person": member.user,
            "url": url,
            "days": settings.INVITATION_DAYS,
            "mailed": services.mail_invitation(user=member.user, district=member.district, url=url),
        }
        response = TemplateResponse(request, "districts/admin_link.html", context)
        add_never_cache_headers(response)
        return response
