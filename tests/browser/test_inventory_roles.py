"""What members, viewers and people whom a lead names do with inventories."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.demo import Demo
from tests.browser.grid import Grid
from tests.browser.inventories import Kept
from tests.browser.worksheet import Worksheet

TWO = ("Exit interviews", "Stay interviews")


def choose(grid: Grid, *names: str, button: str) -> Page:
    for name in names:
        grid.box(name).check()
    grid.page.get_by_role("button", name=button, exact=True).click()
    return grid.page


def test_a_member_changes_a_choice_of_several_entries(page_of, kept: Kept):
    grid = Grid(page_of("member"), kept.practices).open("?q=interviews")
    page = choose(grid, *TWO, button="Set one column for the chosen")
    expect(page.locator("#main .ts-named li")).to_have_text(TWO)
    page.get_by_label("Change to").select_option("State: In place")
    page.get_by_role("button", name="Change them").click()
    expect(page.locator(".ts-message")).to_have_text("2 entries changed: State.")
    assert page.url.endswith("?q=interviews")
    assert [kept.entry(name).cells["state"] for name in TWO] == ["In place", "In place"]


def test_what_to_do_with_the_chosen_stays_in_sight_and_tells_how_many_they_are(page_of, kept: Kept):
    grid = Grid(page_of("member"), kept.practices).open()
    button = grid.page.get_by_role("button", name="Delete", exact=True)
    told = grid.page.locator("#chosen [data-counts]")
    expect(button).not_to_be_in_viewport()
    for name, words in zip(TWO, ("1 entry chosen", "2 entries chosen"), strict=True):
        grid.box(name).check()
        expect(told).to_have_text(words)
        expect(button).to_be_in_viewport()
    grid.page.get_by_role("checkbox", name="Choose all 24").check()
    expect(told).to_have_text("24 entries chosen")


def test_a_member_deletes_entries_and_brings_them_back(page_of, kept: Kept):
    grid = Grid(page_of("member"), kept.practices).open()
    page = choose(grid, *TWO, button="Delete")
    page.get_by_role("button", name="Delete them").click()
    expect(page.locator(".ts-message")).to_contain_text("2 entries are deleted.")
    expect(grid.names).to_have_count(22)
    page.get_by_role("link", name="Undo the last deletion").click()
    page.get_by_role("button", name="Bring them back").click()
    expect(page.locator(".ts-message")).to_have_text("2 entries are back.")
    expect(grid.names).to_have_count(24)
    assert set(TWO) < set(grid.names.all_inner_texts())


def test_all_that_are_found_can_be_chosen(page_of, kept: Kept):
    grid = Grid(page_of("member"), kept.practices).open("?f-state=Missing")
    grid.page.get_by_role("checkbox", name="Choose all 3 that are found").check()
    page = choose(grid, button="Delete")
    expect(page.get_by_role("heading", level=1)).to_have_text("Delete 3 entries")
    page.get_by_role("button", name="Delete them").click()
    expect(page.locator(".ts-found")).to_have_text("21 entries")


def test_a_viewer_reads_and_changes_nothing(page_of, kept: Kept):
    grid = Grid(page_of("viewer"), kept.practices).open()
    page = grid.page
    expect(grid.names).to_have_count(24)
    assert page.get_by_role("checkbox", name="Choose").count() == 0
    assert page.get_by_role("grid").count() == 0
    grid.cell("Exit interviews", "State").click()
    assert page.locator("[data-cell-form]").count() == 0
    assert page.get_by_role("link", name="Add an entry").count() == 0
    places = page.get_by_role("navigation", name=str(kept.practices)).get_by_role("link")
    expect(places).to_have_text(["Entries", "Summary", "Comments", "History"])
    page.get_by_role("link", name="Mentoring pairs").click()
    expect(page.locator("dd").nth(1)).to_contain_text("The log goes to nobody but the pair.")
    # Whoever reads may comment; that is the only form.
    expect(page.locator("main form")).to_have_count(1)
    expect(page.locator("main form").get_by_role("button", name="Comment")).to_be_visible()


def test_staff_data_is_closed_to_a_member_until_a_lead_names_them(page_of, kept: Kept, demo: Demo):
    member, lead = page_of("member", kept.certifications.get_absolute_url()), page_of("lead")
    expect(member.get_by_role("heading", level=2)).to_have_text("Its entries open to leads and the people they name")
    assert member.get_by_text("Hana Sorensen").count() == 0

    lead.goto(kept.certifications.get_absolute_url())
    lead.get_by_role("link", name="Who reads it").click()
    lead.get_by_label("Person").select_option(label="Jonas Berg, member")
    lead.get_by_role("button", name="Let this person read it").click()
    expect(lead.locator(".ts-message")).to_have_text("Jonas Berg may read this inventory now.")

    member.reload()
    expect(member.get_by_role("rowheader", name="Hana Sorensen")).to_be_visible()
    expect(member.get_by_role("note")).to_contain_text("Staff data.")

    lead.get_by_role("button", name="Take away the access of Jonas Berg").click()
    member.reload()
    expect(member.get_by_role("heading", level=2)).to_have_text("Its entries open to leads and the people they name")


def test_the_worksheet_tells_a_member_of_staff_data_only_that_it_is_there(sheet_of, kept: Kept):
    sheet: Worksheet = sheet_of("member")
    line = sheet.page.locator(".ts-asked li").filter(has_text="Certifications, 2026")
    expect(line).to_have_text(
        "Inventory Certifications, 2026: being gathered. "
        "Staff data: its entries open to leads and the people they name."
    )


def test_the_district_page_names_reviews_that_are_overdue(page_of, kept: Kept):
    page = page_of("viewer", "/districts/lakeview/")
    section = page.get_by_role("region", name="Inventories")
    expect(section.get_by_role("listitem")).to_have_count(1)
    section.get_by_role("link", name="Positions, 2026").click()
    expect(page.locator(".ts-head__sub")).to_contain_text("Its review has been due since")
