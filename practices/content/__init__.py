"""Practice content as files: YAML text to validated frozen dataclasses and back, without a database."""

from practices.content.edition_file import FORMAT, dump, file_name, parse, read
from practices.content.entries import (
    ConsiderationEntry,
    EditionEntry,
    EditionFile,
    FocusAreaEntry,
    IndicatorEntry,
    PracticeEntry,
    StageEntry,
    StageTextEntry,
    SystemEntry,
)
from practices.content.problems import ContentError, Problem
from practices.content.reader import paragraph
from practices.content.rules import check
from practices.content.yaml_text import FileFormat, plain

__all__ = [
    "FORMAT",
    "ConsiderationEntry",
    "ContentError",
    "EditionEntry",
    "EditionFile",
    "FileFormat",
    "FocusAreaEntry",
    "IndicatorEntry",
    "PracticeEntry",
    "Problem",
    "StageEntry",
    "StageTextEntry",
    "SystemEntry",
    "check",
    "dump",
    "file_name",
    "paragraph",
    "parse",
    "plain",
    "read",
]
