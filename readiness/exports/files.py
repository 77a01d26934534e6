"""What an exported file is called, and what its bytes depend on besides the report."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.utils.text import slugify

import core
from readiness.reports import ReadinessReport

STYLESHEETS = ("css/report.css",)
_READINESS, _CORE = Path(__file__).resolve().parent.parent, Path(core.__file__).resolve().parent
_FOLDERS = (
    _READINESS / "exports",
    _READINESS / "templates/readiness/report",
    _CORE / "rendering",
    _CORE / "charts",
    _CORE / "templates/core/charts",
)


def export_name(report: ReadinessReport, extension: str) -> str:
    """Return a file name such as `lakeview-school-district-talent-management-autumn-2026.pdf`."""
    parts = (slugify(part)[:60].strip("-") for part in (report.district, report.system, report.label))
    return f"{'-'.join(filter(None, parts)) or 'readiness'}.{extension}"


@cache
def export_token() -> str:
    """Return what changes when the same report would be written differently: templates, styles, code, WeasyPrint.

    For keys of caches. The files are read once per process.
    """
    digest = sha256(f"weasyprint {version('weasyprint')} openpyxl {version('openpyxl')}".encode())
    for path in _sources():
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _sources() -> Iterable[Path]:
    for folder in _FOLDERS:
        yield from sorted(path for path in folder.rglob("*") if path.suffix in {".py", ".html"})
    for name in STYLESHEETS:
        yield Path(finders.find(name) or staticfiles_storage.path(name))
