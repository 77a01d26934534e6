"""A team's charter as a page to print."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from core.rendering.files import SHARED, file_name, source_token
from core.rendering.layout import direction, grouped, lines
from core.rendering.pdf import render_pdf
from districts.reports import CharterReport, MemberLine

STYLESHEETS = ("css/report.css", "css/charter_report.css")
_DISTRICTS = Path(__file__).resolve().parent
_SOURCES = (_DISTRICTS / "reports", _DISTRICTS / "templates/districts/report", *SHARED)
# How many letters a line of a cell holds, and up to how many lines a text stays on one page with its heading.
CELL, LINE, WHOLE = 30, 78, 12
# A table of so many lines finds room below a short charter.
TABLE_LINES = 16


@dataclass(frozen=True, slots=True)
class MemberRow:
    """Somebody on the team, with an estimate of how many lines their row takes."""

    member: MemberLine

    @property
    def height(self) -> int:
        cells = (self.member.name, self.member.role, self.member.perspective)
        return max(1, *(lines(cell, CELL) for cell in cells))


def charter_pdf(report: CharterReport) -> bytes:
    """Return a charter as PDF/UA-1 on the district's paper. Raises PdfUnavailableError where the libraries lack."""
    context = charter_context(report)
    return render_pdf("districts/report/charter.html", context, stylesheets=STYLESHEETS, paper=report.paper)


def charter_context(report: CharterReport) -> dict[str, Any]:
    """Return what the template shows."""
    return {
        "report": report,
        "texts": list(_texts(report)),
        "tables": list(grouped([MemberRow(one) for one in report.members], TABLE_LINES)),
    }


def _texts(report: CharterReport) -> Iterator[dict[str, Any]]:
    for text in report.texts:
        yield {
            "title": text.title,
            "text": text.text,
            "direction": direction(text.text),
            "is_whole": lines(text.text, LINE) <= WHOLE,
        }


def charter_name(report: CharterReport, extension: str) -> str:
    """Return a file name such as `lakeview-school-district-charter-talent-management-team.pdf`."""
    return file_name(report.district, "charter", report.name, extension=extension, otherwise="charter")


def charter_token(report: CharterReport) -> str:
    """Return a digest of everything that the file shows, and of what it is written with."""
    return sha256(f"{_written_with()} {report!r}".encode()).hexdigest()


@cache
def _written_with() -> str:
    return source_token(_SOURCES, STYLESHEETS) + sha256(Path(__file__).read_bytes()).hexdigest()
