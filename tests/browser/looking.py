"""Looking at pages with axe, in light, in dark and on a phone; what it cannot decide is listed here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypedDict

from playwright.sync_api import Page

from tests.browser.own_page import OwnPage

WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
# In dark only the colours differ, so only they are looked at again.
LOOKS = [("light", WIDE, ()), ("dark", WIDE, ("color-contrast", "link-in-text-block")), ("light", PHONE, ())]

# What axe cannot decide, and why that is in order: rule, selector that every such element matches, reason.
DOUBTS = [
    (
        "color-contrast",
        "svg text, svg tspan",
        "axe sees no background in SVG; the pairs are those of tokens.css, which a unit test computes",
    ),
    (
        "color-contrast",
        "select.form-select",
        "Bootstrap draws the arrow as a background image, at the far end from the text",
    ),
]


class AxeFindings(TypedDict):
    """What axe found: each a `rule: selector` line, sorted."""

    violations: list[str]
    incomplete: list[str]


Axe = Callable[..., AxeFindings]


@dataclass
class Looker:
    """Looks at pages with axe, as people who each have a window of their own."""

    axe: Axe
    window_of: Callable[[str], Page]

    def look(self, page: Page) -> Iterator[str]:
        """Yield what axe finds on the page as it stands, in each look; doubts that are listed above aside."""
        for scheme, size, rules in LOOKS:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.set_viewport_size(size)
            page.evaluate("scrollTo(0, 0)")  # what a sticky bar covers has no background to judge by
            found = self.axe(page, *rules)
            doubts = [line for line in found["incomplete"] if not is_listed(page, line)]
            for line in found["violations"] + doubts:
                yield f"{scheme} {size['width']}: {line}"

    def visit(self, own: OwnPage) -> Iterator[str]:
        page = self.window_of(own.who)
        status = own.open(page)
        if status != own.status:
            yield f"{own}: status {status}"
        yield from (f"{own}: {line}" for line in self.look(page))


def is_listed(page: Page, line: str) -> bool:
    rule, _, target = line.partition(": ")
    return any(
        rule == known and page.locator(target).first.evaluate("(found, css) => found.matches(css)", selector)
        for known, selector, _ in DOUBTS
    )
