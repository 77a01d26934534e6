"""What people bring: one table out of an XLSX or CSV file, as text. No domain: callers give the cells meaning."""

from core.reading.files import MAX_BYTES, read_table
from core.reading.table import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    CellProblem,
    ReadRow,
    ReadTable,
    UnreadableFile,
)

__all__ = [
    "MAX_BYTES",
    "MAX_CELLS",
    "MAX_COLUMNS",
    "MAX_ROWS",
    "CellProblem",
    "ReadRow",
    "ReadTable",
    "UnreadableFile",
    "read_table",
]
