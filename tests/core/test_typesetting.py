"""What keeps a long report small, and that none of it shows on paper."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from weasyprint import CSS, HTML
from weasyprint.html import UA

from core.rendering import typesetting
from core.rendering.typesetting import STATIC_ADDRESS, VARIANT, Typesetter

SHEETS = ("css/report.css",)
EVERYTHING = """<html lang="en-US"><head><title>Everything that browsers style</title></head><body><main>
<h1 id="top">A heading</h1><p>A line<br>and another, <q>quoted</q>, with a<wbr>break, <em>stressed</em>.</p>
<ul><li>One</li><li>Two<ol><li>A number</li></ol></li></ul>
<ul class="contents"><li data-target="#top"><a href="#top">A heading</a></li></ul>
<table><thead><tr><th scope="col">Head</th></tr></thead><tbody><tr><td>Cell</td></tr></tbody></table>
</main></body></html>"""


def of_every_element(rules: str) -> list[str]:
    """Return the pseudo-elements that rules give to every element."""
    return re.findall(r"^::([a-z-]+)", rules, re.MULTILINE)


def test_a_report_looks_as_with_all_rules_of_weasyprint():
    typesetter = Typesetter(SHEETS)
    sheets = [CSS(string="@page { size: Letter }"), *typesetter._stylesheets]
    plain = HTML(string=EVERYTHING, base_url=STATIC_ADDRESS, url_fetcher=typesetter._fetcher)
    expected = plain.write_pdf(font_config=typesetter._fonts, stylesheets=sheets, pdf_variant=VARIANT)
    assert typesetter.set(EVERYTHING, "Letter") == expected


def test_no_element_is_given_marks_of_notes_that_no_report_has(monkeypatch):
    asked = []
    rules = typesetting._browser_rules
    monkeypatch.setattr(typesetting, "_browser_rules", lambda: asked.append(rules()) or asked[-1])
    Typesetter(SHEETS).set(EVERYTHING, "Letter")
    assert len(asked) == 1, "WeasyPrint no longer asks for its own style sheet where we answer"
    assert of_every_element(UA) == [
        "marker", "footnote-call", "footnote-marker", "note-call", "note-marker", "note-callback",
    ]  # fmt: skip
    assert of_every_element(typesetting._browser_text()) == []


@pytest.mark.parametrize(
    "path",
    sorted(settings.BASE_DIR.glob("*/templates/*/report/*.html")),
    ids=lambda path: f"{path.parts[-3]}-{path.stem}",
)
def test_only_small_boxes_are_anchors(path: Path):
    """WeasyPrint keeps all that is in the target of a link a second time until the file is written."""
    assert re.findall(r"<(?:section|div|table|main|body)\b[^>]*\sid=", path.read_text(encoding="utf-8")) == []
