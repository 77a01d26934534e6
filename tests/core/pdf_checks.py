"""What tests ask of a PDF: validity, text in reading order, and its tags."""

from __future__ import annotations

import subprocess
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from typing import Any

import page
from pypdf import PdfReader

# Many tests ask the same of one file, which takes longer to read than to ask.
remembered = lru_cache(maxsize=64)


def problems(pdf: bytes) -> list[str]:
    """Return what breaks PDF/UA-1."""
    report = page.validate_pdf_bytes(pdf, profile="ua1")
    return [f"{failure.rule_id}: {failure.message}" for failure in report.failures]


# What lies between the running heads of a Letter page, for pdftotext.
BETWEEN_HEADS = ("-x", "0", "-y", "60", "-W", "612", "-H", "670")


@remembered
def text_of(pdf: bytes, *area: str) -> str:
    """Return the text in reading order, with every run of white space as one space."""
    command = ["pdftotext", "-raw", *area, "-", "-"]
    result = subprocess.run(command, input=pdf, capture_output=True, check=True)
    return " ".join(result.stdout.decode().split())


@remembered
def tags_of(pdf: bytes) -> Counter[str]:
    """Return how often each tag occurs in the structure tree."""
    root: Any = PdfReader(BytesIO(pdf)).trailer["/Root"]
    return Counter(_tags(root["/StructTreeRoot"]["/K"]))


def _tags(node: Any) -> Iterator[str]:
    node = node.get_object()
    if isinstance(node, list):
        for kid in node:
            yield from _tags(kid)
    elif isinstance(node, dict):
        if "/S" in node:
            yield node["/S"].removeprefix("/")
        if "/K" in node:
            yield from _tags(node["/K"])


def bookmarks_of(pdf: bytes) -> list[str]:
    """Return the titles of all bookmarks, in order."""
    return list(_titles(PdfReader(BytesIO(pdf)).outline))


def _titles(outline: list[Any]) -> Iterator[str]:
    for entry in outline:
        if isinstance(entry, list):
            yield from _titles(entry)
        else:
            yield entry.title
