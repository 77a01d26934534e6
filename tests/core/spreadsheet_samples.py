"""Spreadsheet files for tests: real ones, and ones that no spreadsheet program would write."""

import struct
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

from core.reading import ReadRow, UnreadableFile, read_table

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def read(content, name="entries.xlsx"):
    return read_table(content, name)


def refusal(content, name="entries.xlsx"):
    """The sentence with which a file is refused, or the table where it is not."""
    try:
        return read_table(content, name)
    except UnreadableFile as error:
        return str(error)


def cells(table):
    return [list(row.cells) for row in table.rows]


def row(number, *texts, problems=()):
    return ReadRow(number, texts, problems)


def saved(workbook):
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def workbook(*rows, change=None, title="Entries"):
    """A workbook as openpyxl writes it; `change` gets the sheet."""
    book = Workbook()
    sheet = book.active
    sheet.title = title
    for values in rows:
        sheet.append(values)
    if change:
        change(sheet)
    return saved(book)


def worksheet(inside):
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<worksheet xmlns="{MAIN}">{inside}</worksheet>'


def sheet_data(*rows):
    return worksheet(f"<sheetData>{''.join(f'<row>{cells}</row>' for cells in rows)}</sheetData>")


def package(
    sheet, *, strings=None, formats=(), others=(), sheets='<sheet name="Entries" sheetId="1" r:id="r1"/>', **more
):
    """A workbook of handmade parts: the whole part of its sheet, the inside of its shared strings, its formats."""
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations("worksheet", "sharedStrings", "styles"),
        "xl/worksheets/sheet1.xml": sheet,
        "xl/styles.xml": styles(formats),
    }
    if strings is not None:
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{strings}</sst>'
    return zipped(parts | dict(others), **more)


def relations(*kinds):
    parts = {"worksheet": "worksheets/sheet1.xml", "sharedStrings": "sharedStrings.xml", "styles": "/xl/styles.xml"}
    inside = "".join(
        f'<Relationship Id="r{number}" Type="{OFFICE}/{kind}" Target="{parts[kind]}"/>'
        for number, kind in enumerate(kinds, start=1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inside}</Relationships>'


def styles(formats):
    inside = "".join(f'<xf numFmtId="{number}"/>' for number in (0, *formats))
    return f'<styleSheet xmlns="{MAIN}"><cellXfs>{inside}</cellXfs></styleSheet>'


def zipped(parts, method=ZIP_DEFLATED):
    file = BytesIO()
    with ZipFile(file, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def with_part(content, name, part):
    """The same zip file with one part more, or another one."""
    with ZipFile(BytesIO(content)) as archive:
        parts = {entry: archive.read(entry) for entry in archive.namelist()}
    return zipped(parts | {name: part})


def understated(content, name, size):
    """The same zip file, which says of one part that it unpacks to `size` bytes only."""
    place = content.rindex(b"PK\x01\x02", 0, content.rindex(name.encode()))
    return content[: place + 24] + struct.pack("<L", size) + content[place + 28 :]


class ClaimedFile(BytesIO):
    """A file that claims a size, and fails when it is read."""

    def __init__(self, size):
        super().__init__()
        self.size = size

    def seek(self, offset, whence=0):
        return 0

    def tell(self):
        return self.size

    def read(self, size=-1):
        raise AssertionError
