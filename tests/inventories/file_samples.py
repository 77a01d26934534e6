"""Reports of inventories made by hand, for files that need no database."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from inventories.choices import ColumnKind, InventoryState
from inventories.reports import (
    AnsweredPrompt,
    ChoiceCount,
    ColumnCounts,
    Coverage,
    Expiry,
    Gap,
    InventoryPrompts,
    InventorySummary,
    PromptLine,
    PromptPart,
    PromptSection,
    Requirement,
    Served,
    Sheet,
    SheetColumn,
)
from inventories.reports.columns import NamedPlace
from inventories.reports.files import InventoriesReport, InventoryReport, StoredRow
from tests.inventories.keeping import COLUMNS

TODAY = date(2026, 11, 20)


@dataclass(frozen=True)
class Titled:
    """An inventory as far as its coverage names it."""

    title: str


PLACES = (
    NamedPlace(1, "Alder Elementary School", "", is_active=True),
    NamedPlace(2, "Birch Middle School", "", is_active=True),
    NamedPlace(3, "Old annex", "", is_active=False),
)
SHEET_COLUMNS = tuple(
    SheetColumn(
        pk=place,
        key=one.key,
        title=one.title,
        kind=one.kind,
        help=one.help,
        required=one.required,
        unique=one.unique,
        choices=tuple(one.choices),
        is_active=True,
        is_own=False,
        version=1,
    )
    for place, one in enumerate(COLUMNS, start=1)
)
FULL: StoredRow = (
    "Mentoring", "Pairs meet each week.\n\nThey keep a log.", "In place", ["Teachers", "Leaders"], "1250.5",
    "2025-08-15", "2026-12-31", True, "https://www.example.org/mentoring", "Person 12", 1,
)  # fmt: skip
BARE: StoredRow = ("Induction", None, None, None, None, None, "2026-10-01", False, None, None, None)
SERVES = (
    Served("talent-management", "Talent Management", "5a", "Indicator 5a", "/practices/talent-management/5a/", True),
    Served("leadership", "Leadership", "1", "Indicator 1", "/practices/leadership/1/", True),
)
PROMPTS = InventoryPrompts(
    asked=PromptSection(
        "A document", (PromptPart("", (PromptLine("The district inventories things.", "A document", ""),)),)
    ),
    questions=PromptSection("", ()),
    reflections=(
        AnsweredPrompt(1, "What is missing?", "", "Afterwards", "Evidence.\n\nAnd time.", 2, "Rosa Delgado", None),
        AnsweredPrompt(2, "What comes next?", "A document", "", "", 1, "", None),
    ),
)
COVERAGE: Any = Coverage(
    Titled("Positions"),  # type: ignore[arg-type]
    Titled("Certifications"),  # type: ignore[arg-type]
    (
        Requirement("Elementary teacher", "Bilingual endorsement", 3, 1),
        Requirement("Secondary teacher", "Physics", 2, 0),
        Requirement("Other", "License", 1, 4),
    ),
)


def report_of(*rows: StoredRow, columns: tuple[SheetColumn, ...] = SHEET_COLUMNS, **changes: Any) -> InventoryReport:
    """Return a report of an inventory with these entries, and figures that fit them."""
    rows = rows or (FULL, BARE)
    report = InventoryReport(
        district="Lakeview School District",
        paper="Letter",
        title="Practices",
        template_key="practices",
        template_title="Sample inventory",
        purpose="What is where.",
        source="A sample document, 1a",
        building="",
        owner="Rosa Delgado",
        state=InventoryState.CURRENT,
        as_of=date(2026, 10, 1),
        review_on=date(2027, 10, 1),
        is_overdue=False,
        is_staff_data=False,
        sheet=Sheet(columns, PLACES),
        people=("Rosa Delgado", "Person 12"),
        summary=summary_of(rows, tuple(one for one in columns if one.is_active)),
        prompts=PROMPTS,
        serves=SERVES,
        entries=rows,
    )
    return replace(report, **changes)


def summary_of(rows: tuple[StoredRow, ...], columns: tuple[SheetColumn, ...]) -> InventorySummary:
    """Return the figures of these entries, counted one by one."""
    cells = {column.key: [row[place] for row in rows] for place, column in enumerate(columns)}
    counted = [column for column in columns if column.is_counted]
    return InventorySummary(
        total=len(rows),
        today=TODAY,
        counts=tuple(ColumnCounts(one, _counts(one, cells[one.key]), cells[one.key].count(None)) for one in counted),
        gaps=tuple(Gap(one, cells[one.key].count(None)) for one in columns if one.required),
        expiries=tuple(_expiry(one, cells[one.key]) for one in columns if one.kind == ColumnKind.EXPIRES),
    )


def _counts(column: SheetColumn, values: list[Any]) -> tuple[ChoiceCount, ...]:
    words: list[tuple[str, Any]] = [(word, word) for word in column.choices]
    if column.kind == ColumnKind.YES_NO:
        words = [("Yes", True), ("No", False)]
    if column.kind == ColumnKind.BUILDING:
        words = [(place.name, place.pk) for place in PLACES]
    said = [one for value in values for one in (value if isinstance(value, list) else [value])]
    return tuple(ChoiceCount(label, label, said.count(word)) for label, word in words)


def _expiry(column: SheetColumn, values: list[Any]) -> Expiry:
    dates = [date.fromisoformat(value) for value in values if value]
    past = sum(one < TODAY for one in dates)
    return Expiry(column, past, sum((one - TODAY).days in range(91) for one in dates))


def reports_of(*reports: InventoryReport, **changes: Any) -> InventoriesReport:
    """Return a district's report."""
    found = InventoriesReport(
        district="Lakeview School District", paper="Letter", today=TODAY, inventories=reports, left_out=()
    )
    return replace(found, **changes)
