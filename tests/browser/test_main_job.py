"""The main job: a lead signs in, rates, sees the figures move, and downloads the report."""

from __future__ import annotations

import csv
import io

from openpyxl import load_workbook
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from readiness.models import Assessment
from tests.browser.demo import Demo
from tests.browser.downloading import download
from tests.browser.signing_in import sign_in_by_form
from tests.browser.worksheet import Worksheet


def test_the_lead_rates_from_the_home_page_on_and_sees_the_figures_move(page: Page, demo: Demo):
    sheet = Worksheet(page, demo.leadership)
    page.goto("/")
    sign_in_by_form(page, demo.email("lead"))
    page.get_by_role("link", name="Lakeview School District").click()
    page.get_by_role("link", name="Go on rating").click()

    expect(sheet.total).to_have_text("27 of 56 rated")
    expect(sheet.area("climate")).to_have_text("7 of 10")
    assert sheet.tiles("climate") == {"r2": 4, "r1": 2, "rn": 1, "rx": 3}
    sheet.rate("8a-ready", "In place")

    sheet.expect_saved("8a-ready")
    expect(sheet.status).to_have_text("Saved: 8a, Getting Ready, In place. 28 of 56 rated.")
    expect(sheet.total).to_have_text("28 of 56 rated")
    expect(sheet.area("climate")).to_have_text("8 of 10")
    assert sheet.tiles("climate") == {"r2": 5, "r1": 2, "rn": 1, "rx": 2}

    page.get_by_role("link", name="See the summary").click()
    expect(page.get_by_role("link", name="8a, Getting Ready: In place")).to_have_count(1)
    expect(page.get_by_role("heading", level=1)).to_have_text(str(demo.leadership))


def test_the_report_downloads_as_pdf_with_what_was_just_rated(context, page: Page, demo: Demo, sign_in_browser):
    sign_in_browser(context, demo.people["lead"])
    sheet = Worksheet(page, demo.talent).open()
    sheet.write("15-aware", "Two lists of evaluators, merged by hand.")
    sheet.expect_saved("15-aware")
    page.get_by_role("link", name="See the summary").click()
    name, file = download(page, "Download the report (PDF)")

    season = demo.talent.label.lower().replace(" ", "-")
    assert name == f"lakeview-school-district-talent-management-{season}.pdf"
    assert file.read_bytes()[:5] == b"%PDF-"
    pages = (" ".join(page.extract_text().split()) for page in reversed(PdfReader(file).pages))
    assert any("Two lists of evaluators, merged by hand." in words for words in pages)


def test_the_report_downloads_as_a_workbook_and_as_text(context, page: Page, demo: Demo, sign_in_browser):
    sign_in_browser(context, demo.people["lead"])
    page.goto(f"{demo.talent.get_absolute_url()}summary/")
    season = demo.talent.label.lower().replace(" ", "-")

    name, file = download(page, "Download as a spreadsheet (XLSX)")
    assert name == f"lakeview-school-district-talent-management-{season}.xlsx"
    book = load_workbook(io.BytesIO(file.read_bytes()))
    assert book.sheetnames[0] == "Ratings"

    name, file = download(page, "Download as text (CSV)")
    assert name == f"lakeview-school-district-talent-management-{season}.csv"
    rows = list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig"))))
    assert len(rows) == 48 + 3


def test_a_new_lead_gets_from_an_empty_district_to_the_first_rating_in_five_clicks(
    context, page: Page, demo: Demo, sign_in_browser
):
    sign_in_browser(context, demo.harbor)
    page.goto("/districts/harbor/")
    expect(page.get_by_text("open the first assessment, so that the team can rate.")).to_be_visible()

    page.get_by_role("link", name="Open the first assessment").click()  # 1
    page.get_by_role("radio", name="Talent Management").click()  # 2
    page.get_by_label("Label").click()  # 3
    page.keyboard.insert_text("Autumn 2026")
    page.get_by_role("button", name="Open the assessment").click()  # 4
    sheet = Worksheet(page, Assessment.objects.get(district__slug="harbor"))
    expect(sheet.total).to_have_text("0 of 48 rated")
    sheet.rate("1-aware", "Partly in place")  # 5
    expect(sheet.status).to_have_text("Saved: 1, Getting Aware, Partly in place. 1 of 48 rated.")
