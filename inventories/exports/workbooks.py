"""Inventories as workbooks: one with its figures and prompts, and all of a district's with a sheet each."""

from __future__ import annotations

from collections.abc import Iterator

from core.rendering.xlsx import CellValue, Column, Sheet, render_xlsx
from inventories.choices import PromptKind
from inventories.exports.columns import filled_in, plain, workbook_writers
from inventories.exports.naming import sheet_names
from inventories.exports.sentences import served_names
from inventories.reports import Coverage, PromptSection
from inventories.reports.files import InventoriesReport, InventoryReport

NUMBER, WORD, NAME, TEXT, DAY = 10, 24, 32, 60, 14
Row = list[CellValue]


def inventory_xlsx(report: InventoryReport) -> bytes:
    """Return an inventory as a workbook whose first sheet an import reads back."""
    buildings = [place.name for place in report.sheet.places if place.is_active]
    columns = [filled_in(column, buildings, report.people) for column in report.columns]
    sheets = [_entries(report, "Entries", columns), _summary(report), _prompts(report), _about(report)]
    if report.coverage:
        sheets.insert(2, _coverage(report.coverage))
    return render_xlsx(sheets, title=f"Inventory: {report.title}, {report.district}", author=report.district)


def inventories_xlsx(report: InventoriesReport) -> bytes:
    """Return all inventories as a workbook: a line for each, and a sheet for each."""
    names = sheet_names(one.title for one in report.inventories)
    parts = zip(names, report.inventories, strict=True)
    sheets = (_entries(one, name, [plain(column) for column in one.columns]) for name, one in parts)
    return render_xlsx((_overview(report), *sheets), title=f"Inventories of {report.district}", author=report.district)


def _entries(report: InventoryReport, name: str, columns: list[Column]) -> Sheet:
    writers = workbook_writers(report.columns, report.buildings)
    rows: Iterator[Row] = ([write(value) for write, value in zip(writers, row, strict=True)] for row in report.entries)
    return Sheet(name, columns, rows)


# One inventory ------------------------------------------------------------------------------------


def _summary(report: InventoryReport) -> Sheet:
    columns = (Column("What", NAME), Column("Column", NAME), Column("Says", NAME), Column("Entries", NUMBER))
    return Sheet("Summary", columns, list(_figures(report)))


def _figures(report: InventoryReport) -> Iterator[Row]:
    summary = report.summary
    yield ["Entries", None, None, summary.total]
    for gap in summary.gaps:
        yield ["Required and empty", gap.column.title, None, gap.empty]
    for expiry in summary.expiries:
        yield [f"Expired before {summary.today.isoformat()}", expiry.column.title, None, expiry.expired]
        yield [f"Expires by {summary.soon_until.isoformat()}", expiry.column.title, None, expiry.soon]
    for counted in summary.counts:
        for one in counted.counts:
            yield ["Says", counted.column.title, one.label, one.count]
        yield ["Says nothing", counted.column.title, None, counted.empty]


def _coverage(coverage: Coverage) -> Sheet:
    columns = (
        Column("Group", NAME), Column("Certification", NAME), Column("Positions", NUMBER), Column("Holders", NUMBER),
    )  # fmt: skip
    rows: list[Row] = [[one.group, one.certification, one.positions, one.holders] for one in coverage.requirements]
    return Sheet("Coverage", columns, rows)


def _prompts(report: InventoryReport) -> Sheet:
    columns = (
        Column("Kind", WORD), Column("Part", WORD), Column("Prompt", TEXT), Column("Source", WORD),
        Column("Answer", TEXT), Column("Answered by", WORD), Column("Answered on", WORD),
    )  # fmt: skip
    prompts = report.prompts
    answered: list[Row] = [
        [PromptKind.REFLECTION.label, one.part, one.text, one.source, one.answer, one.changed_by, one.changed_at]
        for one in prompts.reflections
    ]
    quoted = [*_quoted(PromptKind.WHAT, prompts.asked), *_quoted(PromptKind.QUESTION, prompts.questions)]
    return Sheet("Prompts", columns, [*answered, *quoted])


def _quoted(kind: PromptKind, section: PromptSection) -> Iterator[Row]:
    for part in section.parts:
        for prompt in part.prompts:
            yield [kind.label, part.title, prompt.text, prompt.source, None, None, None]


def _about(report: InventoryReport) -> Sheet:
    staff_data = "Yes. Individual evaluations do not belong here." if report.is_staff_data else "No"
    rows: list[Row] = [
        ["District", report.district],
        ["Inventory", report.title],
        ["Template", report.template_title],
        ["Purpose", report.purpose],
        ["Building", report.building],
        ["State", report.state_label],
        ["As of", report.as_of],
        ["Review on", report.review_on],
        ["Owner", report.owner],
        ["Staff data", staff_data],
        *_serves(report),
        ["Source", report.source],
    ]
    return Sheet("About", (Column("What", WORD), Column("Value", TEXT)), rows)


def _serves(report: InventoryReport) -> list[Row]:
    return [["Serves", name] for name in served_names(report)]


# All of a district --------------------------------------------------------------------------------


def _overview(report: InventoriesReport) -> Sheet:
    columns = (
        Column("Inventory", TEXT // 2), Column("State", WORD), Column("As of", DAY), Column("Review on", DAY),
        Column("Owner", WORD), Column("Staff data", NUMBER), Column("Entries", NUMBER), Column("Gaps", NUMBER),
        Column("Expired", NUMBER), Column("Soon", NUMBER),
    )  # fmt: skip
    return Sheet("Summary", columns, [_line(one) for one in report.inventories])


def _line(report: InventoryReport) -> Row:
    summary = report.summary
    return [
        report.title,
        report.state_label,
        report.as_of,
        report.review_on,
        report.owner,
        "Yes" if report.is_staff_data else "No",
        summary.total,
        sum(gap.empty for gap in summary.gaps),
        sum(one.expired for one in summary.expiries),
        sum(one.soon for one in summary.expiries),
    ]
