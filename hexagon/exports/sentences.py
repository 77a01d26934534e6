"""What a report says in words of how a team rated. It never says what to choose."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format

from core.words import joined, spelled
from hexagon.reports import HexagonReport, RatedReview, RoundFact


def subject_line(report: HexagonReport) -> str:
    """Say what is weighed, in a line: "Three candidates for indicator 5a"."""
    if report.kind == "review":
        return report.reviews[0].subject_label
    count = len(report.reviews)
    return f"{spelled(count).capitalize()} candidates for indicator {report.indicator_name}"


def lead_sentences(report: HexagonReport) -> str:
    """Return how far the team has come, and where candidates differ most."""
    return " ".join([_progress(report), *_apart(report), *_waiting(report), *_undecided(report)])


def _progress(report: HexagonReport) -> str:
    rated = sum(review.rated for review in report.reviews)
    total = sum(len(review.components) for review in report.reviews)
    if not rated:
        return "No component is rated yet. This report shows what there is to weigh."
    if report.kind == "comparison":
        every = "Every candidate is rated on every component." if rated == total else ""
        return every or f"{rated} of {total} ratings of the {spelled(len(report.reviews))} candidates are made."
    if rated == total:
        return f"The team has rated all {spelled(total)} components."
    return f"The team has rated {spelled(rated)} of {spelled(total)} components; {_left(report.reviews[0])} not rated."


def _left(review: RatedReview) -> str:
    return f"{joined(review.unrated)} {'is' if len(review.unrated) == 1 else 'are'}"


def _apart(report: HexagonReport) -> list[str]:
    names = report.furthest_apart
    return [f"The candidates are furthest apart on {joined(names)}."] if names else []


def _waiting(report: HexagonReport) -> list[str]:
    count = sum(len(review.unknown) for review in report.reviews)
    if not count:
        return []
    return [f"{spelled(count).capitalize()} rating{' waits' if count == 1 else 's wait'} for information."]


def _undecided(report: HexagonReport) -> list[str]:
    return [] if report.recommendation else ["There is no recommendation yet."]


def unrated_sentence(unrated: tuple[str, ...]) -> str:
    """Say which components had no rating from 1 to 5 when a recommendation was made; empty where all had one."""
    return f"When this recommendation was made, {joined(unrated)} had no rating from 1 to 5." if unrated else ""


def round_sentence(one: RoundFact) -> str:
    """Say in a line how the team rated in a round: "First look: 7 raters, revealed November 12, 2026"."""
    raters = f"{one.raters} rater{'' if one.raters == 1 else 's'}"
    when = f"revealed {day(one.revealed_at)}" if one.revealed_at else one.state_label.lower()
    return f"{one.title}: {raters}, {when}"


def day(moment: date | datetime) -> str:
    """Return a day in words, of a moment in the current time zone."""
    return date_format(timezone.localtime(moment) if isinstance(moment, datetime) else moment, "F j, Y")
