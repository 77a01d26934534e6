"""A record with something of everything in it, made without a database, and one whose texts are all put otherwise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from plans.reports.record import (
    CauseRecord,
    CharterRecord,
    CycleRecord,
    DecisionRecord,
    MeasureRecord,
    MeetingRecord,
    MemberRecord,
    MilestoneRecord,
    PlanRecord,
    PriorityRecord,
    StandingRecord,
    StepRecord,
    SystemRecord,
    ValueRecord,
)

READ_AT = datetime(2026, 11, 20, 17, 30, 5, 123, tzinfo=UTC)
# Fields that hold codes, or what the product says itself.
CODES = {"paper", "state", "status", "path", "direction", "standing"}


def full_record(**said: Any) -> PlanRecord:
    """A plan of Lakeview in force on November 20, 2026: two priorities, four steps, two measures, one of the rest."""
    return PlanRecord(
        **{
            "district": "Lakeview School District",
            "paper": "Letter",
            "plan": 1,
            "title": "Talent plan",
            "year": "2026\N{EN DASH}27",
            "state": "in_force",
            "state_label": "In force",
            "systems": ("Talent Management", "Leadership"),
            "goals": ("Every classroom has a teacher.", "Four of five new teachers stay."),
            "ask": "Adopt the plan.\n\nFund two mentors.",
            "sponsor": "The superintendent",
            "today": date(2026, 11, 20),
            "read_at": READ_AT,
            "priorities": (_keep(), _find()),
            "steps": _steps(),
            "milestones": (
                _milestone(1, "Handbook approved", 10, date(2026, 11, 2), reached=date(2026, 11, 1)),
                _milestone(2, "Mentors named", 10, date(2026, 11, 9), is_overdue=True),
                _milestone(3, "Board has met", None, date(2027, 3, 1)),
            ),
            "measures": _measures(),
            "cycles": (_cycle(),),
            "meetings": (_meeting(),),
            "charter": _charter(),
            "picture": _picture(),
            "reviews": (),
            "inventories": (),
            "decisions": (
                DecisionRecord(on=date(2026, 10, 14), kind="Priority", about="Keep them", words="Chosen. Many leave."),
            ),
        }
        | said
    )


def bare_record(**said: Any) -> PlanRecord:
    """A plan in which nothing is said that need not be."""
    nothing = ("priorities", "steps", "milestones", "measures", "cycles", "meetings", "picture", "decisions", "goals")
    return full_record(**{"ask": "", "sponsor": "", "charter": None} | dict.fromkeys(nothing, ()) | said)


def with_texts(record: Any, put: Callable[[str], str]) -> Any:
    """The same record, or part of one, with every text put otherwise; codes stay."""
    changes = {one.name: _put(getattr(record, one.name), put) for one in fields(record) if one.name not in CODES}
    return replace(record, **changes)


def texts_in(record: Any) -> list[str]:
    """Every text of a record, or of a part of one, as far as there is any; no code."""
    found: list[str] = []
    with_texts(record, lambda text: (found.append(text), text)[1])
    return [text for text in found if text]


def _put(value: Any, put: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return put(value) if value else value
    if isinstance(value, tuple):
        return tuple(_put(one, put) for one in value)
    return with_texts(value, put) if is_dataclass(value) else value


def _keep() -> PriorityRecord:
    cause = CauseRecord(
        method="Five whys",
        problem="One of six leaves.",
        whys=("Nobody asks them.", "Asking is nobody's task."),
        bones=(("People", ("Principals are new", "Mentors are few")),),
        cause="No one is in charge.",
        strategy="Talk to everybody who leaves.",
        strategy_reason="It costs nothing.",
    )
    return PriorityRecord(
        key=10, number=1, title="Keep them", reason="Many leave.", origin="Readiness",
        rests_on="Talent Management 5a, Getting Ready", cause=cause,
    )  # fmt: skip


def _find() -> PriorityRecord:
    return PriorityRecord(
        key=11, number=2, title="Find them", reason="Line one.\nLine two.", origin="Chosen by the team", rests_on="",
        cause=None,
    )  # fmt: skip


def step(key: int, title: str, **said: Any) -> StepRecord:
    """A step that is not begun, of which nothing else is said."""
    empty = dict.fromkeys(
        ("owner", "dropped_because", "fulfils", "waits_for", "resources", "funding", "notes"), ""
    ) | dict.fromkeys(("priority", "starts_on", "due_on", "finished_on"))
    begun = {"status": "not_begun", "status_label": "Not begun", "is_overdue": False}
    return StepRecord(**{"key": key, "title": title} | empty | begun | said)


def _steps() -> tuple[StepRecord, ...]:
    return (
        step(
            20, "Ask leavers", priority=10, owner="Amina Warsame", starts_on=date(2026, 10, 1), is_overdue=True,
            due_on=date(2026, 11, 6), status="under_way", status_label="Under way", resources="Two days",
            fulfils="Talent Management 5a, Getting Ready", funding="Title II, Part A",
            notes="First note.\nSecond note.",
        ),
        step(21, "Name mentors", priority=10, status="done", status_label="Done", finished_on=date(2026, 11, 3)),
        step(
            22, "Hire a consultant", priority=10, status="dropped", status_label="Dropped", waits_for="Ask leavers",
            finished_on=date(2026, 11, 4), dropped_because="No money.",
        ),
        step(23, "Tell the board", owner="Principals", resources="A room. " * 20),
    )  # fmt: skip


def _milestone(
    key: int, title: str, priority: int | None, due: date, *, reached: date | None = None, is_overdue: bool = False
) -> MilestoneRecord:
    return MilestoneRecord(
        key=key, title=title, priority=priority, due_on=due, reached_on=reached, is_overdue=is_overdue
    )


def _measures() -> tuple[MeasureRecord, ...]:
    stay = MeasureRecord(
        key=30, title="Teachers who stay", priority=10, kind="Lagging", what="Of those hired two years ago.", unit="%",
        direction="up", source="Payroll", baseline=Decimal("70.5000"), baseline_on=date(2026, 9, 1),
        targets=(ValueRecord(on=date(2027, 6, 1), value=Decimal("80.0000")),
                 ValueRecord(on=date(2028, 6, 1), value=Decimal("90.0000"))),
        readings=(ValueRecord(on=date(2026, 10, 1), value=Decimal("71.2500"), source="Survey", note="A first look."),),
        path="on", path_label="On its path",
    )  # fmt: skip
    cost = MeasureRecord(
        key=31, title="Cost of a hire", priority=None, kind="Leading", what="", unit="$", direction="down", source="",
        baseline=None, baseline_on=None, targets=(), readings=(), path="none", path_label="Not known yet",
    )  # fmt: skip
    return stay, cost


def _cycle() -> CycleRecord:
    return CycleRecord(
        key=40, title="A shorter form", priority=10, owner="Petra Novak", phase="Act", starts_on=date(2026, 10, 5),
        study_on=date(2026, 11, 2), plan="Six questions.", do="Two buildings.", study="More answers.",
        act="Everywhere.", outcome="Adopt", closed_on=date(2026, 11, 4), measures=("Teachers who stay",),
    )  # fmt: skip


def _meeting() -> MeetingRecord:
    return MeetingRecord(
        key=50, title="October meeting", on=date(2026, 10, 14), agenda="Steps\nMeasures",
        present=("Amina Warsame", "Ann Guest"), decisions="Go on.", follow_ups=("Name mentors",),
    )  # fmt: skip


def _charter() -> CharterRecord:
    return CharterRecord(
        name="Talent team",
        texts=(("Norms", "Begin on time."),),
        members=(
            MemberRecord(name="Amina Warsame", role="Facilitator", perspective="Building leader"),
            MemberRecord(name="Ines Farrow", role="", perspective="Family or community"),
        ),
        missing=("Teacher", "Student"),
    )


def _picture() -> tuple[SystemRecord, ...]:
    standings = (
        StandingRecord(standing="s3", label="Ready to implement", count=4, before=3),
        StandingRecord(standing="s2", label="Getting ready", count=7, before=0),
    )
    talent = SystemRecord(
        title="Talent Management", label="Autumn 2026", edition=1, source="Talent Management System",
        as_of=date(2026, 11, 12), closed_on=date(2026, 11, 13), rated=20, total=22, before_label="Spring 2026",
        standings=standings,
    )  # fmt: skip
    return talent, SystemRecord(title="Leadership")
