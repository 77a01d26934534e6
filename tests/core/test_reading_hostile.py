"""Files that are broken, too large, or made to do harm: each is answered by one sentence, in little memory."""

import subprocess
import sys
import tracemalloc
from io import BytesIO
from types import SimpleNamespace
from zipfile import ZIP_BZIP2

import pytest

from core.reading import MAX_BYTES, ReadTable, UnreadableFile, read_table
from core.reading import workbook as workbook_parts
from core.reading.damage import DAMAGED, damage_refused
from core.reading.files import EMPTY, OLD_EXCEL
from core.reading.markup import DECLARATIONS
from core.reading.package import LOCKED, MACROS, TOO_LARGE, TOO_MANY_PARTS
from core.reading.sheet_scan import TOO_MANY_PROBLEMS
from core.reading.table import NEITHER, NO_TABLE
from core.reading.xlsx import BINARY
from tests.core.spreadsheet_samples import (
    MAIN,
    ClaimedFile,
    package,
    read,
    refusal,
    row,
    sheet_data,
    understated,
    with_part,
    workbook,
    worksheet,
    zipped,
)

MACRO_TYPES = '<Types><Override ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>'
SHEET = "xl/worksheets/sheet1.xml"
NAME = "<c><v>1</v></c>"
PLAIN = workbook(["Name"], ["Ann"])
BOMB = worksheet(f"<sheetData>{' ' * 65 * 1024**2}</sheetData>")


def merged(*ranges):
    cells = "".join(f'<mergeCell ref="{cells}"/>' for cells in ranges)
    inside = "".join(f"<row>{NAME * 3}</row>" for _ in range(20))
    return package(worksheet(f"<sheetData>{inside}</sheetData><mergeCells>{cells}</mergeCells>"))


def unmerge(named):
    return f"Cells {named} are merged. Unmerge them, so that every row has its own."


def with_doctype(part):
    return f'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>{part}'


def far_apart(*addresses):
    """Cells at the given addresses below and beside a table."""
    rows = "".join(f'<row><c r="{address}"><v>1</v></c></row>' for address in addresses)
    return package(worksheet(f'<sheetData><row><c r="A1"><v>1</v></c></row>{rows}</sheetData>'))


def table_of_size(rows, *columns):
    """Rows with a cell in each of the given columns."""
    lines = ("".join(f'<c r="{column}{number}"><v>1</v></c>' for column in columns) for number in range(1, rows + 1))
    return package(worksheet(f"<sheetData>{''.join(f'<row>{line}</row>' for line in lines)}</sheetData>"))


def csv_of_size(rows, columns):
    return ("x" + ",x" * (columns - 1) + "\n").encode() * rows


def locked():
    """A zip file that says that its sheet is encrypted."""
    content = package(sheet_data(NAME), method=0)
    place = content.rindex(b"PK\x01\x02", 0, content.rindex(SHEET.encode()))
    return content[: place + 8] + b"\x01" + content[place + 9 :]


def too_many(size, limit, advice):
    return f"The table has {size}; {limit} are the most that can be read. {advice}, or copy the table to a new file."


def too_far(last, count):
    return (
        f"The cells from A1 to {last} are {count}; 1,000,000 are the most that can be read. "
        "Delete what lies outside the table, or copy the table to a new file."
    )


def too_large(megabytes):
    return (
        f"The file has {megabytes} MB; 10 MB are the most that can be read. "
        "Delete what is not needed, such as pictures, or split it into several files."
    )


def csv_damage(line, text):
    return f"Line {line} {text}, or save the file again as CSV."


HEADED = '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>'
EMPTY_ROWS = "".join(f'<row r="{number}" ht="15"/>' for number in range(3, 1_000_000))
XLSX_TABLE = sheet_data(NAME, NAME)

