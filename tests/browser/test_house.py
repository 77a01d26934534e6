"""Negative controls: the checks that every browser test relies on can fail."""

from playwright.sync_api import BrowserContext, Page

BLANK = "about:blank"


def test_axe_finds_an_image_without_text(page: Page, axe):
    page.goto(BLANK)
    page.set_content('<html lang="en"><title>x</title><main><h1>x</h1><img src="data:,"></main></html>')
    assert axe(page)["violations"] == ["image-alt: img"]


def test_axe_is_content_with_a_plain_page(page: Page, axe):
    page.goto(BLANK)
    page.set_content('<html lang="en"><title>x</title><main><h1>x</h1><p>Words.</p></main></html>')
    assert axe(page) == {"violations": [], "incomplete": []}


def test_watch_notes_console_errors_and_uncaught_errors(page: Page, watch):
    page.goto(BLANK)
    with page.context.expect_event("weberror"):
        page.evaluate("console.error('from the console'); setTimeout(() => { throw new Error('uncaught') })")
    assert watch.complaints == ["console: from the console", "console: uncaught"]
    watch.complaints.clear()


def test_watch_notes_requests_that_leave_the_machine(page: Page, watch):
    page.route("**/*", lambda route: route.fulfill(body=""))
    page.goto(BLANK)
    page.set_content('<img alt="" src="https://elsewhere.example.org/pixel.png">')
    assert watch.complaints == ["foreign request: https://elsewhere.example.org/pixel.png"]
    watch.complaints.clear()


def test_watch_notes_what_the_content_security_policy_refuses(page: Page, watch):
    page.goto("/accounts/login/")
    page.evaluate("document.body.append(Object.assign(document.createElement('script'), {textContent: '1'}))")
    page.evaluate("document.body.setAttribute('style', 'color: red')")
    page.wait_for_function("getComputedStyle(document.body).color !== 'rgb(255, 0, 0)'")
    assert len(watch.complaints) == 2
    assert all("Content Security Policy" in complaint for complaint in watch.complaints)
    watch.complaints.clear()


def test_watch_accepts_what_a_test_provokes_on_purpose(page: Page, watch):
    watch.expect("status of 409")
    page.goto(BLANK)
    page.evaluate("console.error('the server responded with a status of 409 (Conflict)')")
    assert watch.complaints == []


def test_the_browser_is_signed_in_as_the_user(
    context: BrowserContext, page: Page, sign_in_browser, content_administrator
):
    sign_in_browser(context, content_administrator)
    page.goto("/admin/login/")
    assert page.url.endswith("/admin/")
