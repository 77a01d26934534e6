"""Records as full as a board's files may get, made of the product's own content without a database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from plans.reports.record import (
    ComponentRecord,
    InventoryRecord,
    PlanRecord,
    RecommendationRecord,
    ReviewRecord,
    SystemRecord,
    ValueRecord,
)
from plans.reports.record.comparing import ChangeKind, Changes, RowChange
from plans.reports.record.picture import AreaRecord
from plans.reports.record.picturing import _placed, _practice, _standings
from readiness.reports import ReadinessReport
from tests.plans.exports.full_record import full_record, step
from tests.readiness.report_samples import sample_report

STAFF_TITLE, STAFF_WORDS = "Certifications of everybody", "Ida Nowhere, certified 2019"
TITLE = ("Recruit with our neighbors, and earlier than ever before, in every one of our seven buildings, " * 3)[:200]
COMPONENTS = ("Evidence", "Supports", "Usability", "Need", "Fit", "Capacity")


def system_of(report: ReadinessReport) -> SystemRecord:
    """What a record says of a readiness report."""
    return SystemRecord(
        title=report.system,
        label=report.label,
        edition=report.edition,
        source=report.source,
        as_of=date(2026, 11, 12),
        closed_on=None,
        rated=report.rated,
        total=report.total,
        before_label=report.previous_label,
        standings=_standings(report),
        considerations=tuple(map(_placed, report.considerations)),
        areas=tuple(
            AreaRecord(title=area.title, practices=tuple(map(_practice, area.practices))) for area in report.areas
        ),
    )


def board_record(**said: Any) -> PlanRecord:
    """The full record with both systems rated, a comparison, three inventories, and a measure of fifteen readings."""
    record = full_record()
    stay, cost = record.measures
    months = [date(2026, 9, 1) + timedelta(days=5 * number) for number in range(1, 16)]
    readings = tuple(ValueRecord(on=on, value=Decimal(70 + place)) for place, on in enumerate(months))
    whole = {
        "measures": (replace(stay, readings=readings), cost),
        "picture": tuple(system_of(sample_report(key)) for key in ("talent_management", "leadership")),
        "reviews": (review_record(),),
        "inventories": inventory_records(),
    }
    return replace(record, **whole | said)


def review_record(subjects: int = 4) -> ReviewRecord:
    answers = (
        ("4", "Good", "Four districts our size use it."),
        ("n", "Not enough information", ""),
        ("", "Not rated yet", ""),
    )
    return ReviewRecord(
        title="Hiring platforms",
        about=f"{subjects} candidates for indicator 5a",
        as_of=date(2026, 11, 18),
        subjects=tuple(f"{chr(65 + place)}. Platform {place}" for place in range(subjects)),
        components=tuple(
            ComponentRecord(title=title, answers=tuple(answers[place % 3] for place in range(subjects)))
            for title in COMPONENTS
        ),
        recommendation=RecommendationRecord(
            sentence="Adopt with supports: A. Platform 0",
            rationale="It answers our need.\nCapacity can be built by June.",
            supports=(("Capacity", "Half a day a week."),),
            dissent="One teacher would wait.",
            decided_by="Rosa Delgado",
            decided_on=date(2026, 11, 19),
        ),
    )  # fmt: skip


def inventory_records() -> tuple[InventoryRecord, ...]:
    """Two of ordinary sensitivity, and staff data in which somebody put more than belongs there."""
    shared = {"state": "Current", "as_of": date(2026, 11, 6), "review_on": None, "is_staff_data": False}
    kinds = (("Kind", (("Advisory", 3), ("None", 0))),)
    norms = InventoryRecord(
        title="Norms", entries=9, lacks=("2 of 9 entries without Kind.",), counts=kinds,
        **shared,
    )  # fmt: skip
    one = InventoryRecord(title="Platforms", entries=1, lacks=(), counts=(), **shared)
    staff = replace(norms, title=STAFF_TITLE, is_staff_data=True, lacks=(STAFF_WORDS,), entries=412)
    return norms, one, staff


def crowded_record(priorities: int = 12, **said: Any) -> PlanRecord:
    """Long titles and reasons, many goals, a long request, and sixty steps."""
    record = board_record()
    first = record.priorities[0]
    chosen = tuple(
        replace(first, key=100 + number, number=number + 1, title=TITLE, reason="Many leave, and few come. " * 40)
        for number in range(priorities)
    )
    steps = tuple(
        step(number, TITLE, priority=100 + number % (priorities or 1) if priorities else None, owner="Petra Novak",
             due_on=date(2026, 9, 1) + timedelta(days=4 * number), waits_for=TITLE, fulfils=TITLE)
        for number in range(60)
    )  # fmt: skip
    measures = tuple(
        replace(record.measures[0], key=number, priority=100 + number, title=TITLE) for number in range(12)
    )
    crowded = {
        "priorities": chosen,
        "steps": steps,
        "measures": measures,
        "goals": tuple(f"{number}. {TITLE} {TITLE}" for number in range(9)),
        "ask": ("The team asks the board to confirm in January what was open for two years. " * 50)[:3000],
        "title": TITLE[:120],
        "sponsor": TITLE[:120],
    }
    return replace(record, **crowded | said)


def changes_of(count: int) -> Changes:
    """So many changes of rows, of every kind."""
    kinds = list(ChangeKind)
    rows = tuple(
        RowChange(kind=kinds[number % 6], noun="Action step", title=f"Step {number}. {TITLE}", words="From May to June")
        for number in range(count)
    )
    return Changes(since=date(2026, 9, 1), until=date(2026, 11, 20), rows=rows, standings=())
