"""Gives every cell of a sheet its address, in the one way in which nearly all programs write it."""

from __future__ import annotations

import re
from functools import lru_cache
from xml.sax.saxutils import quoteattr

from core.reading.addresses import LAST_COLUMN, LAST_ROW, letters_of, place_of
from core.reading.damage import DAMAGED
from core.reading.markup import ATTRIBUTES, PREFIX, attributes, plain_markup, without_opening
from core.reading.package import TOO_LARGE
from core.reading.table import UnreadableFile

# Rows and cells that are given addresses, which takes ten times as long as finding that they have them.
MAX_STARTS = 400_000

# Plain markup in which every cell has its address first, and no prefix.
_USUAL = re.compile(
    rb"""(?:[^<]*+<(?:/[a-zA-Z]++>|c r="[A-Z]{1,3}[0-9]{1,7}"[^<>"']*+(?:"[^"<]*+"[^<>"']*+)*+>"""
    rb"""|(?:/(?:[a-zA-Z]\w*+:)?|[a-zA-Z]\w*+:(?!c[\s/>])|(?!c[\s/>]))[a-zA-Z]\w*+(?=[\s/>])%b>))*+[^<]*+"""
    % ATTRIBUTES
)
_ROW_NUMBER = re.compile(rb'\sr="([0-9]{1,7})"')
_STARTS = re.compile(rb"<(%b)(c|row)(?=[\s/>])(%b)>" % (PREFIX, ATTRIBUTES))


def sheet_markup(xml: bytes) -> bytes:
    """Return plain markup of a sheet, with cells that all begin like `<c r="B7"`.

    A row or a cell without an address follows the one before it. Raises UnreadableFile for an address that is none.
    """
    plain = without_opening(xml)
    return plain if _USUAL.fullmatch(plain) else _STARTS.sub(_Addressing().address, plain_markup(plain))


class _Addressing:
    """Counts rows from 1 and columns from 0 on the way through a sheet."""

    def __init__(self) -> None:
        self._row, self._next_row, self._next_column = 1, 1, 0
        self._left = MAX_STARTS
        self._parsed = lru_cache(maxsize=1024)(_parsed)

    def address(self, match: re.Match[bytes]) -> bytes:
        prefix, name, tag = match.groups()
        self._left -= 1
        if self._left < 0:
            raise UnreadableFile(TOO_LARGE)
        if name == b"row":
            self._enter_row(tag)
            return match[0]
        address, others = self._parsed(tag)
        row, column = place_of(address) if address else (self._row, self._next_column)
        if column > LAST_COLUMN:
            raise UnreadableFile(DAMAGED)
        self._next_column = column + 1
        return b'<%bc r="%b%d"%b>' % (prefix, letters_of(column).encode(), row, others)

    def _enter_row(self, tag: bytes) -> None:
        usual = _ROW_NUMBER.match(tag)
        number = usual[1].decode() if usual else attributes(tag).get("r")
        self._row = self._next_row if number is None else place_of(f"A{number}")[0]
        if self._row > LAST_ROW:
            raise UnreadableFile(DAMAGED)
        self._next_row, self._next_column = self._row + 1, 0


def _parsed(tag: bytes) -> tuple[str, bytes]:
    """Return the address that the tag of a cell has, if any, and what else of the tag matters."""
    found = attributes(tag)
    others = "".join(f" {name}={quoteattr(found[name])}" for name in ("s", "t") if name in found)
    return found.get("r", ""), others.encode() + b"/" * tag.endswith(b"/")
