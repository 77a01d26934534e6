"""A plan as a PDF for a board, in three lengths, made of one record."""

from __future__ import annotations

from typing import Any, Protocol

from core.rendering.layout import direction
from core.rendering.pdf import render_fitting_pdf, render_pdf
from plans.choices import Length
from plans.exports.along_time import months_of, timelines_of
from plans.exports.brief import LIKELY, brief_contexts
from plans.exports.covers import cover_of
from plans.exports.files import STYLESHEETS
from plans.exports.measures import measures_of
from plans.exports.parts import changes_of, charter_of, parts_of
from plans.exports.recorded import recorded_of
from plans.exports.sentences import change_counts, lead_sentences
from plans.exports.standing import boxes_of, progress_of, standings_of, unassessed
from plans.reports.record import Changes, PlanRecord


class Logo(Protocol):
    """A district's logo: a picture as a data address, with its size in pixels."""

    @property
    def data_uri(self) -> str: ...

    @property
    def width(self) -> int: ...

    @property
    def height(self) -> int: ...


def board_pdf(record: PlanRecord, length: Length, *, changes: Changes | None = None, logo: Logo | None = None) -> bytes:
    """Return a plan as PDF/UA-1 on the district's paper; a brief takes one page, whatever the plan holds.

    `changes` are those since the last snapshot, None where there is none. Raises PdfUnavailableError where the
    libraries lack.
    """
    if length == Length.BRIEF:
        contexts = [context | {"logo": logo} for context in brief_contexts(record, changes)]
        return render_fitting_pdf(
            "plans/report/brief.html", contexts, pages=1, likely=LIKELY, stylesheets=STYLESHEETS, paper=record.paper
        )
    context = report_context(record, length, changes=changes, logo=logo)
    return render_pdf("plans/report/report.html", context, stylesheets=STYLESHEETS, paper=record.paper)


def report_context(
    record: PlanRecord, length: Length, *, changes: Changes | None = None, logo: Logo | None = None
) -> dict[str, Any]:
    """Return what the template of the plan and of the full record shows."""
    is_record = length == Length.RECORD
    return {
        "record": record,
        "length": length,
        "is_record": is_record,
        "logo": logo,
        "cover": cover_of(record, length),
        "lead": lead_sentences(record),
        "progress": progress_of(record),
        "standings": standings_of(record),
        "boxes": boxes_of(record),
        "unassessed": unassessed(record),
        "ask_direction": direction(record.ask),
        "goals": [(goal, direction(goal)) for goal in record.goals],
        "counts": change_counts(changes),
        "changes": changes_of(changes),
        "parts": parts_of(record, is_record=is_record),
        "timelines": timelines_of(record),
        "months": months_of(record),
        "measures": measures_of(record),
        "charter": charter_of(record.charter) if record.charter else None,
        **(recorded_of(record) if is_record else {}),
    }
