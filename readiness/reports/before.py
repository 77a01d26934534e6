"""The assessment before: of the same district and system, and opened last before this one."""

from __future__ import annotations

from django.db import connection

from practices.reports import ContentOfEdition
from readiness.choices import RATING_SCALE, Standing
from readiness.models import Assessment
from rounds.choices import UNRATED

# How a statement begins that reads an assessment with the one before it; it takes the id of `this`.
THIS_AND_PREVIOUS = """
WITH this AS (
    SELECT a.id, a.opened_at, a.district_id, e.system_id
    FROM readiness_assessment a JOIN practices_edition e ON e.id = a.edition_id
    WHERE a.id = %s
), previous AS (
    SELECT a.id, a.label
    FROM this
    JOIN readiness_assessment a ON a.district_id = this.district_id
    JOIN practices_edition e ON e.id = a.edition_id AND e.system_id = this.system_id
    WHERE (a.opened_at, a.id) < (this.opened_at, this.id)
    ORDER BY a.opened_at DESC, a.id DESC LIMIT 1
)
"""

_ANSWERS = f"""
{THIS_AND_PREVIOUS}
SELECT previous.label, item.key, given.value, given.unknown
FROM previous JOIN readiness_rating given ON given.assessment_id = previous.id
    JOIN practices_stagedescription item ON item.id = given.stage_description_id
"""  # noqa: S608  no value is written into it


def previous_standings(assessment: Assessment, content: ContentOfEdition) -> tuple[str, dict[str, Standing]]:
    """Return the label of the district's assessment of the same system before this one, and its standings by indicator.

    Both are empty where there is none, and an indicator that it did not have has none. One query: the ratings carry the
    label, and their keys, which never change, say where they belong today.
    """
    with connection.cursor() as cursor:
        cursor.execute(_ANSWERS, [assessment.pk])
        rows = cursor.fetchall()
    answers = {key: RATING_SCALE.stored(value, bool(unknown)) for _, key, value, unknown in rows}
    pairs = {one.key: [answers.get(stage.key) for stage in one.stages[:2]] for one in content.indicators}
    standings = {key: Standing.of(*(one or UNRATED for one in pair)) for key, pair in pairs.items() if any(pair)}
    return rows[0][0] if rows else "", standings
