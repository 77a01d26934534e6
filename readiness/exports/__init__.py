"""The readiness report as files: one report, three formats."""

from readiness.exports.files import export_name, export_token
from readiness.exports.pdf import readiness_pdf
from readiness.exports.tables import information_csv, readiness_csv, readiness_xlsx

__all__ = [
    "export_name",
    "export_token",
    "information_csv",
    "readiness_csv",
    "readiness_pdf",
    "readiness_xlsx",
]
