"""What an exported file is called, and what its bytes depend on besides the report."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from core.rendering.files import SHARED, file_name, source_token
from hexagon.reports import HexagonReport

STYLESHEETS = ("css/report.css", "css/hexagon_report.css")
_HEXAGON = Path(__file__).resolve().parent.parent
FOLDERS = (_HEXAGON / "exports", _HEXAGON / "templates/hexagon/report")


def export_name(report: HexagonReport, extension: str) -> str:
    """Return a file name such as `lakeview-school-district-hexagon-hiring-platforms.pdf`."""
    return file_name(report.district, "hexagon", report.title, extension=extension, otherwise="hexagon")


@cache
def export_token() -> str:
    """Return what changes when the same report would be written differently; the files are read once per process."""
    return source_token((*FOLDERS, *SHARED), STYLESHEETS)
