"""The Hexagon report as files: one report, three formats; and as a section of another report."""

from hexagon.exports.files import FOLDERS, STYLESHEETS, export_name, export_token
from hexagon.exports.pdf import hexagon_pdf, section_context
from hexagon.exports.tables import hexagon_csv, hexagon_xlsx

__all__ = [
    "FOLDERS",
    "STYLESHEETS",
    "export_name",
    "export_token",
    "hexagon_csv",
    "hexagon_pdf",
    "hexagon_xlsx",
    "section_context",
]
