"""What the full record has beyond the plan: cycles, meetings, ratings, reviews, inventories, decisions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from core.rendering.layout import HALF as CELL
from core.rendering.layout import PAGE_LINES, Note, direction, lines
from core.words import joined
from plans.exports.layout import Text
from plans.exports.sentences import counted, day
from plans.reports.record import (
    ComponentRecord,
    CycleRecord,
    IndicatorRecord,
    InventoryRecord,
    MeetingRecord,
    PlanRecord,
    RatingRecord,
    ReviewRecord,
    SystemRecord,
)

# From so many subjects on, a table of ratings is set in small type.
CROWDED = 4


def recorded_of(record: PlanRecord) -> dict[str, Any]:
    """Return what the sections after the plan show."""
    return {
        "cycles": [_cycle(record, one) for one in record.cycles],
        "meetings": [_meeting(one) for one in record.meetings],
        "systems": [_system(one) for one in record.picture if one.label],
        "reviews": [_review(one) for one in record.reviews],
        "inventories": [_inventory(one) for one in record.inventories],
        "days": [(day(on), [(one, direction(one.words)) for one in found])
                 for on, found in groupby(record.decisions, key=lambda one: one.on)],
    }  # fmt: skip


# What was tried and talked about ------------------------------------------------------------------------------------


def _cycle(record: PlanRecord, one: CycleRecord) -> dict[str, Any]:
    phases = (("Plan", one.plan), ("Do", one.do), ("Study", one.study), ("Act", one.act))
    return {"cycle": one, "facts": _facts(record, one), "texts": [Text(name, text) for name, text in phases if text]}


def _facts(record: PlanRecord, one: CycleRecord) -> str:
    """Return where a cycle stands, in sentences."""
    stands = f"{one.outcome}, closed {day(one.closed_on)}" if one.closed_on else f"In the phase {one.phase}"
    days = f"Begun {day(one.starts_on)}, to be studied {day(one.study_on)}"
    more = (
        f"Owner: {one.owner}" if one.owner else "",
        f"Priority: {record.name_of(one.priority)}" if one.priority else "",
        f"Looks at: {joined(one.measures)}" if one.measures else "",
    )
    return " ".join(f"{said.rstrip('.')}." for said in (stands, days, *more) if said)


def _meeting(one: MeetingRecord) -> dict[str, Any]:
    texts = (
        ("Present", ", ".join(one.present)),
        ("Agenda", one.agenda),
        ("Decisions", one.decisions),
        ("Follow-ups", "\n".join(one.follow_ups)),
    )
    return {"meeting": one, "texts": [Text(name, text) for name, text in texts if text]}


# Ratings ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RatedCell:
    """A stage description with its rating and what the team wrote."""

    rating: RatingRecord

    @property
    def tile(self) -> str:
        return f"v{self.rating.code or 'x'}"

    @property
    def notes(self) -> tuple[Note, ...]:
        one = self.rating
        return tuple(note for note in (Note(one.name, one.note), Note(one.name, one.dissent, "Dissent")) if note.text)

    @property
    def height(self) -> int:
        notes = sum(1 if note.is_long else lines(note.text, CELL) for note in self.notes)
        return lines(self.rating.text, CELL) + 2 + notes


@dataclass(frozen=True, slots=True)
class RatedIndicator:
    """An indicator with its stages beside each other, or as paragraphs where they are too long for that."""

    indicator: IndicatorRecord

    @property
    def cells(self) -> tuple[RatedCell, ...]:
        return tuple(map(RatedCell, self.indicator.ratings))

    @property
    def is_text(self) -> bool:
        return max((cell.height for cell in self.cells), default=0) > PAGE_LINES

    @property
    def notes_below(self) -> tuple[Note, ...]:
        return () if self.is_text else tuple(note for cell in self.cells for note in cell.notes if note.is_long)


def _system(system: SystemRecord) -> dict[str, Any]:
    closed = f"closed {day(system.closed_on)}" if system.closed_on else "open, so ratings may still change"
    as_of = f"As of {day(system.as_of)}, {closed}. " if system.as_of else ""
    return {
        "system": system,
        "said": f"{as_of}{system.rated} of {system.total} ratings made.",
        "content": f"{system.source}, edition {system.edition}.",
        "considerations": [RatedCell(one) for one in system.considerations],
        "areas": [
            (area, [(practice, [RatedIndicator(one) for one in practice.indicators]) for practice in area.practices])
            for area in system.areas
        ],
    }


# The Hexagon --------------------------------------------------------------------------------------------------------


def _review(review: ReviewRecord) -> dict[str, Any]:
    found = review.recommendation
    return {
        "review": review,
        "said": f"{review.about}. As of {day(review.as_of)}.",
        "is_crowded": len(review.subjects) >= CROWDED,
        "rows": review.components,
        "reasons": [(one.title, reasons) for one in review.components if (reasons := list(_reasons(review, one)))],
        "decided": f"Decided by {found.decided_by}, {day(found.decided_on)}." if found else "",
        "rationale": Text("Why", found.rationale) if found else None,
        "supports": [Text(title, text) for title, text in found.supports] if found else [],
        "dissent": Text("Dissent", found.dissent) if found and found.dissent else None,
    }


def _reasons(review: ReviewRecord, component: ComponentRecord) -> Iterator[Text]:
    for subject, (_, label, reason) in zip(review.subjects, component.answers, strict=True):
        if reason:
            yield Text(f"{subject}: {label}" if len(review.subjects) > 1 else label, reason)


# Inventories --------------------------------------------------------------------------------------------------------


def _inventory(one: InventoryRecord) -> dict[str, Any]:
    days = [
        f"as of {day(one.as_of)}" if one.as_of else "",
        f"to be reviewed {day(one.review_on)}" if one.review_on else "",
    ]
    said = ", ".join(filter(None, [one.state, *days]))
    if one.is_staff_data:
        return {"title": one.title, "said": f"{said}. It holds staff data, so nothing of it is shown here."}
    return {
        "title": one.title,
        "said": f"{said}. {counted(one.entries or 0, 'entry').replace('entrys', 'entries').capitalize()}.",
        "lacks": one.lacks,
        "counts": [(column, ", ".join(f"{choice} {count}" for choice, count in choices if count))
                   for column, choices in one.counts if any(count for _, count in choices)],
    }  # fmt: skip
