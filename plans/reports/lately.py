"""What happened lately in a district's plans."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, F, TextField, Value, When
from django.db.models.functions import Cast, Concat

from core.happenings import Deed, Row, Says, Source, told
from core.links import address
from plans.choices import Outcome, PlanState, StepStatus
from plans.models import (
    ActionStep,
    Cycle,
    Measure,
    Meeting,
    Milestone,
    Plan,
    Priority,
    Reading,
    RootCause,
    Snapshot,
    Target,
)


def _plan_url(slug: str, row: Row) -> str:
    return address("plans:plan_detail", slug, row.place)


def _page(name: str) -> Any:
    return lambda slug, row: address(f"plans:{name}_detail", slug, row.thing, row.item)


def _of_plan(name: str, model: Any, state: Any = None, title: Any = "title") -> Any:
    """Return what makes the query for what happened to rows of a plan."""

    def rows(district: int, *_: Any) -> Any:
        kept = model.history.filter(plan__district=district)
        left = Concat("history_type", state, output_field=TextField()) if state else F("history_type")
        says = Says(state=left, place="plan", title=title, about="plan__title")
        return told(kept, f"plans.{name}", says)

    return rows


def _of_measure(name: str, model: Any) -> Any:
    """Return what makes the query for what happened to values of measures."""

    def rows(district: int, *_: Any) -> Any:
        says = Says(state="history_type", place="measure", thing="measure__plan", about="measure__title")
        return told(model.history.filter(measure__plan__district=district), f"plans.{name}", says)

    return rows


def _root_causes(district: int, *_: Any) -> Any:
    says = Says(state="history_type", place="priority", thing="priority__plan", title="priority__title")
    return told(RootCause.history.filter(priority__plan__district=district), "plans.root_cause", says)


def _plans(district: int, *_: Any) -> Any:
    state = Concat("history_type", "state", output_field=TextField())
    return told(Plan.history.filter(district=district), "plans.plan", Says(state=state, place="id", title="title"))


def _kept(name: str, noun: str, model: Any, *, state: Any = None, states: Any = None) -> Source:
    """Return the source of one kind of row of a plan, `noun` what people call it."""
    return Source(
        name=f"plans.{name}",
        rows=_of_plan(name, model, state),
        url=_page(name),
        place_url=_plan_url,
        added=Deed(f"added the {noun}", many=f"added {{count}} {_plural(noun)} to", weight=3),
        changed=Deed(f"changed the {noun}"),
        removed=Deed(f"removed the {noun}", many=f"removed {{count}} {_plural(noun)} from", weight=4),
        states=states or {},
    )


def _value(noun: str, model: Any) -> Source:
    """Return the source of the values of measures, told of their measure."""

    def page(slug: str, row: Row) -> str:
        return address("plans:measure_detail", slug, row.thing, row.place)

    return Source(
        name=f"plans.{noun}",
        rows=_of_measure(noun, model),
        url=page,
        place_url=page,
        added=Deed("", one=f"added a {noun} to", many=f"added {{count}} {noun}s to", weight=3),
        changed=Deed("", one=f"changed a {noun} of", many=f"changed {{count}} {noun}s of"),
        removed=Deed("", one=f"removed a {noun} from", many=f"removed {{count}} {noun}s from", weight=4),
    )


def _plural(noun: str) -> str:
    return f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"


_STEP_STATES = {
    StepStatus.NOT_BEGUN: Deed("marked", " not begun", weight=2),
    StepStatus.UNDER_WAY: Deed("marked", " under way", weight=2),
    StepStatus.DONE: Deed("marked", " done", weight=2),
    StepStatus.DROPPED: Deed("dropped", weight=2),
}
_PLAN_STATES = {
    PlanState.IN_FORCE: Deed("put", " in force", weight=2),
    PlanState.CLOSED: Deed("closed the plan", weight=2),
}
_REACHED = Case(When(reached_on__isnull=False, then=Value("reached")), default=Value(""), output_field=TextField())
_SNAPSHOT = Concat(Value("Snapshot "), Cast("number", TextField()), output_field=TextField())

PLANNED = (
    Source(
        name="plans.plan",
        rows=_plans,
        url=_plan_url,
        added=Deed("started the plan", weight=3),
        changed=Deed("changed the plan"),
        removed=Deed("deleted the plan", weight=4),
        states=_PLAN_STATES,
    ),
    _kept("priority", "priority", Priority),
    Source(
        name="plans.root_cause",
        rows=_root_causes,
        url=lambda slug, row: address("plans:priority_detail", slug, row.thing, row.place),
        added=Deed("wrote the root cause and strategy of", weight=3),
        changed=Deed("changed the root cause and strategy of"),
    ),
    _kept("step", "action step", ActionStep, state="status", states=_STEP_STATES),
    _kept(
        "milestone",
        "milestone",
        Milestone,
        state=_REACHED,
        states={"reached": Deed("marked the milestone", " reached", weight=2)},
    ),
    _kept("measure", "measure", Measure),
    _value("target", Target),
    _value("reading", Reading),
    _kept(
        "cycle",
        "improvement cycle",
        Cycle,
        state="outcome",
        states={outcome: Deed("closed the improvement cycle", weight=2) for outcome in Outcome.values},
    ),
    _kept("meeting", "meeting", Meeting),
    Source(
        name="plans.snapshot",
        rows=_of_plan("snapshot", Snapshot, title=_SNAPSHOT),
        url=lambda slug, row: address("plans:snapshot_detail", slug, row.thing, row.item),
        added=Deed("finalized the plan as", weight=3),
        changed=Deed("changed"),
        quoted=False,
    ),
)
