"""DOCX documents as files: what word processors look for, looks from styles alone, and the same bytes each time."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx.oxml.ns import qn

from core.rendering.document import Bullets, Fact, Heading, Prose, render_docx
from tests.core.document_samples import TABLE, document, opened, parts


def test_properties_say_what_it_is_and_name_no_program():
    said = opened().core_properties
    assert (said.title, said.subject, said.author, said.last_modified_by, said.comments, said.language) == (
        "Talent plan", "A plan", "Lakeview", "Lakeview", "", "en-US",
    )  # fmt: skip
    assert said.created == said.modified == datetime(2026, 11, 20, 17, 30, 5, tzinfo=UTC)
    assert "python-docx" not in "".join(parts().values())


def test_long_properties_are_cut_where_word_cuts_them():
    word = opened(title="t" * 300)
    assert (word.core_properties.title, word.paragraphs[0].text) == ("t" * 255, "t" * 300)


def test_the_same_document_makes_the_same_bytes_in_another_year():
    program = (
        "from datetime import datetime, UTC\n"
        "from hashlib import sha256\n"
        "from core.rendering.document import Document, Heading, Table, TableColumn, render_docx\n"
        "blocks = (Heading(1, 'One'), Table('t', [TableColumn('a')], [['x']]))\n"
        "said = dict(title='T', subtitle='S', author='A', subject='B', written_at=datetime(2026, 1, 1, tzinfo=UTC))\n"
        "print(sha256(render_docx(Document(blocks=blocks, **said))).hexdigest())\n"
    )
    run = [sys.executable, "-c", program]
    digests = {
        subprocess.run(run, capture_output=True, text=True, check=True, env={"TZ": zone, "PYTHONHASHSEED": seed}).stdout
        for zone, seed in (("UTC", "1"), ("America/Los_Angeles", "2"))
    }
    assert len(digests) == 1
    with ZipFile(BytesIO(render_docx(document()))) as file:
        assert {part.date_time for part in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_it_holds_the_parts_that_word_needs_and_none_of_the_template():
    assert set(parts()) == {
        "[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "word/document.xml", "word/styles.xml",
        "word/_rels/document.xml.rels", "word/settings.xml", "word/webSettings.xml", "word/fontTable.xml",
        "word/theme/theme1.xml", "word/numbering.xml", "word/footer1.xml",
    }  # fmt: skip


def test_pages_are_numbered_below_the_names_of_district_and_document():
    (section,) = opened().sections
    (line,) = section.footer.paragraphs
    assert (line.style.name, line.text) == ("Footer", "Lakeview, Talent plan\tPage  of ")
    fields = [one.get(qn("w:instr")).strip() for one in line._p.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]
    assert "".join(one.text for one in line._p.iter(qn("w:t"))) == "Lakeview, Talent planPage 1 of 1"


@pytest.mark.parametrize(("paper", "size"), [("Letter", (12240, 15840)), ("A4", (11906, 16838))])
def test_paper_is_set(paper, size):
    (section,) = opened(paper=paper).sections
    assert (round(section.page_width.twips), round(section.page_height.twips)) == size
    assert {section.left_margin.inches, section.right_margin.inches, section.top_margin.inches} == {0.8}
    (stop,) = section.footer.paragraphs[0].style.paragraph_format.tab_stops
    assert stop.position == section.page_width - section.left_margin - section.right_margin


def test_a_paper_that_is_not_known_is_refused():
    with pytest.raises(ValueError, match="'Legal' is not one of Letter, A4"):
        render_docx(document(paper="Legal"))


def test_looks_come_from_styles_alone():
    body = parts(Heading(1, "H"), Prose("p"), Fact("a", "b"), Bullets(["c"]), TABLE)["word/document.xml"]
    for element in ("w:sz", "w:rFonts", "w:color", "w:b", "w:spacing", "w:jc", "w:shd", "w:ind", "w:lang"):
        assert f"<{element} " not in body
        assert f"<{element}/>" not in body


def test_every_style_that_is_used_is_there_in_one_font_and_language():
    word = opened(
        Heading(1, "a"), Heading(2, "b"), Heading(3, "c"), Fact("d", "e"), Fact("f", ("g",)), TABLE, Prose("")
    )
    elements = word.styles.element
    known = {one.get(qn("w:styleId")) for one in elements.iter(qn("w:style"))}
    used = {
        one.get(qn("w:val")) for name in ("w:pStyle", "w:rStyle", "w:tblStyle") for one in word.element.iter(qn(name))
    }
    based = {one.get(qn("w:val")) for name in ("w:basedOn", "w:next") for one in elements.iter(qn(name))}
    assert (used | based) - known == set()
    (fonts,) = elements.iter(qn("w:rFonts"))
    assert {key.partition("}")[2]: value for key, value in fonts.items()} == {
        "ascii": "Calibri", "hAnsi": "Calibri", "eastAsia": "Calibri", "cs": "Arial",
    }  # fmt: skip
    (language,) = elements.iter(qn("w:lang"))
    assert language.get(qn("w:val")) == "en-US"
    assert [
        word.styles[f"Heading {level}"].element.pPr.find(qn("w:outlineLvl")).get(qn("w:val")) for level in (1, 2, 3)
    ] == ["0", "1", "2"]


def test_headings_captions_and_heading_rows_stay_with_what_follows():
    styles = opened().styles
    names = ("Title", "Heading 1", "Heading 2", "Heading 3", "Caption", "Fact Label", "Table Heading")
    assert [styles[name].paragraph_format.keep_with_next for name in names] == [True] * len(names)
    assert styles["Normal"].paragraph_format.keep_with_next is None


def test_word_does_not_call_it_an_old_document():
    assert (
        'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"'
        in (parts()["word/settings.xml"])
    )


def test_another_language_is_set_throughout():
    found = parts(language="es-US")
    assert '<w:lang w:val="es-US"' in found["word/styles.xml"]
    assert '<w:themeFontLang w:val="es-US"/>' in found["word/settings.xml"]
    assert "<dc:language>es-US</dc:language>" in found["docProps/core.xml"]


def test_asking_for_documents_does_not_load_what_makes_them():
    program = "import sys, core.rendering.document\nprint('docx' in sys.modules)\n"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
