"""Chromium for the browser tests: signing in, axe, and a page that fails on any error or foreign request."""

from __future__ import annotations

import os

# Playwright runs an event loop in this process; Django would refuse the database in it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from districts.models import User
from tests.browser.demo import Demo, DemoRows, Together, read_demo, read_together
from tests.browser.inventories import Kept, keep
from tests.browser.looking import WIDE, Axe, AxeFindings, Looker
from tests.browser.planned import Planned, read_planned
from tests.browser.worksheet import Worksheet

CHROMIUM_ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 12_000  # milliseconds, for what nobody would wait for that long
expect.set_options(timeout=PATIENCE)
AXE_OPTIONS = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]},
    "resultTypes": ["violations", "incomplete"],
    "preload": False,
}
LOCAL_SCHEMES = {"data", "blob", "about"}


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    chromium = os.environ.get("TALENTSYS_CHROMIUM") or shutil.which("chromium")
    if chromium is None:
        pytest.exit("Browser tests need chromium: run script/bootstrap --tests, or set TALENTSYS_CHROMIUM.", 1)
    return {"executable_path": chromium, "args": CHROMIUM_ARGUMENTS}


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A database file: in memory, all of the server's threads would share one connection and its transactions."""
    file = tmp_path_factory.mktemp("database") / "browser.sqlite3"
    connections["default"].settings_dict["TEST"]["NAME"] = str(file)


@pytest.fixture(autouse=True)
def _rows_outlive_requests(transactional_db: None) -> None:
    """The server answers in threads of its own, which see only what is committed."""


@pytest.fixture(scope="session")
def base_url(live_server: LiveServer) -> str:
    """Lets tests write `page.goto("/practices/")`."""
    return live_server.url


class Watch:
    """Collects what a page must not do: console errors, uncaught errors, and requests that leave this machine."""

    def __init__(self, address: str) -> None:
        self.host = urlsplit(address).netloc
        self.complaints: list[str] = []
        self._expected: list[str] = []

    def expect(self, part: str) -> None:
        """Accept console errors that contain `part`, such as the one for an answer of 409."""
        self._expected.append(part)

    def attach(self, context: BrowserContext) -> None:
        context.set_default_timeout(PATIENCE)
        context.on("console", lambda message: self._console(message.type, message.text))
        context.on("weberror", lambda error: self._console("error", str(error.error)))
        context.on("request", lambda request: self._request(request.url))

    def _console(self, kind: str, text: str) -> None:
        if kind == "error" and not any(part in text for part in self._expected):
            self.complaints.append(f"console: {text}")

    def _request(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.netloc != self.host and parts.scheme not in LOCAL_SCHEMES:
            self.complaints.append(f"foreign request: {url}")


@pytest.fixture
def watch(base_url: str) -> Iterator[Watch]:
    """Fails the test afterwards for what its pages must not do; `watch.expect` names what one test provokes."""
    watch = Watch(base_url)
    yield watch
    assert watch.complaints == []


@pytest.fixture
def context(context: BrowserContext, watch: Watch) -> BrowserContext:
    watch.attach(context)
    return context


@pytest.fixture
def open_context(new_context: Callable[..., BrowserContext], watch: Watch) -> Callable[..., BrowserContext]:
    """Return a further watched browser context: another person, another window, another setting."""

    def open_one(**options: Any) -> BrowserContext:
        context = new_context(**options)
        watch.attach(context)
        return context

    return open_one


@pytest.fixture
def sign_in_browser(base_url: str) -> Callable[[BrowserContext, User], None]:
    """Return a function that signs a user in to a browser context without its form."""

    def sign_in(context: BrowserContext, user: User) -> None:
        client = Client()
        client.force_login(user)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": base_url}])

    return sign_in


@pytest.fixture(scope="session")
def demo_rows() -> DemoRows:
    return DemoRows()


@pytest.fixture
def demo(transactional_db: None, demo_rows: DemoRows) -> Demo:
    demo_rows.put()
    return read_demo()


@pytest.fixture
def together(demo: Demo, demo_rows: DemoRows) -> Together:
    """What Lakeview rates together; without this fixture it does not."""
    demo_rows.put("together")
    return read_together()


@pytest.fixture
def planned(together: Together, demo_rows: DemoRows) -> Planned:
    """Lakeview's plan, its inventories, and what it rates together; without this fixture it has no plan."""
    demo_rows.put("planned")
    return read_planned()


@pytest.fixture
def kept(demo: Demo) -> Kept:
    """Lakeview's inventories; without this fixture it has none."""
    return keep(demo)


@pytest.fixture
def page_of(
    open_context: Callable[..., BrowserContext],
    sign_in_browser: Callable[[BrowserContext, User], None],
    demo: Demo,
) -> Callable[..., Page]:
    """Return a function that opens a window of one of Lakeview's people, or of Harbor's lead, at an address."""

    def open_page(who: str, address: str = "", **options: Any) -> Page:
        context = open_context(**options)
        sign_in_browser(context, demo.harbor if who == "harbor" else demo.people[who])
        page = context.new_page()
        if address:
            page.goto(address)
        return page

    return open_page


@pytest.fixture
def sheet_of(
    open_context: Callable[..., BrowserContext],
    sign_in_browser: Callable[[BrowserContext, User], None],
    demo: Demo,
) -> Callable[..., Worksheet]:
    """Return a function that opens the worksheet of Talent Management as one of Lakeview's people, in a new window."""

    def open_sheet(who: str, **options: Any) -> Worksheet:
        context = open_context(**options)
        sign_in_browser(context, demo.people[who])
        return Worksheet(context.new_page(), demo.talent).open()

    return open_sheet


@pytest.fixture(scope="session")
def axe_source() -> str:
    path = Path(settings.BASE_DIR) / "var" / "frontend-dev" / "axe.min.js"
    return path.read_text(encoding="utf-8")


def _lines(results: list[dict[str, Any]]) -> list[str]:
    return sorted(f"{rule['id']}: {' '.join(map(str, node['target']))}" for rule in results for node in rule["nodes"])


@pytest.fixture
def axe(axe_source: str) -> Callable[..., AxeFindings]:
    """Return a function that runs axe on a page as it stands, whole or by some of its rules.

    Assert on violations *and* on incomplete.
    """

    def run(page: Page, *rules: str) -> AxeFindings:
        if not page.evaluate("'axe' in window"):
            page.evaluate(axe_source)  # a script element would break the content security policy
        only = {"type": "rule", "values": rules} if rules else AXE_OPTIONS["runOnly"]
        found = page.evaluate("options => axe.run(options)", AXE_OPTIONS | {"runOnly": only})
        return {"violations": _lines(found["violations"]), "incomplete": _lines(found["incomplete"])}

    return run


@pytest.fixture
def looker(open_context, sign_in_browser, demo: Demo, axe: Axe, watch) -> Looker:
    """Looks at pages with axe, as people who each have a window of their own."""
    watch.expect("status of 403")
    watch.expect("status of 404")
    watch.expect("status of 409")
    watch.expect("status of 422")
    people = demo.people | {"harbor": demo.harbor, "content": demo.content}
    windows: dict[str, Page] = {}

    def window_of(who: str) -> Page:
        if who not in windows:
            context: BrowserContext = open_context(viewport=WIDE)
            if who in people:
                sign_in_browser(context, people[who])
            windows[who] = context.new_page()
        return windows[who]

    return Looker(axe, window_of)
