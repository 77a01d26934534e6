"""Reads CSV files of any common encoding and separator, and takes off what `core.rendering.csv` puts on."""

from __future__ import annotations

import csv
import re
import string
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from io import StringIO
from typing import TYPE_CHECKING

from core.reading.table import ReadRow, ReadTable, UnreadableFile, table_of
from core.reading.text import text_as_it_is
from core.rendering.csv import FORMULA_START

if TYPE_CHECKING:
    from _csv import Reader

NOT_UTF8 = "The file is not UTF-8, and was read as Windows-1252. Look at the letters with accents."

_SEPARATORS = ",;\t"
_BLANK = string.whitespace + _SEPARATORS
# Excel writes and obeys a first line such as sep=; that names the separator.
_SEPARATOR_LINE = re.compile('"?sep=([^"\r\n])"?(?:\r\n|\r|\n|$)', re.IGNORECASE)
_LINE_END = re.compile(b"\r\n|\r|\n")


def read_csv(content: bytes) -> ReadTable:
    """Return the table of a CSV file. Raises UnreadableFile where its encoding or its quotation marks are broken."""
    text, notices = _decoded(content)
    if "\0" in text:
        msg = "The file is damaged: it holds bytes that are no text. Save it again as CSV UTF-8."
        raise UnreadableFile(msg)
    line = _SEPARATOR_LINE.match(text)
    separator = line[1] if line else _separator(text)
    return table_of("CSV", _rows(text[line.end() if line else 0 :], separator, skipped=int(bool(line))), notices)


def _decoded(content: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the text of a file, and what to tell of its encoding."""
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return _decoded_utf16(content), ()
    try:
        return content.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        return _decoded_windows(content), (NOT_UTF8,)


def _decoded_utf16(content: bytes) -> str:
    try:
        return content.decode("utf-16")
    except UnicodeDecodeError as error:
        msg = "The file is damaged: its UTF-16 text is not complete. Save it again as CSV UTF-8."
        raise UnreadableFile(msg) from error


def _decoded_windows(content: bytes) -> str:
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError as error:
        line = len(_LINE_END.findall(content, 0, error.start)) + 1
        msg = f"Line {line} holds a byte that is neither UTF-8 nor Windows-1252. Save the file again as CSV UTF-8."
        raise UnreadableFile(msg) from error


def _separator(text: str) -> str:
    """Return the separator that makes most columns of the heading row; a comma where none does."""
    return max(_SEPARATORS, key=lambda separator: _heading_count(text, separator))


def _heading_count(text: str, separator: str) -> int:
    try:
        return next((len(cells) for cells in _reader(text, separator) if any(cell.strip(_BLANK) for cell in cells)), 0)
    except csv.Error:
        return 0


def _reader(text: str, separator: str) -> Reader:
    return csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)


def _rows(text: str, separator: str, *, skipped: int) -> Iterator[ReadRow]:
    """Yield each record with the number of the line on which it begins."""
    reader = _reader(text, separator)
    begin = skipped + 1
    try:
        for cells in reader:
            yield ReadRow(begin, tuple(map(_cell, cells)))
            begin = skipped + reader.line_num + 1
    except csv.Error as error:
        raise UnreadableFile(_explained(str(error), begin, skipped + reader.line_num)) from error


def _cell(text: str) -> str:
    """Return the text of a cell without the one apostrophe that keeps spreadsheets from running it."""
    is_guarded = text.startswith("'") and FORMULA_START.match(text)
    return text_as_it_is(text[1:] if is_guarded else text)


def _explained(error: str, begin: int, line: int) -> str:
    if "field limit" in error:
        return f"Line {begin} holds a cell of more than {csv.field_size_limit():,} characters. Shorten it."
    if "unexpected end" in error:
        return f"Line {begin} opens a quotation mark that is never closed. Close it, or save the file again as CSV."
    return f"Line {line} holds a quotation mark that is not doubled. Double it, or save the file again as CSV."
