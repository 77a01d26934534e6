"""The lines of the home page and of a district's page, which coaches have by the dozen."""

from __future__ import annotations

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString

from comments.reports import MentionLine
from core.happenings import Happening
from core.prepared_rows import drawn, filled
from core.words import day_words, when_words
from plans.reports import DueLine, MeasureLine
from readiness.reports import AssessmentLine, SystemStanding
from rounds.reports import RoundLine
from talentsys.reports import HomeDistrict
from talentsys.reports.home import Waiting

register = template.Library()


@register.simple_tag
def waiting_steps(lines: Iterable[Waiting[DueLine]]) -> SafeString:
    """Return a person's action steps as lines of a list."""
    return _joined(_step(one.line, one.district) for one in lines)


@register.simple_tag
def overdue_steps(lines: Iterable[DueLine]) -> SafeString:
    """Return a plan's overdue steps as lines of a list, each with its owner."""
    return _joined(_step(line, line.owner) for line in lines)


def _step(line: DueLine, more: str) -> SafeString:
    words = {"title": line.title, "url": line.url, "day": day_words(line.due_on), "more": more}
    return filled("talentsys/rows/step.html", words, is_overdue=line.is_overdue)


@register.simple_tag
def off_path_measures(lines: Iterable[MeasureLine]) -> SafeString:
    """Return a plan's measures off their path as lines of a list."""
    return _joined(
        filled("talentsys/rows/measure.html", {"title": line.title, "url": line.url, "amount": line.latest_amount})
        for line in lines
    )


@register.simple_tag
def running_rounds(lines: Iterable[RoundLine]) -> SafeString:
    """Return a district's rounds as lines of a list."""
    return _joined(
        filled(
            "talentsys/rows/round.html",
            {
                "title": line.title,
                "url": line.url,
                "about": line.about,
                "state": str(line.state.label),
                "ballot_url": line.ballot_url if line.waits else "",
                "reason": line.reason,
            },
        )
        for line in lines
    )


@register.simple_tag
def waiting_rounds(lines: Iterable[Waiting[RoundLine]]) -> SafeString:
    """Return rounds that wait for a person, to vote or to agree, as lines of a list."""
    return _joined(
        filled(
            "talentsys/rows/ballot.html",
            {
                "title": one.line.title,
                "url": one.line.ballot_url if one.line.waits else one.line.agree_url,
                "about": one.line.about,
                "reason": one.line.reason,
                "district": one.district,
            },
        )
        for one in lines
    )


@register.simple_tag
def waiting_comments(lines: Iterable[Waiting[MentionLine]]) -> SafeString:
    """Return the comments that are meant for a person as lines of a list."""
    return _joined(
        filled(
            "talentsys/rows/comment.html",
            {
                "about": one.line.about,
                "url": one.line.url,
                "who": one.line.who,
                "day": day_words(one.line.at.astimezone(ZoneInfo(one.line.time_zone)).date()),
                "district": one.district,
            },
        )
        for one in lines
    )


@register.simple_tag
def home_districts(districts: Iterable[HomeDistrict]) -> SafeString:
    """Return a person's districts as lines of a list, each with what is open to rate there."""
    return _joined(
        filled(
            "talentsys/rows/district.html",
            {
                "name": one.name,
                "url": one.url,
                "slug": one.slug,
                "role": one.role.label.lower(),
                "assessments": _assessments(one),
            },
        )
        for one in districts
    )


def _assessments(district: HomeDistrict) -> SafeString:
    return _joined(
        filled(
            "talentsys/rows/assessment.html",
            {
                "name": f"{line.system}, {line.label}",
                "url": line.rate_url if district.may_rate else line.summary_url,
                "rated": str(line.rated),
                "total": str(line.total),
                "left": _left_words(line, district.may_rate),
            },
        )
        for line in district.assessments
    )


def _left_words(line: AssessmentLine, may_rate: bool) -> str:
    """Say what is left to rate for who may rate, and what rounds rate; that nothing waits, where that is so."""
    if not line.left:
        return "Nothing waits."
    verb = "waits" if line.waits == 1 else "wait"
    parts = [f"{line.waits} {verb} for an answer"] if line.waits and may_rate else []
    parts += [line.together_words] if line.together else []
    return f"{', '.join(parts)}." if parts else ""


@register.simple_tag
def standings(systems: tuple[SystemStanding, ...]) -> SafeString:
    """Return how systems stand, drawn and as a table: once per process for as long as it says the same."""
    return drawn("talentsys/standings.html", systems=systems)


@register.simple_tag
def happening_lines(happenings: Iterable[Happening]) -> SafeString:
    """Return what happened lately as lines of a list, in the present time zone."""
    today = timezone.localdate()
    return _joined(
        filled(
            "talentsys/rows/happening.html",
            {
                "before": " ".join(filter(None, (one.who, one.said))),
                "about": one.about,
                "url": one.url,
                "rest": one.rest,
                "when": when_words(timezone.localtime(one.at), today),
            },
        )
        for one in happenings
    )


def _joined(rows: Iterable[SafeString]) -> SafeString:
    return SafeString("\n".join(rows))
