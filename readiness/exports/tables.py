"""The readiness report as a workbook and as one flat table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils import timezone

from core.rendering.csv import render_csv
from core.rendering.xlsx import CellValue, Column, Sheet, render_xlsx
from readiness.exports.sentences import round_sentence
from readiness.reports import Given, RatedArea, RatedIndicator, RatedItem, RatedPractice, ReadinessReport
from rounds.reports import Gap

TEXT, NOTE, CODE, WORD, NAME, MOMENT = 60, 48, 10, 24, 24, 17
FLAT_COLUMNS = (
    "kind", "focus_area", "practice", "item", "stage", "description", "answer", "note", "dissent", "round",
    "changed_by", "changed_at",
)  # fmt: skip


def readiness_xlsx(report: ReadinessReport) -> bytes:
    """Return the report as a workbook: ratings, considerations, standing, and what it is about."""
    return render_xlsx(
        (_ratings(report), _considerations(report), _standing(report), _about(report)),
        title=f"Readiness report: {report.system}, {report.label}, {report.district}",
        author=report.district,
    )


def readiness_csv(report: ReadinessReport) -> bytes:
    """Return ratings and considerations as one table; `kind` says which a row is."""
    return render_csv(FLAT_COLUMNS, [*_flat_considerations(report), *_flat_ratings(report)])


def _rated_items(report: ReadinessReport) -> Iterator[tuple[RatedArea, RatedPractice, RatedIndicator, RatedItem]]:
    for area in report.areas:
        for practice in area.practices:
            for indicator in practice.indicators:
                for item in indicator.items:
                    yield area, practice, indicator, item


def _practice(practice: RatedPractice) -> str:
    return f"{practice.code}. {practice.text}"


def _ratings(report: ReadinessReport) -> Sheet:
    columns = (
        Column("Focus area", WORD), Column("Practice", NOTE), Column("Indicator", CODE), Column("Stage", MOMENT),
        Column("Description", TEXT), Column("Rating", WORD), Column("Note", NOTE), Column("Dissent", NOTE),
        Column("Agreed in", NAME), Column("Changed by", NAME), Column("Changed on", MOMENT),
    )  # fmt: skip
    rows = [
        (
            area.title,
            _practice(practice),
            indicator.content.code,
            item.content.stage_title,
            item.content.text,
            item.answer.label,
            item.note,
            item.dissent,
            _round(item),
            item.changed_by,
            item.changed_at,
        )
        for area, practice, indicator, item in _rated_items(report)
    ]
    return Sheet("Ratings", columns, rows)


def _considerations(report: ReadinessReport) -> Sheet:
    stages = [stage.stage_title for stage in report.considerations[0].content.stages] if report.considerations else []
    columns = (
        Column("Consideration", WORD), *(Column(stage, NOTE) for stage in stages), Column("Placement", WORD),
        Column("Note", NOTE), Column("Dissent", NOTE), Column("Agreed in", NAME), Column("Changed by", NAME),
        Column("Changed on", MOMENT),
    )  # fmt: skip
    rows = [
        (
            one.content.title,
            *(stage.text for stage in one.content.stages),
            one.answer.label,
            one.note,
            one.dissent,
            _round(one),
            one.changed_by,
            one.changed_at,
        )
        for one in report.considerations
    ]
    return Sheet("Considerations", columns, rows)


def _standing(report: ReadinessReport) -> Sheet:
    stages = [counts.stage for counts in report.areas[0].stages] if report.areas else []
    columns = [
        Column("Focus area", WORD), Column("Indicator", CODE), Column("Practice", NOTE),
        *(Column(stage, WORD) for stage in stages), Column("Standing", WORD),
    ]  # fmt: skip
    if report.previous_label:
        columns.append(Column(f"Standing in {report.previous_label}", WORD))
    rows = [
        [*_standing_row(area, practice, indicator), *_standing_before(report, indicator)]
        for area in report.areas
        for practice in area.practices
        for indicator in practice.indicators
    ]
    return Sheet("Standing", columns, rows)


def _standing_row(area: RatedArea, practice: RatedPractice, indicator: RatedIndicator) -> list[CellValue]:
    ratings = [item.answer.label for item in indicator.items]
    return [area.title, indicator.content.code, _practice(practice), *ratings, str(indicator.standing.label)]


def _standing_before(report: ReadinessReport, indicator: RatedIndicator) -> list[CellValue]:
    if not report.previous_label:
        return []
    return [str(indicator.before.label) if indicator.before else None]


def _about(report: ReadinessReport) -> Sheet:
    rows: list[tuple[str, CellValue]] = [
        ("District", report.district),
        ("System", report.system),
        ("Edition", report.edition),
        ("Source", report.source),
        ("Assessment", report.label),
        ("Opened", report.opened_at),
        ("Closed", report.closed_at),
        ("Last changed", report.changed_at),
        ("Ratings made", report.rated),
        ("Ratings in all", report.total),
        *((role, name) for name, role in report.members),
        *(("Rated together", round_sentence(one)) for one in report.together),
    ]
    return Sheet("About", (Column("What", WORD), Column("Value", TEXT)), rows)


def _flat_considerations(report: ReadinessReport) -> Iterator[tuple[object, ...]]:
    for one in report.considerations:
        texts = "\n\n".join(f"{stage.stage_title}: {stage.text}" for stage in one.content.stages)
        yield ("consideration", "", "", one.content.title, "", texts, *_given(one))


def _flat_ratings(report: ReadinessReport) -> Iterator[tuple[object, ...]]:
    for area, practice, indicator, item in _rated_items(report):
        content = item.content
        yield (
            "rating", area.title, _practice(practice), indicator.content.code, content.stage_title, content.text,
            *_given(item),
        )  # fmt: skip


def _given(given: Given) -> tuple[object, ...]:
    changed_at = timezone.localtime(given.changed_at).isoformat(timespec="seconds") if given.changed_at else None
    return given.answer.label, given.note, given.dissent, _round(given), given.changed_by, changed_at


def _round(given: Given) -> str:
    """Return the title of the round in which the team agreed, or nothing where it rated without ballots."""
    return given.agreed_in.title if given.agreed_in else ""


def information_csv(gaps: Iterable[Gap]) -> bytes:
    """Return what is still to be found out as a table: a row for each item."""
    rows = [(gap.item.group, gap.item.name, gap.item.text, gap.who, "\n\n".join(gap.missing)) for gap in gaps]
    return render_csv(("focus_area", "item", "description", "who_needs_it", "what_is_missing"), rows)
