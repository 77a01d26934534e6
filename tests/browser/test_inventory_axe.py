"""axe on what opens on the pages of inventories: editors of cells, filters, columns, conflicts, what was chosen."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from inventories.services import answer_prompt, save_entry
from tests.browser.demo import Demo
from tests.browser.grid import Grid
from tests.browser.inventories import Kept
from tests.browser.looking import Looker
from tests.browser.worksheet import Worksheet

# As many columns as fit beside each other with an open cell in each: axe cannot judge what is scrolled out of sight.
FITTING = "?columns=name&columns=notes&columns=state&columns=for-whom&columns=cost"
EDITORS = ("Notes", "State", "For whom", "Cost")


@pytest.fixture
def grid(looker: Looker, kept: Kept) -> Grid:
    """The lead's window with the practices."""
    return Grid(looker.window_of("lead"), kept.practices).open()


def change(demo: Demo, kept: Kept, name: str, **cells: object) -> None:
    """Change an entry as somebody else."""
    entry = kept.entry(name)
    save_entry(kept.practices, pk=entry.pk, cells=cells, version=entry.version, by=demo.people["member"])


def test_the_table_passes_with_filters_and_columns_open(looker: Looker, grid: Grid):
    for summary in grid.page.locator(".ts-find__more > summary").all():
        summary.click()
    expect(grid.page.get_by_role("button", name="Show these columns")).to_be_visible()
    assert list(looker.look(grid.page)) == []


def test_the_table_passes_with_a_cell_of_each_kind_being_changed(looker: Looker, grid: Grid):
    grid.open(FITTING)
    for column in EDITORS:
        grid.edit("Mentoring pairs", column)
    assert grid.page.locator("[data-cell-form]").count() == len(EDITORS)
    assert list(looker.look(grid.page)) == []


def test_the_table_passes_with_an_error_two_versions_and_no_connection(
    looker: Looker, grid: Grid, demo: Demo, kept: Kept, watch
):
    watch.expect("net::ERR_FAILED")
    watch.expect("htmx:")
    grid.open(FITTING)
    grid.edit("Mentoring pairs", "Cost").fill("a lot")
    grid.press("Mentoring pairs", "Cost", "Save")
    expect(grid.told("Mentoring pairs", "Cost")).to_be_visible()
    grid.edit("Exit interviews", "State").select_option("Missing")
    change(demo, kept, "Exit interviews", state="In place")
    grid.press("Exit interviews", "State", "Save")
    expect(grid.told("Exit interviews", "State")).to_be_visible()
    grid.edit("Referral bonus", "Cost").fill("12500")
    grid.page.route("**/cells/**", lambda route: route.abort())
    grid.press("Referral bonus", "Cost", "Save")
    expect(grid.told("Referral bonus", "Cost")).to_be_visible()
    assert list(looker.look(grid.page)) == []


def test_two_versions_of_an_entry_pass(looker: Looker, demo: Demo, kept: Kept):
    page = looker.window_of("lead")
    entry = kept.entry("Mentoring pairs")
    page.goto(f"{kept.practices.get_absolute_url()}entries/{entry.pk}/")
    page.get_by_label("Cost").fill("19000")
    change(demo, kept, "Mentoring pairs", cost="18500")
    page.get_by_role("button", name="Save the entry").click()
    expect(page.get_by_role("heading", name="Two versions of Mentoring pairs")).to_be_visible()
    assert list(looker.look(page)) == []


SET = "Set one column for the chosen"


@pytest.mark.parametrize(("button", "heading"), [(SET, SET), ("Delete", "Delete 2 entries")])
def test_what_is_asked_of_chosen_entries_passes(looker: Looker, grid: Grid, button: str, heading: str):
    grid.box("Exit interviews").check()
    grid.box("Stay interviews").check()
    grid.page.get_by_role("button", name=button, exact=True).click()
    expect(grid.page.get_by_role("heading", level=1)).to_have_text(heading)
    assert list(looker.look(grid.page)) == []


def test_undoing_a_deletion_passes(looker: Looker, grid: Grid):
    grid.box("Exit interviews").check()
    grid.page.get_by_role("button", name="Delete", exact=True).click()
    grid.page.get_by_role("button", name="Delete it").click()
    grid.page.get_by_role("link", name="Undo the last deletion").click()
    expect(grid.page.get_by_role("button", name="Bring them back")).to_be_visible()
    assert list(looker.look(grid.page)) == []


def test_two_versions_of_an_answer_pass(looker: Looker, demo: Demo, kept: Kept):
    page = looker.window_of("lead")
    page.goto(f"{kept.practices.get_absolute_url()}summary/")
    page.get_by_label("What the team says").fill("Nobody asks who leaves.")
    prompt = kept.practices.prompts.get(kind="reflection")
    answer_prompt(kept.practices, pk=prompt.pk, answer="We ask in May.", version=2, by=demo.people["member"])
    page.get_by_role("button", name="Save the answer").click()
    expect(page.get_by_role("heading", name="Two versions of the answer")).to_be_visible()
    assert list(looker.look(page)) == []


def test_the_worksheet_passes_with_what_inventories_say(looker: Looker, demo: Demo, kept: Kept):
    page = Worksheet(looker.window_of("viewer"), demo.talent).open().page
    expect(page.locator(".ts-asked li")).not_to_have_count(0)
    page.evaluate("document.querySelectorAll('.ts-area').forEach((area, n) => n % 3 && area.remove())")
    assert list(looker.look(page)) == []
