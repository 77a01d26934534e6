"""PDF files that everyone can read: HTML templates rendered by WeasyPrint as PDF/UA-1.

WeasyPrint takes half a second to import and needs system libraries, so it is imported when the first PDF is made.
"""

from __future__ import annotations

import atexit
from collections.abc import Mapping, Sequence
from contextlib import redirect_stdout
from functools import cache
from importlib import import_module
from io import StringIO
from typing import TYPE_CHECKING, Any, cast

from django.template.loader import render_to_string

if TYPE_CHECKING:
    from core.rendering.typesetting import Typesetter

PAPERS = ("Letter", "A4")
INSTALL_COMMAND = (
    "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-core fonts-noto-color-emoji"
)


class PdfUnavailableError(RuntimeError):
    """The machine lacks the libraries that PDFs are made with; `command` is what to type to install them."""

    command = INSTALL_COMMAND

    def __init__(self) -> None:
        super().__init__(f"This machine lacks the libraries that PDF files are made with. Type: {self.command}")


def render_pdf(
    template_name: str, context: Mapping[str, Any], *, stylesheets: Sequence[str], paper: str = "Letter"
) -> bytes:
    """Return a template as PDF/UA-1, set with `stylesheets` (names of static files) on `paper`.

    The template has `characters_replaced`: whether some of its characters have no glyph in any font and show as U+FFFD.
    Raises PdfUnavailableError where the system libraries are missing, and ValueError for a paper that is not known.
    """
    typesetter = _typesetter_for(paper, stylesheets)
    return typesetter.set(_drawable(typesetter, template_name, context), paper)


def render_fitting_pdf(
    template_name: str,
    contexts: Sequence[Mapping[str, Any]],
    *,
    pages: int,
    likely: int,
    stylesheets: Sequence[str],
    paper: str = "Letter",
) -> bytes:
    """Return the template with the first of several contexts that takes so many pages at most, as `render_pdf` does.

    Each context shows less than the one before, so that not all have to be tried; `likely` is the place of
    the one to try first. The last is taken as it is.
    """
    typesetter = _typesetter_for(paper, stylesheets)
    return typesetter.set_fitting(
        lambda place: _drawable(typesetter, template_name, contexts[place]),
        len(contexts),
        paper,
        pages=pages,
        likely=likely,
    )


def _typesetter_for(paper: str, stylesheets: Sequence[str]) -> Typesetter:
    if paper not in PAPERS:
        msg = f"{paper!r} is not one of {', '.join(PAPERS)}"
        raise ValueError(msg)
    return _typesetter(tuple(stylesheets))


def _drawable(typesetter: Typesetter, template_name: str, context: Mapping[str, Any]) -> str:
    html, replaced = typesetter.drawable(render_to_string(template_name, {**context, "characters_replaced": False}))
    if replaced:
        html, _ = typesetter.drawable(render_to_string(template_name, {**context, "characters_replaced": True}))
    return html


@cache
def _typesetter(stylesheets: tuple[str, ...]) -> Typesetter:
    """Fonts and style sheets are read once per process: that is a third of the time of a small report."""
    try:
        with redirect_stdout(StringIO()):  # Where a library is missing, WeasyPrint prints advice before it raises.
            typesetting = import_module("core.rendering.typesetting")
    except OSError as error:
        raise PdfUnavailableError from error
    return cast("Typesetter", typesetting.Typesetter(stylesheets))


# WeasyPrint keeps fonts in a temporary folder and removes it with its last user, which must happen before Python ends.
atexit.register(_typesetter.cache_clear)
