"""Assessments from a distance: what waits on the home page, and how a district's assessments stand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from core.charts import Bar, Segment
from districts.models import District, User
from readiness.choices import GROUP_ORDER, RATING_SCALE, Standing
from readiness.models import Assessment, Rating

# A district's page draws so many of a system's assessments; the readiness page lists them all.
DRAWN = 3


@dataclass(frozen=True, kw_only=True)
class AssessmentLine:
    """One assessment in a list: how much of it is rated, and where it leads."""

    pk: int
    slug: str
    system: str
    position: int
    label: str
    opened_at: datetime
    closed_at: datetime | None
    rated: int
    total: int

    @property
    def left(self) -> int:
        return self.total - self.rated

    @property
    def rate_url(self) -> str:
        return reverse("readiness:assessment_rate", args=[self.slug, self.pk])

    @property
    def summary_url(self) -> str:
        return reverse("readiness:assessment_summary", args=[self.slug, self.pk])


@dataclass(frozen=True, kw_only=True)
class StandingRow:
    """An assessment with its indicators counted by standing: a count for each of GROUP_ORDER."""

    line: AssessmentLine
    counts: tuple[tuple[Standing, int], ...]


@dataclass(frozen=True, kw_only=True)
class SystemStanding:
    """The newest assessments of one system, oldest first."""

    system: str
    rows: tuple[StandingRow, ...]

    @property
    def heading(self) -> str:
        return f"{self.system}: indicators by standing at each assessment."

    @property
    def bars(self) -> tuple[Bar, ...]:
        """The rows as a chart draws them."""
        return tuple(
            Bar(row.line.label, tuple(Segment(one.value, str(one.label), count) for one, count in row.counts))
            for row in self.rows
        )

    @property
    def newest(self) -> AssessmentLine:
        return self.rows[-1].line


@dataclass(frozen=True, kw_only=True)
class DistrictReadiness:
    """A district's assessments, newest first, and the standing of each system over the last few."""

    lines: tuple[AssessmentLine, ...]
    systems: tuple[SystemStanding, ...]

    @property
    def next_to_rate(self) -> AssessmentLine | None:
        """The open assessment that has most left to rate, or None."""
        waiting = [line for line in self.lines if not line.closed_at and line.left]
        return max(waiting, key=lambda line: line.left, default=None)

    @property
    def next_to_read(self) -> AssessmentLine | None:
        """The newest assessment that is fully rated, or None."""
        return next((line for line in self.lines if line.total and not line.left), None)


def lines_of(assessments: Iterable[Assessment]) -> tuple[AssessmentLine, ...]:
    """Return a line for each assessment of a queryset that `with_progress` annotated."""
    return tuple(
        AssessmentLine(
            pk=row.pk,
            slug=row.district.slug,
            system=row.edition.system.title,
            position=row.edition.system.position,
            label=row.label,
            opened_at=row.opened_at,
            closed_at=row.closed_at,
            rated=row.rated,
            total=row.total,
        )
        for row in assessments
    )


def open_assessments(user: User) -> dict[int, tuple[AssessmentLine, ...]]:
    """Return the open assessments of every district that the user is in, by the district's id, in one query."""
    rows = Assessment.objects.filter(district__memberships__user=user, closed_at=None)
    found: dict[int, list[Assessment]] = defaultdict(list)
    for row in rows.with_edition().select_related("district").with_progress().newest_first():
        found[row.district_id].append(row)
    return {pk: lines_of(assessments) for pk, assessments in found.items()}


def assessment_lines(district: District) -> tuple[AssessmentLine, ...]:
    """Return every assessment of the district, newest first, in one query."""
    rows = Assessment.objects.for_district(district).with_edition().select_related("district").with_progress()
    return lines_of(rows.newest_first())


def district_readiness(district: District) -> DistrictReadiness:
    """Return how the district's assessments stand, in two queries however many there are."""
    lines = assessment_lines(district)
    by_system: dict[str, list[AssessmentLine]] = defaultdict(list)
    for line in lines:
        if len(by_system[line.system]) < DRAWN:
            by_system[line.system].append(line)
    counts = standing_counts([line.pk for drawn in by_system.values() for line in drawn])
    return DistrictReadiness(
        lines=lines,
        systems=tuple(
            SystemStanding(
                system=system, rows=tuple(StandingRow(line=line, counts=counts[line.pk]) for line in reversed(drawn))
            )
            for system, drawn in sorted(by_system.items(), key=lambda one: one[1][0].position)
        ),
    )


def standing_counts(assessment_pks: list[int]) -> dict[int, tuple[tuple[Standing, int], ...]]:
    """Return how many indicators stand where in each assessment, in one query."""
    rows = (
        Rating.objects.filter(assessment__in=assessment_pks)
        .order_by("stage_description__stage__position")
        .values_list("assessment", "stage_description__indicator", "value", "unknown")
    )
    answers = defaultdict(list)
    for assessment, indicator, value, unknown in rows:
        answers[assessment, indicator].append(RATING_SCALE.stored(value, unknown))
    counts: dict[int, Counter[Standing]] = {pk: Counter() for pk in assessment_pks}
    for (assessment, _), pair in answers.items():
        counts[assessment][Standing.of(*pair[:2])] += 1
    return {pk: tuple((standing, count[standing]) for standing in GROUP_ORDER) for pk, count in counts.items()}
