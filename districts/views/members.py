"""The members of a district: everyone inside sees the list, leads change it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.views.generic import FormView
from django_tables2 import SingleTableView

from districts import reports, rules, services
from districts.forms import LinkForm, MemberAddForm, RemoveForm, RoleForm
from districts.models import Membership, User
from districts.tables import MemberTable
from districts.views.base import DistrictMixin


class MemberListView(DistrictMixin, SingleTableView):
    """Who is in the district."""

    rule = rules.can_read
    table_class = MemberTable
    table_pagination = False
    template_name = "districts/member_list.html"

    def get_queryset(self) -> tuple[reports.MemberRow, ...]:
        return reports.member_rows(self.district)

    def get_table_kwargs(self) -> dict[str, Any]:
        return {} if self.can_manage else {"exclude": ["changes"]}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(can_manage=self.can_manage, section="members", **kwargs)

    @property
    def can_manage(self) -> bool:
        return rules.can_manage_district.test(self.membership)


class MembersFormView(DistrictMixin, FormView):
    """A lead's form about members: `act` calls the service, whose refusal is shown beside `error_field`."""

    rule = rules.can_manage_district
    error_field: str | None = None
    extra_context = {"section": "members"}

    def get_form(self, form_class: Any = None) -> BaseForm:
        form = super().get_form(form_class)
        form.cancel_url = reverse("districts:member_list", args=[self.district.slug])
        return form

    def form_valid(self, form: BaseForm) -> HttpResponse:
        try:
            return self.act(form)
        except ValidationError as error:
            form.add_error(self.error_field, error)
            return self.form_invalid(form)

    def act(self, form: BaseForm) -> HttpResponse:
        raise NotImplementedError

    def back_to_list(self, message: str) -> HttpResponse:
        messages.success(self.request, message)
        return redirect("districts:member_list", self.district.slug)

    def show_link(self, user: User, token: str) -> HttpResponse:
        """Show the link in the answer itself: it is kept nowhere, so no later page could."""
        url = self.request.build_absolute_uri(reverse("invitation_accept", args=[token]))
        mailed = services.mail_invitation(user=user, district=self.district, url=url)
        context = self.get_context_data(person=user, url=url, mailed=mailed, days=settings.INVITATION_DAYS)
        response = render(self.request, "districts/link.html", context)
        add_never_cache_headers(response)
        return response


class MemberAddView(MembersFormView):
    """Add a person by e-mail address."""

    form_class = MemberAddForm
    template_name = "districts/member_add.html"
    error_field = "email"

    def act(self, form: BaseForm) -> HttpResponse:
        added = services.add_member(district=self.district, added_by=self.person, **form.cleaned_data)
        if added.token:
            return self.show_link(added.membership.user, added.token)
        return self.back_to_list(f"{added.membership.user} is in the district now and signs in as before.")


class OneMemberView(MembersFormView):
    """A form about one member, as `member`."""

    member: Membership

    def load(self) -> None:
        members = Membership.objects.for_district(self.district).select_related("user", "district")
        self.member = get_object_or_404(members, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(member=self.member, **kwargs)


class MemberChangeView(OneMemberView):
    """Give a member another role."""

    form_class = RoleForm
    template_name = "districts/member_change.html"
    error_field = "role"

    def get_initial(self) -> dict[str, Any]:
        return {"role": self.member.role}

    def act(self, form: BaseForm) -> HttpResponse:
        member = services.change_role(membership=self.member, role=form.cleaned_data["role"])
        return self.back_to_list(f"{member.user} is a {member.get_role_display().lower()} now.")


class MemberRemoveView(OneMemberView):
    """Remove a member, after a confirmation."""

    form_class = RemoveForm
    template_name = "districts/member_remove.html"

    def act(self, form: BaseForm) -> HttpResponse:
        services.remove_member(membership=self.member)
        if self.member.pk == self.membership.pk:
            messages.success(self.request, f"You are no longer in {self.district}.")
            return redirect("home")
        return self.back_to_list(f"{self.member.user} is no longer in the district.")


class MemberLinkView(OneMemberView):
    """Make a new link for a member who has set no password yet."""

    form_class = LinkForm
    template_name = "districts/member_link.html"

    def act(self, form: BaseForm) -> HttpResponse:
        user = self.member.user
        token = services.issue_invitation(user=user, district=self.district, invited_by=self.person)
        return self.show_link(user, token)
