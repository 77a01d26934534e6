"""Lost connections and failing servers: the words, what is kept, and how it is saved after all."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Dialog, Route, expect

from tests.browser.demo import Demo
from tests.browser.worksheet import Worksheet

KEY = "6b-ready"
NOTE = "Seven schools answered before the line went down."
OFFLINE = "Not saved yet: no connection. Kept on this computer."
SAVES = "**/ratings/**"


@pytest.fixture
def sheet(sheet_of, watch) -> Worksheet:
    watch.expect("net::ERR_INTERNET_DISCONNECTED")
    watch.expect("net::ERR_FAILED")
    watch.expect("status of 50")
    watch.expect("htmx:")
    watch.expect("Response Status Error Code")
    sheet = sheet_of("member")
    sheet.page.on("dialog", Dialog.accept)
    return sheet


def kept(sheet: Worksheet, demo: Demo, value: str = "") -> dict[str, dict[str, str]]:
    """What the window keeps when only the note was typed."""
    member = demo.people["member"]
    return {f"{member.pk}:{sheet.pk}:{KEY}": {"value": value, "note": NOTE, "version": "1"}}


def test_what_is_typed_without_a_connection_is_kept_and_saved_when_it_is_back(sheet: Worksheet, demo: Demo):
    sheet.page.context.set_offline(True)
    sheet.rate(KEY, "Partly in place")
    sheet.write(KEY, NOTE)
    expect(sheet.line(KEY)).to_have_text(OFFLINE)
    expect(sheet.again(KEY)).to_be_visible()
    expect(sheet.note(KEY)).to_have_class("form-control is-unsaved")
    assert sheet.kept() == kept(sheet, demo, "1")
    assert demo.row(KEY).version == 1

    sheet.page.context.set_offline(False)
    sheet.expect_saved(KEY)
    expect(sheet.note(KEY)).to_have_class("form-control")
    assert sheet.kept() == {}
    row = demo.row(KEY)
    assert (row.value, row.note) == (1, NOTE)


def test_several_items_are_all_saved_when_the_connection_is_back(sheet: Worksheet, demo: Demo):
    keys = ["6b-ready", "7a-aware", "7a-ready", "7b-ready"]
    sheet.page.context.set_offline(True)
    for key in keys:
        sheet.rate(key, "In place")
        expect(sheet.line(key)).to_have_text(OFFLINE)
    sheet.page.context.set_offline(False)
    for key in keys:
        sheet.expect_saved(key)
    expect(sheet.total).to_have_text("30 of 48 rated")
    assert [demo.row(key).value for key in keys] == [2, 2, 2, 2]


def abort(route: Route) -> None:
    route.abort()


def fail(route: Route) -> None:
    route.fulfill(status=500, body="")


def unavailable(route: Route) -> None:
    route.fulfill(status=503, body="")


@pytest.mark.parametrize("broken", [abort, fail, unavailable])
def test_try_again_saves_what_the_server_did_not_take(sheet: Worksheet, demo: Demo, broken: Callable[[Route], None]):
    sheet.page.route(SAVES, broken)
    sheet.write(KEY, NOTE)
    expect(sheet.line(KEY)).to_have_text(OFFLINE)
    sheet.again(KEY).click()
    expect(sheet.line(KEY)).to_have_text(OFFLINE)
    assert demo.row(KEY).note == ""

    sheet.page.unroute(SAVES)
    sheet.again(KEY).click()
    sheet.expect_saved(KEY)
    assert demo.row(KEY).note == NOTE
    assert sheet.kept() == {}


def test_a_page_loaded_again_brings_back_what_was_not_saved(sheet: Worksheet, demo: Demo):
    sheet.page.route(SAVES, abort)
    sheet.write(KEY, NOTE)
    expect(sheet.line(KEY)).to_have_text(OFFLINE)

    sheet.page.reload()
    expect(sheet.note(KEY)).to_have_value(NOTE)
    expect(sheet.line(KEY)).to_have_text(OFFLINE)
    assert sheet.kept() == kept(sheet, demo)

    sheet.page.unroute(SAVES)
    sheet.page.reload()
    sheet.expect_saved(KEY)
    assert demo.row(KEY).note == NOTE


def test_leaving_with_something_unsaved_asks_first(sheet: Worksheet):
    asked: list[str] = []
    sheet.page.remove_listener("dialog", Dialog.accept)

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    sheet.page.on("dialog", stay)
    sheet.page.route(SAVES, abort)
    sheet.write(KEY, NOTE)
    expect(sheet.line(KEY)).to_have_text(OFFLINE)
    address = sheet.page.url
    sheet.page.get_by_role("link", name="See the summary").click(no_wait_after=True)
    expect(sheet.note(KEY)).to_have_value(NOTE)
    assert (asked, sheet.page.url) == (["beforeunload"], address)


def test_what_was_kept_meets_a_newer_text_of_somebody_else_as_a_conflict(sheet: Worksheet, sheet_of, demo: Demo, watch):
    watch.expect("status of 409")
    sheet.page.context.set_offline(True)
    sheet.write(KEY, NOTE)
    expect(sheet.line(KEY)).to_have_text(OFFLINE)
    lead: Worksheet = sheet_of("lead")
    lead.write(KEY, "All seven answered.")
    lead.expect_saved(KEY)

    sheet.page.context.set_offline(False)
    expect(sheet.conflict(KEY)).to_be_visible()
    expect(sheet.note(KEY)).to_have_value(NOTE)
    assert demo.row(KEY).note == "All seven answered."


def test_an_answer_that_is_not_one_is_refused_beside_its_field(sheet: Worksheet, demo: Demo, watch):
    watch.expect("status of 422")
    too_long = "n" * 10_001
    sheet.write(KEY, too_long)
    expect(sheet.line(KEY)).to_have_text("This note has 10001 characters; 10,000 fit. It is not saved yet.")
    expect(sheet.note(KEY)).to_have_value(too_long)
    sheet.write(KEY, NOTE)
    sheet.expect_saved(KEY)
    assert demo.row(KEY).note == NOTE


def test_nothing_is_kept_of_what_is_saved(sheet: Worksheet):
    sheet.write(KEY, NOTE)
    sheet.expect_saved(KEY)
    assert sheet.kept() == {}
