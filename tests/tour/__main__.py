"""Take the tour's pictures: `python -m tests.tour ADDRESS FOLDER`, with the demo served at ADDRESS."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

WIDE, PHONE = (1280, 800), (390, 844)
LAKEVIEW = "/districts/lakeview/"
PATIENCE = 120  # seconds, for a server that loads its demo first
COLORS = 128
PDF_DOTS = 80  # per inch


@dataclass(frozen=True)
class Picture:
    """A picture: its file, who looks, and the links that lead there from an address."""

    name: str
    who: str
    address: str
    links: tuple[str, ...] = ()
    size: tuple[int, int] = WIDE
    dark: bool = False


PICTURES = (
    Picture("district", "lead", LAKEVIEW),
    Picture(
        "worksheet", "lead", f"{LAKEVIEW}readiness/", ("Worksheet of Talent Management, Autumn 2026", "Recruiting")
    ),
    Picture("agreement", "lead", LAKEVIEW, ("Agree together",)),
    Picture("summary", "lead", f"{LAKEVIEW}readiness/", ("Talent Management, Autumn 2026",)),
    Picture("hexagon", "lead", f"{LAKEVIEW}hexagon/", ("Communication and hiring platforms",)),
    Picture("inventory", "lead", f"{LAKEVIEW}inventories/", ("Positions and position groups",)),
    Picture("plan", "lead", f"{LAKEVIEW}plans/", ("Talent and leadership plan",)),
    Picture("timeline", "lead", f"{LAKEVIEW}plans/", ("Talent and leadership plan", "Timeline", "The same as a chart")),
    Picture("measure", "lead", f"{LAKEVIEW}plans/", ("Talent and leadership plan", "Measures", "People who left")),
    Picture(
        "changes", "lead", f"{LAKEVIEW}plans/", ("Talent and leadership plan", "Reports", "What has changed since")
    ),
    Picture("phone", "principal", "/", size=PHONE, dark=True),
)


def main(address: str, folder: Path) -> None:
    wait_for(address)
    folder.mkdir(parents=True, exist_ok=True)
    chromium = os.environ.get("TALENTSYS_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--headless", "--no-sandbox"])
        for picture in PICTURES:
            take(browser, address, picture, folder)
        take_brief(browser, address, folder)
        browser.close()


def wait_for(address: str) -> None:
    """Return once the demo answers. Raises TimeoutError."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            with urlopen(f"{address}/healthz") as answer:
                if answer.status == 200:
                    return
        except URLError:
            time.sleep(1)
    raise TimeoutError(address)


def signed_in(browser: Browser, address: str, picture: Picture) -> tuple[BrowserContext, Page]:
    width, height = picture.size
    context = browser.new_context(
        base_url=address,
        viewport={"width": width, "height": height},
        color_scheme="dark" if picture.dark else "light",
        device_scale_factor=2 if picture.size == PHONE else 1,
    )
    page = context.new_page()
    page.goto("/accounts/login/")
    page.locator("[name=login]").fill(f"{picture.who}@lakeview.example.org")
    page.locator("[name=password]").fill(os.environ["TALENTSYS_DEMO_PASSWORD"])
    page.locator("form button[type=submit]").first.click()
    expect(page.get_by_role("button", name="Sign out").or_(page.get_by_role("link", name="Sign out"))).to_be_visible()
    return context, page


def take(browser: Browser, address: str, picture: Picture, folder: Path) -> None:
    context, page = signed_in(browser, address, picture)
    page.goto(picture.address)
    for words in picture.links:
        page.get_by_role("main").get_by_role("link", name=words).first.click()
        page.wait_for_load_state("networkidle")
    file = folder / f"{picture.name}.png"
    page.screenshot(path=file)
    context.close()
    lighten(file)


def take_brief(browser: Browser, address: str, folder: Path) -> None:
    """Take a picture of the board brief as it prints."""
    context, page = signed_in(browser, address, PICTURES[0])
    page.goto(f"{LAKEVIEW}plans/")
    page.get_by_role("main").get_by_role("link", name="Talent and leadership plan").first.click()
    page.get_by_role("main").get_by_role("link", name="Reports").click()
    brief = page.locator("a[href$='brief.pdf']").get_attribute("href")
    with tempfile.TemporaryDirectory() as made:
        pdf = Path(made) / "brief.pdf"
        pdf.write_bytes(page.request.get(f"{address}{brief}").body())
        file = folder / "brief"
        command = ["pdftoppm", "-r", str(PDF_DOTS), "-png", "-singlefile", str(pdf), str(file)]
        subprocess.run(command, check=True)
    context.close()
    lighten(file.with_suffix(".png"))


def lighten(file: Path) -> None:
    """Store a picture with as few colors as it needs, for a README that loads at once."""
    with Image.open(file) as picture:
        picture.convert("RGB").quantize(COLORS, dither=Image.Dither.NONE).save(file, optimize=True)


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"), Path(sys.argv[2]))
