"""A plan's reports and snapshots in the browser's eyes: finalizing what was looked at, files, notes, comparing."""

from __future__ import annotations

import json
from datetime import timedelta
from hashlib import sha256
from io import BytesIO

import pytest
from django.core.cache import caches
from django.utils import timezone
from pypdf import PdfReader

from core.rendering.pdf import PdfUnavailableError
from plans.choices import Length, StepStatus
from plans.models import Snapshot
from plans.reports import from_json, plan_record
from plans.services import close_plan, set_status
from tests.plans.making import damage, make_snapshot, make_step
from tests.plans.pages.asking import refused, sent, statuses, url, words
from tests.readiness.pages import Page

pytestmark = pytest.mark.usefixtures("untouched")

CHANGED = "Somebody changed the plan since you looked at it. Look at what is below, then finalize it."
AHEAD = ["The board cannot have adopted it on a day that has not come."]


def looked_at(client, plan, **said):
    """What the form holds that a lead has looked at, with what somebody types in it."""
    root = Page(client.get(url(plan, "plan_finalize"))).root
    return {"adopted_on": "", "note": "", "seen": root.one("input", name="seen")["value"]} | said


def today(days=0):
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def kept(plan):
    return list(Snapshot.objects.for_plan(plan).order_by("number"))


# Who gets there -----------------------------------------------------------------------------------------------------


def test_everybody_inside_reads_and_only_leads_finalize(
    running, lead, leading, keeper, coaching, reading, stranger, sign_in
):
    snapshot = make_snapshot(running, lead)
    clients = [leading, keeper, coaching, reading, stranger]
    for page, *args in (
        ("plan_reports",), ("snapshot_compare",), ("snapshot_detail", snapshot.pk), ("plan_export", "json"),
        ("snapshot_export", snapshot.pk, "json"), ("snapshot_file", snapshot.pk, "brief"),
    ):  # fmt: skip
        address = url(running, page, *args)
        assert statuses(clients, "get", address) == [200, 200, 200, 200, 404]
        assert sign_in(None).get(address).url == f"/accounts/login/?next={address}"
    for page, *args in (("plan_finalize",), ("snapshot_note", snapshot.pk)):
        address = url(running, page, *args)
        assert statuses(clients, "get", address) == [200, 403, 403, 403, 404]
        assert statuses(clients[1:], "post", address) == [403, 403, 403, 404]
    assert len(kept(running)) == 1


def test_another_plans_snapshot_is_not_found_under_this_one(running, theirs, outsider, leading, lead):
    ours = make_snapshot(running, lead)
    for pk in (make_other(theirs, outsider).pk, ours.pk + 99):
        for page, *more in (("snapshot_detail",), ("snapshot_note",), ("snapshot_file", "brief")):
            assert leading.get(url(running, page, pk, *more)).status_code == 404
    for page, *args in (
        ("plan_pdf", "short"), ("plan_export", "exe"), ("snapshot_file", ours.pk, "short"),
        ("snapshot_export", ours.pk, "exe"),
    ):  # fmt: skip
        assert leading.get(url(running, page, *args)).status_code == 404


def make_other(theirs, outsider):
    return theirs.snapshots.first() or make_snapshot(theirs, outsider)


def test_who_may_finalize_is_offered_it(running, leading, reading):
    offers = [
        [link.text for link in Page(client.get(url(running, "plan_reports"))).root.all("a")]
        for client in (leading, reading)
    ]
    assert ["Finalize the plan" in found for found in offers] == [True, False]
    assert "A lead of the district makes one when the plan goes to the board." in words(
        reading, url(running, "plan_reports")
    )


# Finalizing ---------------------------------------------------------------------------------------------------------


def test_what_was_looked_at_is_finalized_with_its_three_files(running, lead, leading):
    make_step(running, lead, "Ask leavers")
    fields = looked_at(leading, running, adopted_on=today(-3), note="One amendment.")
    assert "1 action step (0 done)" in words(leading, url(running, "plan_finalize"))
    address, told = sent(leading, url(running, "plan_finalize"), fields)
    (snapshot,) = kept(running)
    assert (address, told) == (snapshot_url(running, snapshot), ["Improvement plan is finalized as snapshot 1."])
    assert (snapshot.note, snapshot.adopted_on.isoformat(), snapshot.finalized_name) == (
        "One amendment.", today(-3), "A Lead",
    )  # fmt: skip
    assert [step.title for step in from_json(snapshot.record).steps] == ["Ask leavers"]
    found = {one.length: bytes(one.content) for one in snapshot.files.all()}
    assert set(found) == set(Length)
    assert len(PdfReader(BytesIO(found["brief"])).pages) == 1
    page = words(leading, address)
    assert "One amendment." in page
    for length, content in found.items():
        answer = leading.get(url(running, "snapshot_file", snapshot.pk, length))
        assert (answer.content, answer["Content-Type"]) == (content, "application/pdf")
        assert sha256(content).hexdigest() in page


