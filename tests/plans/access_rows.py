"""What everyone gets at the addresses of a district's plans: the world's is in force, with one of everything in it."""

from __future__ import annotations

from typing import Any

from districts.choices import Role
from plans.choices import PlanState
from plans.models import Plan
from plans.services import issue_calendar_link
from tests.access_table import Arguments, Row, World, district
from tests.plans.checks import busy
from tests.plans.making import make_plan, make_snapshot


def planned(district: Any, system: Any, people: dict[str, Any]) -> tuple[Plan, str]:
    """Return the world's plan, and the token of its lead's calendar link."""
    made = make_plan(district, people["lead"], systems=[system], state=PlanState.IN_FORCE)
    busy(made, people["lead"])
    make_snapshot(made, people["lead"])
    return made, issue_calendar_link(plan=made, membership=district.memberships.filter(role=Role.LEAD).first())


def plan(world: World) -> tuple[Any, ...]:
    return world.district.slug, world.plan.pk


def row(name: str) -> Arguments:
    """The one row of a kind that the plan has."""
    return lambda world: (*plan(world), getattr(world.plan, name).get().pk)


priority, step, milestone = row("priorities"), row("steps"), row("milestones")
measure, cycle, meeting = row("measures"), row("cycles"), row("meetings")


def snapshot(world: World) -> tuple[Any, ...]:
    return *plan(world), world.plan.snapshots.get().pk


def brief(world: World) -> tuple[Any, ...]:
    return *plan(world), "brief"


def csv(world: World) -> tuple[Any, ...]:
    return *plan(world), "csv"


def kept_brief(world: World) -> tuple[Any, ...]:
    return *snapshot(world), "brief"


def kept_csv(world: World) -> tuple[Any, ...]:
    return *snapshot(world), "csv"


def reading(world: World) -> tuple[Any, ...]:
    return *measure(world), world.plan.measures.get().readings.get().pk


def target(world: World) -> tuple[Any, ...]:
    return *measure(world), world.plan.measures.get().targets.get().pk


def calendar(world: World) -> tuple[Any, ...]:
    return (world.calendar,)


