"""Every page of a district's plans: one in force with all that the demo has in it, an empty draft, and a closed one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from comments.owners import ThreadOwner
from plans.choices import HANDFUL, PlanState, school_year, school_year_of
from plans.models import Plan
from plans.owners import (
    CycleThreads,
    MeasureThreads,
    MeetingThreads,
    MilestoneThreads,
    PriorityThreads,
    StepThreads,
)
from plans.services import issue_calendar_link
from tests.browser.demo import Demo
from tests.browser.own_page import OwnPage
from tests.browser.pages_comments import about, pages_of
from tests.browser.planned import Planned
from tests.plans.making import (
    make_cycle,
    make_measure,
    make_meeting,
    make_milestone,
    make_plan,
    make_priority,
    make_step,
)

AGAIN = {"query": "?again", "submit": True}
LONG = "Anunbrokenwordthatgoesonandonandonandonandonandonandonandonandon"


def page_of(plan: Plan, name: str, *arguments: Any, query: str = "", **options: Any) -> OwnPage:
    full = f"plans:{name}"
    return OwnPage(full, reverse(full, args=[plan.district.slug, plan.pk, *arguments]) + query, **options)


def plan_pages(demo: Demo, planned: Planned) -> list[OwnPage]:
    """Pages of plans as wholes."""
    empty, closed = empty_plan(demo), closed_plan(demo)
    return [
        *pages_of_all(demo),
        *pages_of_one(demo, planned.plan),
        *pages_without_anything(empty),
        *pages_of_a_closed_one(closed),
        *pages_of_leads(planned.plan, empty, closed),
    ]


def empty_plan(demo: Demo) -> Plan:
    """A draft of the name that another one begins with, which is refused for it."""
    year = school_year_of(timezone.localdate())
    systems = [demo.talent.edition.system]
    return make_plan(demo.district, demo.people["lead"], systems=systems, year=year, title=f"Plan {school_year(year)}")


def closed_plan(demo: Demo) -> Plan:
    """A plan with more priorities than a handful, and words that do not break."""
    lead = demo.people["lead"]
    plan = make_plan(demo.district, lead, systems=[demo.talent.edition.system], year=2024, title=LONG)
    for number in range(HANDFUL + 1):
        make_priority(plan, lead, f"{LONG} {number}", reason=LONG * 3)
    first = plan.priorities.first()
    make_step(plan, lead, LONG * 2, priority=first, owner_role=LONG, notes=LONG * 3)
    make_measure(plan, lead, LONG, unit=LONG[:40], priority=first)
    Plan.objects.filter(pk=plan.pk).update(state=PlanState.CLOSED)
    plan.refresh_from_db()
    return plan


def pages_of_all(demo: Demo) -> list[OwnPage]:
    every, start = (reverse(f"plans:{name}", args=[demo.district.slug]) for name in ("plan_list", "plan_start"))
    return [
        OwnPage("plans:plan_list", every),
        OwnPage("plans:plan_list", every, "viewer"),
        OwnPage("plans:plan_list", "/districts/harbor/plans/", "harbor"),
        OwnPage("plans:plan_list", every, "harbor", status=404),
        OwnPage("plans:plan_start", start),
        OwnPage("plans:plan_start", f"{start}?again", submit=True),
        OwnPage("plans:plan_start", start, "member", status=403),
        OwnPage("home", "/", "hr"),
        OwnPage("district_detail", "/districts/lakeview/"),
    ]


def pages_of_one(demo: Demo, plan: Plan) -> list[OwnPage]:
    viewer = demo.people["viewer"]
    issue_calendar_link(plan=plan, membership=demo.district.memberships.get(user=viewer))
    return [
        page_of(plan, "plan_detail"),
        page_of(plan, "plan_detail", who="viewer"),
        page_of(plan, "plan_detail", query="?status=open&due=overdue"),
        page_of(plan, "plan_detail", who="harbor", status=404),
        page_of(plan, "plan_owners"),
        page_of(plan, "plan_owners", query="?status=done&due=overdue"),
        page_of(plan, "plan_timeline"),
        page_of(plan, "plan_timeline", query="?due=none"),
        page_of(plan, "calendar"),
        page_of(plan, "calendar", query="?made", submit=True),
        page_of(plan, "calendar", who="viewer"),
        page_of(plan, "plan_history"),
        page_of(plan, "priority_candidates"),
        page_of(plan, "priority_candidates", who="viewer"),
        page_of(plan, "measure_list"),
        page_of(plan, "cycle_list", who="viewer"),
        page_of(plan, "meeting_list"),
    ]


def pages_without_anything(plan: Plan) -> list[OwnPage]:
    return [
        page_of(plan, "plan_detail"),
        page_of(plan, "plan_detail", who="viewer"),
        page_of(plan, "plan_owners"),
        page_of(plan, "plan_timeline"),
        page_of(plan, "measure_list"),
        page_of(plan, "cycle_list"),
        page_of(plan, "meeting_list", who="viewer"),
    ]


def pages_of_a_closed_one(plan: Plan) -> list[OwnPage]:
    return [
        page_of(plan, "plan_detail"),
        page_of(plan, "plan_owners"),
        page_of(plan, "plan_timeline", who="viewer"),
        page_of(plan, "priority_candidates"),
        page_of(plan, "priority_detail", plan.priorities.all()[0].pk),
        page_of(plan, "step_detail", plan.steps.get().pk),
        page_of(plan, "measure_list"),
        page_of(plan, "measure_detail", plan.measures.get().pk),
        page_of(plan, "plan_reopen"),
        page_of(plan, "plan_reopen", **AGAIN),
    ]


def pages_of_leads(plan: Plan, empty: Plan, closed: Plan) -> list[OwnPage]:
    return [
        page_of(plan, "plan_settings"),
        page_of(empty, "plan_settings"),
        page_of(plan, "plan_settings", who="member", status=403),
        page_of(empty, "plan_force"),
        page_of(plan, "plan_close"),
        page_of(closed, "plan_carry"),
        page_of(empty, "plan_delete"),
        page_of(plan, "plan_delete"),
    ]


# Rows -----------------------------------------------------------------------------------------------------------


def plan_row_pages(demo: Demo, planned: Planned) -> list[OwnPage]:
    """Pages of what a plan is made of, and those on which it is added, changed and taken away."""
    return [
        *pages_of_priorities(demo, planned),
        *pages_of_steps(demo, planned),
        *pages_of_measures(demo, planned),
        *pages_of_cycles(demo, planned),
        *pages_of_meetings(demo, planned),
    ]


def pages_of_priorities(demo: Demo, planned: Planned) -> list[OwnPage]:
    plan, bare = planned.plan, make_priority(planned.plan, demo.people["lead"], "Nothing planned yet")
    whys, fishbone = planned.priority("Recruit").pk, planned.priority("Know why").pk
    stage = demo.row("5a-ready").stage_description_id
    return [
        page_of(plan, "priority_choose", query=f"?ground=stage_description-{stage}&origin=readiness"),
        page_of(plan, "priority_choose", **AGAIN),
        page_of(plan, "priority_detail", whys),
        page_of(plan, "priority_detail", fishbone, who="viewer"),
        page_of(plan, "priority_detail", planned.priority("One way").pk, who="member"),
        page_of(plan, "priority_detail", bare.pk),
        page_of(plan, "priority_change", whys),
        page_of(plan, "priority_remove", whys),
        page_of(plan, "priority_remove", bare.pk),
        page_of(plan, "root_cause", whys),
        page_of(plan, "root_cause", bare.pk),
    ]


def pages_of_steps(demo: Demo, planned: Planned) -> list[OwnPage]:
    plan, fresh = planned.plan, make_step(planned.plan, demo.people["lead"], "Added by mistake")
    overdue, milestone = planned.step("Get three years").pk, planned.milestone("Hard posts").pk
    return [
        page_of(plan, "step_add"),
        page_of(plan, "step_add", **AGAIN),
        page_of(plan, "step_detail", overdue),
        page_of(plan, "step_detail", planned.step("Look for a survey").pk, who="viewer"),
        page_of(plan, "step_detail", planned.step("Sign the agreement").pk, who="coach"),
        page_of(plan, "step_detail", overdue, who="harbor", status=404),
        page_of(plan, "step_change", overdue),
        page_of(plan, "step_change", overdue, who="coach", status=403),
        page_of(plan, "step_status", overdue),
        page_of(plan, "step_remove", overdue),
        page_of(plan, "step_remove", fresh.pk),
        page_of(plan, "milestone_add", **AGAIN),
        page_of(plan, "milestone_detail", milestone),
        page_of(plan, "milestone_detail", planned.milestone("Screening guide").pk, who="viewer"),
        page_of(plan, "milestone_detail", overdue_milestone(demo, plan)),
        page_of(plan, "milestone_change", milestone),
        page_of(plan, "milestone_remove", milestone),
        page_of(plan, "milestone_remove", planned.milestone("Screening guide").pk),
    ]


def overdue_milestone(demo: Demo, plan: Plan) -> int:
    """The key of a milestone whose day is past, of no priority, with a word that does not break."""
    due = timezone.localdate() - timedelta(days=3)
    return make_milestone(plan, demo.people["lead"], f"{LONG} {LONG}", due_on=due).pk


def pages_of_measures(demo: Demo, planned: Planned) -> list[OwnPage]:
    plan, fresh = planned.plan, make_measure(planned.plan, demo.people["lead"], baseline=None, baseline_on=None).pk
    off = planned.measure("People who left")
    reading, target = (off.pk, off.readings.all()[0].pk), (off.pk, off.targets.all()[0].pk)
    return [
        page_of(plan, "measure_add", **AGAIN),
        page_of(plan, "measure_detail", off.pk),
        page_of(plan, "measure_detail", planned.measure("Days from").pk, who="viewer"),
        page_of(plan, "measure_detail", fresh),
        page_of(plan, "measure_change", off.pk),
        page_of(plan, "measure_remove", off.pk),
        page_of(plan, "measure_remove", fresh),
        page_of(plan, "reading_add", off.pk, **AGAIN),
        page_of(plan, "reading_change", *reading),
        page_of(plan, "reading_remove", *reading),
        page_of(plan, "target_add", off.pk, **AGAIN),
        page_of(plan, "target_change", *target),
        page_of(plan, "target_remove", *target),
    ]


def pages_of_cycles(demo: Demo, planned: Planned) -> list[OwnPage]:
    plan, due = planned.plan, timezone.localdate() - timedelta(days=3)
    fresh = make_cycle(plan, demo.people["lead"], starts_on=due - timedelta(days=7), study_on=due).pk
    still_open, closed = planned.cycle("A shorter").pk, planned.cycle("Try the screening").pk
    return [
        page_of(plan, "cycle_list"),
        page_of(plan, "cycle_start", **AGAIN),
        page_of(plan, "cycle_detail", still_open),
        page_of(plan, "cycle_detail", closed, who="viewer"),
        page_of(plan, "cycle_change", still_open),
        page_of(plan, "cycle_change", closed),
        page_of(plan, "cycle_remove", closed),
        page_of(plan, "cycle_remove", fresh),
    ]


def pages_of_meetings(demo: Demo, planned: Planned) -> list[OwnPage]:
    plan, fresh = planned.plan, make_meeting(planned.plan, demo.people["lead"]).pk
    held = planned.meeting("Where the steps").pk
    return [
        page_of(plan, "meeting_add", **AGAIN),
        page_of(plan, "meeting_detail", held),
        page_of(plan, "meeting_detail", planned.meeting("Before the January").pk, who="viewer"),
        page_of(plan, "meeting_change", held),
        page_of(plan, "meeting_remove", held),
        page_of(plan, "meeting_remove", fresh),
    ]


def plan_thread_pages(demo: Demo, planned: Planned) -> list[OwnPage]:
    """Threads about each kind of thing in a plan, with something said."""
    rows: list[tuple[type[ThreadOwner], Any]] = [
        (PriorityThreads, planned.priority("One way")),
        (StepThreads, planned.step("Sign the agreement")),
        (MilestoneThreads, planned.milestone("First exit talks")),
        (MeasureThreads, planned.measure("Days from")),
        (CycleThreads, planned.cycle("Try the screening")),
        (MeetingThreads, planned.meeting("Where the steps")),
    ]
    found = [about(demo, owner, pk=planned.plan.pk, row=row.pk) for owner, row in rows]
    return [page for owned in found for page in pages_of(demo, owned)]
