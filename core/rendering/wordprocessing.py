"""Writes documents. Import this module through `core.rendering.document` alone: it loads python-docx."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC
from functools import singledispatch
from io import BytesIO
from itertools import pairwise
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document as Word
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Emu, Inches, Length, Mm

from core.rendering.characters import without_broken_characters
from core.rendering.document import DEEPEST, Bullets, Document, Fact, Heading, Prose, SkippedLevel, Table
from core.rendering.layout import direction
from core.rendering.wordstyles import (
    CELL,
    CELL_HEADING,
    FACT,
    FACT_LABEL,
    LABEL,
    NUMBER,
    NUMBER_HEADING,
    TABLE_STYLE,
    set_styles,
)

SIZES: dict[str, tuple[Length, Length]] = {"Letter": (Inches(8.5), Inches(11)), "A4": (Mm(210), Mm(297))}
MARGIN = Inches(0.8)
# The most letters that are read well beside their label.
BESIDE = 160
# A row with more letters than this in a cell may go on over the page; any other stays whole.
WHOLE = 1_200
# What core properties hold of each.
PROPERTY_LIMIT = 255
# The first moment that a ZIP file can tell.
FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)
# Parts of python-docx's template that say nothing of this document: what wrote the template, and how it looked.
_FOREIGN_PARTS = ("/stylesWithEffects", "/customXml", "/thumbnail", "/extended-properties")


def write_document(document: Document) -> bytes:
    """Return the bytes of a document; see `core.rendering.document.render_docx`."""
    word = docx.Document()
    text_width = _set_page(word, document.paper)
    set_styles(word, text_width=text_width, language=document.language)
    _say_what_it_is(word, document)
    _set_foot(word, document)
    _paragraph(word, _line(document.title), "Title")
    _paragraph(word, _line(document.subtitle), "Subtitle")
    blocks = list(document.blocks)
    _check_levels([block.level for block in blocks if isinstance(block, Heading)])
    for before, block in pairwise([None, *blocks]):
        if isinstance(block, Table):
            _write_table(word, block, has_caption=not isinstance(before, Heading), text_width=text_width)
        else:
            _write(block, word)
    if blocks and isinstance(blocks[-1], Table):
        _paragraph(word, "", CELL)  # Word wants a paragraph at the end.
    return _packed(word)


def _check_levels(levels: Sequence[int]) -> None:
    for before, level in pairwise([0, *levels]):
        if not 1 <= level <= min(before + 1, DEEPEST):
            raise SkippedLevel(f"A heading of level {level} cannot follow one of level {before}.")


# The document as a whole ---------------------------------------------------------------------------


def _set_page(word: Word, paper: str) -> Length:
    """Set paper and margins, and return how long a line is."""
    section = word.sections[0]
    width, height = SIZES[paper]
    section.page_width, section.page_height = width, height
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
    section.header_distance = section.footer_distance = Inches(0.45)
    return Emu(width - 2 * MARGIN)


def _say_what_it_is(word: Word, document: Document) -> None:
    said, moment = word.core_properties, document.written_at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    said.title, said.subject = _property(document.title), _property(document.subject)
    said.author = said.last_modified_by = _property(document.author)
    said.created = said.modified = moment
    said.comments, said.language = "", document.language
    for part in (word.part, word.part.package):
        for key, found in list(part.rels.items()):
            if found.reltype.endswith(_FOREIGN_PARTS):
                del part.rels[key]
    settings = word.settings.element
    for found in settings.xpath("//w:rsids | //w:savePreviewPicture"):
        found.getparent().remove(found)
    (mode,) = settings.xpath('//w:compatSetting[@w:name="compatibilityMode"]')
    mode.set(qn("w:val"), "15")  # Without it, Word calls the document one of an older version.
    (fonts,) = settings.xpath("//w:themeFontLang")
    fonts.attrib.clear()
    fonts.set(qn("w:val"), document.language)


def _property(text: str) -> str:
    return _line(text)[:PROPERTY_LIMIT]


def _set_foot(word: Word, document: Document) -> None:
    foot = word.sections[0].footer.paragraphs[0]
    _add_text(foot, f"{_line(document.author)}, {_line(document.title)}")
    foot.add_run("\tPage ")
    _add_field(foot, "PAGE")
    foot.add_run(" of ")
    _add_field(foot, "NUMPAGES")


def _add_field(paragraph: Any, instruction: str) -> None:
    """Add what the word processor counts; the figure in it stands until it has."""
    counted = f'<w:fldSimple {nsdecls("w")} w:instr=" {instruction} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    paragraph._p.append(parse_xml(counted))


def _packed(word: Word) -> bytes:
    """Return the file with the same moment on each of its parts, whenever it is written."""
    written, packed = BytesIO(), BytesIO()
    word.save(written)
    with ZipFile(written) as parts, ZipFile(packed, "w") as file:
        for part in parts.infolist():
            info = ZipInfo(part.filename, FIRST_MOMENT)
            info.compress_type, info.external_attr = ZIP_DEFLATED, 0o600 << 16
            file.writestr(info, parts.read(part))
    return packed.getvalue()


# Blocks --------------------------------------------------------------------------------------------


@singledispatch
def _write(block: Any, _word: Word) -> None:
    raise TypeError(f"{block!r} is no block of a document.")


@_write.register
def _(block: Heading, word: Word) -> None:
    _paragraph(word, _line(block.text), f"Heading {block.level}")


@_write.register
def _(block: Prose, word: Word) -> None:
    for line in _lines(block.text):
        _paragraph(word, line, "Normal")


@_write.register
def _(block: Bullets, word: Word) -> None:
    for item in block.items:
        for line in _lines(item):
            _paragraph(word, line, "List Bullet")


@_write.register
def _(block: Fact, word: Word) -> None:
    label = _line(block.label)
    if not isinstance(block.said, str):
        _paragraph(word, label, FACT_LABEL)
        _write(Bullets(block.said), word)
        return
    lines = list(_lines(block.said))
    if len(lines) == 1 and len(lines[0]) <= BESIDE and direction(lines[0]) == "ltr":
        paragraph = _styled(word.add_paragraph(), FACT)
        paragraph.add_run(label, style=LABEL)
        paragraph.add_run("\t")
        _add_text(paragraph, lines[0])
        return
    _paragraph(word, label, FACT_LABEL)
    _write(Prose(block.said), word)


def _write_table(word: Word, block: Table, *, has_caption: bool, text_width: Length) -> None:
    title, width = _line(block.title), Emu(round(text_width * block.width))
    if has_caption:
        _paragraph(word, title, "Caption")
    table = word.add_table(rows=1, cols=len(block.columns), style=TABLE_STYLE)
    table.autofit = False
    shares = [width * column.share / sum(one.share for one in block.columns) for column in block.columns]
    widths = [Emu(round(share)) for share in shares]
    for column, one in zip(table.columns, widths, strict=True):
        column.width = one
    _describe(table._tbl, title, width)
    headings = [NUMBER_HEADING if column.is_number else CELL_HEADING for column in block.columns]
    styles = [NUMBER if column.is_number else CELL for column in block.columns]
    _fill(table.rows[0], [column.title for column in block.columns], headings, widths)
    _mark(table.rows[0], "w:cantSplit", "w:tblHeader")
    for texts in block.rows:
        row = table.add_row()
        _fill(row, texts, styles, widths)
        if max(map(len, texts)) <= WHOLE:
            _mark(row, "w:cantSplit")


def _describe(element: Any, title: str, width: Length) -> None:
    """Say how wide a table is, that its first row alone is special, and what is read out to those who do not see it."""
    properties = element.tblPr
    properties.find(qn("w:tblW")).set(qn("w:type"), "dxa")
    properties.find(qn("w:tblW")).set(qn("w:w"), str(width // 635))
    looks = properties.find(qn("w:tblLook"))
    looks.attrib.clear()
    for name, value in {"val": "0620", "firstRow": "1", "lastRow": "0", "firstColumn": "0", "lastColumn": "0",
                        "noHBand": "1", "noVBand": "1"}.items():  # fmt: skip
        looks.set(qn(f"w:{name}"), value)
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), title)
    looks.addnext(caption)


def _fill(row: Any, texts: Sequence[str], styles: Sequence[str], widths: Sequence[Length]) -> None:
    for cell, text, style, width in zip(row.cells, texts, styles, widths, strict=True):
        cell.width = width
        first, *more = list(_lines(text)) or [""]
        _add_text(_styled(cell.paragraphs[0], style), first)
        for line in more:
            _paragraph(cell, line, style)


def _mark(row: Any, *names: str) -> None:
    properties = row._tr.get_or_add_trPr()
    for name in names:
        properties.append(OxmlElement(name))


# Text ----------------------------------------------------------------------------------------------


def _lines(text: str) -> Iterator[str]:
    """Yield the lines of a text that have something in them, without characters that no file may carry."""
    for line in without_broken_characters(text).splitlines():
        if line.strip():
            yield line.rstrip()


def _line(text: str) -> str:
    return " ".join(without_broken_characters(text).split())


def _paragraph(place: Any, text: str, style: str) -> None:
    _add_text(_styled(place.add_paragraph(), style), text)


def _styled(paragraph: Any, style: str) -> Any:
    """Give a paragraph a style by its key, which is its name without spaces: the name would be looked for anew."""
    paragraph._p.style = style.replace(" ", "")
    return paragraph


def _add_text(paragraph: Any, text: str) -> None:
    """Add one line of text, which says itself from where to where it is written."""
    run = paragraph.add_run(text)
    if direction(text) == "rtl":
        run.font.rtl = True
        properties = paragraph._p.get_or_add_pPr()
        properties.insert_element_before(OxmlElement("w:bidi"), *_AFTER_BIDI)


# What the schema has behind `w:bidi` in the properties of a paragraph.
_AFTER_BIDI = (
    "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:mirrorIndents",
    "w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment", "w:textboxTightWrap", "w:outlineLvl", "w:divId",
    "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange",
)  # fmt: skip
