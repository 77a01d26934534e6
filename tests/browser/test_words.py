"""What a screen reader says: names of controls, tiles and links, headings, and the status line."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.demo import Demo


def test_a_rating_is_a_group_named_by_its_code_and_stage(sheet_of):
    page = sheet_of("member").page
    group = page.get_by_role("group", name="Rating of 5a, Getting Ready", exact=True)
    names = [radio.evaluate("radio => radio.labels[0].textContent") for radio in group.get_by_role("radio").all()]
    assert names == [
        "Not started",
        "Partly in place",
        "In place",
        "Not enough information",
        "Clear the rating of 5a, Getting Ready",
    ]
    expect(
        page.get_by_role("textbox", name="Evidence and considerations for 5a, Getting Ready", exact=True)
    ).to_have_count(1)
    expect(page.get_by_role("group", name="Rating of Readiness", exact=True)).to_have_count(1)


def test_a_control_is_described_by_its_line_of_state(sheet_of):
    sheet = sheet_of("member")
    note = sheet.note("6b-ready")
    expect(note).to_have_accessible_description("Not rated yet")
    sheet.rate("6b-ready", "In place")
    sheet.expect_saved("6b-ready")
    expect(note).to_have_accessible_description("Saved. You, just now 1 change to 6b, Getting Ready")


def test_the_status_line_says_what_was_saved_and_how_much_is_rated(sheet_of):
    sheet = sheet_of("member")
    expect(sheet.page.get_by_role("status")).to_have_count(1)
    expect(sheet.status).to_have_text("")
    sheet.rate("6b-ready", "Not started")
    expect(sheet.status).to_have_text("Saved: 6b, Getting Ready, Not started. 27 of 48 rated.")
    sheet.write("6b-ready", "Nobody has begun.")
    expect(sheet.status).to_have_text("Saved: 6b, Getting Ready, Not started. 27 of 48 rated.")
    sheet.rate("protocols", "Getting Better")
    expect(sheet.status).to_have_text("Saved: Protocols, Getting Better. 3 of 3 placed.")


def test_the_status_line_says_when_everything_is_rated(sheet_of):
    sheet = sheet_of("member")
    firsts = "[data-item] .ts-opt:first-child input"
    sheet.page.locator(firsts).evaluate_all("radios => radios.forEach((radio) => (radio.checked = true))")
    sheet.page.keyboard.press("u")
    expect(sheet.status).to_have_text("Everything is rated.")


def test_headings_and_landmarks_lead_through_the_worksheet(sheet_of, demo: Demo):
    page = sheet_of("member").page
    expect(page.get_by_role("heading", level=1)).to_have_text(str(demo.talent))
    assert page.get_by_role("heading", level=2).all_inner_texts() == [
        "Considerations",
        "Operational plan",
        "Recruiting, selecting, and placing staff",
        "Developing, engaging, and supporting staff",
        "Retaining and advancing staff",
        "Evaluating staff",
    ]
    expect(page.get_by_role("heading", level=4, name="Indicator 5a", exact=True)).to_have_count(1)
    expect(page.get_by_role("article", name="Indicator 5a", exact=True)).to_have_count(1)
    landmarks = [page.get_by_role(role).count() for role in ("banner", "main", "contentinfo")]
    assert landmarks == [1, 1, 1]
    names = page.get_by_role("navigation").evaluate_all("all => all.map((one) => one.getAttribute('aria-label'))")
    assert names == ["Lakeview School District", "Focus areas"]


def test_a_tile_of_the_heat_map_says_its_rating_and_a_link_to_changes_says_of_what(sheet_of):
    sheet = sheet_of("member")
    expect(sheet.page.get_by_role("link", name="1 change to 5a, Getting Aware", exact=True)).to_have_count(1)
    sheet.page.get_by_role("link", name="See the summary").click()
    tile = sheet.page.get_by_role("link", name="5a, Getting Ready: Partly in place", exact=True)
    tile.click()
    expect(sheet.item("5a-ready")).to_be_in_viewport()


def test_a_tile_that_is_not_rated_has_a_dot_as_its_key_has(sheet_of):
    page = sheet_of("member").page
    page.get_by_role("link", name="See the summary").click()
    tile = page.get_by_role("link", name="6b, Getting Ready: Not rated yet", exact=True)
    rated = page.get_by_role("link", name="5a, Getting Ready: Partly in place", exact=True)
    key = page.get_by_role("list", name="Key").locator(".vx")
    dot = """tile => (({content, width, height, borderRadius}) => [content, width, height, borderRadius])(
        getComputedStyle(tile, '::after'))"""
    assert [tile.evaluate(dot), key.evaluate(dot)] == [['""', "6px", "6px", "50%"]] * 2
    assert rated.evaluate("tile => getComputedStyle(tile, '::after').content") == "none"


def test_a_chart_states_its_data_in_its_title(sheet_of, demo: Demo):
    page = sheet_of("viewer").page
    page.goto("/districts/lakeview/")
    titles = page.locator("svg[role=img]:visible title").all_text_contents()
    assert len(titles) == 2
    assert all(demo.talent.label in title for title in titles)
