"""What an exported file is called, and what its bytes depend on besides the record."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from core.rendering.files import SHARED, file_name, source_token
from hexagon import exports as hexagon
from plans.choices import Length
from plans.reports.record import PlanRecord

STYLESHEETS = (*hexagon.STYLESHEETS, "css/plan_report.css")
_PLANS = Path(__file__).resolve().parent.parent
_FOLDERS = (_PLANS / "exports", _PLANS / "reports", _PLANS / "templates/plans/report", *SHARED)


def export_name(record: PlanRecord, length: str, extension: str) -> str:
    """Return a file name such as `lakeview-school-district-improvement-plan-2026-27-board-brief.pdf`.

    `length` is the value of a Length, or a word of its own for what comes in one length; the school year is named once.
    """
    word = Length(length).label if length in Length.values else length
    names = (record.title, *([] if record.year in record.title else [record.year]), word)
    plain = (name.replace("\N{EN DASH}", "-") for name in names)
    return file_name(record.district, *plain, extension=extension, otherwise="plan")


@cache
def export_token() -> str:
    """Return what changes when the same record would be written differently; the files are read once per process."""
    return source_token(_FOLDERS, STYLESHEETS)