def snapshot_url(plan, snapshot):
    return url(plan, "snapshot_detail", snapshot.pk)


def test_a_plan_that_changed_since_it_was_looked_at_is_shown_anew(running, lead, leading):
    step = make_step(running, lead)
    fields = looked_at(leading, running, note="Mine.")
    set_status(step, status=StepStatus.DONE, version=1, by=lead)
    response = leading.post(url(running, "plan_finalize"), fields)
    assert (response.status_code, response.context["form"].non_field_errors()) == (409, [CHANGED])
    assert kept(running) == []
    form = Page(response).root.one("form", data_draft=url(running, "plan_finalize"))
    assert form.one("textarea", name="note").text.strip() == "Mine."
    again = fields | {"seen": form.one("input", name="seen")["value"]}
    sent(leading, url(running, "plan_finalize"), again)
    assert [one.note for one in kept(running)] == ["Mine."]


@pytest.mark.parametrize("seen", ["", "x", "../../etc/passwd", "0" * 64])
def test_what_nobody_looked_at_is_not_finalized(running, leading, seen):
    response = leading.post(url(running, "plan_finalize"), {"seen": seen, "note": "", "adopted_on": ""})
    assert response.status_code == 409
    assert kept(running) == []


def test_a_second_press_makes_no_second_snapshot(running, leading):
    fields = looked_at(leading, running)
    first, _ = sent(leading, url(running, "plan_finalize"), fields)
    second, _ = sent(leading, url(running, "plan_finalize"), fields)
    assert (first, len(kept(running))) == (second, 1)


def test_what_was_looked_at_is_finalized_although_the_cache_has_lost_it(running, leading):
    fields = looked_at(leading, running)
    caches["reports"].clear()
    sent(leading, url(running, "plan_finalize"), fields)
    assert len(kept(running)) == 1


def test_a_day_that_has_not_come_is_refused_beside_its_field(running, leading):
    fields = looked_at(leading, running, adopted_on=today(2), note="Soon.")
    assert refused(leading, url(running, "plan_finalize"), fields) == {"adopted_on": AHEAD}
    assert kept(running) == []


def test_a_machine_without_pdf_libraries_says_so_and_loses_nothing(running, leading, monkeypatch):
    def unavailable(*args, **kwargs):
        raise PdfUnavailableError

    caches["reports"].clear()
    monkeypatch.setattr("plans.views.reports.board_pdf", unavailable)
    fields = looked_at(leading, running, note="Kept.")
    found = refused(leading, url(running, "plan_finalize"), fields)
    assert "This machine lacks the libraries that PDF files are made with." in found["__all__"][0]
    assert kept(running) == []
    assert leading.get(url(running, "plan_pdf", "brief")).status_code == 503


def test_a_closed_plan_is_finalized_too(running, lead, leading):
    close_plan(running, by=lead)
    sent(leading, url(running, "plan_finalize"), looked_at(leading, running))
    assert [from_json(one.record).state for one in kept(running)] == ["closed"]


def test_finalizing_takes_twelve_queries(running, lead, leading, django_assert_num_queries):
    for number in range(3):
        make_step(running, lead, f"Step {number}")
    make_snapshot(running, lead)
    make_step(running, lead, "One more")
    fields = looked_at(leading, running)
    with django_assert_num_queries(12):
        leading.post(url(running, "plan_finalize"), fields)
    assert len(kept(running)) == 2


# Notes ----------------------------------------------------------------------------------------------------------------


def test_a_lead_says_later_when_the_board_adopted_it(running, lead, leading, reading):
    snapshot = make_snapshot(running, lead)
    address = url(running, "snapshot_note", snapshot.pk)
    fields = {"adopted_on": today(-1), "note": "<b>Adopted</b>", "version": "1"}
    assert sent(leading, address, fields) == (snapshot_url(running, snapshot), ["The note is saved."])
    assert "<b>Adopted</b>" in words(reading, snapshot_url(running, snapshot))
    assert refused(leading, address, fields | {"note": "Mine"}, 409)
    early = refused(leading, address, fields | {"adopted_on": "1999-01-01"})["adopted_on"]
    assert early == [f"The board cannot have adopted it before July 1, 2025. This plan is for {running.year_label}."]
    page = words(leading, snapshot_url(running, snapshot))
    assert "Change the day of adoption or the note" in page
    assert "It stays as it is; only the day of adoption and the note can be said anew." in page
    snapshot.refresh_from_db()
    assert (snapshot.note, snapshot.version) == ("<b>Adopted</b>", 2)


