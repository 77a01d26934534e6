"""What an exported file is called, and what its bytes depend on besides the report."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from core.rendering.files import SHARED, file_name, source_token
from hexagon import exports as hexagon
from readiness.reports import ReadinessReport

# The Hexagon joins the report when asked, and both share a typesetter.
STYLESHEETS = hexagon.STYLESHEETS
_READINESS = Path(__file__).resolve().parent.parent
_FOLDERS = (_READINESS / "exports", _READINESS / "templates/readiness/report", *hexagon.FOLDERS, *SHARED)


def export_name(report: ReadinessReport, extension: str) -> str:
    """Return a file name such as `lakeview-school-district-talent-management-autumn-2026.pdf`."""
    more = ("with hexagon",) if report.hexagon else ()
    return file_name(report.district, report.system, report.label, *more, extension=extension, otherwise="readiness")


@cache
def export_token() -> str:
    """Return what changes when the same report would be written differently; the files are read once per process."""
    return source_token(_FOLDERS, STYLESHEETS)
