"""The rows of a plan's tables and lists, which its pages have by the dozen."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import template
from django.utils.safestring import SafeString

from core.links import address
from core.prepared_rows import drawn, filled
from core.words import day_words
from plans.models import Plan
from plans.reports import CycleLine, MeasureLine, MilestoneLine, PlanReport, PriorityLine, StepLine, amount
from plans.reports.record import MeasureRecord
from plans.reports.timeline import TimelineLine

register = template.Library()


@register.simple_tag(takes_context=True)
def plan_pages(context: template.Context) -> SafeString:
    """Return the links to the pages of a plan, and what stands on each of them once it is closed."""
    plan = context["plan"]
    return drawn(
        "plans/includes/pages.html",
        title=str(plan),
        slug=plan.district.slug,
        pk=plan.pk,
        page=context.get("page", ""),
        is_closed=plan.is_closed,
        may_lead=context["may_lead"],
        may_lead_plan=context["may_lead_plan"],
    )


@register.simple_tag
def step_rows(lines: Iterable[StepLine], may_keep: bool, may_choose: bool) -> SafeString:
    """Return action steps as rows of a table; those who may keep them change a status, and choose several to change."""
    return _joined(
        filled(
            "plans/rows/step.html",
            {
                "pk": str(line.pk),
                "title": line.title,
                "url": line.url,
                "fulfils": line.fulfils,
                "waits_for": line.waits_for,
                "dropped_because": line.dropped_because,
                "comments": line.comments.words if line.comments.count else "",
                "owner": line.owner_name,
                "due": day_words(line.due_on) if line.due_on else "No date",
                "status": line.status_label,
            },
            far=line.status.value,
            is_overdue=line.is_overdue,
            may_keep=may_keep,
            may_choose=may_choose,
        )
        for line in lines
    )


@register.simple_tag
def attention_rows(report: PlanReport) -> SafeString:
    """Return what needs a look first as lines of a list: a few of what is overdue, missed, and off its path."""
    late: list[tuple[Any, str, str]] = [
        (one, "Overdue", f" since {day_words(one.due_on)}, {one.owner_name}") for one in report.overdue[:5]
    ]
    missed = [(one, "Milestone missed", f", {day_words(one.due_on)}") for one in report.missed[:3]]
    off = [(one, "Off its path", f" at {one.latest_amount}") for one in report.off_path[:3]]
    return _joined(
        filled("plans/rows/attention.html", {"title": one.title, "url": one.url, "what": what, "rest": rest})
        for one, what, rest in (*late, *missed, *off)
    )


@register.simple_tag
def filter_selects(selects: Iterable[tuple[Any, ...]]) -> SafeString:
    """Return the fields by which steps are filtered: drawn once per process for as long as they offer the same."""
    return drawn("plans/plan/selects.html", selects=tuple(selects))


@register.simple_tag
def milestone_rows(lines: Iterable[MilestoneLine]) -> SafeString:
    """Return milestones as lines of a list."""
    return _joined(
        filled(
            "plans/rows/milestone.html",
            {
                "title": line.title,
                "url": line.url,
                "day": day_words(line.reached_on or line.due_on),
                "comments": line.comments.words if line.comments.count else "",
            },
            is_reached=line.reached_on is not None,
            is_overdue=line.is_overdue,
        )
        for line in lines
    )


@register.simple_tag
def measure_rows(lines: Iterable[MeasureLine]) -> SafeString:
    """Return measures as lines of a list: where each stands, its latest reading and its next target."""
    return _joined(
        filled(
            "plans/rows/measure.html",
            {
                "title": line.title,
                "url": line.url,
                "path": line.path_label,
                "latest": line.latest_amount,
                "latest_on": day_words(line.latest.on) if line.latest else "",
                "target": line.target_amount,
                "target_on": day_words(line.next_target.on) if line.next_target else "",
            },
            standing=line.path.value,
        )
        for line in lines
    )


@register.simple_tag
def cycle_rows(lines: Iterable[CycleLine]) -> SafeString:
    """Return improvement cycles as lines of a list."""
    return _joined(
        filled(
            "plans/rows/cycle.html",
            {
                "title": line.title,
                "url": line.url,
                "standing": line.standing,
                "day": day_words(line.closed_on or line.study_on),
            },
            is_closed=line.outcome is not None,
            is_due=line.is_due,
        )
        for line in lines
    )


@register.simple_tag
def timeline_rows(lines: Iterable[TimelineLine]) -> SafeString:
    """Return steps and milestones as rows."""
    return _joined(
        filled(
            "plans/rows/timeline.html",
            {
                "title": line.title,
                "url": line.url,
                "priority": line.priority,
                "owner": line.owner,
                "starts": line.starts,
                "due": line.due,
                "status": line.status,
            },
            is_milestone=line.is_milestone,
            is_overdue=line.is_overdue,
            far=line.far,
        )
        for line in lines
    )


@register.simple_tag
def priority_head(line: PriorityLine) -> SafeString:
    """Return what a plan says of a priority before what is planned for it, with a tile for each step, filled as far as
    it is."""
    head, counted = line.head, line.counted
    return filled(
        "plans/rows/priority.html",
        {
            "pk": str(head.pk),
            "number": str(head.number),
            "title": head.title,
            "url": head.url,
            "reason": head.reason,
            "origin": head.origin.label,
            "rests_on": head.rests_on,
            "strategy": head.strategy,
            "comments": head.comments.words if head.comments.count else "",
            "done": f"{counted.done} of {counted.total} done" if counted.steps else "",
            "ink": SafeString("".join([f'<span class="{step.status.value}"></span>' for step in counted.steps])),
        },
    )


@register.simple_tag
def priority_acts(line: PriorityLine, plan: Plan) -> SafeString:
    """Return the ways to plan something more for a priority."""
    pages = {"step": "step_add", "milestone": "milestone_add", "measure": "measure_add", "cycle": "cycle_start"}
    urls = {name: address(f"plans:{page}", plan.district.slug, plan.pk) for name, page in pages.items()}
    return filled("plans/rows/priority_acts.html", urls | {"pk": str(line.head.pk), "title": line.head.title})


def _joined(rows: Iterable[SafeString]) -> SafeString:
    return SafeString("\n".join(rows))


@register.simple_tag
def amount_of(measure: MeasureRecord, value: Decimal) -> str:
    """Return a value of a measure with its unit."""
    return amount(value, measure.unit)
