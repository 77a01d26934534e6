"""The demo's plan: in force, with progress, a measure off its path, cycles, meetings, and comments of its coach."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from django.utils import timezone

from comments.owners import ThreadOwner
from comments.services import resolve, say
from districts.models import District, Membership, Team, User
from hexagon.choices import LETTERS
from hexagon.models import ComponentRating, Recommendation
from inventories.models import Inventory
from plans.choices import (
    Direction,
    MeasureKind,
    Method,
    Origin,
    Outcome,
    Phase,
    StepStatus,
    school_year,
    school_year_of,
)
from plans.demo.snapshots import make_snapshot
from plans.models import ActionStep, Cycle, Measure, Meeting, Milestone, Plan, Priority
from plans.owners import (
    CycleThreads,
    MeasureThreads,
    MilestoneThreads,
    PlanRowThreads,
    PriorityThreads,
    StepThreads,
)
from plans.services import (
    CycleDescription,
    MeasureDescription,
    MeetingDescription,
    MilestoneDescription,
    PlanDescription,
    PriorityDescription,
    ReadingDescription,
    RootCauseDescription,
    StepDescription,
    TargetDescription,
    add_measure,
    add_meeting,
    add_milestone,
    add_reading,
    add_step,
    add_target,
    choose_priority,
    describe_cycle,
    keep_root_cause,
    put_in_force,
    set_status,
    start_cycle,
    start_plan,
)
from practices.models import StageDescription, System
from rounds.demo import day, days_ago

Data = Mapping[str, Any]
People = Mapping[str, User]


def make_plan(data: Data, *, district: District, people: People) -> Plan:
    """Make what `data` (fixtures/demo_plans.yaml) describes. Raises LookupError for a name that there is not."""
    about = data["plan"]
    plan = _start(about, district, people["lead"])
    maker = _Maker(plan, people)
    maker.make(about)
    put_in_force(plan, by=people["lead"], at=days_ago(about["in_force_days_ago"]))
    maker.finalize(about["snapshot"])
    return plan


def _start(about: Data, district: District, lead: User) -> Plan:
    year = school_year_of(timezone.localdate())
    described = PlanDescription(
        title=f"Talent and leadership plan {school_year(year)}",
        year=year,
        systems=list(System.objects.filter(key__in=about["systems"])),
        goals=about["goals"],
        team=Team.objects.for_district(district).first(),
        sponsor=about["sponsor"],
        ask=about["ask"],
    )
    return start_plan(district=district, described=described, by=lead, at=days_ago(about["started_days_ago"]))


class _Maker:
    """Fills a plan through its services, and remembers what the file calls each row."""

    def __init__(self, plan: Plan, people: People) -> None:
        self.plan, self.people, self.lead = plan, people, people["lead"]
        self.priorities: dict[str, Priority] = {}
        self.measures: dict[str, Measure] = {}
        self.cycles: dict[str, Cycle] = {}
        self.meetings: dict[str, Meeting] = {}
        self.steps: dict[str, ActionStep] = {}
        self.milestones: dict[str, Milestone] = {}

    def make(self, about: Data) -> None:
        parts: tuple[tuple[str, Callable[[Data], None]], ...] = (
            ("priorities", self.add_priority),
            ("milestones", self.add_milestone),
            ("measures", self.add_measure),
            ("cycles", self.add_cycle),
            ("meetings", self.add_meeting),
            ("steps", self.add_step),
            ("comments", self.add_comment),
        )
        for name, add in parts:
            for one in about[name]:
                add(one)

    def ground(self, one: Data) -> str:
        """Return the code of what a priority or a step rests on, as the file names it."""
        if stage := one.get("stage"):
            system, _, key = stage.partition("/")
            rows = StageDescription.objects.filter(edition__system__key=system, edition__status="published")
            return f"stage_description-{rows.get(key=key).pk}"
        if letter := one.get("recommendation"):
            position = LETTERS.index(letter) + 1
            decided = Recommendation.objects.filter(comparison__district=self.plan.district)
            return f"recommendation-{decided.get(candidate__position=position).pk}"
        if component := one.get("component"):
            letter, _, key = component.partition("-")
            rated = ComponentRating.objects.filter(review__comparison__district=self.plan.district)
            found = rated.get(review__position=LETTERS.index(letter) + 1, component__key=key)
            return f"component_rating-{found.pk}"
        if title := one.get("inventory"):
            return f"inventory-{Inventory.objects.for_district(self.plan.district).get(title=title).pk}"
        return ""

    def add_priority(self, one: Data) -> None:
        priority = self.priorities[one["key"]] = choose_priority(
            self.plan,
            described=PriorityDescription(title=one["title"], reason=one["reason"]),
            origin=Origin(one["origin"]),
            ground=self.ground(one),
            by=self.lead,
            at=days_ago(72),
        )
        if cause := one.get("root_cause"):
            words = {name: cause.get(name, "") for name in ("problem", "cause", "strategy", "strategy_reason")}
            described = RootCauseDescription(
                method=Method(cause["method"]), whys=cause.get("whys", ()), bones=cause.get("bones", {}), **words
            )
            by, at = self.people[cause["by"]], days_ago(cause["days_ago"])
            keep_root_cause(priority, described=described, version=None, by=by, at=at)

    def add_milestone(self, one: Data) -> None:
        described = MilestoneDescription(
            title=one["title"],
            due_on=day(one["due"]),
            priority=self.priorities[one["priority"]],
            reached_on=day(one["reached"]) if "reached" in one else None,
        )
        milestone = add_milestone(self.plan, described=described, by=self.lead, at=days_ago(66))
        self.milestones[one["key"]] = milestone

    def add_measure(self, one: Data) -> None:
        value, taken = one["baseline"]
        described = MeasureDescription(
            title=one["title"],
            kind=MeasureKind(one["kind"]),
            what=one.get("what", ""),
            priority=self.priorities[one["priority"]],
            unit=one["unit"],
            direction=Direction(one["direction"]),
            source=one["source"],
            baseline=_number(value),
            baseline_on=day(taken),
        )
        measure = add_measure(self.plan, described=described, by=self.people["hr"], at=days_ago(66))
        self.measures[one["key"]] = measure
        for target, on in one["targets"]:
            wanted = TargetDescription(value=_number(target), on=day(on))
            add_target(measure, described=wanted, by=self.people["hr"], at=days_ago(66))
        for reading in one["readings"]:
            self.add_reading(measure, reading)

    def add_reading(self, measure: Measure, one: Data) -> None:
        words = {name: one.get(name, "") for name in ("source", "note")}
        described = ReadingDescription(value=_number(one["value"]), on=day(one["at"]), **words)
        # A day later, as moments so many days ago can fall on the day before where clocks have changed since.
        add_reading(measure, described=described, by=self.people[one["by"]], at=days_ago(min(-one["at"] - 1, 66)))

    def add_cycle(self, one: Data) -> None:
        texts = {name: one[name] for name in ("change", "done", "learned", "next") if name in one}
        begun = {
            "title": one["title"],
            "starts_on": day(one["starts"]),
            "study_on": day(one["study"]),
            "priority": self.priorities[one["priority"]],
            "owner": self.people[one["owner"]],
            "measures": [self.measures[key] for key in one["measures"]],
        }
        by, at = self.people[one["owner"]], days_ago(min(-one["starts"], 66))
        first = CycleDescription(**begun, change=one["change"])
        cycle = self.cycles[one["key"]] = start_cycle(self.plan, described=first, by=by, at=at)
        outcome = Outcome(one["outcome"]) if "outcome" in one else None
        now = CycleDescription(**begun | texts, phase=Phase(one.get("phase", Phase.ACT)), outcome=outcome)
        describe_cycle(cycle, described=now, version=cycle.version, by=by, at=days_ago(-one.get("closed", -6)))

    def add_meeting(self, one: Data) -> None:
        described = MeetingDescription(
            title=one["title"],
            on=day(one["on"]),
            agenda=one["agenda"],
            present=[self.people[key] for key in one.get("present", ())],
            others=one.get("others", ""),
            decisions=one.get("decisions", ""),
        )
        at = days_ago(max(-one["on"], 2))
        self.meetings[one["key"]] = add_meeting(self.plan, described=described, by=self.lead, at=at)

    def add_step(self, one: Data) -> None:
        owner = one.get("owner")
        described = StepDescription(
            title=one["title"],
            priority=self.priorities.get(one.get("priority", "")),
            ground=self.ground(one),
            owner=self.people[owner] if owner else None,
            owner_role=one.get("owner_role", ""),
            starts_on=day(one["starts"]) if "starts" in one else None,
            due_on=day(one["due"]),
            after=self.steps[one["after"]] if "after" in one else None,
            **{name: one.get(name, "") for name in ("resources", "funding", "notes")},
        )
        meeting = self.meetings.get(one.get("meeting", ""))
        at = days_ago(13 if meeting else 66)
        step = self.steps[one["key"]] = add_step(self.plan, described=described, meeting=meeting, by=self.lead, at=at)
        self.set_status(step, one)

    def set_status(self, step: ActionStep, one: Data) -> None:
        """Say how far a step is, where it is farther than it began: done and dropped on their days."""
        moved = [status for status in ("done", "dropped") if status in one]
        status = StepStatus(moved[0] if moved else one.get("status", StepStatus.NOT_BEGUN))
        if status == StepStatus.NOT_BEGUN:
            return
        at = days_ago(-one[moved[0]] if moved else 7)
        by = step.owner or self.lead
        set_status(step, status=status, because=one.get("because", ""), version=step.version, by=by, at=at)

    def finalize(self, one: Data) -> None:
        """Make the snapshot, of steps that were due on another day then."""
        moved = {self.steps[key].pk: day(due) for key, due in one["moved"].items()}
        plan = Plan.objects.select_related("district", "team").get(pk=self.plan.pk)
        make_snapshot(plan, note=one["note"], moved=moved, by=self.lead, at=days_ago(one["days_ago"]))

    def add_comment(self, one: Data) -> None:
        owned = self.owner_of(one)
        by = self.people[one["by"]]
        comment = say(
            owned.row,
            district=self.plan.district,
            about=owned.about,
            place=owned.url(),
            words=one["words"],
            mentioned=[self.people[key] for key in one.get("mention", ())],
            by=by,
            at=days_ago(one["days_ago"]),
        )
        if resolver := one.get("resolved_by"):
            thread = comment.thread
            resolve(thread, version=thread.version, by=self.people[resolver])

    def owner_of(self, one: Data) -> ThreadOwner:
        kinds: tuple[tuple[str, type[PlanRowThreads], Mapping[str, Any]], ...] = (
            ("step", StepThreads, self.steps),
            ("priority", PriorityThreads, self.priorities),
            ("measure", MeasureThreads, self.measures),
            ("cycle", CycleThreads, self.cycles),
            ("milestone", MilestoneThreads, self.milestones),
        )
        name, owner, rows = next(kind for kind in kinds if kind[0] in one)
        membership = Membership.objects.for_district(self.plan.district).get(user=self.lead)
        membership.district = self.plan.district
        return owner(rows[one[name]], membership)


def _number(value: float) -> Decimal:
    return Decimal(str(value))
