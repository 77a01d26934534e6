"""What every page of a district's plans does first, and what those with a form do with it."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, ClassVar

import rules
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.generic import FormView

from core.access import check_rule
from core.links import address
from core.prepared_queries import PreparedRows
from core.saving import StaleVersion
from core.views import CancelMixin, KeptFormMixin, refuse, show_other
from districts.models import Membership
from districts.views import DistrictMixin
from plans.choices import PlanState
from plans.models import ActionStep, Cycle, Measure, Meeting, Milestone, Plan, Priority, Reading, Target
from plans.rules import can_keep_plans, can_lead_plans, can_read_plans
from plans.services.keeping import CLOSED, PlanClosed

_MEMBER = ("membership_pk", "membership_role")
_ROWS = (Plan, Priority, ActionStep, Milestone, Measure, Target, Reading, Cycle, Meeting)
_IS_GONE = tuple(model.DoesNotExist for model in _ROWS)
GONE = "What this is about was removed meanwhile, so it cannot be saved. Copy what you typed before you leave."
CLOSED_MEANWHILE = (
    "This plan was closed meanwhile, so nothing can be saved. Copy what you typed before you leave; "
    "a lead can open the plan again."
)

# The query that every page of a plan begins with.
_PLANS = PreparedRows(
    lambda pk, slug, user: Plan.objects.with_memberships().filter(pk=pk, district__slug=slug, membership_user=user),
    int,
    str,
    int,
    related=("district", "team"),
    more=_MEMBER,
)


@cache
def _rows(model: type[Any], *shown: str) -> PreparedRows:
    """Return the query that every page of one row begins with."""
    return PreparedRows(
        lambda pk, plan, slug, user: model.objects.with_memberships().filter(
            pk=pk, plan=plan, plan__district__slug=slug, membership_user=user
        ),
        int,
        int,
        str,
        int,
        related=("plan", "plan__district", *shown),
        more=_MEMBER,
    )


class PlansMixin(DistrictMixin):
    """A page under a district's plans."""

    rule = can_read_plans

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(section="plans", may_lead=can_lead_plans.test(self.membership), **kwargs)


class PlanMixin(PlansMixin):
    """A page of one plan; another district's is not found. `page` is its place among the plan's pages."""

    plan: Plan
    page: ClassVar[str] = ""

    def find_membership(self) -> Membership:
        """Load the plan, its district and the membership in one query: none of them without the others."""
        self.plan = _PLANS.get(self.kwargs["pk"], self.kwargs["slug"], self.person.pk)
        return self.membership_of(self.plan)

    def membership_of(self, found: Any) -> Membership:
        """Return the person's membership, as it came along with the plan or a row of it."""
        return Membership(
            pk=found.membership_pk, district=self.plan.district, user=self.person, role=found.membership_role
        )

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer 404 also where the plan, or a row of it, goes between the question and the answer."""
        try:
            return super().dispatch(request, *args, **kwargs)
        except _IS_GONE:
            raise Http404 from None

    @property
    def may_keep(self) -> bool:
        """Whether this person may write in the plan here and now."""
        return can_keep_plans.test(self.membership) and not self.plan.is_closed

    def url(self, name: str, *args: Any) -> str:
        """Return the address of one of the plan's pages, such as "step_add"."""
        return address(f"plans:{name}", self.district.slug, self.plan.pk, *args)

    def get_success_url(self) -> str:
        return self.plan.get_absolute_url()

    def get_cancel_url(self) -> str:
        return self.get_success_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        # A page of one row gives its own `plan`, which is the same.
        return super().get_context_data(
            plan=self.plan,
            page=self.page,
            may_keep=self.may_keep,
            may_lead_plan=can_lead_plans.test(self.membership) and not self.plan.is_closed,
            **kwargs,
        )


class OpenPlanMixin(PlanMixin):
    """A page on which something is changed: a closed plan has none, and leads back to the plan, unless that would lose
    somebody's words."""

    rule: ClassVar[rules.Predicate] = can_keep_plans

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        plan = getattr(self, "plan", None)
        if plan is not None and plan.is_closed and not self.brings_words():
            check_rule(self.rule, getattr(self, "membership", None))
            return self.lead_back()
        return super().dispatch(request, *args, **kwargs)

    def brings_words(self) -> bool:
        """Whether the request comes with something that somebody typed."""
        return False

    def lead_back(self) -> HttpResponse:
        messages.error(self.request, CLOSED)
        return redirect(self.plan)


