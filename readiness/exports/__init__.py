"""The readiness report as files: one report, three formats."""

from readiness.exports.files import export_name, export_token
from readiness.exports.pdf import readiness_pdf
from readiness.exports.tables import readiness_csv, readiness_xlsx

__all__ = ["export_name", "export_token", "readiness_csv", "readiness_pdf", "readiness_xlsx"]
