"""Readiness reports for tests of exports, made of the product's own content without a database."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import cycle
from typing import Any

from practices import content as files
from practices.reports import ContentConsideration, ContentIndicator, ContentStage
from readiness.choices import PLACEMENT_SCALE, RATING_SCALE, Standing
from readiness.reports import RatedArea, RatedConsideration, RatedIndicator, RatedItem, RatedPractice, ReadinessReport
from tests.practices.kept import content_file

OPENED = datetime(2026, 10, 5, 14, 0, tzinfo=UTC)
# Answers and notes for pairs of stages, repeated over the indicators.
PAIRS = ("22", "21", "21", "10", "11", "22", "1n", "21", "20", "21", "10", "00", "n0", "22", "2n")
NOTES = (
    "Inventory of nine people done in August; two have run hiring before.",
    "",
    "Contract language reviewed with the association in May.\nThe next review is due in spring.",
    "No committee yet; two of five members named. Minutes: https://intranet.example.org/hr/committee/2026/minutes",
    "",
)
MEMBERS = (
    ("Rosa Delgado", "Lead"),
    ("Amina Warsame", "Member"),
    ("Jonas Berg", "Member"),
    ("Lee Hartmann", "Coach"),
    ("Thanh Vu", "Viewer"),
)


def sample_report(
    system: str = "talent_management", pairs: Sequence[str] = PAIRS, notes: Sequence[str] = NOTES, **fields: Any
) -> ReadinessReport:
    """Return a report of a system with `pairs` of answer codes ("_" for none) and `notes`, both repeated as needed."""
    content = content_file(system)
    titles = {stage.key: stage.title for stage in content.stages}
    rate = _rater(pairs, notes)
    previous = {indicator.key: Standing.GETTING_AWARE for indicator in content.indicators}
    values: dict[str, Any] = {
        "district": "Lakeview School District",
        "paper": "Letter",
        "system": content.system.title,
        "edition": content.edition.number,
        "source": content.edition.source,
        "label": "Autumn 2026",
        "opened_at": OPENED,
        "closed_at": None,
        "members": MEMBERS,
        "introduction": content.edition.introduction,
        "considerations": tuple(
            _consideration(entry, titles, place, note)
            for entry, place, note in zip(content.considerations, cycle("2n0"), cycle(notes), strict=False)
        ),
        "areas": tuple(_area(entry, titles, rate) for entry in content.focus_areas),
        "previous_label": "Spring 2026",
        "_before": previous,
    }
    return ReadinessReport(**{**values, **fields})


def untouched_report(system: str = "talent_management", **fields: Any) -> ReadinessReport:
    """Return the report of an assessment that was only opened."""
    report = sample_report(system, pairs=["__"], notes=[""], previous_label="", _before={}, **fields)
    considerations = tuple(
        RatedConsideration(content=one.content, answer=PLACEMENT_SCALE.answer("")) for one in report.considerations
    )
    return replace(report, considerations=considerations)


def _rater(pairs: Sequence[str], notes: Sequence[str]) -> Callable[[ContentStage], RatedItem]:
    codes: Iterator[str] = cycle("".join(pairs))
    texts, counter = cycle(notes), iter(range(10_000))

    def rate(stage: ContentStage) -> RatedItem:
        code, note = next(codes).strip("_"), next(texts)
        changed_at = OPENED + timedelta(days=next(counter) % 47) if code or note else None
        return RatedItem(
            content=stage,
            answer=RATING_SCALE.answer(code),
            note=note,
            version=2 if changed_at else 1,
            changed_at=changed_at,
            changed_by="Amina Warsame" if changed_at else "",
        )

    return rate


def _stages(entries: Sequence[files.StageTextEntry], of: str, titles: dict[str, str]) -> tuple[ContentStage, ...]:
    return tuple(ContentStage(0, entry.key, of, entry.stage, titles[entry.stage], entry.text) for entry in entries)


def _consideration(entry: files.ConsiderationEntry, titles: dict[str, str], code: str, note: str) -> RatedConsideration:
    stages = _stages(entry.stage_descriptions, entry.title, titles)
    return RatedConsideration(
        content=ContentConsideration(0, entry.key, entry.title, stages),
        answer=PLACEMENT_SCALE.answer(code),
        note=note,
        changed_at=OPENED,
        changed_by="Rosa Delgado",
    )


def _area(entry: files.FocusAreaEntry, titles: dict[str, str], rate: Callable[[ContentStage], RatedItem]) -> RatedArea:
    practices = tuple(
        RatedPractice(
            code=practice.code,
            text=practice.text,
            indicators=tuple(_indicator(indicator, titles, rate) for indicator in practice.indicators),
        )
        for practice in entry.practices
    )
    return RatedArea(key=entry.key, title=entry.title, practices=practices)


def _indicator(
    entry: files.IndicatorEntry, titles: dict[str, str], rate: Callable[[ContentStage], RatedItem]
) -> RatedIndicator:
    stages = _stages(entry.stage_descriptions, entry.code, titles)
    content = ContentIndicator(0, entry.key, entry.code, stages)
    return RatedIndicator(content=content, items=tuple(rate(stage) for stage in stages), before=Standing.GETTING_AWARE)
