"""WeasyPrint, with fonts and style sheets kept, local files only, and every glyph readable as text.

Import this module through `core.rendering.pdf` alone: it loads WeasyPrint and the system libraries behind it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from threading import Lock
from urllib.parse import unquote

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from fontTools.ttLib import TTFont
from weasyprint import CSS, HTML, Document
from weasyprint.css.counters import CounterStyle
from weasyprint.html import UA
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from core.rendering.coverage import FontCoverage
from core.rendering.glyphs import drawable

# No such host exists: it only gives style sheets an address from which relative ones can be worked out.
STATIC_ADDRESS = "https://static.invalid/"
VARIANT = "pdf/ua-1"
NO_TEXT = "\u200b"
# Pictures that a page brings with it; drawings are not among them, because they may ask for more.
CARRIED = ("data:image/png;base64,", "data:image/jpeg;base64,")


class StaticFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint comes without types.
    """Hands out this project's static files by name, and pictures that are in the page itself; refuses all else."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        if url.startswith(CARRIED):
            return super().fetch(url, headers)
        if not url.startswith(STATIC_ADDRESS):
            msg = f"Only static files are available to a PDF, not {url}"
            raise ValueError(msg)
        return URLFetcherResponse(url, static_file(unquote(url.removeprefix(STATIC_ADDRESS))).read_bytes())


def static_file(name: str) -> Path:
    """Return where a static file lies: where it is developed, or where it was collected to."""
    return Path(finders.find(name) or staticfiles_storage.path(name))


# The marks of notes, which WeasyPrint's own style sheet gives to every element, and no report of ours has.
_NOTES = re.compile(r"^::(foot)?note-[a-z]+ \{.*\}$", re.MULTILINE)


def _browser_text() -> str:
    """Return WeasyPrint's own style sheet with markers for list items alone, and without marks of notes."""
    return _NOTES.sub("", UA).replace("\n::marker ", "\nli::marker ")


@cache
def _browser_rules() -> CSS:
    return CSS(string=_browser_text(), counter_style=CounterStyle())


class _Page(HTML):  # type: ignore[misc]  # WeasyPrint comes without types.
    """HTML whose elements do not each have six pseudo-elements that are never drawn: 30 MB in a long report."""

    def _ua_stylesheets(self, forms: bool = False) -> list[CSS]:  # noqa: ARG002
        return [_browser_rules()]


class Typesetter:
    """Turns HTML into PDF with the same style sheets and fonts each time.

    Pango's font map belongs to one thread at a time, so documents are set one after the other.
    """

    def __init__(self, stylesheets: Sequence[str]) -> None:
        self._lock = Lock()
        self._fetcher = StaticFetcher()
        self._fonts = FontConfiguration()
        self._stylesheets = [self._read(name) for name in stylesheets]
        self._has_glyph = cache(FontCoverage(self._fonts).has_glyph)

    def _read(self, name: str) -> CSS:
        css = static_file(name).read_text(encoding="utf-8")
        return CSS(string=css, base_url=STATIC_ADDRESS + name, url_fetcher=self._fetcher, font_config=self._fonts)

    def drawable(self, html: str) -> tuple[str, bool]:
        """Return `html` made of characters that the fonts have, and whether any had to be replaced."""
        return drawable(html, self._has_glyph)

    def set(self, html: str, paper: str) -> bytes:
        """Return `html` as a PDF in which every glyph has its text."""
        with self._lock:
            return self._written(self._laid_out(html, paper))

    def set_fitting(self, html_at: Callable[[int], str], count: int, paper: str, *, pages: int, likely: int) -> bytes:
        """Return the first of `count` documents, each shorter than the one before, that takes so many pages at most.

        `likely` is where to look first. The last one is taken as it is. Of sixteen, four or five are laid out.
        """
        with self._lock:
            first, last, fitting = 0, count - 1, None
            middle = min(likely, last)
            while first < last:
                document = self._laid_out(html_at(middle), paper)
                if len(document.pages) <= pages:
                    last, fitting = middle, document
                else:
                    first = middle + 1
                middle = (first + last) // 2
            return self._written(fitting or self._laid_out(html_at(last), paper))

    def _laid_out(self, html: str, paper: str) -> Document:
        size = CSS(string=f"@page {{ size: {paper} }}")
        return _Page(string=html, base_url=STATIC_ADDRESS, url_fetcher=self._fetcher).render(
            font_config=self._fonts, stylesheets=[size, *self._stylesheets], pdf_variant=VARIANT
        )

    @staticmethod
    def _written(document: Document) -> bytes:
        pdf: bytes = document.write_pdf(pdf_variant=VARIANT)
        if _name_glyphs(document):
            pdf = document.write_pdf(pdf_variant=VARIANT)
        return pdf


def _name_glyphs(document: Document) -> bool:
    """Give each glyph of a document that was written the character it stands for; say whether any lacked one.

    Where letter and mark share a cluster, WeasyPrint gives the cluster's text to the last glyph and none to the others:
    not valid, and the letter would be lost to search and screen readers everywhere. Writing again uses the new names.
    """
    nameless = {
        font: glyphs
        for font in document.fonts.values()
        if (glyphs := [glyph for glyph, text in font.to_unicode.items() if not text or _is_marked(text)])
    }
    for font, glyphs in nameless.items():
        characters = _characters(font.file_content)
        font.to_unicode.update({glyph: characters.get(glyph) or font.to_unicode[glyph] or NO_TEXT for glyph in glyphs})
    return bool(nameless)


def _is_marked(text: str) -> bool:
    return len(text) > 1 and any(unicodedata.category(char).startswith("M") for char in text)


def _characters(font_file: bytes) -> dict[int, str]:
    """Return the character of each glyph that stands for one."""
    font = TTFont(BytesIO(font_file), lazy=True)
    return {font.getGlyphID(name): chr(code) for code, name in (font.getBestCmap() or {}).items()}
