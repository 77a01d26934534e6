"""Choosing what to work on: what the team's own picture offers, and making one of it a priority."""

from __future__ import annotations

from typing import Any, ClassVar

import rules
from django.views.generic import TemplateView

from plans.choices import HANDFUL, Origin
from plans.forms.priorities import ChoosePriorityForm
from plans.reports import candidates_for, find_candidate, plan_report
from plans.rules import can_lead_plans
from plans.services import choose_priority
from plans.views.base import KeepView, PlanMixin


class CandidatesView(PlanMixin, TemplateView):
    """What readiness, the Hexagon and inventories leave to be done, beside what is a priority already."""

    template_name = "plans/choose/page.html"
    page = "plan"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        report = plan_report(self.plan)
        return super().get_context_data(
            groups=candidates_for(self.plan), report=report, handful=HANDFUL, is_below=True, **kwargs
        )


class ChoosePriorityView(KeepView):
    """Makes something a priority, for a reason."""

    rule: ClassVar[rules.Predicate] = can_lead_plans
    form_class = ChoosePriorityForm
    template_name = "plans/choose/add.html"
    page = "plan"

    def load(self) -> None:
        super().load()
        code, origin = (self.request.GET.get(name, "") for name in ("ground", "origin"))
        self.candidate = find_candidate(candidates_for(self.plan), code, origin) if code else None

    @property
    def kept(self) -> str:
        return self.request.get_full_path()

    def get_initial(self) -> dict[str, Any]:
        found = self.candidate
        if found is None:
            return {"origin": Origin.OWN}
        return {"title": found.title[:200], "origin": found.origin, "ground": found.code}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(candidate=self.candidate, is_below=True, **kwargs)

    def keep(self, form: ChoosePriorityForm) -> str:
        said = form.cleaned_data
        self.priority = choose_priority(
            self.plan, described=form.described, origin=said["origin"], ground=said["ground"], by=self.person
        )
        return f"{self.priority} is a priority now. Say next who does what for it."

    def get_success_url(self) -> str:
        made = getattr(self, "priority", None)
        return made.get_absolute_url() if made else self.url("priority_candidates")
