"""The parts of a workbook that belong to its first sheet, and a small workbook made of those alone."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from io import BytesIO
from itertools import islice
from re import finditer
from typing import Any, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile

from core.reading.addressing import sheet_markup
from core.reading.damage import DAMAGED, damage_refused
from core.reading.markup import PREFIX, plain_markup, tags
from core.reading.package import MACROS, MAX_PARTS, TOO_LARGE, TOO_MANY_PARTS, Package
from core.reading.table import MAX_CELLS, UnreadableFile

WORKBOOK = "xl/workbook.xml"
# Sheets of the template workbooks that explain and hold choices.
COMPANIONS = {"help", "choices"}
_TITLE_LENGTH = 31

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


class Relation(NamedTuple):
    """What the workbook points at: the last word of its type, and the name of the part."""

    kind: str
    part: str


@dataclass(frozen=True, slots=True)
class Parts:
    """The markup that the first sheet is read from; `sheet_count` says among how many sheets it is the first."""

    title: str
    sheet_count: int
    sheet: bytes
    strings: bytes | None
    styles: bytes | None
    counts_from_1904: bool

    def string_sizes(self) -> list[int]:
        """Return how many bytes of markup each shared string takes."""
        markup = self.strings or b""
        starts = [match.start() for match in finditer(rb"<%bsi(?=[\s/>])" % PREFIX, markup)]
        if len(starts) > MAX_CELLS:
            raise UnreadableFile(TOO_LARGE)
        return [end - start for start, end in zip(starts, [*starts[1:], len(markup)], strict=False)]


def find_parts(package: Package) -> Parts:
    """Return the parts of the first sheet that people see. Raises UnreadableFile for macros or where there is none."""
    _refuse_macros(package)
    relations = _relations(package)
    workbook = _markup(package, WORKBOOK)
    sheets = list(_sheets(workbook, relations))
    if not sheets:
        raise UnreadableFile(DAMAGED)
    title, part = sheets[0]
    by_kind = {relation.kind: relation.part for relation in relations.values()}
    properties = next(tags(workbook, "workbookPr"), {})
    return Parts(
        title=title[:_TITLE_LENGTH],
        sheet_count=len(sheets),
        sheet=sheet_markup(package.read(part)),
        strings=_markup_or_none(package, by_kind.get("sharedStrings")),
        styles=_markup_or_none(package, by_kind.get("styles")),
        counts_from_1904=properties.get("date1904") in {"1", "true"},
    )


def _markup(package: Package, part: str) -> bytes:
    return plain_markup(package.read(part))


def _markup_or_none(package: Package, part: str | None) -> bytes | None:
    return _markup(package, part) if part and part in package else None


def _refuse_macros(package: Package) -> None:
    types = _markup(package, "[Content_Types].xml")
    if b"macroenabled" in types.lower() or any(name.endswith("vbaproject.bin") for name in package.names()):
        raise UnreadableFile(MACROS)


def _relations(package: Package) -> Mapping[str, Relation]:
    markup = _markup(package, "xl/_rels/workbook.xml.rels")
    return {
        found.get("Id", ""): Relation(posixpath.basename(found.get("Type", "")), _part_name(found.get("Target", "")))
        for found in _bounded(tags(markup, "Relationship"))
    }


def _part_name(target: str) -> str:
    return posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")


def _bounded(found: Iterator[dict[str, str]]) -> Sequence[dict[str, str]]:
    few = list(islice(found, MAX_PARTS + 1))
    if len(few) > MAX_PARTS:
        raise UnreadableFile(TOO_MANY_PARTS)
    return few


def _sheets(workbook: bytes, relations: Mapping[str, Relation]) -> list[tuple[str, str]]:
    """Return title and part of each sheet that counts; where none does, of each that is visible, or of any."""
    every = [
        (found.get("name", ""), relation.part, found.get("state", "visible") == "visible")
        for found in _bounded(tags(workbook, "sheet"))
        if (relation := relations.get(_relation_id(found))) and relation.kind == "worksheet"
    ]
    visible = [sheet for sheet in every if sheet[2]]
    counting = [sheet for sheet in visible if sheet[0].strip().lower() not in COMPANIONS]
    return [(title, part) for title, part, _ in counting or visible or every]


def _relation_id(attributes: Mapping[str, str]) -> str:
    return next((value for name, value in attributes.items() if name.endswith(":id")), "")


def read_values(parts: Parts, sheet: bytes) -> tuple[tuple[int, int], list[list[Any]]]:
    """Return the first row and column, from 0, that hold anything, and the values from there on.

    The library opens a file made of the parts that were looked at, never the one that was uploaded: two readers of a
    zip file can disagree on what is in it.
    """
    calamine = import_module("python_calamine")
    with damage_refused(), calamine.load_workbook(_repacked(parts, sheet)) as workbook:
        table = workbook.get_sheet_by_index(0)
        return table.start or (0, 0), table.to_python()


def _repacked(parts: Parts, sheet: bytes) -> BytesIO:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("_rels/.rels", _relations_markup(f"{_OFFICE}/officeDocument", WORKBOOK))
        archive.writestr(WORKBOOK, _workbook_markup(counts_from_1904=parts.counts_from_1904))
        archive.writestr(
            "xl/_rels/workbook.xml.rels", _relations_markup(f"{_OFFICE}/worksheet", "worksheets/sheet1.xml")
        )
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
        if parts.styles is not None:
            archive.writestr("xl/styles.xml", parts.styles)
        if parts.strings is not None:
            archive.writestr("xl/sharedStrings.xml", parts.strings)
    file.seek(0)
    return file


def _relations_markup(kind: str, target: str) -> str:
    return (
        f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" Type="{kind}" Target="{target}"/></Relationships>'
    )


def _workbook_markup(*, counts_from_1904: bool) -> str:
    return (
        f'<workbook xmlns:r="{_OFFICE}"><workbookPr date1904="{int(counts_from_1904)}"/>'
        '<sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