# Reading and comparing -----------------------------------------------------------------------------------------------


def test_a_damaged_file_is_not_handed_out(running, lead, leading):
    snapshot = make_snapshot(running, lead)
    damage(snapshot, "brief")
    answer = leading.get(url(running, "snapshot_file", snapshot.pk, "brief"))
    assert answer.status_code == 500
    assert b"The file is damaged" in answer.content
    assert leading.get(url(running, "snapshot_file", snapshot.pk, "plan")).status_code == 200


def test_two_snapshots_are_compared_and_one_with_now(running, lead, reading):
    step = make_step(running, lead, "Ask leavers")
    make_snapshot(running, lead)
    set_status(step, status=StepStatus.DONE, version=1, by=lead)
    make_snapshot(running, lead)
    make_step(running, lead, "Tell <b>all</b>")
    address = url(running, "snapshot_compare")
    assert "Done 1 Ask leavers Action step" in words(reading, f"{address}?from=1&to=2")
    now = words(reading, f"{address}?from=2&to=now")
    assert "Added 1 Tell <b>all</b> Action step" in now
    assert words(reading, address) == now
    assert "Nothing has changed" in words(reading, f"{address}?from=2&to=2")
    for query in ("from=9", "to=9", "from=1&to=x", "from=-1", "from=" + "9" * 40):
        assert reading.get(f"{address}?{query}").status_code == 404


def test_there_is_nothing_to_compare_without_a_snapshot(running, leading):
    assert leading.get(url(running, "snapshot_compare")).status_code == 404


def test_the_list_names_every_snapshot(running, lead, reading):
    make_snapshot(running, lead, note="First reading.")
    make_step(running, lead)
    make_snapshot(running, lead, adopted_on=timezone.localdate())
    rows = [
        row.texts("th") + row.texts("td")[1:]
        for row in Page(reading.get(url(running, "plan_reports")))
        .root.one("table", class_="ts-table ts-stack ts-snapshots")
        .one("tbody")
        .all("tr")
    ]
    day = f"{timezone.localdate():%b} {timezone.localdate().day}, {timezone.localdate().year}"
    assert rows == [["Snapshot 2", day, ""], ["Snapshot 1", "Not said yet", "First reading."]]


def test_pages_take_as_many_queries_with_many_snapshots(running, lead, reading, django_assert_num_queries):
    first = make_snapshot(running, lead)
    reading.get(url(running, "plan_reports"))
    for _ in range(2):
        with django_assert_num_queries(4):
            reading.get(url(running, "plan_reports"))
        with django_assert_num_queries(5):
            reading.get(snapshot_url(running, first))
        for number in range(5):
            make_step(running, lead, f"Step {number}")
            make_snapshot(running, lead)


# Files of the plan as it stands -------------------------------------------------------------------------------------


def test_files_of_the_plan_as_it_stands_now_change_with_it(running, lead, reading):
    before = reading.get(url(running, "plan_export", "json"))
    assert json.loads(before.content)["title"] == "Improvement plan"
    assert before["Content-Disposition"].endswith('.json"')
    same = reading.get(url(running, "plan_export", "json"), headers={"if-none-match": before["ETag"]})
    assert same.status_code == 304
    make_step(running, lead, "Ask leavers")
    after = reading.get(url(running, "plan_export", "json"), headers={"if-none-match": before["ETag"]})
    assert [step["title"] for step in json.loads(after.content)["steps"]] == ["Ask leavers"]


@pytest.mark.parametrize("extension", ["docx", "csv", "json"])
def test_a_snapshots_record_comes_in_every_format_as_it_was(running, lead, reading, extension):
    snapshot = make_snapshot(running, lead)
    address = url(running, "snapshot_export", snapshot.pk, extension)
    before = reading.get(address).content
    caches["reports"].clear()
    make_step(running, lead, "Ask leavers")
    lead.name = "Another"
    lead.save()
    assert before
    assert reading.get(address).content == before
    assert plan_record(running).steps[0].title == "Ask leavers"
