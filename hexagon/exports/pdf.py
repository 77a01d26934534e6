"""The Hexagon report as a PDF for a board, and its parts as a section of another report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from core.rendering.layout import Note, direction, lines
from core.rendering.pdf import render_pdf
from hexagon.exports.files import STYLESHEETS
from hexagon.exports.sentences import day, lead_sentences, round_sentence, subject_line, unrated_sentence
from hexagon.reports import LABELS, HexagonReport, RatedComponent, RatedReview

# The texts of a component in the order in which a report reads: the reason first.
ORDER = ("note", "dissent", "discussion", "evidence", "data_needed", "obstacles")
NAMES = LABELS | {"note": "Reason", "dissent": "Dissent"}
# How many letters a line of the report holds, and up to how many lines what is said of one subject stays on one page.
LINE, WHOLE = 92, 14
# A cover holds this many rounds, the newest.
ROUNDS = 3
# From so many candidates on, the table of ratings is set in small type.
CROWDED = 4


@dataclass(frozen=True, slots=True)
class Weighed:
    """A component of one subject as it is laid out; `name` is empty where there is one subject alone."""

    name: str
    component: RatedComponent

    @property
    def texts(self) -> tuple[Note, ...]:
        found = ((NAMES[name], getattr(self.component, name)) for name in ORDER)
        return tuple(Note(name, text) for name, text in found if text)

    @property
    def is_whole(self) -> bool:
        """Short enough to stay on one page."""
        return sum(lines(text.text, LINE) + 1 for text in self.texts) <= WHOLE

    @property
    def taken(self) -> str:
        """Where its words come from, in a sentence; empty for the team's own."""
        taken = self.component.taken
        if taken is None:
            return ""
        agreed = f", agreed {day(taken.agreed_at)}" if taken.agreed_at else ""
        return f"Taken over from {taken.review_title}{agreed}{', and changed since' if taken.changed_since else ''}."


def hexagon_pdf(report: HexagonReport) -> bytes:
    """Return the report as PDF/UA-1 on the district's paper. Raises PdfUnavailableError where the libraries lack."""
    return render_pdf("hexagon/report/report.html", report_context(report), stylesheets=STYLESHEETS, paper=report.paper)


def report_context(report: HexagonReport) -> dict[str, Any]:
    """Return what the template shows: the report's parts, and what stands on its cover."""
    components = [one.content for one in report.reviews[0].components]
    return section_context(report) | {
        "span": _span(report),
        "rated": sum(review.rated for review in report.reviews),
        "total": sum(len(review.components) for review in report.reviews),
        "rounds": [round_sentence(one) for one in report.rounds[:ROUNDS]],
        "questions": [component for component in components if component.questions],
    }


def section_context(report: HexagonReport) -> dict[str, Any]:
    """Return what `hexagon/report/section.html` shows inside another report; the same parts make up our own."""
    return {
        "report": report,
        "subject": subject_line(report),
        "lead": lead_sentences(report),
        "unrated": unrated_sentence(report.recommendation.unrated) if report.recommendation else "",
        "weighed": [_described(review) for review in report.reviews],
        "is_crowded": len(report.reviews) >= CROWDED,
        "components": list(_components(report)),
        "supports": _supports(report),
    }


def _described(review: RatedReview) -> dict[str, Any]:
    facts = (("Provider", review.provider), ("Cost", review.cost_note), ("Link", review.link))
    description = Note(review.name, review.description) if review.description else None
    is_whole = lines(review.description, LINE) <= WHOLE
    found = [fact for fact in facts if fact[1]]
    return {"review": review, "description": description, "facts": found, "is_whole": is_whole}


def _components(report: HexagonReport) -> Iterator[tuple[Any, list[Weighed]]]:
    """Yield each component with what the team says of every subject."""
    for row in report.rows:
        names = [review.name if review.letter else "" for review in report.reviews]
        yield row[0].content, [Weighed(name, one) for name, one in zip(names, row, strict=True)]


def _supports(report: HexagonReport) -> list[tuple[str, str, str]]:
    """Return what support each component needs, with the direction the text is written in."""
    found = report.recommendation.supports if report.recommendation else ()
    return [(name, text, direction(text)) for name, text in found]


def _span(report: HexagonReport) -> str:
    """Return from when to when the team rated, as far as it has begun."""
    if report.changed_at is None:
        return f"Not begun. Opened {day(report.opened_at)}"
    start, end = day(report.opened_at), day(report.changed_at)
    return end if start == end else f"{start} to {end}"
