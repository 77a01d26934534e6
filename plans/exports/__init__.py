"""A plan as files for a board: one record, in the length and the format that somebody asks for."""

from plans.exports.files import STYLESHEETS, export_name, export_token
from plans.exports.pdf import Logo, board_pdf

__all__ = ["STYLESHEETS", "Logo", "board_pdf", "export_name", "export_token"]