class RowMixin(PlanMixin):
    """A page of one row of a plan, such as an action step. `row_model` is what it is, `shown` what else it needs."""

    row_model: ClassVar[Any]
    shown: ClassVar[tuple[str, ...]] = ()
    row: Any

    def find_membership(self) -> Membership:
        """Load the row, its plan and district, and the membership in one query: none of them without the others."""
        asked = (self.kwargs["row"], self.kwargs["pk"], self.kwargs["slug"], self.person.pk)
        self.row = _rows(self.row_model, *self.shown).get(*asked)
        self.plan = self.row.plan
        return self.membership_of(self.row)

    def get_success_url(self) -> str:
        return self.row.get_absolute_url() if hasattr(self.row, "get_absolute_url") else super().get_success_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs | {"row": self.row})


class SavingMixin(KeptFormMixin, CancelMixin):
    """A form: `keep` does what it is for and returns what to say; what it refuses stands beside its field, and all that
    was typed is still there."""

    request: HttpRequest

    def keep(self, form: Any) -> str:
        """Do what the form is for. Raises ValidationError and StaleVersion; returns the sentence that is shown then."""
        raise NotImplementedError

    def as_typed(self, row: Any) -> Any:
        """Return what is stored instead, with what the form asks for in fields that the row does not have."""
        return row

    def show_stale(self, form: Any, row: Any) -> HttpResponse:
        """Answer somebody who did not read what is stored now."""
        return show_other(self, form, self.as_typed(row))

    def show_refused(self, form: Any, refused: ValidationError) -> HttpResponse:
        """Answer what a service refused."""
        return refuse(self, form, refused)

    def show_words(self, form: Any, why: str) -> HttpResponse:
        """Answer somebody whose words have no place anymore: `why` stands above them."""
        return refuse(self, form, ValidationError(why))

    @property
    def kept(self) -> str:
        return self.request.path

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            said = self.keep(form)
        except StaleVersion as stale:
            return self.show_stale(form, stale.row)
        except ValidationError as refused:
            return self.show_refused(form, refused)
        except _IS_GONE:
            return self.show_words(form, GONE)
        messages.success(self.request, said, extra_tags=self.kept)
        return redirect(self.get_success_url())  # type: ignore[attr-defined]


class KeepingMixin(SavingMixin, OpenPlanMixin):
    """A form that writes in an open plan; where a lead closed it meanwhile, all that was typed is shown once more."""

    def send(self, data: QueryDict) -> HttpResponse:
        return self.show_closed(self.bind(data)) if self.plan.is_closed else super().send(data)

    def show_refused(self, form: Any, refused: ValidationError) -> HttpResponse:
        if not isinstance(refused, PlanClosed):
            return super().show_refused(form, refused)
        self.plan.state = PlanState.CLOSED
        return self.show_closed(form)

    def show_closed(self, form: Any) -> HttpResponse:
        return self.show_words(form, CLOSED_MEANWHILE)


class KeepView(KeepingMixin, FormView):
    """A form that keeps something in an open plan."""

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"plan": self.plan}


class ChangeRowView(RowMixin, KeepView):
    """A form that changes one row. `initial_fields` are those that the form begins with."""

    initial_fields: ClassVar[tuple[str, ...]] = ()

    def get_initial(self) -> dict[str, Any]:
        return {name: getattr(self.row, name) for name in (*self.initial_fields, "version")}


class RemoveRowView(RowMixin, OpenPlanMixin):
    """Takes a row away after asking; what may not go stays, and the page says why."""

    gone: ClassVar[str] = "{} is removed."

    def remove(self) -> None:
        raise NotImplementedError

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            self.remove()
        except ValidationError as refused:
            messages.error(request, refused.messages[0])
            return redirect(self.get_success_url())
        except StaleVersion:
            messages.error(request, "Somebody changed this meanwhile, so it was not removed. Look at it again.")
            return redirect(self.get_success_url())
        messages.success(request, self.gone.format(self.row))
        return redirect(self.get_gone_url())

    def get_gone_url(self) -> str:
        """Return where one comes out once the row is gone."""
        return self.plan.get_absolute_url()


def whole_number(text: str) -> int | None:
    """Return the key or version that an address or a hidden field says; None for what can be none."""
    return int(text) if re.fullmatch("[0-9]{1,18}", text) else None
