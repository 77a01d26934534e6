"""The cover of a plan: what it is, and the district's ratings as a strip for each system."""

from __future__ import annotations

from typing import Any

from core.charts import ChartAnswer, ChartColumn
from core.words import joined
from plans.choices import Length
from plans.exports.sentences import day
from plans.reports.record import AreaRecord, PlanRecord, SystemRecord

# From so many letters on a title is set smaller.
LONG, LONGEST = 24, 64


def cover_of(record: PlanRecord, length: Length) -> dict[str, Any]:
    """Return what stands on the cover."""
    assessed = [system for system in record.picture if system.label]
    letters = len(record.title)
    return {
        "kind": "The plan" if length == Length.PLAN else "The full record of the plan",
        "size": "longest" if letters > LONGEST else "long" if letters > LONG else "",
        "strips": [(_heading(system), [_columns(area) for area in system.areas]) for system in assessed],
        "caption": _caption(assessed),
        "facts": [(name, text) for name, text in _facts(record) if text],
    }


def _heading(system: SystemRecord) -> str:
    return f"Ratings of {system.title}, {system.label}."


def _columns(area: AreaRecord) -> tuple[ChartColumn, ...]:
    return tuple(
        ChartColumn(one.code, tuple(ChartAnswer(rating.code, rating.label) for rating in one.ratings))
        for practice in area.practices
        for one in practice.indicators
    )


def _caption(assessed: list[SystemRecord]) -> str:
    if not assessed:
        return ""
    named = joined([f"{system.title} in {system.label}" for system in assessed])
    above = ", then ".join(named.split(" and ")) if len(assessed) == 2 else named
    rest = "; a dot is not rated yet" if any(system.rated < system.total for system in assessed) else ""
    return f"Where the plan begins: {above}. Each column is an indicator. Darker is further in place{rest}."


def _facts(record: PlanRecord) -> list[tuple[str, str]]:
    return [
        ("State", f"{record.state_label}, as of {day(record.today)}"),
        ("Systems", joined(record.systems)),
        ("Team", record.charter.name if record.charter else ""),
        ("Sponsor", record.sponsor),
    ]
