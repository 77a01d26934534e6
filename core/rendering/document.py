"""DOCX documents that word processors edit as their own: styles, headings, tables with a heading row, page numbers.

A document is a list of blocks. What people typed stays what it is: control characters that no file may carry are left
out, each line becomes a paragraph, and what is written from right to left runs from right to left. python-docx takes a
part of a second to import, so it is imported when the first document is made.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import KW_ONLY, dataclass
from datetime import datetime
from importlib import import_module

from core.rendering.pdf import PAPERS

DEEPEST = 3


class SkippedLevel(ValueError):
    """A heading stands more than one level below the heading before it, or at a level that there is not."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading on a level from 1 to 3; its text becomes one line."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Prose:
    """Text; each of its lines that is not empty is a paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list, a bullet for each line of its items."""

    items: Sequence[str]


@dataclass(frozen=True, slots=True)
class Fact:
    """A label with what there is to say. Long text stands below its label, several texts as a list below it."""

    label: str
    said: str | Sequence[str]


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of a table; `share` is its width against that of the others. Numbers stand at the right."""

    title: str
    share: float = 1
    _: KW_ONLY
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose heading row comes again on each page; each row has one text per column.

    `title` is read out to those who do not see it, and is its caption unless a heading stands right before it. `width`
    is how much of a line of text it takes, up to 1.
    """

    title: str
    columns: Sequence[TableColumn]
    rows: Sequence[Sequence[str]]
    _: KW_ONLY
    width: float = 1


Block = Heading | Prose | Bullets | Fact | Table


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """A document of blocks, with what its properties say. `author` and `title` stand at the foot of every page too.

    `written_at` is a moment with its time zone, and is when the document says that it was made and changed.
    """

    title: str
    subtitle: str
    author: str
    subject: str
    written_at: datetime
    blocks: Iterable[Block]
    paper: str = "Letter"
    language: str = "en-US"


def render_docx(document: Document) -> bytes:
    """Return a document as DOCX. The same document makes the same bytes.

    Raises SkippedLevel where a heading skips a level, and ValueError for a paper that is not known.
    """
    if document.paper not in PAPERS:
        msg = f"{document.paper!r} is not one of {', '.join(PAPERS)}"
        raise ValueError(msg)
    wordprocessing = import_module("core.rendering.wordprocessing")
    content: bytes = wordprocessing.write_document(document)
    return content
