"""Finalizing a plan keeps its record and its files as they are, whatever becomes of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from plans.choices import Length, StepStatus
from plans.models import Plan, RootCause, Snapshot, SnapshotError, SnapshotFile
from plans.reports import (
    changes_since_newest,
    digest_of,
    from_json,
    newest_record,
    plan_record,
    plan_revision,
    snapshot_lines,
    snapshot_report,
)
from plans.services import (
    SnapshotNote,
    close_plan,
    delete_plan,
    finalize_plan,
    note_snapshot,
    set_status,
)
from plans.services.snapshots import first_adoption
from tests.plans.checks import busy, refusal, stale, versions
from tests.plans.making import make_measure, make_priority, make_snapshot, make_step

pytestmark = pytest.mark.usefixtures("untouched")

AT = datetime(2026, 10, 1, 15, 0, tzinfo=UTC)


def test_a_snapshot_keeps_the_record_and_the_files(plan, lead):
    step = make_step(plan, lead)
    said = SnapshotNote(note="One amendment.", adopted_on=date(2026, 9, 28))
    record = plan_record(plan)
    files = {length: (f"{length}.pdf", f"%PDF {length}".encode()) for length in Length}
    snapshot = finalize_plan(plan, record=record, files=files, said=said, by=lead, at=AT)
    set_status(step, status=StepStatus.DONE, version=1, by=lead)
    kept = Snapshot.objects.get()
    assert (kept.plan, kept.number, kept.finalized_at, kept.finalized_name) == (plan, 1, AT, "A Lead")
    assert (kept.note, kept.adopted_on, kept.version, kept.changed_by) == (
        "One amendment.", date(2026, 9, 28), 1, lead,
    )  # fmt: skip
    assert (from_json(kept.record), kept.digest) == (record, digest_of(record))
    assert [
        (one.length, one.name, bytes(one.content), one.size, one.sha256)
        for one in kept.files.order_by("pk")
    ] == [
        (length.value, f"{length}.pdf", f"%PDF {length}".encode(), len(f"%PDF {length}"),
         sha256(f"%PDF {length}".encode()).hexdigest())
        for length in Length
    ]  # fmt: skip
    assert versions(snapshot) == [("+", 1)]


def test_snapshots_are_counted_and_one_that_says_the_same_is_not_made_twice(plan, lead, member):
    first = make_snapshot(plan, lead)
    assert make_snapshot(plan, member) == first
    make_step(plan, lead)
    second = make_snapshot(plan, lead)
    assert [(one.number, one.finalized_name) for one in snapshot_lines(plan)] == [(2, "A Lead"), (1, "A Lead")]
    assert SnapshotFile.objects.filter(snapshot=second).count() == 3
    assert Snapshot.objects.for_plan(plan).count() == 2


def test_another_plans_record_is_no_snapshot_of_this_one(plan, lead, theirs):
    with pytest.raises(ValueError, match="another plan"):
        finalize_plan(plan, record=plan_record(theirs), files={}, said=SnapshotNote(), by=lead)
    assert Snapshot.objects.for_plan(plan).count() == 0


def test_the_board_adopts_nothing_tomorrow(plan, lead):
    snapshot = make_snapshot(plan, lead)
    ahead = SnapshotNote(adopted_on=date(2999, 1, 1))
    refused = {"adopted_on": ["The board cannot have adopted it on a day that has not come."]}
    assert refusal(note_snapshot, snapshot, said=ahead, version=1, by=lead) == refused
    assert refusal(make_snapshot, plan, lead, adopted_on=date(2999, 1, 1)) == refused


def test_the_board_adopts_no_plan_before_there_can_have_been_one(plan, lead):
    """Not before July 1 of the school year before, or before the plan was started where that was earlier still."""
    snapshot = make_snapshot(plan, lead)
    told = "The board cannot have adopted it before July 1, {}. This plan is for 2026\u201327."
    refused = {"adopted_on": [told.format(2025)]}
    for day in (date(1999, 1, 1), date(2025, 6, 30)):
        early = SnapshotNote(adopted_on=day)
        assert refusal(note_snapshot, snapshot, said=early, version=1, by=lead) == refused
        assert refusal(make_snapshot, plan, lead, adopted_on=day) == refused
    assert note_snapshot(snapshot, said=SnapshotNote(adopted_on=date(2025, 7, 1)), version=1, by=lead)
    # Started in June by the clock of the district; by then it was July in Greenwich.
    for opened, first in ((datetime(2024, 7, 1, 2, tzinfo=UTC), date(2024, 6, 30)), (plan.opened_at, date(2025, 7, 1))):
        plan.opened_at = opened
        with timezone.override(ZoneInfo("America/Detroit")):
            assert first_adoption(plan) == first
    # What has been said stays sayable, whatever becomes of the plan's school year.
    snapshot.plan.year = 2028
    again = SnapshotNote(adopted_on=date(2025, 7, 1), note="Adopted.")
    assert note_snapshot(snapshot, said=again, version=2, by=lead)


def test_what_is_said_of_a_snapshot_changes_and_nothing_else(plan, lead, member):
    snapshot = make_snapshot(plan, lead)
    before = Snapshot.objects.filter(pk=snapshot.pk).values("record", "digest", "number", "finalized_name").get()
    said = SnapshotNote(note="Adopted.", adopted_on=date(2026, 9, 28))
    assert note_snapshot(snapshot, said=said, version=1, by=lead)
    assert not note_snapshot(snapshot, said=said, version=1, by=member)
    assert stale(note_snapshot, snapshot, said=SnapshotNote(note="Mine"), version=1, by=member).note == "Adopted."
    kept = Snapshot.objects.get(pk=snapshot.pk)
    assert (kept.note, kept.adopted_on, kept.version) == ("Adopted.", date(2026, 9, 28), 2)
    assert Snapshot.objects.filter(pk=snapshot.pk).values(*before).get() == before
    assert versions(snapshot) == [("+", 1), ("~", 2)]


def test_a_closed_plan_is_finalized_and_noted_too(plan, lead):
    make_priority(plan, lead)
    close_plan(plan, by=lead)
    snapshot = make_snapshot(Plan.objects.select_related("district").get(pk=plan.pk), lead)
    assert note_snapshot(snapshot, said=SnapshotNote(note="The last one."), version=1, by=lead)
    assert snapshot.record["state"] == "closed"


def test_what_a_snapshot_keeps_is_not_changed_by_any_way_in(plan, lead):
    snapshot = make_snapshot(plan, lead)
    file = snapshot.files.first()
    for change in (
        snapshot.save,
        lambda: snapshot.save(update_fields=["record"]),
        lambda: snapshot.save(update_fields=["note", "digest"]),
        file.save,
        file.delete,
    ):
        with pytest.raises(SnapshotError):
            change()
    for change in (lambda: snapshot.files.update(content=b""), lambda: SnapshotFile.objects.all().delete()):
        with pytest.raises(TypeError):
            change()
    assert SnapshotFile.objects.filter(snapshot=snapshot).count() == 3


def test_a_plan_with_a_snapshot_is_not_deleted(plan, lead):
    make_snapshot(plan, lead)
    assert refusal(delete_plan, plan) == ["Something has been planned in it, so it is kept. Close it instead."]


def test_two_at_once_do_not_get_the_same_number(plan, lead):
    snapshot = make_snapshot(plan, lead)
    with pytest.raises(IntegrityError), transaction.atomic():
        Snapshot.objects.create(
            plan=plan, number=1, record={}, digest="x", finalized_at=AT, finalized_name="", changed_at=AT
        )
    assert Snapshot.objects.for_plan(plan).get() == snapshot


# Reading ------------------------------------------------------------------------------------------------------------


def test_a_report_names_the_one_before_and_its_files_shortest_first(plan, lead):
    first = make_snapshot(plan, lead)
    make_step(plan, lead)
    second = make_snapshot(plan, lead)
    report = snapshot_report(Snapshot.objects.select_related("plan__district").get(pk=second.pk))
    assert (report.line.number, report.previous.number, report.record) == (2, 1, from_json(second.record))
    assert [(one.length, one.name, one.url.rpartition("/snapshots/")[2]) for one in report.files] == [
        (length, f"{length}.pdf", f"{second.pk}/{length}.pdf") for length in Length
    ]
    assert snapshot_report(first).previous is None


def test_what_happened_since_the_newest_snapshot(plan, lead):
    assert (newest_record(plan), changes_since_newest(plan, plan_record(plan))) == (None, None)
    step = make_step(plan, lead)
    make_snapshot(plan, lead)
    set_status(step, status=StepStatus.DONE, version=1, by=lead)
    found = changes_since_newest(plan, plan_record(plan))
    assert [(one.kind.label, one.title) for one in found.rows] == [("Done", step.title)]


def test_every_save_in_a_plan_shows_in_its_revision(plan, priority, lead, django_assert_num_queries):
    seen = [plan_revision(plan)]
    busy(plan, lead)
    rows = [
        *plan.steps.all(), *plan.milestones.all(), *plan.measures.all(), *plan.cycles.all(), *plan.meetings.all(),
        priority, plan.measures.get().targets.get(), plan.measures.get().readings.get(),
        RootCause.objects.get(priority=priority),
    ]  # fmt: skip
    for row in rows:
        seen.append(plan_revision(plan))
        type(row).objects.filter(pk=row.pk).update(version=row.version + 1)
    seen.append(plan_revision(plan))
    added = make_measure(plan, lead, "Another")
    seen.append(plan_revision(plan))
    added.delete()
    make_measure(plan, lead, "A third")
    seen.append(plan_revision(plan))
    assert len(set(seen)) == len(seen)
    before = plan_revision(plan)
    with django_assert_num_queries(1):
        assert plan_revision(plan) == before


def test_a_record_of_another_day_is_another(plan):
    record = plan_record(plan)
    assert digest_of(replace(record, today=date(2000, 1, 1))) != digest_of(record)
