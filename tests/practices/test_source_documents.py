"""The product's content says, word for word, what the source documents say.

The documents are parsed here on their own, so that neither the files nor their loader vouch for themselves.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.conf import settings

from practices import content as files

SEEDS = Path(settings.BASE_DIR).parent / "shared" / "seeds"
DOCUMENTS = {
    "talent_management.yaml": "000_256a46acf0c0068e.txt",
    "leadership.yaml": "003_1e2d2ad98ead35bc.txt",
}

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="The source documents are not beside the repository.")


@dataclass
class Document:
    """What a source document says, in its order; titles of areas are printed in capitals."""

    title: str
    introduction: list[str] = field(default_factory=list)
    considerations: list[list[str]] = field(default_factory=list)
    areas: list[str] = field(default_factory=list)
    practices: list[tuple[str, str, str]] = field(default_factory=list)
    indicators: list[tuple[str, str, str, str]] = field(default_factory=list)


def parse_document(text: str) -> Document:
    """Sort the lines of a document: tables are tab-separated, an indicator without practice continues the last one."""
    lines = [[" ".join(cell.split()) for cell in line.split("\t")] for line in text.splitlines() if line.strip()]
    document = Document(title=f"{lines[0][0]}: {lines[1][0]}")
    for cells in lines[2:]:
        match cells:
            case [one] if one.isupper():
                document.areas.append(one)
            case [one]:
                document.introduction.append(one)
            case ["CONSIDERATION", *_] | ["PRACTICE" | "PRACTICE PRACTICE", *_]:
                pass
            case [_, _, _, _] if len(document.areas) == 1:
                document.considerations.append(cells)
            case [practice, code, aware, ready]:
                if practice:
                    number, wording = practice.split(". ", maxsplit=1)
                    assert number.isdecimal()
                    document.practices.append((document.areas[-1], number, wording))
                # "3с" is printed with a Cyrillic letter.
                document.indicators.append((document.practices[-1][1], code.replace("\u0441", "c"), aware, ready))
            case _:
                raise AssertionError(cells)
    assert document.areas.pop(0) == "READINESS DETERMINATION, RESOURCES, AND PROTOCOLS"
    return document


@pytest.fixture(params=DOCUMENTS)
def pair(request: pytest.FixtureRequest) -> tuple[Document, files.EditionFile]:
    """A document and the content file made from it."""
    text = (SEEDS / DOCUMENTS[request.param]).read_text(encoding="utf-8")
    return parse_document(text), files.read(Path(settings.BASE_DIR) / "fixtures" / "practices" / request.param)


def test_source_and_introduction_are_verbatim(pair: tuple[Document, files.EditionFile]) -> None:
    document, content = pair
    assert content.edition.source == document.title
    assert list(content.edition.introduction) == document.introduction


def test_considerations_are_verbatim(pair: tuple[Document, files.EditionFile]) -> None:
    document, content = pair
    assert [
        [row.title, *(text.text for text in row.stage_descriptions)] for row in content.considerations
    ] == document.considerations
    assert {tuple(text.stage for text in row.stage_descriptions) for row in content.considerations} == {
        ("getting-started", "getting-better", "keep-improving")
    }


def test_areas_and_practices_are_verbatim(pair: tuple[Document, files.EditionFile]) -> None:
    document, content = pair
    assert [area.title.upper() for area in content.focus_areas] == document.areas
    assert [
        (area.title.upper(), practice.code, practice.text)
        for area in content.focus_areas
        for practice in area.practices
    ] == document.practices


def test_indicators_are_verbatim(pair: tuple[Document, files.EditionFile]) -> None:
    document, content = pair
    assert [
        (practice.code, indicator.code, *(text.text for text in indicator.stage_descriptions))
        for practice in content.practices
        for indicator in practice.indicators
    ] == document.indicators
    assert {tuple(text.stage for text in row.stage_descriptions) for row in content.indicators} == {
        ("getting-aware", "getting-ready")
    }


def test_counts_are_those_of_the_documents() -> None:
    documents = [parse_document((SEEDS / name).read_text(encoding="utf-8")) for name in DOCUMENTS.values()]
    assert [len(document.introduction) for document in documents] == [2, 2]
    assert [sum(len(row) - 1 for row in document.considerations) for document in documents] == [9, 9]
    assert [len(document.areas) for document in documents] == [5, 6]
    assert [len(document.practices) for document in documents] == [15, 19]
    assert [len(document.indicators) for document in documents] == [24, 28]
