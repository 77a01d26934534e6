"""What a lead does with a plan as a whole: start it, describe it, put it in force, close it, carry it over."""

from __future__ import annotations

from typing import Any, ClassVar

import rules
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.generic import FormView, TemplateView

from core.links import address
from districts.models import District
from plans.choices import school_year, school_year_of
from plans.forms.plans import CarryOverForm, PlanSettingsForm, ReopenPlanForm, StartPlanForm
from plans.rules import can_lead_plans
from plans.services import (
    carry_over,
    close_plan,
    delete_plan,
    describe_plan,
    is_untouched,
    put_in_force,
    reopen_plan,
    start_plan,
)
from plans.views.base import KeepingMixin, PlanMixin, PlansMixin, SavingMixin
from practices.models import System


class DescribingMixin(SavingMixin):
    """A form that says of a plan what a lead says of it as a whole."""

    district: District

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"district": self.district}


class StartPlanView(DescribingMixin, PlansMixin, FormView):
    """Starts a draft, and goes on to choosing what to work on."""

    rule = can_lead_plans
    form_class = StartPlanForm
    template_name = "plans/lead/start.html"

    def get_cancel_url(self) -> str:
        return address("plans:plan_list", self.district.slug)

    def get_initial(self) -> dict[str, Any]:
        year = school_year_of(timezone.localdate())
        return {"title": f"Plan {school_year(year)}", "year": year, "systems": System.objects.all()}

    def keep(self, form: StartPlanForm) -> str:
        self.started = start_plan(district=self.district, described=form.described, by=self.person)
        return f"{self.started} is started. Choose what to work on."

    def get_success_url(self) -> str:
        return address("plans:priority_candidates", self.district.slug, self.started.pk)


class PlanSettingsView(DescribingMixin, KeepingMixin, FormView):
    """Describes the plan: its name, year, systems, goals, team and sponsor."""

    rule: ClassVar[rules.Predicate] = can_lead_plans
    form_class = PlanSettingsForm
    template_name = "plans/lead/settings.html"
    page = "settings"

    def get_initial(self) -> dict[str, Any]:
        names = ("title", "year", "goals", "team", "sponsor", "ask", "version")
        return {name: getattr(self.plan, name) for name in names} | {"systems": self.plan.systems.all()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(may_delete=is_untouched(self.plan), **kwargs)

    def keep(self, form: PlanSettingsForm) -> str:
        version = form.cleaned_data["version"]
        written = describe_plan(self.plan, described=form.described, version=version, by=self.person)
        return "The settings are saved." if written else "Nothing had changed."


class AskingView(PlanMixin, TemplateView):
    """Asks, then does one thing with the plan. What is refused is said on the plan's page."""

    rule: ClassVar[rules.Predicate] = can_lead_plans
    page = "settings"

    def carry_out(self) -> str:
        """Do it, and return what to say. Raises ValidationError."""
        raise NotImplementedError

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            messages.success(request, self.carry_out())
        except ValidationError as refused:
            messages.error(request, refused.messages[0])
        return redirect(self.get_success_url())


class PutInForceView(AskingView):
    """Lets the district work by the plan."""

    template_name = "plans/lead/force.html"

    def carry_out(self) -> str:
        put_in_force(self.plan, by=self.person)
        return f"{self.plan} is in force."


class ClosePlanView(AskingView):
    """Closes the plan."""

    template_name = "plans/lead/close.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        unfinished = self.plan.steps.unfinished().count()
        return super().get_context_data(unfinished=unfinished, **kwargs)

    def carry_out(self) -> str:
        close_plan(self.plan, by=self.person)
        return f"{self.plan} is closed. It is read-only until a lead opens it again."


class DeletePlanView(AskingView):
    """Deletes a draft in which nothing has been planned."""

    template_name = "plans/lead/delete.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(may_delete=is_untouched(self.plan), **kwargs)

    def carry_out(self) -> str:
        delete_plan(self.plan)
        self.is_gone = True
        return f"{self.plan} is deleted."

    def get_success_url(self) -> str:
        return address("plans:plan_list", self.district.slug) if hasattr(self, "is_gone") else super().get_success_url()


class ReopenPlanView(SavingMixin, PlanMixin, FormView):
    """Asks for a reason, then opens a closed plan again."""

    rule: ClassVar[rules.Predicate] = can_lead_plans
    form_class = ReopenPlanForm
    template_name = "plans/lead/reopen.html"
    page = "settings"

    def keep(self, form: ReopenPlanForm) -> str:
        reopen_plan(self.plan, reason=form.cleaned_data["reason"], by=self.person)
        return f"{self.plan} is open again."


class CarryOverView(DescribingMixin, PlanMixin, FormView):
    """Starts the plan of a later year with what this one leaves unfinished."""

    rule: ClassVar[rules.Predicate] = can_lead_plans
    form_class = CarryOverForm
    template_name = "plans/lead/carry.html"
    page = "settings"

    def get_initial(self) -> dict[str, Any]:
        names = ("goals", "team", "sponsor")
        year = self.plan.year + 1
        old, new = self.plan.year_label, school_year(year)
        title = self.plan.title.replace(old, new) if old in self.plan.title else f"Plan {new}"
        return {name: getattr(self.plan, name) for name in names} | {
            "title": title,
            "year": year,
            "systems": self.plan.systems.all(),
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(carried=self.plan.carried_to.first(), **kwargs)

    def keep(self, form: CarryOverForm) -> str:
        self.carried = carry_over(self.plan, described=form.described, by=self.person)
        return f"{self.carried} is started with what {self.plan} leaves unfinished."

    def get_success_url(self) -> str:
        return getattr(self, "carried", self.plan).get_absolute_url()
