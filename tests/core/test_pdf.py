import logging
import subprocess
import sys
from io import BytesIO

import pytest
from django.core.exceptions import SuspiciousFileOperation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from core.rendering.pdf import PdfUnavailableError, _typesetter, render_fitting_pdf, render_pdf
from core.rendering.typesetting import StaticFetcher
from tests.core.pdf_checks import problems, text_of

STYLES = ("css/report.css",)


@pytest.fixture
def template(settings, tmp_path):
    """A page that shows one text."""
    (tmp_path / "text.html").write_text(
        '<!doctype html><html lang="en"><head><title>A text</title></head><body><h1>A text</h1>'
        "<p>{{ text }}</p>{% if characters_replaced %}<p>Some were replaced.</p>{% endif %}</body></html>"
    )
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    return "text.html"


def render(template, text, **options):
    return render_pdf(template, {"text": text}, stylesheets=STYLES, **options)


def sizes(pdf):
    return {tuple(map(round, sheet.mediabox[2:])) for sheet in PdfReader(BytesIO(pdf)).pages}


def test_a_template_becomes_an_accessible_pdf(template):
    pdf = render(template, "Hello")
    assert (problems(pdf), text_of(pdf), sizes(pdf)) == ([], "A text Hello Page 1 of 1", {(612, 792)})


def test_the_same_template_on_a4(template):
    assert sizes(render(template, "Hello", paper="A4")) == {(595, 842)}


def test_a_paper_that_is_not_known_is_refused(template):
    with pytest.raises(ValueError, match="'A3' is not one of Letter, A4"):
        render(template, "Hello", paper="A3")


def test_the_own_face_is_embedded(template):
    fonts = PdfReader(BytesIO(render(template, "Łódź")))
    names = {font["/BaseFont"].split("+")[1] for font in fonts.pages[0]["/Resources"]["/Font"].values()}
    assert {name.split("-")[0] for name in names} == {"Atkinson"}


def test_characters_that_no_font_has_are_replaced_and_the_template_told(template):
    pdf = render(template, "Chinese \U0003ffff and \ue000\x00")
    assert problems(pdf) == []
    assert "Chinese \ufffd and \ufffd Some were replaced." in text_of(pdf)


def test_letters_with_marks_keep_their_text(template):
    """WeasyPrint alone leaves the letter under a mark without text, and breaks PDF/UA-1."""
    pdf = render(template, "q\u030e and q again, \u0915\u093f")
    assert problems(pdf) == []
    assert "q\u030e and q again," in text_of(pdf)


# Letters, marks, joiners and signs of many scripts, some in no font, and what is no character at all.
SCRIPTS = st.sampled_from(
    [
        *"aZ9 \u00e9\u0301\u030e\u0327\u0335\u200d\u200c\u200f\u202e\u202c\u2067\u2069",
        *"\u00ad\u034f\ufe0f\ufeff\u2028\u0000\ud800\uffff\ue000\ufff9\u4e2d\u304b\ud55c",
        *"\u05d0\u05b8\u0627\u064e\u0651\u0644\u0915\u093f\u094d\u0937\u0e01\u0e33\u0e49",
        *"\u1000\u103c\u1031\u0f40\u0f72\u1780\u17d2\U000110bd\U0001bca0\U000f0000\U0003ffff",
        *"\U0001f600\U0001f468\U0001f3fd\U0001f1fa\U0001f1f8\U000e0061",
    ]
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.text(SCRIPTS, max_size=40), st.text(max_size=40)))
def test_no_text_breaks_a_pdf(template, text):
    assert problems(render(template, text)) == []


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/x.css",
        "file:///etc/hostname",
        "http://127.0.0.1:8000/",
        "data:text/css,p{}",
        "/etc/hostname",
    ],
)
def test_nothing_but_static_files_is_fetched(address):
    with pytest.raises(ValueError, match="Only static files are available"):
        StaticFetcher().fetch(address)


def test_static_files_are_fetched_and_nothing_beside_them(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    assert StaticFetcher().fetch("https://static.invalid/css/report.css").read().startswith(b"/* talentsys reports")
    with pytest.raises(SuspiciousFileOperation):
        StaticFetcher().fetch("https://static.invalid/../manage.py")


def test_collected_static_files_are_found_where_the_sources_are_not(settings, tmp_path):
    (tmp_path / "only-collected.css").write_text("p {}")
    settings.STATIC_ROOT = tmp_path
    assert StaticFetcher().fetch("https://static.invalid/only-collected.css").read() == b"p {}"


def test_the_style_sheet_says_nothing_that_weasyprint_does_not_know(template, caplog):
    _typesetter.cache_clear()
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        render(template, "Hello")
    assert caplog.messages == []


def test_missing_libraries_are_named_with_what_to_type():
    """In a process of its own, where the loader finds no library."""
    program = (
        "import cffi\n"
        "def missing(*args): raise OSError('cannot load library')\n"
        "cffi.FFI.dlopen = missing\n"
        "from core.rendering.pdf import PdfUnavailableError, _typesetter\n"
        "try: _typesetter(())\n"
        "except PdfUnavailableError as error: print(error, error.command, sep='|')\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    command = PdfUnavailableError.command
    assert done.stdout == (
        f"This machine lacks the libraries that PDF files are made with. Type: {command}|{command}\n"
    )


def test_starting_the_product_does_not_load_what_makes_files():
    program = (
        "import os, sys, django\n"
        "os.environ['DJANGO_SETTINGS_MODULE'] = 'tests.settings'\n"
        "django.setup()\n"
        "import readiness.exports\n"
        "print(sorted({'weasyprint', 'openpyxl'} & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize("likely", [0, 2, 5, 9])
def test_the_first_document_that_fits_is_taken(template, likely):
    contexts = [{"text": f"{lines} lines. " + "word " * 12 * lines} for lines in (400, 200, 90, 40, 30, 5)]
    pdf = render_fitting_pdf(template, contexts, pages=1, likely=likely, stylesheets=STYLES)
    assert text_of(pdf).startswith("A text 40 lines. word")
    assert problems(pdf) == []


def test_the_last_document_is_taken_as_it_is(template):
    contexts = [{"text": "word " * count} for count in (9000, 6000, 3000)]
    pdf = render_fitting_pdf(template, contexts, pages=1, likely=0, stylesheets=STYLES)
    assert text_of(pdf).count("word") == 3000


@pytest.mark.parametrize(
    "address",
    ["data:image/svg+xml;base64,PHN2Zy8+", "data:text/css,p{}", "file:///etc/hostname", "https://example.org/a.png"],
)
def test_nothing_is_fetched_from_outside(address):
    with pytest.raises(ValueError, match="Only static files"):
        StaticFetcher().fetch(address)


def test_a_picture_that_is_in_the_page_itself_is_read():
    assert StaticFetcher().fetch("data:image/png;base64,aGVsbG8=").read() == b"hello"
