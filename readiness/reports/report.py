"""Everything that the summary page and the report in every format show of one assessment."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db import connection

from districts.choices import Role
from districts.models import District, Membership
from hexagon.reports import HexagonReport
from practices.reports import ContentOfEdition, published_content
from readiness.choices import GROUP_ORDER, Standing
from readiness.models import Assessment
from readiness.reports.before import THIS_AND_PREVIOUS, previous_standings
from readiness.reports.items import Given, RatedIndicator, StageCounts
from readiness.reports.rounds import assessment_rounds
from readiness.reports.sheet import RatedSheet, rated_areas, ratings_of, sheet_fields
from readiness.reports.together import TeamRound, team_rounds

# How many indicators of a standing the summary shows before the rest.
AT_ONCE = 4

# What tells whether a finished report still shows what is stored, as rows of one shape. It is SQL because Django takes
# ten times as long to write what the database answers here.
_WATCHED = f"""
{THIS_AND_PREVIOUS}
SELECT 'member' AS kind, m.id AS pk, m.role AS label, u.name AS one, u.email AS other
FROM this JOIN districts_membership m ON m.district_id = this.district_id JOIN districts_user u ON u.id = m.user_id
UNION ALL
SELECT 'ratings', a.id, a.label, CAST(SUM(r.version) AS text), CAST(MAX(r.changed_at) AS text)
FROM readiness_assessment a LEFT JOIN readiness_rating r ON r.assessment_id = a.id
WHERE a.id IN (SELECT id FROM this UNION ALL SELECT id FROM previous)
GROUP BY a.id, a.label
UNION ALL
SELECT 'placements', this.id, '', CAST(SUM(p.version) AS text), CAST(MAX(p.changed_at) AS text)
FROM this JOIN readiness_considerationplacement p ON p.assessment_id = this.id
GROUP BY this.id
UNION ALL
SELECT 'round', r.id, r.title, CAST(r.version AS text), CAST(r.revealed_at AS text)
FROM this JOIN readiness_assessmentround o ON o.assessment_id = this.id JOIN rounds_round r ON r.id = o.round_id
UNION ALL
SELECT DISTINCT 'perspective', p.id, p.title, CAST(p.position AS text), ''
FROM this JOIN readiness_assessmentround o ON o.assessment_id = this.id
    JOIN rounds_rater s ON s.round_id = o.round_id JOIN districts_perspective p ON p.id = s.perspective_id
