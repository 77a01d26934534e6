"""Snapshots of a plan: the list, and one with its record; and whether a plan has changed since it was read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from core.links import address
from plans.choices import Length
from plans.models import Plan, Snapshot, SnapshotFile
from plans.reports.record import Changes, PlanRecord, compare_records, from_json


@dataclass(frozen=True, kw_only=True)
class SnapshotLine:
    """A snapshot in a list."""

    pk: int
    number: int
    url: str
    finalized_at: datetime
    finalized_name: str
    adopted_on: date | None
    note: str


@dataclass(frozen=True, kw_only=True)
class FileLine:
    """A file of a snapshot: what it is called, its size in bytes, its SHA-256, and where it is."""

    length: Length
    name: str
    size: int
    sha256: str
    url: str


@dataclass(frozen=True, kw_only=True)
class SnapshotReport:
    """A snapshot as its page shows it; `previous` is the one before it, with what happened since."""

    line: SnapshotLine
    record: PlanRecord
    files: tuple[FileLine, ...]
    previous: SnapshotLine | None


def snapshot_lines(plan: Plan) -> tuple[SnapshotLine, ...]:
    """Return the snapshots of a plan, newest first, in one query."""
    return tuple(_line(plan, row) for row in Snapshot.objects.for_plan(plan).without_record().newest_first())


def _line(plan: Plan, row: Snapshot) -> SnapshotLine:
    return SnapshotLine(
        pk=row.pk,
        number=row.number,
        url=address("plans:snapshot_detail", plan.district.slug, plan.pk, row.pk),
        finalized_at=row.finalized_at,
        finalized_name=row.finalized_name,
        adopted_on=row.adopted_on,
        note=row.note,
    )


def snapshot_report(snapshot: Snapshot) -> SnapshotReport:
    """Return a snapshot with its record and its files, in two queries. Raises UnreadableRecord."""
    plan = snapshot.plan
    before = Snapshot.objects.for_plan(plan).without_record().filter(number__lt=snapshot.number).newest_first().first()
    return SnapshotReport(
        line=_line(plan, snapshot),
        record=from_json(snapshot.record),
        files=_files(snapshot),
        previous=_line(plan, before) if before else None,
    )


def _files(snapshot: Snapshot) -> tuple[FileLine, ...]:
    order = list(Length)
    rows = SnapshotFile.objects.filter(snapshot=snapshot).values_list("length", "name", "size", "sha256")
    slug, plan = snapshot.plan.district.slug, snapshot.plan_id
    lines = (
        FileLine(
            length=Length(length),
            name=name,
            size=size,
            sha256=digest,
            url=address("plans:snapshot_file", slug, plan, snapshot.pk, length),
        )
        for length, name, size, digest in rows
    )
    return tuple(sorted(lines, key=lambda line: order.index(line.length)))


def newest_record(plan: Plan) -> PlanRecord | None:
    """Return the record of the newest snapshot of a plan, or None. Raises UnreadableRecord."""
    newest = Snapshot.objects.for_plan(plan).newest_first().values_list("record", flat=True).first()
    return from_json(newest) if newest else None


def changes_since_newest(plan: Plan, record: PlanRecord) -> Changes | None:
    """Return what happened to a plan since its newest snapshot; None where there is none."""
    before = newest_record(plan)
    return compare_records(before, record) if before else None


# Whether it has changed ---------------------------------------------------------------------------------------------

# It is SQL because it is one question over all tables of a plan: how many rows, their versions, and the newest one.
_ROWS = (
    ("plans_plan", "t.id = %(plan)s"),
    ("plans_priority", "t.plan_id = %(plan)s"),
    ("plans_rootcause", "t.priority_id IN (SELECT id FROM plans_priority WHERE plan_id = %(plan)s)"),
    ("plans_actionstep", "t.plan_id = %(plan)s"),
    ("plans_milestone", "t.plan_id = %(plan)s"),
    ("plans_measure", "t.plan_id = %(plan)s"),
    ("plans_target", "t.measure_id IN (SELECT id FROM plans_measure WHERE plan_id = %(plan)s)"),
    ("plans_reading", "t.measure_id IN (SELECT id FROM plans_measure WHERE plan_id = %(plan)s)"),
    ("plans_cycle", "t.plan_id = %(plan)s"),
    ("plans_meeting", "t.plan_id = %(plan)s"),
    ("plans_snapshot", "t.plan_id = %(plan)s"),
    ("districts_team", "t.id = (SELECT team_id FROM plans_plan WHERE id = %(plan)s)"),
)
_REVISION = " UNION ALL ".join(
    f"SELECT {place} AS place, COUNT(*), SUM(t.version), MAX(t.id) FROM {table} AS t WHERE {which}"  # noqa: S608
    for place, (table, which) in enumerate(_ROWS)
)


def plan_revision(plan: Plan) -> str:
    """Return what changes with every save in a plan and its team's charter, and with every snapshot, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(f"{_REVISION} ORDER BY place", {"plan": plan.pk})
        rows: Sequence[Sequence[Any]] = cursor.fetchall()
    return " ".join(f"{count}.{versions or 0}.{newest or 0}" for _, count, versions, newest in rows)
