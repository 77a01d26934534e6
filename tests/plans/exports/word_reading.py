"""Reads documents as a word processor would, with python-docx."""

from __future__ import annotations

from io import BytesIO

import docx
from docx.oxml.ns import qn

from plans.exports.document import plan_docx


def opened(record):
    return docx.Document(BytesIO(plan_docx(record)))


def headings(word):
    return [(one.style.name, one.text) for one in word.paragraphs if one.style.name.startswith("Heading")]


def cells(table):
    return [[cell.text for cell in row.cells] for row in table.rows]


def tables(word):
    """Each table by what is read out of it."""
    return {one._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")): cells(one) for one in word.tables}


def lines_in(word):
    """Every paragraph, in tables or not."""
    found = [one.text for one in word.paragraphs]
    return [*found, *(p.text for t in word.tables for row in t.rows for cell in row.cells for p in cell.paragraphs)]


def below(word, title):
    """What stands below a heading, up to the next one."""
    texts = [(one.style.name.startswith("Heading"), one.text) for one in word.paragraphs]
    start = next(place for place, (is_heading, text) in enumerate(texts) if is_heading and text == title) + 1
    end = next((place for place in range(start, len(texts)) if texts[place][0]), len(texts))
    return [text for _, text in texts[start:end]]
