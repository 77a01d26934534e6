"""A plan leaves the room: its files are downloaded, it is finalized, and what has changed since is read."""

from __future__ import annotations

import json
import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, Route, expect
from pypdf import PdfReader

from plans.choices import StepStatus
from plans.models import Snapshot
from plans.services import set_status
from tests.browser.downloading import LONG
from tests.browser.keys import tab_to
from tests.browser.planned import Planned, day, fill, send

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
PLAIN: dict[str, Any] = {"java_script_enabled": False}


def reports(planned: Planned) -> str:
    return f"{planned.address}reports/"


def named(page: Page, name: str) -> Locator:
    """A link by its words: those that only screen readers have stand behind a colon."""
    return page.get_by_role("link", name=re.compile(name.replace(": ", ".*: ")))


def taken(page: Page, name: str) -> tuple[str, bytes]:
    """Take a file, and return what it is called and what is in it."""
    with page.expect_download(timeout=LONG) as waiting:
        named(page, name).click(no_wait_after=True)
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def finalize(page: Page, told: str) -> None:
    """Press the button, which sets three files, and read what the next page says of it."""
    page.get_by_role("button", name="Finalize the plan", exact=True).click(no_wait_after=True)
    expect(page.locator(".ts-message")).to_have_text(told, timeout=LONG)


def status(page: Page) -> Any:
    return page.locator("[data-download-status]")


def test_everybody_takes_the_plans_files(page_of, planned: Planned):
    page = page_of("viewer", reports(planned))
    expect(page.get_by_role("link", name="Finalize the plan")).to_have_count(0)
    name, pdf = taken(page, "PDF: board brief")
    assert name.startswith("lakeview-school-district-talent-and-leadership-plan")
    assert len(PdfReader(BytesIO(pdf)).pages) == 1
    expect(status(page)).to_have_text(f"Downloaded: {name}")
    name, data = taken(page, "JSON: full record")
    assert json.loads(data)["title"] == planned.plan.title
    expect(status(page)).to_have_text(f"Downloaded: {name}")
    assert taken(page, "Word: plan")[1].startswith(b"PK")


def test_a_second_click_does_not_ask_again_while_a_file_is_made(page_of, planned: Planned):
    page = page_of("viewer", reports(planned))
    held: list[Route] = []

    def hold(route: Route) -> None:  # what playwright asks for its signature
        held.append(route)

    page.route("**/reports/plan.csv", hold)
    link = named(page, "CSV: action steps")
    link.click()
    expect(status(page)).to_contain_text("is being made")
    expect(link).to_have_attribute("aria-disabled", "true")
    link.click(force=True)
    assert len(held) == 1
    with page.expect_download():
        held[0].continue_()
    expect(status(page)).to_contain_text("Downloaded: ")
    expect(link).not_to_have_attribute("aria-disabled", "true")


def test_a_file_that_does_not_arrive_is_told(page_of, planned: Planned, watch):
    watch.expect("ERR_")
    page = page_of("viewer", reports(planned))
    page.context.set_offline(True)
    named(page, "CSV: action steps").click()
    expect(status(page)).to_have_text("The file did not arrive. Look at the connection, then try again.")
    page.context.set_offline(False)
    taken(page, "CSV: action steps")


@pytest.mark.parametrize("options", [{}, PLAIN, PHONE], ids=["scripts", "plain", "phone"])
def test_a_lead_finalizes_what_was_looked_at(page_of, planned: Planned, watch, options: dict[str, Any]):
    watch.expect("status of 422")
    page = page_of("lead", reports(planned), **options)
    page.get_by_role("link", name="Finalize the plan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Finalize {planned.plan.title}")
    expect(page.locator(".ts-facts")).to_contain_text("4 priorities, 17 action steps")
    fill(page, adopted_on=day(5), note="Second reading.")
    send(page, "Finalize the plan")
    expect(page.get_by_text("The board cannot have adopted it on a day that has not come.", exact=True)).to_be_visible()
    expect(page.locator("[name=note]")).to_have_value("Second reading.")
    fill(page, adopted_on=day(0))
    finalize(page, f"{planned.plan.title} is finalized as snapshot 2.")
    expect(page.get_by_role("heading", level=1)).to_have_text("Snapshot 2")
    expect(page.get_by_text("Second reading.")).to_be_visible()
    kept = Snapshot.objects.get(plan=planned.plan, number=2)
    with page.expect_download(timeout=LONG) as waiting:
        page.get_by_role("link", name="Full record (PDF)").click(no_wait_after=True)
    file = kept.files.get(length="record")
    assert waiting.value.suggested_filename == file.name
    assert Path(waiting.value.path()).read_bytes() == bytes(file.content)
    assert (kept.note, kept.adopted_on) == ("Second reading.", timezone.localdate())


def test_what_somebody_changed_meanwhile_is_shown_before_it_is_finalized(page_of, planned: Planned, watch):
    watch.expect("status of 409")
    page = page_of("lead", f"{reports(planned)}finalize/")
    expect(page.locator(".ts-facts")).to_contain_text("(4 done, 2 overdue)")
    fill(page, note="Mine.")
    step = planned.step("Get three years of reason codes")
    set_status(step, status=StepStatus.DONE, version=step.version, by=step.owner)
    send(page, "Finalize the plan")
    expect(page.get_by_text("Somebody changed the plan since you looked at it.")).to_be_visible()
    expect(page.locator(".ts-facts")).to_contain_text("(5 done, 1 overdue)")
    expect(page.locator("[name=note]")).to_have_value("Mine.")
    assert Snapshot.objects.filter(plan=planned.plan).count() == 1
    finalize(page, f"{planned.plan.title} is finalized as snapshot 2.")


def test_what_has_changed_is_read_with_the_keyboard_alone(page_of, planned: Planned):
    page = page_of("viewer", reports(planned))
    tab_to(page, page.get_by_role("link", name="What has changed since the newest"), most=60)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("What has changed")
    expect(page.get_by_role("region", name="Done")).to_contain_text("Sign the agreement with the hiring consortium")
    expect(page.get_by_role("region", name="Moved")).to_contain_text("Agree on screening days")
    expect(page.get_by_role("region", name="Dropped")).to_contain_text("Look for a survey service")
    tab_to(page, page.get_by_label("To"), most=30)
    page.keyboard.type("Snap")
    tab_to(page, page.get_by_role("button", name="Compare"), most=2)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Nothing has changed")).to_be_visible()


def test_an_outsider_finds_none_of_it(page_of, planned: Planned, watch):
    watch.expect("status of 404")
    page = page_of("harbor", reports(planned))
    expect(page.get_by_role("heading", level=1)).to_have_text("There is nothing at this address")
    snapshot = planned.plan.snapshots.get()
    addresses = [
        f"{reports(planned)}brief.pdf",
        f"{reports(planned)}plan.json",
        f"{reports(planned)}finalize/",
        snapshot.get_absolute_url(),
        f"{snapshot.get_absolute_url()}record.pdf",
        f"{snapshot.get_absolute_url()}plan.docx",
    ]
    assert {page.request.get(address).status for address in addresses} == {404}
