"""What a report says in words of where a district stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format

from readiness.choices import Standing
from readiness.reports import ReadinessReport, StandingGroup, TeamRound

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_CLAUSES = {
    Standing.GETTING_READY: ("{} is getting ready", "{} are getting ready"),
    Standing.GETTING_AWARE: ("{} is getting aware", "{} are getting aware"),
    Standing.NOTHING_BEGUN: ("nothing has begun for {}", "nothing has begun for {}"),
    Standing.UNKNOWN: ("{} is not known yet", "{} are not known yet"),
    Standing.UNRATED: ("{} is not rated yet", "{} are not rated yet"),
}


def spelled(count: int) -> str:
    """Return a count in words up to ten, in figures beyond."""
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def joined(parts: Sequence[str]) -> str:
    """Return "a", "a and b", or "a, b, and c"."""
    if len(parts) < 3:
        return " and ".join(parts)
    return f"{', '.join(parts[:-1])}, and {parts[-1]}"


def lead_sentences(report: ReadinessReport) -> str:
    """Return the picture of an assessment in two or three sentences."""
    if not report.rated:
        return f"None of the {len(report.indicators)} indicators is rated yet. This report shows what there is to rate."
    groups = {group.standing: group for group in report.standings}
    sentences = [_ready(report, groups[Standing.READY]), *_others(groups), *_waiting(report)]
    return " ".join(sentences)


def _ready(report: ReadinessReport, group: StandingGroup) -> str:
    verb = "is" if group.count < 2 else "are"
    count = spelled(group.count).capitalize() if group.count else "None"
    sentence = f"{count} of {len(report.indicators)} indicators {verb} ready to implement"
    return f"{sentence}{_compared(report, group)}."


def _compared(report: ReadinessReport, group: StandingGroup) -> str:
    if group.before is None or (group.count == group.before == 0):
        return ""
    difference = group.count - group.before
    if difference == 0:
        return f", as many as in {report.previous_label}"
    return f", {spelled(abs(difference))} {'more' if difference > 0 else 'fewer'} than in {report.previous_label}"


def _others(groups: dict[Standing, StandingGroup]) -> list[str]:
    clauses = [
        forms[groups[standing].count != 1].format(spelled(groups[standing].count))
        for standing, forms in _CLAUSES.items()
        if standing in groups and groups[standing].count
    ]
    text = joined(clauses)
    return [f"{text[0].upper()}{text[1:]}."] if text else []


def _waiting(report: ReadinessReport) -> list[str]:
    count = len(report.unknown)
    if not count:
        return []
    noun = "rating waits" if count == 1 else "ratings wait"
    return [f"{spelled(count).capitalize()} {noun} for information."]


def round_sentence(one: TeamRound) -> str:
    """Say in a line how the team rated in a round."""
    raters = f"{one.raters} rater{'' if one.raters == 1 else 's'}"
    return f"{one.title}: {raters} ({perspectives(one)}). {round_days(one)}"


def perspectives(one: TeamRound) -> str:
    """Return what raters brought to a round, with how many brought it: "Teacher 4, others 3"."""
    named = [f"{title} {number}" for title, number in one.perspectives]
    return ", ".join(named + ([f"others {one.others}"] if one.others else []))


def round_days(one: TeamRound) -> str:
    """Return from when people rated alone, when they saw each other's ratings, and when they agreed."""
    days = f"Opened {_day(one.opened_at)}, revealed {_day(one.revealed_at)}"
    return f"{days}, agreed {_day(one.agreed_at)}." if one.agreed_at else f"{days}."


def rated_span(report: ReadinessReport) -> str:
    """Return from when to when the team rated: "October 5 to November 20, 2026"."""
    if report.changed_at is None:
        return f"Not begun. Opened {_day(report.opened_at)}"
    start, end = timezone.localtime(report.opened_at), timezone.localtime(report.changed_at)
    if start.date() >= end.date():
        return _day(end)
    opening = date_format(start, "F j") if start.year == end.year else _day(start)
    return f"{opening} to {_day(end)}"


def _day(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "F j, Y")
