"""XML in the plain form that spreadsheet programs write, so that regular expressions can tell what it holds.

A parser that calls Python for each element takes longer than all the rest of reading. What would deceive regular
expressions is taken out or refused: comments, declarations, a `<` that begins no tag. Possessive quantifiers (`*+`)
keep their time and memory in proportion to the file, whatever it holds.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from html import unescape
from xml.sax.saxutils import escape

from core.reading.damage import DAMAGED
from core.reading.table import UnreadableFile

DECLARATIONS = (
    "The file holds declarations (DTD) that no spreadsheet program writes. Copy the table to a new file, save it as "
    ".xlsx, and choose that."
)

# What may stand before the name of an element: `<x:c>` is a cell like `<c>`.
PREFIX = rb"(?:[^\s<>/:]++:)?"
# What stands in a tag; a `>` may stand within quotation marks.
ATTRIBUTES = rb"""[^<>"']*+(?:"[^"<]*+"[^<>"']*+|'[^'<]*+'[^<>"']*+)*+"""

_PLAIN = re.compile(rb"(?:[^<]*+<(?=[^\s<>!?])%b>)*+[^<]*+" % ATTRIBUTES)
_OPENING = re.compile(rb"(?:%b)?(?:<\?xml[^<>]*\?>)?" % BOM_UTF8)
# What is never closed goes to the end, lest a million openings are each searched for their end.
_OPAQUE = re.compile(rb"<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)|<!\[CDATA\[(.*?)(?:\]\]>|\Z)", re.DOTALL)
_ATTRIBUTE = re.compile(rb"""(?<=\s)([^\s=<>"'/]++)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)')""")


def plain_markup(xml: bytes) -> bytes:
    """Return markup of elements and text alone, in which every `<` begins a tag. Raises UnreadableFile."""
    plain = without_opening(xml)
    return plain if _PLAIN.fullmatch(plain) else _without_opaque_parts(plain)


def without_opening(xml: bytes) -> bytes:
    """Return XML without the declaration of its encoding, which is UTF-8. Raises UnreadableFile for another."""
    if b"\0" in xml:
        raise UnreadableFile(DAMAGED)
    opening = _OPENING.match(xml)
    return xml[opening.end() :] if opening else xml


def tags(markup: bytes, name: str) -> Iterator[dict[str, str]]:
    """Yield the attributes of each element of that name, whatever its prefix."""
    pattern = rb"<%b%b(?=[\s/>])(%b)>" % (PREFIX, name.encode(), ATTRIBUTES)
    return (attributes(match[1]) for match in re.finditer(pattern, markup))


def attributes(tag: bytes) -> dict[str, str]:
    """Return the attributes that stand in a tag."""
    return {
        name.decode(errors="replace"): unescape((double or single).decode(errors="replace"))
        for name, double, single in _ATTRIBUTE.findall(tag)
    }


def _without_opaque_parts(xml: bytes) -> bytes:
    """Take out comments and instructions, which say nothing, and write the text of CDATA sections as other text."""
    plain = _OPAQUE.sub(_escaped, xml)
    if b"<!DOCTYPE" in plain:
        raise UnreadableFile(DECLARATIONS)
    if not _PLAIN.fullmatch(plain):
        raise UnreadableFile(DAMAGED)
    return plain


def _escaped(match: re.Match[bytes]) -> bytes:
    return escape(match[1].decode(errors="replace")).encode() if match[1] else b""
