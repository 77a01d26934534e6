"""Reading a ballot as a browser without JavaScript sends it."""

from __future__ import annotations

from tests.readiness.pages import Page


def whole(page: Page) -> dict[str, str]:
    """The fields of the ballot's form as they stand, without what its buttons add."""
    form = page.root.one("div", class_="ts-sheet").one("form")
    data = {one["name"]: one["value"] for one in form.all("input", type="hidden")}
    data |= {one["name"]: one.raw for one in form.all("textarea")}
    return data | {one["name"]: one["value"] for one in form.all("input", type="radio") if "checked" in one.attributes}
