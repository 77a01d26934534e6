"""axe on every page of our own, in light, in dark and on a phone: no violations, no doubts but the listed ones."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.access_table import PAGES
from tests.browser.demo import Demo, Together
from tests.browser.looking import Looker
from tests.browser.own_page import OwnPage
from tests.browser.pages import PARTS, own_pages, worksheets
from tests.browser.planned import Planned
from tests.browser.worksheet import Worksheet
from tests.comments.access_rows import THREAD_PAGES
from tests.districts.access_rows import TEAM_PAGES
from tests.hexagon.access_rows import HEXAGON_PAGES
from tests.inventories.access_rows import INVENTORY_PAGES
from tests.plans.access_rows import PLAN_PAGES

# Addresses that answer with no page: files, redirects, saves.
NOT_PAGES = {
    "readiness:report_pdf",
    "readiness:report_xlsx",
    "readiness:report_csv",
    "readiness:area_save",
    "readiness:rating_save",
    "readiness:placement_save",
    "readiness:assessment_information_csv",
    "hexagon:components_save",
    "hexagon:component_save",
    "hexagon:review_pdf",
    "hexagon:review_xlsx",
    "hexagon:review_csv",
    "hexagon:comparison_pdf",
    "hexagon:comparison_xlsx",
    "hexagon:comparison_csv",
    "inventories:prompt_answer",
    "inventories:reader_remove",
    "inventories:entry_cell",
    "inventories:template_workbook",
    "districts:charter_pdf",
    "districts:district_logo",
    "districts:district_logo_change",
    "districts:district_logo_remove",
    "districts:team_member_move",
    "plans:priority_move",
    "plans:sentence_take_up",
    "plans:calendar_revoke",
    "plans:plan_pdf",
    "plans:plan_export",
    "plans:snapshot_export",
    "plans_calendar",
    "account_set_password",
    "healthz",
    "favicon",
} | {f"inventories:{what}_{kind}" for what in ("inventory", "all") for kind in ("pdf", "xlsx", "csv", "json")}
# Answers to forms that `test_inventory_axe` and `test_plan_axe` send.
AFTER_FORMS = {"inventories:entries_chosen", "plans:steps_status"}
ROUND_ANSWERS = {
    "round_ballot_save_all",
    "round_ballot_save",
    "round_finish",
    "round_agree",
    "round_paper",
    "round_information_csv",
}
THREAD_ANSWERS = {row.name for row in THREAD_PAGES if row.name.endswith(("_resolve", "_reopen", "_take_back"))}
# The pages of rounds are the same in each app; what an app brings of its own is what is rated in them.
ROUND_APPS = ("readiness", "hexagon")


def test_no_page_of_ours_is_left_out(demo: Demo, together: Together, planned: Planned):
    covered = {page.name for pages in own_pages(demo, together, planned).values() for page in pages}
    covered |= {page.name for page in worksheets(demo)}
    no_pages = (
        NOT_PAGES | AFTER_FORMS | THREAD_ANSWERS | {f"{app}:{name}" for app in ROUND_APPS for name in ROUND_ANSWERS}
    )
    ours = {
        row.name for row in PAGES + TEAM_PAGES + HEXAGON_PAGES + INVENTORY_PAGES + PLAN_PAGES + THREAD_PAGES
    } - no_pages
    shared = {name for name in ours - covered if name.startswith("hexagon:round_")}
    assert covered == ours - shared
    assert {name.replace("hexagon", "readiness") for name in shared} <= covered


@pytest.mark.parametrize("part", PARTS)
def test_every_page_passes(looker: Looker, demo: Demo, together: Together, planned: Planned, watch, part: str):
    found: list[str] = []
    for own in own_pages(demo, together, planned)[part]:
        watch.expect(f"status of {own.status}")
        found += looker.visit(own)
    assert found == []


@pytest.mark.parametrize("position", range(3))
def test_the_worksheet_passes_for_whoever_rates_and_reads(
    looker: Looker, demo: Demo, together: Together, position: int
):
    assert list(looker.visit(worksheets(demo)[position])) == []


def test_the_worksheet_passes_with_a_conflict_an_unsaved_text_and_the_list_open(looker: Looker, demo: Demo, watch):
    watch.expect("net::ERR_FAILED")
    watch.expect("htmx:")
    lead, member = (Worksheet(looker.window_of(who), demo.leadership).open() for who in ("lead", "member"))
    lead.write("1-aware", "Reviewed twice.")
    lead.expect_saved("1-aware")
    member.write("1-aware", "Reviewed once.")
    expect(member.conflict("1-aware")).to_be_visible()
    member.page.route("**/ratings/**", lambda route: route.abort())
    member.rate("19b-ready", "In place")
    expect(member.again("19b-ready")).to_be_visible()
    member.page.evaluate("document.querySelectorAll('.ts-area').forEach((area, n) => n % 5 && area.remove())")
    assert list(looker.look(member.page)) == []

    member.page.get_by_role("button", name="Areas").click()
    expect(member.page.get_by_role("navigation", name="Focus areas")).to_be_visible()
    assert looker.axe(member.page)["violations"] == []


def test_a_draft_as_districts_will_see_it_passes(looker: Looker, demo: Demo):
    address = f"/admin/practices/edition/{demo.talent.edition_id}/preview/"
    own = OwnPage("admin:practices_edition_preview", address, "content")
    assert list(looker.visit(own)) == []


def test_what_the_list_does_not_name_is_reported(looker: Looker, demo: Demo):
    page = looker.window_of("lead")
    page.goto("/")
    page.evaluate(
        """() => {
            const faint = Object.assign(document.createElement('p'), {textContent: 'faint', id: 'faint'});
            faint.setAttribute('class', 'text-white');
            document.querySelector('main').append(faint);
            document.querySelector('h1').remove();
        }"""
    )
    found = {line.split(": ", 1)[1] for line in looker.look(page)}
    assert {"color-contrast: #faint", "page-has-heading-one: html"} <= found
