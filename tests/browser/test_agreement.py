"""The agreement screen on a projector, on a phone, with two leads at once, and for those who only read."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from districts.models import Membership
from readiness.models import Rating
from rounds.choices import State
from rounds.models import Round
from tests.browser.demo import Demo, Together
from tests.browser.together import Hall
from tests.rounds.factories import cast, finish, move, open_round, seat

PROJECTOR = {"viewport": {"width": 1920, "height": 1080}}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
WHY = "The process is written down in two buildings, and in the others each principal does it by what they remember."
# The smallest that a text may be on a projector, in pixels: the look's 24 for what is read, and 21 beside it.
READ, BESIDE = 24, 20
SIZES = """() => Object.fromEntries(
    [['h1', '.ts-hall h1'], ['question', '.ts-hall__q, .ts-hall__steps p'], ['why', '.ts-why li'],
     ['answer', '.ts-agree label'], ['note', '.ts-hall .form-control'], ['button', '.ts-hall .btn-primary']]
        .map(([name, css]) => [name, parseFloat(getComputedStyle(document.querySelector(css)).fontSize)]))"""
WIDTH = "document.documentElement.scrollWidth"

Open = Callable[..., Page]


def item_address(demo: Demo, round: Round, key: str) -> str:
    return f"/districts/{demo.district.slug}/readiness/rounds/{round.pk}/agree/{key}/"


@pytest.fixture
def seven_ballots(demo: Demo) -> tuple[Round, str]:
    """A revealed round over the longest item of all, on which seven people differ and each wrote two lines."""
    rows = Rating.objects.for_assessment(demo.leadership).select_related("stage_description")
    key = max(rows, key=lambda row: len(row.stage_description.text)).stage_description.key
    round = open_round(demo.leadership, [key, "1-aware"], "On the wall")
    raters = [demo.people[who] for who in ("lead", "hr", "principal", "teacher", "quint", "reyes", "association")]
    seat(round, raters)
    for rater, code in zip(raters, "1111n20", strict=True):
        cast(round, rater, key, code, WHY)
        finish(round, rater)
    move(round, State.REVEALED, demo.people["lead"])
    return round, key


def test_on_a_projector_everything_is_large_and_nothing_has_to_be_scrolled_to(
    page_of: Open, demo: Demo, seven_ballots: tuple[Round, str]
):
    round, key = seven_ballots
    hall = Hall(page_of("lead", item_address(demo, round, key), **PROJECTOR))
    sizes = hall.page.evaluate(SIZES)
    assert sizes["h1"] == 54
    assert {name: size for name, size in sizes.items() if size < READ} == {"answer": 21}
    assert sizes["question"] >= 24
    for part in (hall.heading, hall.radio("0"), hall.radio("n"), hall.note, hall.save):
        expect(part).to_be_in_viewport(ratio=1)
    assert hall.page.locator(".ts-why li").count() == 7
    assert hall.page.evaluate(WIDTH) == 1920


def small_targets(hall: Hall, least: int) -> list[str]:
    """What leads on in the bar and is less wide or high than that, with its list open."""
    hall.page.locator(".ts-hall__all").evaluate("all => (all.open = true)")
    targets = hall.page.locator(".ts-hall__bar :is(a, button, summary)")
    assert targets.count() >= 6  # out, the next one, the list and its two items, the clock
    return targets.evaluate_all(
        """(all, least) => all.filter((one) => one.checkVisibility())
            .map((one) => [one.textContent, one.getBoundingClientRect()])
            .filter(([, box]) => box.width < least || box.height < least).map(([words]) => words)""",
        least,
    )


def test_on_a_laptop_what_leads_on_is_large_enough(page_of: Open, demo: Demo, seven_ballots: tuple[Round, str]):
    round, key = seven_ballots
    assert small_targets(Hall(page_of("lead", item_address(demo, round, key))), 24) == []


def test_on_a_phone_one_column_is_read_and_agreed_on(page_of: Open, demo: Demo, seven_ballots: tuple[Round, str]):
    round, key = seven_ballots
    hall = Hall(page_of("lead", item_address(demo, round, key), **PHONE))
    hall.page.locator("label[for=a-1]").tap()
    hall.note.fill("Two buildings of seven.")
    hall.page.get_by_text("Record a dissent", exact=True).tap()
    hall.dissent.fill("One principal has done it for years.")
    assert hall.page.evaluate(WIDTH) == 390
    small = """() => [...document.querySelectorAll('.ts-agree label, .ts-hall .btn')]
        .filter((target) => target.getBoundingClientRect().height < 44).length"""
    assert hall.page.evaluate(small) == 0
    assert small_targets(hall, 44) == []
    hall.save.tap()
    expect(hall.page.locator(".ts-hall__told, .ts-message")).to_contain_text("Partly in place.")
    row = Rating.objects.for_assessment(demo.leadership).with_key(key).get()
    assert (row.value, row.note, row.dissent) == (1, "Two buildings of seven.", "One principal has done it for years.")


@pytest.fixture
def two_leads(page_of: Open, demo: Demo, together: Together, watch) -> tuple[Hall, Hall]:
    """Rosa Delgado and Petra Novak, both leads, on one item; Petra has typed while Rosa saved."""
    watch.expect("status of 409")
    watch.expect("status of 422")
    Membership.objects.filter(user=demo.people["hr"]).update(role="lead")
    address = item_address(demo, together.revealed, "9-ready")
    first, second = (Hall(page_of(who, address)) for who in ("lead", "hr"))
    first.radio("0").check()
    first.note.fill("Hours are not counted.")
    second.radio("1").check()
    second.note.fill("Payroll has the hours.")
    second.page.get_by_text("Record a dissent", exact=True).click()
    second.dissent.fill("Rosa would wait.")
    first.save.click()
    expect(first.told).to_have_text("Saved: 9, Getting Ready, Not started.")
    second.save.click()
    return first, second


def stored(demo: Demo) -> tuple[int | None, str, str]:
    row = Rating.objects.for_assessment(demo.talent).with_key("9-ready").get()
    return row.value, row.note, row.dissent


def test_the_second_of_two_leads_gets_both_versions_and_nothing_is_overwritten(
    two_leads: tuple[Hall, Hall], demo: Demo
):
    _, second = two_leads
    expect(second.conflict).to_be_focused()
    texts = second.conflict.locator(".ts-conflict__two > div")
    expect(texts).to_have_count(2)
    theirs, mine = texts.all()
    expect(theirs).to_contain_text("Rosa Delgado, saved")
    expect(theirs.locator("p")).to_have_text("Hours are not counted.")
    expect(mine.locator("p")).to_have_text(["Payroll has the hours.", "Dissent: Rosa would wait."])
    assert (second.chosen, second.note.input_value()) == ("1", "Payroll has the hours.")
    assert stored(demo) == (0, "Hours are not counted.", "")

    second.conflict.get_by_role("button", name="Keep both texts and edit").click()
    expect(second.note).to_have_value("Hours are not counted.\n\nPayroll has the hours.")
    expect(second.wrong).to_contain_text("Rosa Delgado chose Not started.")
    assert stored(demo) == (0, "Hours are not counted.", "")
    second.note.fill("Payroll has the hours; nobody counted them.")
    second.save.click()
    expect(second.told).to_have_text("Saved: 9, Getting Ready, Partly in place.")
    assert stored(demo) == (1, "Payroll has the hours; nobody counted them.", "Rosa would wait.")


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("Keep mine", (1, "Payroll has the hours.", "Rosa would wait.")),
        ("Keep Rosa Delgado’s", (0, "Hours are not counted.", "")),
    ],
)
def test_the_second_of_two_leads_keeps_one_version(two_leads, demo: Demo, words: str, kept: tuple[int, str, str]):
    _, second = two_leads
    second.conflict.get_by_role("button", name=words).click()
    expect(second.heading).not_to_contain_text("9 Getting Ready")
    assert stored(demo) == kept


def test_what_is_typed_waits_while_somebody_looks_at_another_item(page_of: Open, demo: Demo, together: Together):
    hall = Hall(page_of("lead", item_address(demo, together.revealed, "9-ready")))
    hall.radio("1").check()
    hall.note.fill("Half of it.")
    hall.heading.click()
    here = hall.heading.inner_text()
    hall.page.keyboard.press("j")
    expect(hall.heading).not_to_have_text(here)
    hall.page.keyboard.press("k")
    expect(hall.note).to_have_value("Half of it.")
    assert hall.chosen == "1"
    assert stored(demo)[0] is None


def test_who_does_not_lead_reads_the_spread_and_sets_nothing(page_of: Open, demo: Demo, together: Together):
    hall = Hall(page_of("teacher", item_address(demo, together.revealed, "9-ready")))
    assert hall.page.locator("main").locator("form, input, textarea, button").count() == 0
    expect(hall.page.get_by_text("Not agreed on yet.")).to_be_visible()
    expect(hall.page.locator("svg.ts-dots:visible > title")).to_have_count(1)
    hall.page.keyboard.press("j")
    expect(hall.heading).to_contain_text("9 Getting Ready")
