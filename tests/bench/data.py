"""Databases to measure on: a coach of 40 districts among many others, each with rated assessments of both systems, and
a first district whose team rates together."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from districts.choices import Role
from districts.models import District, Membership, User
from practices.models import Edition
from readiness.models import Assessment
from tests.bench import together

COACHED = 40

# One row for every stage description (or consideration) of every assessment.
FILL = """
INSERT INTO readiness_{table}
    (value, unknown, note, dissent, version, changed_at, changed_by_id, assessment_id, {content}_id)
SELECT CASE WHEN (a.id + s.id) % 7 < 5 THEN (a.id + s.id) % 3 END, 0,
       'We looked at this in autumn and wrote down what we found, building by building.', '',
       2, a.opened_at, a.opened_by_id, a.id, s.id
FROM readiness_assessment a JOIN practices_{source} s ON s.edition_id = a.edition_id
"""


def switch_to(path: Path) -> None:
    """Let the default connection use another database file from now on."""
    connection.close()
    connection.settings_dict["NAME"] = str(path)


@contextmanager
def database(path: Path) -> Iterator[None]:
    switch_to(path)
    yield
    connection.close()


def build(path: Path, districts: int) -> None:
    """Make a database of so many districts; `lead@example.org` leads the first, `coach@example.org` coaches 40."""
    with database(path):
        call_command("migrate", verbosity=0)
        call_command("load_content", verbosity=0)
        lead, coach = (User.objects.create_user(f"{name}@example.org", name=name.title()) for name in ("lead", "coach"))
        rows = [District(name=f"District {number:05}", slug=f"district-{number}") for number in range(districts)]
        made = District.objects.bulk_create(rows, batch_size=500)
        Membership.objects.bulk_create(
            [
                Membership(district=made[0], user=lead, role=Role.LEAD),
                *(
                    Membership(district=one, user=coach, role=Role.COACH)
                    for one in made[:: districts // COACHED][:COACHED]
                ),
            ]
        )
        fill(made, lead)
        together.gather(made[0], lead)
        analyze()


def fill(districts: list[District], by: User) -> None:
    """Give every district a rated assessment of both systems, and the first of them an earlier one too."""
    now = timezone.now()
    editions = list(Edition.objects.published().order_by("system"))
    labels = {"Autumn": districts, "Spring": districts[:1]}
    Assessment.objects.bulk_create(
        [
            Assessment(
                district=district,
                edition=edition,
                label=label,
                opened_by=by,
                opened_at=now - timedelta(days=30 if label == "Autumn" else 200),
            )
            for label, among in labels.items()
            for district in among
            for edition in editions
        ],
        batch_size=500,
    )
    with connection.cursor() as cursor:
        cursor.execute(FILL.format(table="rating", content="stage_description", source="stagedescription"))
        cursor.execute(FILL.format(table="considerationplacement", content="consideration", source="consideration"))


def analyze() -> None:
    """Let the database know how many rows there are, as one that has run for a while does."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
