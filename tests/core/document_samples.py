"""Documents of few blocks, and how tests open them."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from io import BytesIO
from zipfile import ZipFile

import docx

from core.rendering.document import Document, Table, TableColumn, render_docx

COLUMNS = (TableColumn("Step", 3), TableColumn("Count", 1, is_number=True))
TABLE = Table("Steps", COLUMNS, [["Ask", "2"], ["Tell", "10"]])


def document(*blocks, **said):
    moment = datetime(2026, 11, 20, 12, 30, 5, tzinfo=timezone(timedelta(hours=-5)))
    named = {"title": "Talent plan", "subtitle": "For the board", "author": "Lakeview", "subject": "A plan"}
    return Document(**named | {"written_at": moment, "blocks": blocks} | said)


def opened(*blocks, **said):
    return docx.Document(BytesIO(render_docx(document(*blocks, **said))))


def paragraphs(*blocks):
    """Style and text of each paragraph below title and subtitle."""
    return [(one.style.name, one.text) for one in opened(*blocks).paragraphs[2:]]


def parts(*blocks, **said):
    with ZipFile(BytesIO(render_docx(document(*blocks, **said)))) as file:
        return {name: file.read(name).decode() for name in file.namelist()}