CASES = {
    "no byte": (b"", EMPTY),
    "nothing but white space": (b" \n\n,,\n", NO_TABLE),
    "no cell": (package(worksheet("<sheetData/>")), NO_TABLE),
    "cells of white space": (workbook(["  "], [None, "\n"]), NO_TABLE),
    "100 MB": (
        ClaimedFile(100 * 1024**2),
        too_large("100"),
    ),
    "a byte too many": (
        b"x" * (MAX_BYTES + 1),
        too_large("10.1"),
    ),
    "old Excel, or a password": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), OLD_EXCEL),
    "a password of the zip": (locked(), LOCKED),
    "PDF": (b"%PDF-1.7\n1 0 obj", NEITHER),
    "NUL bytes": (b"Name\nA\x00n", NEITHER),
    "JPEG": (b"\xff\xd8\xff\xe0JFIF", NEITHER),
    "web page": (b"\n<!DOCTYPE html><table><tr><td>Name", NEITHER),
    "XML": (b'\xef\xbb\xbf<?xml version="1.0"?><Workbook/>', NEITHER),
    "OpenDocument": (zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), NEITHER),
    "empty zip": (zipped({}), NEITHER),
    "binary workbook": (zipped({"xl/workbook.bin": "x"}), BINARY),
    "macros by part": (with_part(PLAIN, "xl/vbaProject.bin", b"x"), MACROS),
    "macros by type": (with_part(PLAIN, "[Content_Types].xml", MACRO_TYPES), MACROS),
    "truncated": (PLAIN[: len(PLAIN) // 2], DAMAGED),
    "a changed byte": (PLAIN.replace(b"PK\x01\x02", b"PK\x01\x03", 1), DAMAGED),
    "no relations": (zipped({"xl/workbook.xml": "<workbook/>", "[Content_Types].xml": "<Types/>"}), DAMAGED),
    "no sheet": (package(XLSX_TABLE, sheets=""), DAMAGED),
    "no part of the sheet": (package(XLSX_TABLE, others={"xl/_rels/workbook.xml.rels": "<Relationships/>"}), DAMAGED),
    "another method of packing": (package(XLSX_TABLE, method=ZIP_BZIP2), DAMAGED),
    "a size that is a lie": (understated(package(XLSX_TABLE), SHEET, 40), DAMAGED),
    "too many parts": (zipped({"xl/workbook.xml": ""} | {str(number): "" for number in range(2_000)}), TOO_MANY_PARTS),
    "too many sheets": (package(XLSX_TABLE, sheets='<sheet name="a" r:id="r1"/>' * 2_001), TOO_MANY_PARTS),
    "zip bomb": (package(BOMB), TOO_LARGE),
    "zip bomb that understates its size": (understated(package(BOMB), SHEET, 100), DAMAGED),
    "a long text used everywhere": (
        package(sheet_data('<c t="s"><v>0</v></c>' * 2_000), strings=f"<si><t>{'x' * 32_000}</t></si>"),
        TOO_LARGE,
    ),
    "strings without end": (package(XLSX_TABLE, strings="<si/>" * 1_000_001), TOO_LARGE),
    "entities in the sheet": (package(with_doctype(XLSX_TABLE)), DECLARATIONS),
    "entities in the strings": (package(XLSX_TABLE, others={"xl/styles.xml": with_doctype("<x/>")}), DECLARATIONS),
    "entities in the workbook": (with_part(PLAIN, "xl/workbook.xml", with_doctype("<workbook/>")), DECLARATIONS),
    "a declaration behind a comment": (package("<!-- -->" + with_doctype(XLSX_TABLE)), DECLARATIONS),
    "UTF-16 markup": (package(XLSX_TABLE.replace("UTF-8", "UTF-16").encode("utf-16")), DAMAGED),
    "text as markup": (package("Name,Hours"), DAMAGED),
    "unclosed tags": (package(f'<worksheet xmlns="{MAIN}"><sheetData><row><c r="A1"><v>1'), DAMAGED),
    "an unclosed comment": (package(XLSX_TABLE.replace("<row>", "<!--<row>", 1)), DAMAGED),
    "a tag within a tag": (package(XLSX_TABLE.replace("<row>", "<row a='<c>'>", 1)), DAMAGED),
    "an unclosed error": (package(worksheet('<sheetData><c r="A1" t="e"><v>#N/A</v></sheetData>')), DAMAGED),
    "an address that is none": (package(sheet_data('<c r="A1B"><v>1</v></c>')), DAMAGED),
    "an address beyond the last": (package(sheet_data('<c r="A1048577"><v>1</v></c>')), DAMAGED),
    "a column beyond the last": (package(sheet_data('<c r="XFE1"><v>1</v></c>')), DAMAGED),
    "rows and cells without end": (package(worksheet('<c/><row r="1"/>' * 200_001)), TOO_LARGE),
    "more cells than a row has": (package(sheet_data("<c/>" * 16_385)), DAMAGED),
    "a row that is none": (package(worksheet('<sheetData><row r="x"><c/></row></sheetData>')), DAMAGED),
    "a row beyond the last": (package(worksheet('<sheetData><row r="1048577"><c/></row></sheetData>')), DAMAGED),
    "a string that is missing": (package(sheet_data('<c t="s"><v>9</v></c>'), strings="<si/>"), DAMAGED),
    "a million empty rows": (
        package(worksheet(f"<sheetData>{HEADED}{EMPTY_ROWS}</sheetData>")),
        ReadTable("XLSX", ("1",), (row(2, "1"),), ()),
    ),
    "a far corner": (
        far_apart("XFD1048576"),
        too_many("16,384 columns", "200", "Delete the columns that are not needed"),
    ),
    "a far row": (
        far_apart("A2", "B1048576"),
        too_far("B1048576", "2,097,152"),
    ),
    "too many columns": (
        workbook(["x"] * 201),
        too_many("201 columns", "200", "Delete the columns that are not needed"),
    ),
    "too many rows": (
        table_of_size(20_003, "A"),
        too_many("20,002 rows", "20,000", "Split it into several files"),
    ),
    "too many cells": (
        table_of_size(5_001, "A", "GR"),
        too_far("GR5001", "1,000,200"),
    ),
    "too many rows of many columns": (
        table_of_size(25_000, "A", "AX"),
        too_many("24,999 rows", "20,000", "Split it into several files"),
    ),
    "too many errors": (package(sheet_data(*['<c t="e"><v>#N/A</v></c>'] * 10_001)), TOO_MANY_PROBLEMS),
    "one merge": (merged("A2:A4"), unmerge("A2 to A4")),
    "two merges": (merged("A2:A4", "B1:C1"), unmerge("A2 to A4 and B1 to C1")),
    "many merges": (
        merged(*(f"A{number}:C{number}" for number in range(2, 10))),
        unmerge("A2 to C2, A3 to C3, A4 to C4 and 5 more"),
    ),
    "CSV: no known encoding": (
        b"Name\r\nAnn\rBob\n\nG\xf6\x81\n",
        "Line 5 holds a byte that is neither UTF-8 nor Windows-1252. Save the file again as CSV UTF-8.",
    ),
    "CSV: half a UTF-16 character": (
        "Name".encode("utf-16")[:-1],
        "The file is damaged: its UTF-16 text is not complete. Save it again as CSV UTF-8.",
    ),
    "CSV: UTF-32": (
        "Name".encode("utf-32"),
        "The file is damaged: it holds bytes that are no text. Save it again as CSV UTF-8.",
    ),
    "CSV: an unclosed quotation mark": (
        b'Name,Note\nAnn,x\n"Bob,y\nCy,z\n',
        csv_damage(3, "opens a quotation mark that is never closed. Close it"),
    ),
    "CSV: a quotation mark that is not doubled": (
        b'Name,Note\n"A "quoted" word",x\n',
        csv_damage(2, "holds a quotation mark that is not doubled. Double it"),
    ),
    "CSV: a cell that is too long": (
        b"Name\n" + b"x" * 200_000,
        "Line 2 holds a cell of more than 131,072 characters. Shorten it.",
    ),
    "CSV: too many rows": (csv_of_size(20_003, 1), too_many("20,002 rows", "20,000", "Split it into several files")),
    "CSV: too many columns": (
        csv_of_size(2, 201),
        too_many("201 columns", "200", "Delete the columns that are not needed"),
    ),
    "CSV: too many cells": (
        csv_of_size(5_001, 200),
        too_many("5,001 rows and 200 columns, or 1,000,200 cells", "1,000,000", "Split it into several files"),
    ),
}


@pytest.mark.parametrize(("content", "answer"), CASES.values(), ids=CASES)
def test_each_file_has_its_answer(content, answer):
    assert refusal(content) == answer


def test_limits_are_what_may_be_reached():
    assert len(read(csv_of_size(20_001, 1)).rows) == 20_000
    assert len(read(csv_of_size(2, 200)).headings) == 200


@pytest.mark.parametrize("name", ["zip bomb", "a far corner", "a long text used everywhere", "too many parts"])
def test_what_is_refused_takes_little_memory(name):
    content, answer = CASES[name]
    tracemalloc.start()
    assert refusal(content) == answer
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 64 * 1024**2


def test_what_the_library_itself_takes_is_little_too():
    """A process of its own, because the library's memory is not Python's, and a peak never falls again."""
    script = """
import resource, sys
from core.reading import read_table
peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
content = sys.stdin.buffer.read()
read_table(b"Name", "")
before = peak()
table = read_table(content, "")
print(len(table.rows), (peak() - before) // 1024)
"""
    content = table_of_size(5_000, *"ABCDEFGHIJKL")
    result = subprocess.run([sys.executable, "-c", script], input=content, capture_output=True, check=True)
    rows, megabytes = map(int, result.stdout.split())
    assert rows == 4_999
    assert megabytes < 60


class PanicException(BaseException):
    """What code in Rust raises when it gives up, by its name."""


def test_a_panic_of_the_library_is_damage(monkeypatch):
    def panic(file):
        raise PanicException

    monkeypatch.setattr(workbook_parts, "import_module", lambda name: SimpleNamespace(load_workbook=panic))
    assert refusal(PLAIN) == DAMAGED


@pytest.mark.parametrize("error", [KeyboardInterrupt, MemoryError])
def test_what_is_no_damage_passes(error):
    with pytest.raises(error), damage_refused():
        raise error


def test_the_sentence_is_the_text_of_the_error():
    with pytest.raises(UnreadableFile) as caught:
        read_table(BytesIO(b""), "entries.csv")
    assert str(caught.value) == caught.value.args[0] == EMPTY
