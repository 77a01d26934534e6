"""What an uploaded file is, decided by its content and never by its name."""

from __future__ import annotations

import math
import os
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from dataclasses import replace
from pathlib import PurePath
from typing import BinaryIO

from core.reading.csv import read_csv
from core.reading.table import NEITHER, ReadTable, UnreadableFile
from core.reading.xlsx import read_xlsx

MAX_BYTES = 10 * 1024**2

EMPTY = "The file is empty. Choose the file that holds the table."
OLD_EXCEL = (
    "The file is an old Excel file (.xls) or one with a password. Save it as .xlsx without a password, and choose that."
)

_OLE = b"\xd0\xcf\x11\xe0"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_UTF16 = (BOM_UTF16_LE, BOM_UTF16_BE)
# PDF, RTF, JPEG and gzip files may go without a NUL byte.
_OTHERS = (b"%PDF-", b"{\\rtf", b"\xff\xd8\xff", b"\x1f\x8b")
_MARKUP = re.compile(rb"\s*<(?:!|\?xml|html|head|meta|body|table|svg)", re.IGNORECASE)

_TEXT_SUFFIXES = {".csv", ".tsv", ".txt"}
_WORKBOOK_SUFFIXES = {".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"}


def read_table(content: bytes | BinaryIO, name: str) -> ReadTable:
    """Return the table of an uploaded file, given as bytes or as a seekable file, with the name that it came under.

    Raises UnreadableFile with a sentence for the person.
    """
    data = _bytes_of(content)
    table = _read(data)
    notice = _name_notice(table.kind, PurePath(name).suffix.lower())
    return replace(table, notices=(*notice, *table.notices))


def _bytes_of(content: bytes | BinaryIO) -> bytes:
    size = len(content) if isinstance(content, bytes) else _size_of(content)
    if size > MAX_BYTES:
        megabytes = math.ceil(size * 10 / 1024**2) / 10
        msg = (
            f"The file has {megabytes:g} MB; {MAX_BYTES // 1024**2} MB are the most that can be read. "
            "Delete what is not needed, such as pictures, or split it into several files."
        )
        raise UnreadableFile(msg)
    if size == 0:
        raise UnreadableFile(EMPTY)
    return content if isinstance(content, bytes) else content.read(MAX_BYTES)


def _size_of(file: BinaryIO) -> int:
    file.seek(0, os.SEEK_END)
    size = file.tell()
    file.seek(0)
    return size


def _read(data: bytes) -> ReadTable:
    if data.startswith(_OLE):
        raise UnreadableFile(OLD_EXCEL)
    if data.startswith(_ZIP):
        return read_xlsx(data)
    if not _is_text(data):
        raise UnreadableFile(NEITHER)
    return read_csv(data)


def _is_text(data: bytes) -> bool:
    if data.startswith(_UTF16):
        return True
    return b"\0" not in data and not data.startswith(_OTHERS) and not _MARKUP.match(data.removeprefix(BOM_UTF8))


def _name_notice(kind: str, suffix: str) -> tuple[str, ...]:
    misleading, truth = {
        "CSV": (_WORKBOOK_SUFFIXES, "comma-separated text"),
        "XLSX": (_TEXT_SUFFIXES | _WORKBOOK_SUFFIXES - {".xlsx"}, "an Excel workbook"),
    }[kind]
    if suffix not in misleading:
        return ()
    return (f"The file is called {suffix} but holds {truth}, and was read as that.",)
