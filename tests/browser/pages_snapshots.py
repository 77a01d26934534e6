"""Every page of a plan's reports and snapshots: the demo's, and a plan that was never finalized."""

from __future__ import annotations

from django.urls import reverse

from plans.models import Plan
from tests.browser.demo import Demo
from tests.browser.own_page import OwnPage
from tests.browser.pages_plans import LONG, page_of
from tests.browser.planned import Planned
from tests.plans.making import damage, make_plan, make_priority, make_snapshot, make_step


def snapshot_pages(demo: Demo, planned: Planned) -> list[OwnPage]:
    plan, lead = planned.plan, demo.people["lead"]
    first = plan.snapshots.get(number=1)
    never = make_plan(demo.district, lead, systems=[demo.leadership.edition.system], title="Never finalized")
    crowded = crowded_plan(demo)
    return [
        page_of(plan, "plan_reports"),
        page_of(plan, "plan_reports", who="viewer"),
        page_of(plan, "plan_reports", who="harbor", status=404),
        page_of(never, "plan_reports"),
        page_of(never, "plan_reports", who="member"),
        page_of(plan, "plan_finalize"),
        page_of(never, "plan_finalize"),
        page_of(plan, "plan_finalize", who="member", status=403),
        page_of(plan, "snapshot_detail", first.pk),
        page_of(plan, "snapshot_detail", first.pk, who="viewer"),
        page_of(crowded, "snapshot_detail", crowded.snapshots.get(number=1).pk),
        page_of(crowded, "snapshot_file", crowded.snapshots.get(number=1).pk, "brief", status=500),
        page_of(plan, "snapshot_note", first.pk),
        page_of(plan, "snapshot_compare"),
        page_of(plan, "snapshot_compare", query="?from=1&to=1"),
        page_of(crowded, "snapshot_compare"),
        OwnPage("plans:plan_settings", f"{reverse('plans:plan_settings', args=['lakeview', plan.pk])}#id_ask"),
    ]


def crowded_plan(demo: Demo) -> Plan:
    """A plan with words that do not break, finalized before and after they were typed; its first brief is damaged."""
    lead = demo.people["lead"]
    plan = make_plan(demo.district, lead, systems=[demo.talent.edition.system], title=f"{LONG} finalized")
    damage(make_snapshot(plan, lead, note=LONG * 4), "brief")
    make_step(plan, lead, LONG * 2, priority=make_priority(plan, lead, LONG, reason=LONG * 3), owner_role=LONG)
    make_snapshot(plan, lead)
    make_step(plan, lead, f"{LONG} again")
    return plan
