"""Assessments from a distance: what waits on the home page, and how a district's assessments stand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from core.charts import Bar, Segment
from core.links import address
from core.prepared_queries import PreparedQuery
from core.words import quoted
from districts.models import District, User
from readiness.choices import GROUP_ORDER, RATING_SCALE, Standing
from readiness.models import Assessment, Rating

# A district's page draws so many of a system's assessments; the readiness page lists them all.
DRAWN = 3


@dataclass(frozen=True, kw_only=True)
class AssessmentLine:
    """One assessment in a list: how much of it is rated, and where it leads.

    `together` is how many without an answer are rated in running rounds, of which there are `round_count`.
    """

    pk: int
    slug: str
    system: str
    position: int
    label: str
    opened_at: datetime | None
    closed_at: datetime | None
    rated: int
    total: int
    together: int = 0
    round_count: int = 0
    round_title: str = ""

    @property
    def left(self) -> int:
        """How many have no answer yet."""
        return self.total - self.rated

    @property
    def waits(self) -> int:
        """How many of them can be rated on the worksheet, because no running round covers them."""
        return self.left - self.together

    @property
    def together_words(self) -> str:
        """How many are rated in which running rounds."""
        where = quoted(self.round_title) if self.round_count == 1 else f"{self.round_count} rounds"
        return f"{self.together} {'is' if self.together == 1 else 'are'} being rated in {where}"

    @property
    def rate_url(self) -> str:
        return address("readiness:assessment_rate", self.slug, self.pk)

    @property
    def summary_url(self) -> str:
        return address("readiness:assessment_summary", self.slug, self.pk)


@dataclass(frozen=True, kw_only=True)
class StandingRow:
    """An assessment with its indicators counted by standing: a count for each of GROUP_ORDER."""

    line: AssessmentLine
    counts: tuple[tuple[Standing, int], ...]

    @property
    def ready(self) -> int:
        """How many indicators are ready to implement."""
        return dict(self.counts)[Standing.READY]

    @property
    def indicators(self) -> int:
        return sum(count for _, count in self.counts)


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

    @property
    def trend(self) -> str:
        """How many indicators are ready to implement now, and how many were before."""
        now = self.rows[-1]
        verb = "is" if now.indicators == 1 else "are"
        words = f"{now.ready} of {now.indicators} indicators {verb} ready to implement"
        if len(self.rows) == 1:
            return f"{words}."
        before = self.rows[-2]
        return f"{words}, {before.ready} in {before.line.label}."


@dataclass(frozen=True, kw_only=True)
class DistrictReadiness:
    """A district's assessments, newest first, and the standing of each system over the last few."""

    lines: tuple[AssessmentLine, ...]
    systems: tuple[SystemStanding, ...]

    @property
    def next_to_rate(self) -> AssessmentLine | None:
        """The open assessment that has most left to rate on its worksheet, or None."""
        return most_left(line for line in self.lines if not line.closed_at)

    @property
    def next_to_read(self) -> AssessmentLine | None:
        """The newest assessment that is fully rated, or None."""
        return next((line for line in self.lines if line.total and not line.left), None)


def _progress(*more: str, **only: Any) -> Any:
    rows = Assessment.objects.filter(**only).with_progress().with_rounds().newest_first()
    system = ("edition__system__title", "edition__system__position")
    counted = ("rated", "total", "together", "round_count", "round_title")
    return rows.values_list("pk", "district__slug", *system, "label", *counted, *more)


_OF_DISTRICT = PreparedQuery(lambda district: _progress("opened_at", "closed_at", district=district))
_OPEN_TO = PreparedQuery(lambda user: _progress("district", district__memberships__user=user, closed_at=None))


def _line(row: Sequence[Any], opened_at: datetime | None = None, closed_at: datetime | None = None) -> AssessmentLine:
    pk, slug, system, position, label, rated, total, together, round_count, round_title = row
    return AssessmentLine(
        pk=pk,
        slug=slug,
        system=system,
        position=position,
        label=label,
        opened_at=opened_at,
        closed_at=closed_at,
        rated=rated,
        total=total,
        together=together,
        round_count=round_count,
        round_title=round_title,
    )


def most_left(lines: Iterable[AssessmentLine]) -> AssessmentLine | None:
    """Return the line that has most left to rate on its worksheet; None where nothing waits there."""
    return max((line for line in lines if line.waits), key=lambda line: line.waits, default=None)


def open_assessments(user: User) -> dict[int, tuple[AssessmentLine, ...]]:
    """Return the open assessments of every district that the user is in, by the district's id, in one query; without
    the day on which they were opened."""
    found: dict[int, list[AssessmentLine]] = defaultdict(list)
    for *row, district in _OPEN_TO.rows(user.pk):
        found[district].append(_line(row))
    return {pk: tuple(lines) for pk, lines in found.items()}


def assessment_lines(district: District) -> tuple[AssessmentLine, ...]:
    """Return every assessment of the district, newest first, in one query."""
    return tuple(_line(row[:10], *row[10:]) for row in _OF_DISTRICT.rows(district.pk))


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


@cache
def _answers_of(number: int) -> PreparedQuery:
    """Return the query for the answers of so many assessments, those for Getting Aware before those for Getting
    Ready."""
    return PreparedQuery(
        lambda *pks: (
            Rating.objects.filter(assessment__in=pks)
            .order_by("stage_description__stage__position")
            .values_list("assessment", "stage_description__indicator", "value", "unknown")
        ),
        *[int] * number,
        as_stored=True,
    )


def standing_counts(assessment_pks: list[int]) -> dict[int, tuple[tuple[Standing, int], ...]]:
    """Return how many indicators stand where in each assessment, in one query."""
    rows = _answers_of(len(assessment_pks)).rows(*assessment_pks) if assessment_pks else []
    answers = defaultdict(list)
    for assessment, indicator, *answer in rows:
        answers[assessment, indicator].append(tuple(answer))
    counts: dict[int, Counter[Standing]] = {pk: Counter() for pk in assessment_pks}
    alike = Counter((assessment, *pair[:2]) for (assessment, _), pair in answers.items())
    for (assessment, *pair), count in alike.items():
        standing = Standing.of(*(RATING_SCALE.stored(value, bool(unknown)) for value, unknown in pair))
        counts[assessment][standing] += count
    return {pk: tuple((standing, count[standing]) for standing in GROUP_ORDER) for pk, count in counts.items()}
