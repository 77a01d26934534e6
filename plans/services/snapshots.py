"""Finalizing a plan: what it says now is kept, with its files, whatever becomes of it later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from districts.models import User
from plans.choices import Length, year_ends
from plans.models import Plan, Snapshot, SnapshotFile
from plans.reports.record import PlanRecord, digest_of, to_json
from plans.services.keeping import change, hold, said_in, write

AHEAD = "The board cannot have adopted it on a day that has not come."
EARLY = "The board cannot have adopted it before {}. This plan is for {}."
ELSEWHERE = "The record is of another plan."


@dataclass(frozen=True, kw_only=True)
class SnapshotNote:
    """What a lead says of a snapshot: when the board adopted the plan, and anything else worth keeping."""

    note: str = ""
    adopted_on: date | None = None


@transaction.atomic
def finalize_plan(
    plan: Plan,
    *,
    record: PlanRecord,
    files: Mapping[Length, tuple[str, bytes]],
    said: SnapshotNote,
    by: User,
    at: datetime | None = None,
) -> Snapshot:
    """Keep a record of a plan with its files, given as name and content.

    Where the newest snapshot says the same, that one is returned: a second press makes no second snapshot. Raises
    ValidationError for a day of adoption that is yet to come, or before there can have been a plan.
    """
    if record.plan != plan.pk:
        raise ValueError(ELSEWHERE)
    refuse_day(said.adopted_on, plan)
    current = hold(plan)
    newest: Snapshot | None = Snapshot.objects.for_plan(current).without_record().newest_first().first()
    digest = digest_of(record)
    if newest is not None and newest.digest == digest:
        newest.plan = current
        return newest
    now = at or timezone.now()
    snapshot = Snapshot(
        plan=current,
        number=newest.number + 1 if newest else 1,
        record=to_json(record),
        digest=digest,
        finalized_at=now,
        finalized_name=str(by),
        note=said.note,
        adopted_on=said.adopted_on,
    )
    write(snapshot, by=by, at=now)
    SnapshotFile.objects.bulk_create(
        SnapshotFile(
            snapshot=snapshot,
            length=length,
            name=name,
            size=len(content),
            sha256=sha256(content).hexdigest(),
            content=content,
        )
        for length, (name, content) in files.items()
    )
    return snapshot


@transaction.atomic
def note_snapshot(
    snapshot: Snapshot, *, said: SnapshotNote, version: int | None, by: User, at: datetime | None = None
) -> bool:
    """Say anew when the board adopted a snapshot, and the note; return whether that changed anything.

    Raises StaleVersion, and ValidationError for a day as `refuse_day` does, unless it was said before. A closed plan's
    snapshots take notes, too.
    """
    hold(snapshot.plan)
    current = Snapshot.objects.select_for_update().without_record().get(pk=snapshot.pk)
    current.plan = snapshot.plan
    if said.adopted_on != current.adopted_on:
        refuse_day(said.adopted_on, snapshot.plan)
    return change(current, said_in(said), version=version, by=by, at=at)


def first_adoption(plan: Plan) -> date:
    """Return the first day on which a board can have adopted a plan: the one on which it was started, or July 1 of the
    school year before its own, whichever was earlier."""
    return min(timezone.localdate(plan.opened_at), year_ends(plan.year - 1)[0])


def refuse_day(day: date | None, plan: Plan) -> None:
    """Raise ValidationError for a day on which no board can have adopted a plan."""
    if day is None:
        return
    if day > timezone.localdate():
        raise ValidationError({"adopted_on": AHEAD}, code="ahead")
    first = first_adoption(plan)
    if day < first:
        told = EARLY.format(date_format(first, "F j, Y"), plan.year_label)
        raise ValidationError({"adopted_on": told}, code="early")
