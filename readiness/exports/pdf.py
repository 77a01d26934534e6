"""The readiness report as a PDF for a board."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from core.charts import ChartAnswer, ChartColumn, HeatRow
from core.rendering.layout import TABLE_LINES, grouped
from core.rendering.pdf import render_pdf
from hexagon.exports import section_context
from readiness.choices import RATING_SCALE
from readiness.exports.files import STYLESHEETS
from readiness.exports.layout import ConsiderationLayout, IndicatorLayout, RoundRow, StandingLayout, StandingRow
from readiness.exports.sentences import lead_sentences, perspectives, rated_span, round_days
from readiness.reports import RatedArea, RatedItem, RatedPractice, ReadinessReport
from rounds.choices import UNRATED

# A cover holds this many names per role; the rest are counted.
NAMES = 60


def readiness_pdf(report: ReadinessReport) -> bytes:
    """Return the report as PDF/UA-1 on the district's paper. Raises PdfUnavailableError where the libraries lack."""
    return render_pdf(
        "readiness/report/report.html", report_context(report), stylesheets=STYLESHEETS, paper=report.paper
    )


def report_context(report: ReadinessReport) -> dict[str, Any]:
    """Return what the template shows: the report, and its parts as they are laid out."""
    return {
        "report": report,
        "lead": lead_sentences(report),
        "span": rated_span(report),
        "people": _people(report),
        "answers": (*RATING_SCALE.answers, UNRATED) if _has_unrated(report) else RATING_SCALE.answers,
        "considerations": [ConsiderationLayout(one) for one in report.considerations],
        "areas": [(area, [(one, _indicators(one)) for one in area.practices]) for area in report.areas],
        "not_in_place": _not_in_place(report),
        "unknown": [(stage, [item.content.of for item in items]) for stage, items in _unknown(report)],
        "together": list(grouped(_rounds(report), TABLE_LINES)),
        "hexagon": [section_context(one) for one in report.hexagon],
        **_charts(report),
    }


def _rounds(report: ReadinessReport) -> list[RoundRow]:
    return [RoundRow(one, perspectives(one), round_days(one)) for one in report.together]


def _indicators(practice: RatedPractice) -> list[IndicatorLayout]:
    return [IndicatorLayout(indicator) for indicator in practice.indicators]


def _has_unrated(report: ReadinessReport) -> bool:
    return report.rated < report.total


def _charts(report: ReadinessReport) -> dict[str, Any]:
    stages = [counts.stage for counts in report.areas[0].stages] if report.areas else []
    return {
        "stages": stages,
        "strip": [_columns(area) for area in report.areas],
        "strip_heading": f"All {len(report.indicators)} indicators, {' and '.join(stages)}.",
        "heat_rows": [HeatRow(area.title, _columns(area)) for area in report.areas],
    }


def _columns(area: RatedArea) -> tuple[ChartColumn, ...]:
    return tuple(ChartColumn(one.content.code, tuple(_answer(item) for item in one.items)) for one in area.indicators)


def _answer(item: RatedItem) -> ChartAnswer:
    return ChartAnswer(item.answer.code, item.answer.label)


def _people(report: ReadinessReport) -> list[tuple[str, str]]:
    """Return each role with the names of those who have it."""
    roles = []
    for role, members in groupby(report.members, key=lambda member: member[1]):
        names = [name for name, _ in members]
        more = [f"and {len(names) - NAMES} more"] if len(names) > NAMES else []
        roles.append((role, ", ".join(names[:NAMES] + more)))
    return roles


def _unknown(report: ReadinessReport) -> Iterator[tuple[str, Iterator[RatedItem]]]:
    """Yield each stage with the items whose rating waits for information."""
    ordered = sorted(report.unknown, key=lambda item: item.content.stage_title)
    return groupby(ordered, key=lambda item: item.content.stage_title)


def _not_in_place(report: ReadinessReport) -> list[StandingLayout]:
    practices = {
        indicator.content.key: practice
        for area in report.areas
        for practice in area.practices
        for indicator in practice.indicators
    }
    return [
        StandingLayout(group, tuple(StandingRow(one, practices[one.content.key]) for one in group.indicators))
        for group in report.not_in_place
    ]