# fmt: off
PLAN_PAGES = [
    #   address                                   arguments   method  anon out view coach member lead content operator
    Row("plans:plan_list",                        district,   "get",  "in  404 200 200 200 200 404 404"),
    Row("plans:plan_list",                        district,   "post", "in  404 405 405 405 405 404 404"),
    Row("plans:plan_start",                       district,   "get",  "in  404 403 403 403 200 404 404"),
    Row("plans:plan_start",                       district,   "post", "in  404 403 403 403 422 404 404"),
    Row("plans:plan_detail",                      plan,       "get",  "in  404 200 200 200 200 404 404"),
    Row("plans:plan_detail",                      plan,       "post", "in  404 405 405 405 405 404 404"),
    Row("plans:plan_owners",                      plan,       "get",  "in  404 200 200 200 200 404 404"),
    Row("plans:plan_owners",                      plan,       "post", "in  404 405 405 405 405 404 404"),
    Row("plans:plan_history",                     plan,       "get",  "in  404 200 200 200 200 404 404"),
    Row("plans:plan_history",                     plan,       "post", "in  404 405 405 405 405 404 404"),
    Row("plans:plan_settings",                    plan,       "get",  "in  404 403 403 403 200 404 404"),
    Row("plans:plan_settings",                    plan,       "post", "in  404 403 403 403 422 404 404"),
    Row("plans:plan_force",                       plan,       "get",  "in  404 403 403 403 200 404 404"),
    Row("plans:plan_force",                       plan,       "post", "in  404 403 403 403 302 404 404"),
    Row("plans:plan_close",                       plan,       "get",  "in  404 403 403 403 200 404 404"),
    Row("plans:plan_close",                       plan,       "post", "in  404 403 403 403 302 404 404"),
    Row("plans:plan_reopen",                      plan,       "get",  "in  404 403 403 403 200 404 404"),
    Row("plans:plan_reopen",                      plan,       "post", "in  404 403 403 403 422 404 404"),
    Row("plans:plan_carry",                       plan,       "get",  "in  404 403 403 403 200 404 404"),
    Row("plans:plan_carry",                       plan,       "post", "in  404 403 403 403 422 404 404"),
    Row("plans:plan_delete",                      plan,       "get",  "in  404 403 403 403 200 404 404"),
    Row("plans:plan_delete",                      plan,       "post", "in  404 403 403 403 302 404 404"),
    Row("plans:plan_reports",                     plan,       "get",  "in  404 200 200 200 200 404 404"),
    Row("plans:plan_reports",                     plan,       "post", "in  404 405 405 405 405 404 404"),
    Row("plans:plan_pdf",                         brief,      "get",  "in  404 200 200 200 200 404 404"),
    Row("plans:plan_pdf",                         brief,      "post", "in  404 405 405 405 405 404 404"),
    Row("plans:plan_export",                      csv,        "get",  "in  404 200 200 200 200 404 404"),
    Row("plans:plan_export",                      csv,        "post", "in  404 405 405 405 405 404 404"),
    Row("plans:plan_finalize",                    plan,       "get",  "in  404 403 403 403 200 404 404"),
    Row("plans:plan_finalize",                    plan,       "post", "in  404 403 403 403 409 404 404"),
    Row("plans:snapshot_compare",                 plan,       "get",  "in  404 200 200 200 200 404 404"),
    Row("plans:snapshot_compare",                 plan,       "post", "in  404 405 405 405 405 404 404"),
    Row("plans:snapshot_detail",                  snapshot,   "get",  "in  404 200 200 200 200 404 404"),
    Row("plans:snapshot_detail",                  snapshot,   "post", "in  404 405 405 405 405 404 404"),
    Row("plans:snapshot_note",                    snapshot,   "get",  "in  404 403 403 403 200 404 404"),
    Row("plans:snapshot_note",                    snapshot,   "post", "in  404 403 403 403 302 404 404"),
    Row("plans:snapshot_file",                    kept_brief, "get",  "in  404 200 200 200 200 404 404"),
    Row("plans:snapshot_file",                    kept_brief, "post", "in  404 405 405 405 405 404 404"),
    Row("plans:snapshot_export",                  kept_csv,   "get",  "in  404 200 200 200 200 404 404"),
    Row("plans:snapshot_export",                  kept_csv,   "post", "in  404 405 405 405 405 404 404"),
    Row("plans:priority_candidates",              plan,       "get",  "in  404 200 200 200 200 404 404"),
    Row("plans:priority_candidates",              plan,       "post", "in  404 405 405 405 405 404 404"),
    Row("plans:priority_choose",                  plan,       "get",  "in  404 403 403 403 200 404 404"),
    Row("plans:priority_choose",                  plan,       "post", "in  404 403 403 403 422 404 404"),
    Row("plans:priority_detail",                  priority,   "get",  "in  404 200 200 200 200 404 404"),
    Row("plans:priority_detail",                  priority,   "post", "in  404 405 405 405 405 404 404"),
    Row("plans:priority_change",                  priority,   "get",  "in  404 403 403 403 200 404 404"),
    Row("plans:priority_change",                  priority,   "post", "in  404 403 403 403 422 404 404"),
    Row("plans:priority_move",                    priority,   "get",  "in  404 403 403 403 405 404 404"),
    Row("plans:priority_move",                    priority,   "post", "in  404 403 403 403 302 404 404"),
    Row("plans:priority_remove",                  priority,   "get",  "in  404 403 403 403 200 404 404"),
    Row("plans:priority_remove",                  priority,   "post", "in  404 403 403 403 302 404 404"),
    Row("plans:sentence_take_up",                 priority,   "get",  "in  404 403 403 405 405 404 404"),
    Row("plans:sentence_take_up",                 priority,   "post", "in  404 403 403 404 404 404 404"),
    Row("plans:root_cause",                       priority,   "get",  "in  404 403 403 200 200 404 404"),
    Row("plans:root_cause",                       priority,   "post", "in  404 403 403 422 422 404 404"),
    Row("plans:step_add",                         plan,       "get",  "in  404 403 403 200 200 404 404"),
    Row("plans:step_add",                         plan,       "post", "in  404 403 403 422 422 404 404"),
    Row("plans:steps_status",                     plan,       "get",  "in  404 403 403 302 302 404 404"),
    Row("plans:steps_status",                     plan,       "post", "in  404 403 403 302 302 404 404"),
    Row("plans:step_detail",                      step,       "get",  "in  404 200 200 200 200 404 404"),
    Row("plans:step_detail",                      step,       "post", "in  404 405 405 405 405 404 404"),
    Row("plans:step_change",                      step,       "get",  "in  404 403 403 200 200 404 404"),
    Row("plans:step_change",                      step,       "post", "in  404 403 403 422 422 404 404"),
    Row("plans:step_status",                      step,       "get",  "in  404 403 403 200 200 404 404"),
    Row("plans:step_status",                      step,       "post", "in  404 403 403 422 422 404 404"),
    Row("plans:step_remove",                      step,       "get",  "in  404 403 403 200 200 404 404"),
    Row("plans:step_remove",                      step,       "post", "in  404 403 403 302 302 404 404"),
    Row("plans:milestone_add",                    plan,       "get",  "in  404 403 403 200 200 404 404"),
    Row("plans:milestone_add",                    plan,       "post", "in  404 403 403 422 422 404 404"),
    Row("plans:milestone_detail",                 milestone,  "get",  "in  404 200 200 200 200 404 404"),
    Row("plans:milestone_detail",                 milestone,  "post", "in  404 405 405 405 405 404 404"),
    Row("plans:milestone_change",                 milestone,  "get",  "in  404 403 403 200 200 404 404"),
    Row("plans:milestone_change",                 milestone,  "post", "in  404 403 403 422 422 404 404"),
    Row("plans:milestone_remove",                 milestone,  "get",  "in  404 403 403 200 200 404 404"),
    Row("plans:milestone_remove",                 milestone,  "post", "in  404 403 403 302 302 404 404"),
    Row("plans:measure_list",                     plan,       "get",  "in  404 200 200 200 200 404 404"),
    Row("plans:measure_list",                     plan,       "post", "in  404 405 405 405 405 404 404"),
    Row("plans:measure_add",                      plan,       "get",  "in  404 403 403 200 200 404 404"),
    Row("plans:measure_add",                      plan,       "post", "in  404 403 403 422 422 404 404"),
    Row("plans:measure_detail",                   measure,    "get",  "in  404 200 200 200 200 404 404"),
    Row("plans:measure_detail",                   measure,    "post", "in  404 405 405 405 405 404 404"),
    Row("plans:measure_change",                   measure,    "get",  "in  404 403 403 200 200 404 404"),
    Row("plans:measure_change",                   measure,    "post", "in  404 403 403 422 422 404 404"),
    Row("plans:measure_remove",                   measure,    "get",  "in  404 403 403 200 200 404 404"),
    Row("plans:measure_remove",                   measure,    "post", "in  404 403 403 302 302 404 404"),
    Row("plans:reading_add",                      measure,    "get",  "in  404 403 403 200 200 404 404"),
    Row("plans:reading_add",                      measure,    "post", "in  404 403 403 422 422 404 404"),
    Row("plans:reading_change",                   reading,    "get",  "in  404 403 403 200 200 404 404"),
    Row("plans:reading_change",                   reading,    "post", "in  404 403 403 422 422 404 404"),
    Row("plans:reading_remove",                   reading,    "get",  "in  404 403 403 200 200 404 404"),
    Row("plans:reading_remove",                   reading,    "post", "in  404 403 403 302 302 404 404"),
    Row("plans:target_add",                       measure,    "get",  "in  404 403 403 200 200 404 404"),
    Row("plans:target_add",                       measure,    "post", "in  404 403 403 422 422 404 404"),
    Row("plans:target_change",                    target,     "get",  "in  404 403 403 200 200 404 404"),
    Row("plans:target_change",                    target,     "post", "in  404 403 403 422 422 404 404"),
    Row("plans:target_remove",                    target,     "get",  "in  404 403 403 200 200 404 404"),
    Row("plans:target_remove",                    target,     "post", "in  404 403 403 302 302 404 404"),
    Row("plans:cycle_list",                       plan,       "get",  "in  404 200 200 200 200 404 404"),
    Row("plans:cycle_list",                       plan,       "post", "in  404 405 405 405 405 404 404"),
    Row("plans:cycle_start",                      plan,       "get",  "in  404 403 403 200 200 404 404"),
    Row("plans:cycle_start",                      plan,       "post", "in  404 403 403 422 422 404 404"),
    Row("plans:cycle_detail",                     cycle,      "get",  "in  404 200 200 200 200 404 404"),
    Row("plans:cycle_detail",                     cycle,      "post", "in  404 405 405 405 405 404 404"),
    Row("plans:cycle_change",                     cycle,      "get",  "in  404 403 403 200 200 404 404"),
    Row("plans:cycle_change",                     cycle,      "post", "in  404 403 403 422 422 404 404"),
    Row("plans:cycle_remove",                     cycle,      "get",  "in  404 403 403 200 200 404 404"),
    Row("plans:cycle_remove",                     cycle,      "post", "in  404 403 403 302 302 404 404"),
    Row("plans:meeting_list",                     plan,       "get",  "in  404 200 200 200 200 404 404"),
    Row("plans:meeting_list",                     plan,       "post", "in  404 405 405 405 405 404 404"),
    Row("plans:meeting_add",                      plan,       "get",  "in  404 403 403 200 200 404 404"),
    Row("plans:meeting_add",                      plan,       "post", "in  404 403 403 422 422 404 404"),
    Row("plans:meeting_detail",                   meeting,    "get",  "in  404 200 200 200 200 404 404"),
    Row("plans:meeting_detail",                   meeting,    "post", "in  404 405 405 405 405 404 404"),
    Row("plans:meeting_change",                   meeting,    "get",  "in  404 403 403 200 200 404 404"),
    Row("plans:meeting_change",                   meeting,    "post", "in  404 403 403 422 422 404 404"),
    Row("plans:meeting_remove",                   meeting,    "get",  "in  404 403 403 200 200 404 404"),
    Row("plans:meeting_remove",                   meeting,    "post", "in  404 403 403 302 302 404 404"),
    Row("plans:plan_timeline",                    plan,       "get",  "in  404 200 200 200 200 404 404"),
    Row("plans:plan_timeline",                    plan,       "post", "in  404 405 405 405 405 404 404"),
    Row("plans:calendar",                         plan,       "get",  "in  404 200 200 200 200 404 404"),
    Row("plans:calendar",                         plan,       "post", "in  404 200 200 200 200 404 404"),
    Row("plans:calendar_revoke",                  plan,       "get",  "in  404 405 405 405 405 404 404"),
    Row("plans:calendar_revoke",                  plan,       "post", "in  404 302 302 302 302 404 404"),
    Row("plans_calendar",                         calendar,   "get",  "200 200 200 200 200 200 200 200"),
    Row("plans_calendar",                         calendar,   "post", "405 405 405 405 405 405 405 405"),
]
# fmt: on
# What shows a team its own picture, and so must tell nothing of a sealed ballot.
OF_THE_PICTURE = ("priority_candidates", "priority_choose", "priority_detail", "plan_detail", "step_add", "step_change")
PICTURE_PAGES = [one for one in PLAN_PAGES if one.name.removeprefix("plans:") in OF_THE_PICTURE]
