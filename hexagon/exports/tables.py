"""The Hexagon report as a workbook and as one flat table. No sheet adds ratings up."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone

from core.rendering.csv import render_csv
from core.rendering.xlsx import CellValue, Column, Sheet, render_xlsx
from hexagon.exports.sentences import round_sentence, subject_line
from hexagon.reports import LABELS, TEXTS, HexagonReport, RatedComponent, RatedReview

TEXT, NOTE, CODE, WORD, NAME, MOMENT = 60, 48, 10, 24, 32, 17
FLAT_COLUMNS = (
    "subject", "side", "component", "value", "rating", "reason", "dissent", *TEXTS, "agreement", "round", "taken_from",
    "changed_by", "changed_at",
)  # fmt: skip


def hexagon_xlsx(report: HexagonReport) -> bytes:
    """Return the report as a workbook: ratings, notes, recommendation, and what it is about."""
    return render_xlsx(
        (_ratings(report), _notes(report), _recommendation(report), _about(report)),
        title=f"Hexagon report: {report.title}, {report.district}",
        author=report.district,
    )


def hexagon_csv(report: HexagonReport) -> bytes:
    """Return a row for each component of each subject."""
    return render_csv(FLAT_COLUMNS, [_flat(review, one) for review, one in _rated(report)])


def _rated(report: HexagonReport) -> Iterator[tuple[RatedReview, RatedComponent]]:
    for review in report.reviews:
        for component in review.components:
            yield review, component


def _ratings(report: HexagonReport) -> Sheet:
    """Components down, subjects across: each with its point, its word, and how far ballots agreed."""
    columns = [Column("Component", WORD), Column("Side", WORD)]
    for review in report.reviews:
        columns += [Column(review.name, CODE), Column("Rating", WORD), Column("Agreement", WORD)]
    rows = [
        [row[0].name, row[0].content.side_title, *(cell for one in row for cell in _rating(one))] for row in report.rows
    ]
    return Sheet("Ratings", columns, rows)


def _rating(one: RatedComponent) -> tuple[CellValue, CellValue, CellValue]:
    return one.answer.value, one.answer.label, one.agreement_short


def _notes(report: HexagonReport) -> Sheet:
    columns = [
        Column("Subject", NAME), Column("Component", WORD), Column("Rating", WORD), Column("Reason", NOTE),
        Column("Dissent", NOTE), *(Column(LABELS[name], NOTE) for name in TEXTS), Column("Agreed in", NAME),
        Column("Taken over from", NAME), Column("Changed by", NAME), Column("Changed on", MOMENT),
    ]  # fmt: skip
    rows = [
        [
            review.name,
            one.name,
            one.answer.label,
            one.note,
            one.dissent,
            *(getattr(one, name) for name in TEXTS),
            one.round_title,
            _taken(one),
            one.changed_by,
            one.changed_at,
        ]
        for review, one in _rated(report)
    ]
    return Sheet("Notes", columns, rows)


def _taken(one: RatedComponent) -> str:
    return one.taken.review_title if one.taken else ""


def _recommendation(report: HexagonReport) -> Sheet:
    found = report.recommendation
    rows: list[tuple[str, CellValue]] = [("Recommendation", "None yet")]
    if found:
        rows = [
            ("Recommendation", found.choice_label),
            ("Candidate", found.candidate_name),
            ("Rationale", found.rationale),
            *((f"Support: {name}", text) for name, text in found.supports),
            ("Dissent", found.dissent),
            ("Decided by", found.decided_by),
            ("Decided on", found.decided_on.isoformat()),
            *(("No rating from 1 to 5 when it was made", name) for name in found.unrated),
        ]
    return Sheet("Recommendation", (Column("What", WORD), Column("Value", TEXT)), rows)


def _about(report: HexagonReport) -> Sheet:
    rows: list[tuple[str, CellValue]] = [
        ("District", report.district),
        ("Title", report.title),
        ("About", subject_line(report)),
        ("Indicator", report.indicator_gist),
        ("Opened", report.opened_at),
        ("Last changed", report.changed_at),
        ("Edition", report.edition_number),
        ("Source", report.source),
        *(("Round", round_sentence(one)) for one in report.rounds),
    ]
    for review in report.reviews:
        facts = (review.name, review.description, review.provider, review.link, review.cost_note)
        names = ("Subject", "Description", "Provider", "Link", "Cost")
        rows += [(name, fact) for name, fact in zip(names, facts, strict=True) if fact]
    return Sheet("About", (Column("What", WORD), Column("Value", TEXT)), rows)


def _flat(review: RatedReview, one: RatedComponent) -> tuple[object, ...]:
    changed_at = timezone.localtime(one.changed_at).isoformat(timespec="seconds") if one.changed_at else None
    texts = (getattr(one, name) for name in TEXTS)
    return (
        review.name, one.content.side_title, one.name, one.answer.value, one.answer.label, one.note, one.dissent,
        *texts, one.agreement_words, one.round_title, _taken(one), one.changed_by, changed_at,
    )  # fmt: skip