ORDER BY kind, pk
"""  # noqa: S608  no value is written into it


@dataclass(frozen=True, kw_only=True)
class StandingGroup:
    """The indicators of one standing, with how many stood there in the previous assessment."""

    standing: Standing
    indicators: tuple[RatedIndicator, ...]
    before: int | None

    @property
    def count(self) -> int:
        return len(self.indicators)

    @property
    def first(self) -> tuple[RatedIndicator, ...]:
        """As many as a page shows at once."""
        return self.indicators[:AT_ONCE]

    @property
    def rest(self) -> tuple[RatedIndicator, ...]:
        return self.indicators[AT_ONCE:]


@dataclass(frozen=True, kw_only=True)
class ReadinessReport(RatedSheet):
    """Everything that the summary page and the report in every format show of one assessment."""

    district: str
    paper: str
    system: str
    edition: int
    source: str
    label: str
    opened_at: datetime
    closed_at: datetime | None
    members: tuple[tuple[str, str], ...] = ()
    introduction: tuple[str, ...]
    previous_label: str = ""
    together: tuple[TeamRound, ...] = ()
    hexagon: tuple[HexagonReport, ...] = ()
    _before: Mapping[str, Standing] = field(default_factory=dict, repr=False)

    @cached_property
    def changed_at(self) -> datetime | None:
        """When any answer was last changed; None for an untouched assessment."""
        given: Iterable[Given] = (*self.considerations, *self.items)
        return max((item.changed_at for item in given if item.changed_at), default=None)

    @property
    def as_of(self) -> datetime:
        return self.changed_at or self.opened_at

    @cached_property
    def standings(self) -> tuple[StandingGroup, ...]:
        """Every group of standing, most advanced first; the two without a standing only where they hold any."""
        before = Counter(self._before.values())
        groups = []
        for standing in GROUP_ORDER:
            indicators = tuple(one for one in self.indicators if one.standing == standing)
            if indicators or standing in GROUP_ORDER[:4]:
                known = before[standing] if self.previous_label else None
                groups.append(StandingGroup(standing=standing, indicators=indicators, before=known))
        return tuple(groups)

    @cached_property
    def totals(self) -> StageCounts:
        """The answers of all areas and stages."""
        return StageCounts(stage="All stages", items=self.items)

    @property
    def standings_before(self) -> tuple[tuple[str, Standing], ...]:
        """The standings in the previous assessment, by indicator."""
        return tuple(self._before.items())

    @property
    def not_in_place(self) -> tuple[StandingGroup, ...]:
        """Groups of indicators that are not ready to implement, most advanced first, none empty."""
        return tuple(group for group in self.standings if group.indicators and group.standing != Standing.READY)

    @property
    def not_in_place_count(self) -> int:
        return sum(group.count for group in self.not_in_place)


def readiness_report(assessment: Assessment) -> ReadinessReport:
    """Return the whole picture of an assessment, in five queries once the edition's content is in memory."""
    content = published_content(assessment.edition)
    label, before = previous_standings(assessment, content)
    fields = sheet_fields(assessment, content, before) | {
        "members": _members(assessment.district),
        "together": team_rounds(assessment),
    }
    return _report(assessment, content, label, before, fields)


def summary_report(assessment: Assessment) -> ReadinessReport:
    """Return what the summary page shows, in three queries: no considerations, and nobody's name."""
    content = published_content(assessment.edition)
    label, before = previous_standings(assessment, content)
    ratings = ratings_of(assessment)
    fields = {
        "areas": rated_areas(content, ratings, before),
        "considerations": (),
        "rounds": assessment_rounds(assessment),
    }
    return _report(assessment, content, label, before, fields)


def _report(
    assessment: Assessment,
    content: ContentOfEdition,
    label: str,
    before: Mapping[str, Standing],
    fields: Mapping[str, Any],
) -> ReadinessReport:
    district = assessment.district
    return ReadinessReport(
        **fields,
        district=district.name,
        paper=district.paper,
        system=content.system_title,
        edition=content.number,
        source=content.source,
        label=assessment.label,
        opened_at=assessment.opened_at,
        closed_at=assessment.closed_at,
        introduction=content.introduction,
        previous_label=label,
        _before=before,
    )


def _members(district: District) -> tuple[tuple[str, str], ...]:
    order = Role.values
    rows = sorted(Membership.objects.for_district(district).with_people(), key=lambda row: order.index(row.role))
    return tuple((str(row.user), row.get_role_display()) for row in rows)


def report_token(assessment: Assessment, form: str) -> str:
    """Return a digest of everything that a report of this assessment shows, without building it, in one query.

    `form` stands for the format and its templates. Versions only ever grow, so the sum of them tells every change; the
    moment of the last is part of it too, so that a restored backup whose versions happen to agree gets a report of its
    own. People who have left count by the names they had.
    """
    district = assessment.district
    shown = [
        form,
        (district.name, district.paper, district.time_zone),
        (assessment.pk, assessment.version, assessment.edition.digest),
        _watched_rows(assessment),
    ]
    return hashlib.sha256(repr(shown).encode()).hexdigest()


def _watched_rows(assessment: Assessment) -> list[tuple[Any, ...]]:
    """Return who belongs to the district, label, versions and last moment of this assessment and the one before, and
    the rounds with the perspectives in them."""
    with connection.cursor() as cursor:
        cursor.execute(_WATCHED, [assessment.pk])
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
