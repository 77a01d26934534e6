"""The teams of a district: everyone inside reads them, leads start them and say who is on them."""

from __future__ import annotations

from functools import cached_property
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import FormView, TemplateView, View

from core.links import address
from core.saving import StaleVersion
from core.views import CancelMixin, refuse, show_other
from districts import reports, rules, services
from districts.forms import StartTeamForm, TeamMemberAddForm, TeamMemberForm
from districts.models import Team, TeamMember
from districts.views.base import DistrictMixin


class TeamsMixin(DistrictMixin):
    """A page under a district's teams, which are part of its members."""

    rule = rules.can_read

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            section="members", can_lead=rules.can_lead_teams.test(self.membership), **kwargs
        )


class TeamListView(TeamsMixin, TemplateView):
    """Every team of the district, with how far its charter is written and how many are on it."""

    template_name = "districts/teams/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(teams=reports.team_lines(self.district), **kwargs)


class TeamStartView(CancelMixin, TeamsMixin, FormView):
    """Starts a team, and goes on to its charter."""

    rule = rules.can_lead_teams
    form_class = StartTeamForm
    template_name = "districts/teams/start.html"

    def get_cancel_url(self) -> str:
        return address("districts:team_list", self.district.slug)

    def form_valid(self, form: StartTeamForm) -> HttpResponse:
        try:
            team = services.start_team(district=self.district, name=form.cleaned_data["name"], by=self.person)
        except ValidationError as refused:
            return refuse(self, form, refused)
        messages.success(self.request, f"{team} is started. Write what you know of its charter; the rest can wait.")
        return redirect("districts:charter_edit", self.district.slug, team.pk)


class TeamMixin(TeamsMixin):
    """A page of one team; another district's is not found."""

    team: Team

    def load(self) -> None:
        teams = Team.objects.for_district(self.district).select_related("changed_by")
        self.team = get_object_or_404(teams, pk=self.kwargs["pk"])
        self.team.district = self.district

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer 404 also where the team, or who is on it, goes between the question and the answer."""
        try:
            return super().dispatch(request, *args, **kwargs)
        except (Team.DoesNotExist, TeamMember.DoesNotExist):
            raise Http404 from None

    def url(self, name: str, *args: Any) -> str:
        """Return the address of one of the team's pages, such as "team_member_list"."""
        return address(f"districts:{name}", self.district.slug, self.team.pk, *args)

    def get_success_url(self) -> str:
        return self.team.get_absolute_url()

    get_cancel_url = get_success_url

    @cached_property
    def charter(self) -> reports.CharterReport:
        return reports.charter_report(self.team, district=self.district)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(team=self.team, **kwargs)


class TeamDetailView(TeamMixin, TemplateView):
    """The charter as everyone reads it, and who is on the team."""

    template_name = "districts/teams/detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(charter=self.charter, **kwargs)


class TeamHistoryView(TeamMixin, TemplateView):
    """What happened to the team."""

    template_name = "districts/teams/history.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(events=reports.team_history(self.team), **kwargs)


class TeamUseView(TeamMixin, TemplateView):
    """Asks, then puts a team out of use or back."""

    rule = rules.can_lead_teams
    template_name = "districts/teams/use.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(may_delete=reports.is_untouched(self.team), **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        wanted = request.POST.get("use") == "yes"
        (services.put_team_back if wanted else services.put_out_of_use)(self.team, by=self.person)
        messages.success(request, f"{self.team} is {'in use again' if wanted else 'out of use'}.")
        return redirect(self.get_success_url())


class TeamDeleteView(TeamMixin, TemplateView):
    """Asks, then deletes a team that nobody has touched."""

    rule = rules.can_lead_teams
    template_name = "districts/teams/delete.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(may_delete=reports.is_untouched(self.team), **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            services.delete_team(self.team)
        except ValidationError as refused:
            messages.error(request, refused.messages[0])
            return redirect(self.get_success_url())
        messages.success(request, f"{self.team} is deleted.")
        return redirect("districts:team_list", self.district.slug)


# Members ------------------------------------------------------------------------------------------


class TeamMemberFormView(CancelMixin, TeamMixin, FormView):
    """A lead's form about somebody on the team; what is wrong in it is answered 422."""

    rule = rules.can_lead_teams

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs()
        del kwargs["initial"]
        return kwargs | {"district": self.district, "team": self.team}

    def get_success_url(self) -> str:
        return self.url("team_member_list")

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=HTTPStatus.UNPROCESSABLE_ENTITY)


class TeamMemberListView(TeamMemberFormView):
    """Who is on the team, and the way to add, change, move and remove them."""

    form_class = TeamMemberAddForm
    template_name = "districts/teams/members.html"

    def get_cancel_url(self) -> str:
        return self.team.get_absolute_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(charter=self.charter, **kwargs)

    def form_valid(self, form: TeamMemberAddForm) -> HttpResponse:
        try:
            member = services.seat_member(self.team, who=form.who, by=self.person)
        except ValidationError as refused:
            return refuse(self, form, refused)
        messages.success(self.request, f"{member} is on the team now.")
        return redirect(self.get_success_url())


class OneTeamMemberMixin(TeamMixin):
    """A page about one person on the team, as `member`."""

    rule = rules.can_lead_teams
    member: TeamMember

    def load(self) -> None:
        super().load()
        self.member = get_object_or_404(TeamMember.objects.for_team(self.team).with_people(), pk=self.kwargs["member"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs | {"member": self.member})


class TeamMemberChangeView(OneTeamMemberMixin, TeamMemberFormView):
    """Says anew who somebody on the team is."""

    form_class = TeamMemberForm
    template_name = "districts/teams/member_change.html"

    def get_cancel_url(self) -> str:
        return self.get_success_url()

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"member": self.member}

    def form_valid(self, form: TeamMemberForm) -> HttpResponse:
        version = form.cleaned_data["version"]
        try:
            written = services.change_team_member(
                self.team, pk=self.member.pk, who=form.who, version=version, by=self.person
            )
        except StaleVersion as stale:
            return show_other(self, form, stale.row)
        except ValidationError as refused:
            return refuse(self, form, refused)
        messages.success(self.request, f"{self.member} is saved." if written else "Nothing had changed.")
        return redirect(self.get_success_url())


class TeamMemberMoveView(OneTeamMemberMixin, View):
    """Moves somebody one place up or down the list."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        is_up = request.POST.get("to") == "up"
        services.move_team_member(self.team, pk=self.member.pk, up=is_up, by=self.person)
        messages.success(request, f"{self.member} is one place further {'up' if is_up else 'down'}.")
        return redirect(self.url("team_member_list"))


class TeamMemberRemoveView(OneTeamMemberMixin, TemplateView):
    """Asks, then takes somebody off the team."""

    template_name = "districts/teams/member_remove.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        services.unseat_member(self.team, pk=self.member.pk, by=self.person)
        messages.success(request, f"{self.member} is no longer on the team.")
        return redirect(self.url("team_member_list"))
