"""Recording a recommendation, and opening a round: what leads do with a review or a comparison as a whole."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import FormView

from core.saving import StaleVersion
from core.views import CancelMixin, refuse
from hexagon.choices import Choice
from hexagon.forms.opening import OpenRoundForm
from hexagon.forms.recommending import NO_CANDIDATE, RecommendForm
from hexagon.models import Recommendation
from hexagon.reports import hexagon_content, unrated_now
from hexagon.rules import can_lead_reviews
from hexagon.services import open_review_round, recommend
from hexagon.views.base import ComparisonMixin, ReviewMixin, SubjectMixin


class RecommendMixin(CancelMixin, SubjectMixin, FormView):
    """Records what was decided, unless another lead did so meanwhile."""

    rule = can_lead_reviews
    form_class = RecommendForm
    template_name = "hexagon/recommend.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        components = hexagon_content(self.subject.edition).components
        return super().get_form_kwargs() | {"components": components, "candidates": self.candidates()}

    def candidates(self) -> list[tuple[int, str]]:
        return []

    def get_initial(self) -> dict[str, Any]:
        stored = getattr(self.subject, "recommendation", None)
        if stored is None:
            return {"decided_by": str(self.person), "decided_on": timezone.localdate()}
        names = ("choice", "rationale", "dissent", "decided_by", "decided_on", "version")
        supports = {f"support-{key}": text for key, text in stored.supports.items()}
        return (
            {name: getattr(stored, name) for name in names}
            | supports
            | {"candidate": stored.candidate_id or NO_CANDIDATE}
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(unrated=unrated_now(self.subject), **kwargs)

    def form_valid(self, form: RecommendForm) -> HttpResponse:
        try:
            recommend(self.subject, decision=form.decision, by=self.person)
        except ValidationError as refused:
            return refuse(self, form, refused)
        except StaleVersion as stale:
            return self.show_other(form, stale.row)
        return redirect(f"{self.get_success_url()}#recommendation")

    def show_other(self, form: Any, current: Recommendation | None) -> HttpResponse:
        """Keep what was typed, say beside each field what is saved now, and let the lead send it again."""
        told = shown_fields(current) if current else {}
        for name, stored in told.items():
            if name in form.fields and str(form.cleaned_data.get(name) or "") != stored[0]:
                form.add_error(name, f"Another lead saved this meanwhile: {stored[1] or 'nothing'}")
        form.data = form.data.copy()
        form.data["version"] = current.version if current else ""
        return self.render_to_response(self.get_context_data(form=form), status=409)


def shown_fields(row: Recommendation) -> dict[str, tuple[str, str]]:
    """Return what a recommendation's fields hold, and how people read it."""
    plain = {name: getattr(row, name) for name in ("rationale", "dissent", "decided_by")}
    plain |= {f"support-{key}": text for key, text in row.supports.items()}
    candidate = row.candidate
    return {name: (text, text) for name, text in plain.items()} | {
        "choice": (row.choice, str(Choice(row.choice).label)),
        "candidate": (str(candidate.pk) if candidate else "", candidate.name if candidate else "no single candidate"),
        "decided_on": (str(row.decided_on), f"{row.decided_on:%B} {row.decided_on.day}, {row.decided_on.year}"),
    }


class RecommendReviewView(ReviewMixin, RecommendMixin):
    """The recommendation of a review; a candidate is recommended in its comparison."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.subject.comparison_id is not None:
            return redirect("hexagon:comparison_recommend", self.district.slug, self.subject.comparison_id)
        return super().get(request, *args, **kwargs)


class RecommendComparisonView(ComparisonMixin, RecommendMixin):
    """The recommendation of a comparison."""

    def candidates(self) -> list[tuple[int, str]]:
        return [(one.pk, one.name) for one in self.subject.candidates.order_by("position")]


class OpenRoundMixin(CancelMixin, SubjectMixin, FormView):
    """A lead opens a round over components, and goes on to seat its raters."""

    rule = can_lead_reviews
    form_class = OpenRoundForm
    template_name = "hexagon/round_open.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"components": hexagon_content(self.subject.edition).components}

    def get_initial(self) -> dict[str, Any]:
        components = hexagon_content(self.subject.edition).components
        return {"title": self.subject.title[:120], "keys": [one.key for one in components]}

    def form_valid(self, form: OpenRoundForm) -> HttpResponse:
        title, keys = form.cleaned_data["title"], form.cleaned_data["keys"]
        try:
            opened = open_review_round(self.subject, title=title, keys=keys, by=self.person)
        except ValidationError as refused:
            return refuse(self, form, refused)
        return redirect(reverse("hexagon:round_seats", args=[self.district.slug, opened.round_id]))


class OpenReviewRoundView(ReviewMixin, OpenRoundMixin):
    """A round over the components of a review; a candidate is rated with its comparison."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.subject.comparison_id is not None:
            return redirect("hexagon:comparison_round_open", self.district.slug, self.subject.comparison_id)
        return super().get(request, *args, **kwargs)


class OpenComparisonRoundView(ComparisonMixin, OpenRoundMixin):
    """A round over the components of every candidate."""
