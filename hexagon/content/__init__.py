"""The Hexagon's content as a file: YAML text to validated frozen dataclasses and back, without a database."""

from hexagon.content.edition_file import FILE_NAME, FORMAT, dump, parse, read
from hexagon.content.entries import ComponentEntry, HexagonFile, PointEntry, QuestionEntry
from hexagon.content.rules import check

__all__ = [
    "FILE_NAME",
    "FORMAT",
    "ComponentEntry",
    "HexagonFile",
    "PointEntry",
    "QuestionEntry",
    "check",
    "dump",
    "parse",
    "read",
]
