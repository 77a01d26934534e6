"""How documents look: every style that they use, and no other. Import it through `core.rendering.document` alone.

Whoever pastes a part into a document of their own takes along styles of these names and nothing that stands in the text
itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Inches, Length, Pt, RGBColor

TABLE_STYLE = "Report Table"
LABEL, FACT, FACT_LABEL = "Strong", "Fact", "Fact Label"
CELL, CELL_HEADING, NUMBER, NUMBER_HEADING = "Table Text", "Table Heading", "Table Number", "Table Number Heading"
LABEL_WIDTH = Inches(1.75)

# What every Word has. Arial draws the letters of Arabic and Hebrew, which Calibri has not.
FONT, COMPLEX_FONT = "Calibri", "Arial"
INK, ACCENT, MUTED, HAIRLINE = "182126", "0B5A69", "4D5961", "C3CBCA"

# Styles of python-docx's template that stay. Its definitions of lists name all of the lists.
_KEPT = {
    "Normal", "DefaultParagraphFont", "TableNormal", "NoList", "Title", "Subtitle", "Heading1", "Heading2", "Heading3",
    "Caption", "Strong", "Footer", *(f"List{kind}{number}" for kind in ("Bullet", "Number") for number in ("", 2, 3)),
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class _Look:
    """A paragraph style: sizes and spaces in points, colors as RGB."""

    name: str
    size: float
    color: str = INK
    bold: bool = False
    before: float = 0
    after: float = 0
    line: float = 1.1
    keep_with_next: bool = False
    based_on: str = "Normal"
    right: bool = False


_LOOKS = (
    _Look(name="Normal", size=11, after=6),
    _Look(name="Title", size=26, bold=True, after=2, line=1, keep_with_next=True),
    _Look(name="Subtitle", size=13, color=MUTED, after=14),
    _Look(name="Heading 1", size=18, color=ACCENT, bold=True, before=22, after=6, line=1, keep_with_next=True),
    _Look(name="Heading 2", size=14, bold=True, before=14, after=4, line=1, keep_with_next=True),
    _Look(name="Heading 3", size=11.5, bold=True, before=10, after=3, line=1, keep_with_next=True),
    _Look(name="List Bullet", size=11, after=3),
    _Look(name="Caption", size=10, bold=True, before=10, after=4, keep_with_next=True),
    _Look(name="Footer", size=9, color=MUTED, line=1),
    _Look(name=FACT, size=11, after=3),
    _Look(name=FACT_LABEL, size=11, bold=True, before=6, after=2, keep_with_next=True),
    _Look(name=CELL, size=9.5, before=2, after=2, line=1),
    _Look(name=CELL_HEADING, size=9.5, bold=True, before=2, after=2, line=1, keep_with_next=True, based_on=CELL),
    _Look(name=NUMBER, size=9.5, before=2, after=2, line=1, based_on=CELL, right=True),
    _Look(name=NUMBER_HEADING, size=9.5, bold=True, before=2, after=2, line=1, keep_with_next=True, based_on=NUMBER,
          right=True),
)  # fmt: skip


def set_styles(word: Word, *, text_width: Length, language: str) -> None:
    """Give a document of python-docx's template our styles; the foot of its pages fits lines of `text_width`."""
    _leave_out(word)
    _set_defaults(word, language)
    for look in _LOOKS:
        _set(word, look)
    _set_facts(word)
    stops = word.styles["Footer"].paragraph_format.tab_stops
    stops.clear_all()
    stops.add_tab_stop(text_width, WD_TAB_ALIGNMENT.RIGHT)
    word.styles.element.append(parse_xml(_table_style()))


def _leave_out(word: Word) -> None:
    for style in list(word.styles.element.style_lst):
        if style.styleId not in _KEPT:
            word.styles.element.remove(style)
            continue
        for name in ("w:link", "w:rsid"):
            for found in style.findall(qn(name)):
                style.remove(found)


def _set_defaults(word: Word, language: str) -> None:
    """Set the font and language of everything; no style names a font of its own."""
    for fonts in list(word.styles.element.iter(qn("w:rFonts"))):
        parent = fonts.getparent()
        assert parent is not None  # noqa: S101  every one stands in a style
        parent.remove(fonts)
    (found,) = word.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr")
    found.insert(
        0,
        parse_xml(
            f'<w:rFonts {nsdecls("w")} w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{COMPLEX_FONT}"/>'
        ),
    )
    found.find(qn("w:lang")).set(qn("w:val"), language)


def _set(word: Word, look: _Look) -> None:
    style: Any = _style(word, look)
    font, paragraph = style.font, style.paragraph_format
    _forget(style)
    font.size, font.bold, font.color.rgb = Pt(look.size), look.bold or None, RGBColor.from_string(look.color)
    # Letters written from right to left have a size and weight of their own.
    properties = style.element.get_or_add_rPr()
    properties.find(qn("w:sz")).addnext(parse_xml(f'<w:szCs {nsdecls("w")} w:val="{round(look.size * 2)}"/>'))
    if look.bold:
        properties.find(qn("w:b")).addnext(parse_xml(f"<w:bCs {nsdecls('w')}/>"))
    paragraph.space_before, paragraph.space_after, paragraph.line_spacing = Pt(look.before), Pt(look.after), look.line
    paragraph.keep_with_next = paragraph.keep_together = look.keep_with_next or None
    if look.right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _style(word: Word, look: _Look) -> Any:
    if any(style.name == look.name for style in word.styles):
        return word.styles[look.name]
    style: Any = word.styles.add_style(look.name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style, style.quick_style = word.styles[look.based_on], True
    return style


def _forget(style: Any) -> None:
    """Take off what the template says of letters and borders; outline levels and lists stay."""
    element = style.element
    if element.rPr is not None:
        element.remove(element.rPr)
    for name in ("w:pBdr", "w:contextualSpacing"):
        for found in element.xpath(f"w:pPr/{name}"):
            found.getparent().remove(found)
    for found in element.xpath("w:semiHidden | w:pPr/w:numPr[w:ilvl and not(w:numId)]"):
        found.getparent().remove(found)


def _set_facts(word: Word) -> None:
    paragraph = word.styles[FACT].paragraph_format
    paragraph.left_indent, paragraph.first_line_indent = LABEL_WIDTH, -LABEL_WIDTH
    paragraph.tab_stops.add_tab_stop(LABEL_WIDTH)


def _table_style() -> str:
    """Return a style of hairlines between rows and a stronger line under the heading row."""
    line = 'w:val="single" w:space="0"'
    return f"""
    <w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="{TABLE_STYLE.replace(" ", "")}">
      <w:name w:val="{TABLE_STYLE}"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="99"/><w:qFormat/>
      <w:tblPr><w:tblBorders>
        <w:top {line} w:sz="8" w:color="{INK}"/><w:bottom {line} w:sz="4" w:color="{HAIRLINE}"/>
        <w:insideH {line} w:sz="4" w:color="{HAIRLINE}"/>
      </w:tblBorders><w:tblCellMar>
        <w:top w:w="20" w:type="dxa"/><w:left w:w="100" w:type="dxa"/>
        <w:bottom w:w="20" w:type="dxa"/><w:right w:w="100" w:type="dxa"/>
      </w:tblCellMar></w:tblPr>
      <w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>
        <w:bottom {line} w:sz="8" w:color="{INK}"/>
      </w:tcBorders></w:tcPr></w:tblStylePr>
    </w:style>"""
