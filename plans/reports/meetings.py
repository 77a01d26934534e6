"""Meetings of a team: the list, one with its follow-ups, and the agenda that a plan makes for the next one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.formats import date_format

from comments.reports import CommentCount, count_of
from core.links import address
from districts.models import Membership, User
from plans.choices import UNFINISHED, Path, Phase
from plans.models import ActionStep, Meeting, Plan
from plans.reports.lines import (
    CycleLine,
    MeasureLine,
    MilestoneLine,
    StepLine,
    brief_measure_lines,
    cycle_lines,
    milestone_lines,
    step_lines,
)

# A team that meets every month or so talks about what comes due until the next time.
AHEAD = timedelta(days=30)


@dataclass(frozen=True, kw_only=True)
class MeetingLine:
    """A meeting in a list; `unfinished` of its follow-ups are still to be done."""

    pk: int
    title: str
    url: str
    on: date
    present: int
    decided: bool
    follow_ups: int
    unfinished: int
    comments: CommentCount


def meeting_lines(plan: Plan) -> tuple[MeetingLine, ...]:
    """Return the meetings about a plan, newest first, in one query."""
    rows: Any = Meeting.objects.for_plan(plan).select_related("thread").order_by("-on", "-pk")
    steps = ActionStep.objects.filter(meeting=OuterRef("pk"))
    present = Meeting.present.through.objects.filter(meeting=OuterRef("pk"))
    counted = rows.annotate(
        present_count=_count(present),
        step_count=_count(steps),
        unfinished_count=_count(steps.filter(status__in=UNFINISHED)),
    )
    return tuple(_line(plan, row) for row in counted)


def _count(rows: Any) -> Coalesce:
    counted = rows.order_by().values("meeting").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


def _line(plan: Plan, row: Any) -> MeetingLine:
    return MeetingLine(
        pk=row.pk,
        title=row.title,
        url=address("plans:meeting_detail", plan.district.slug, plan.pk, row.pk),
        on=row.on,
        present=row.present_count + len(names_in(row.others)),
        decided=bool(row.decisions),
        follow_ups=row.step_count,
        unfinished=row.unfinished_count,
        comments=count_of(row.thread),
    )


def names_in(others: str) -> tuple[str, ...]:
    """Return the names in a text that holds one a line."""
    return tuple(line.strip() for line in others.splitlines() if line.strip())


@dataclass(frozen=True, kw_only=True)
class MeetingReport:
    """A meeting as its page shows it; those present with an account first."""

    present: tuple[str, ...]
    follow_ups: tuple[StepLine, ...]


def meeting_report(meeting: Meeting) -> MeetingReport:
    """Return who was at a meeting and what follows from it, in two queries."""
    people = [str(person) for person in people_at(meeting)]
    return MeetingReport(
        present=(*people, *names_in(meeting.others)),
        follow_ups=step_lines(meeting.plan, timezone.localdate(), meeting=meeting.pk),
    )


def people_at(meeting: Meeting) -> Any:
    """Return those present at a meeting who have an account, by name, in the district still or not."""
    return meeting.present.order_by("name", "email")


def people_for(plan: Plan, meeting: Meeting | None = None) -> Any:
    """Return whom a meeting may name as present: the district's members, and whoever it names already.

    Each has `is_here`, which is false for somebody who has left.
    """
    members = Membership.objects.for_district(plan.district_id)
    wanted = Q(pk__in=members.values("user"))
    if meeting is not None:
        wanted |= Q(pk__in=meeting.present.values("pk"))
    is_here = Exists(members.filter(user=OuterRef("pk")))
    return User.objects.filter(wanted).annotate(is_here=is_here).order_by("name", "email")


# The agenda -----------------------------------------------------------------------------------------------------


def meeting_agenda(plan: Plan) -> str:
    """Return an agenda made from what a plan says today, in six queries: what is late, due, off its path, to be
    studied. Empty where there is none of it."""
    today = timezone.localdate()
    steps = step_lines(plan, today, status__in=UNFINISHED, due_on__lt=today)
    milestones = milestone_lines(plan, today, reached_on=None, due_on__lte=today + AHEAD)
    off = [one for one in brief_measure_lines(plan) if one.path == Path.OFF]
    early = (Phase.PLAN, Phase.DO)
    cycles = cycle_lines(plan, today, outcome="", phase__in=early, study_on__lte=today + AHEAD)
    parts = (
        ("Steps that are overdue", map(_step, steps)),
        ("Milestones", map(_milestone, milestones)),
        ("Measures off their path", map(_measure, off)),
        ("Improvement cycles to study", map(_cycle, cycles)),
    )
    return "\n\n".join(_parts(parts))


def _parts(parts: Any) -> Iterator[str]:
    for heading, lines in parts:
        listed = "\n".join(f"- {line}" for line in lines)
        if listed:
            yield f"{heading}\n{listed}"


def _day(day: date | None) -> str:
    return date_format(day, "M j, Y") if day else ""


def _step(line: StepLine) -> str:
    return f"{line.title} ({line.owner_name}; due {_day(line.due_on)})"


def _milestone(line: MilestoneLine) -> str:
    return f"{line.title} ({'was due' if line.is_overdue else 'due'} {_day(line.due_on)})"


def _measure(line: MeasureLine) -> str:
    latest, target = line.latest, line.next_target
    found = f"{line.latest_amount} on {_day(latest.on)}" if latest else ""
    return f"{line.title} ({found}; target {line.target_amount} by {_day(target.on)})" if target else line.title


def _cycle(line: CycleLine) -> str:
    return f"{line.title} (study on {_day(line.study_on)})"
