"""What templates quote stands word for word in the source documents, and nothing that they call for is left out."""

from __future__ import annotations

import re

import pytest

from inventories.content import PromptEntry
from tests.inventories.factories import product_file
from tests.practices.test_source_documents import SEEDS

TALENT = "Talent Management System: Readiness and Planning Actions"
LEADERSHIP = "Leadership System: Readiness and Planning Actions"
SESSION = "Session of the Connecticut State Department of Education on talent management"
ACADEMY = "Talent for Turnaround Leadership Academy: Partnering for Success"
DOMAIN = "Domain 2 - Talent Management"
DOCUMENTS = {
    TALENT: "000_256a46acf0c0068e.txt",
    DOMAIN: "001_5d40e3f5c7b5ff25.txt",
    SESSION: "002_9d18caa00a4fed4c.txt",
    LEADERSHIP: "003_1e2d2ad98ead35bc.txt",
    ACADEMY: "004_ba59cc25d30bcb00.txt",
}
# A sentence that only says what an inventory is made for stands in `docs/inventories.md`, and is no prompt.
WORDS = re.compile(r"\binventor|\bmaps? out\b|\btracks?\b|\bsurvey data\b|\bperception data\b|\bmaps\b")

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="The source documents are not beside the repository.")


def document(title: str) -> str:
    """The words of a document, runs of white space as one space."""
    return " ".join((SEEDS / DOCUMENTS[title]).read_text(encoding="utf-8").split())


def sentences(title: str) -> list[str]:
    """The sentences of the cells of a document's tables; what stands in brackets ends none."""
    text = (SEEDS / DOCUMENTS[title]).read_text(encoding="utf-8")
    cells = [" ".join(cell.split()) for line in text.splitlines() for cell in line.split("\t")]
    return [part for cell in cells for part in re.split(r"(?<=[.?])(?<!i\.e\.) ", cell)]


def prompts() -> list[PromptEntry]:
    return [prompt for template in product_file().templates for prompt in template.prompts]


def test_every_quotation_is_verbatim():
    quoted = [prompt for prompt in prompts() if prompt.source]
    assert {prompt.source for prompt in quoted} == set(DOCUMENTS)
    texts = {title: document(title) for title in DOCUMENTS}
    assert [prompt.text for prompt in quoted if prompt.text not in texts[prompt.source]] == []


def test_parts_are_the_headings_of_their_document():
    parts = {(prompt.source, prompt.part) for prompt in prompts() if prompt.part}
    assert [part for source, part in parts if part.casefold() not in document(source).casefold()] == []


def test_nothing_is_quoted_twice_in_a_template():
    for template in product_file().templates:
        texts = [prompt.text for prompt in template.prompts]
        assert len(texts) == len(set(texts)), template.key


def test_no_sentence_that_calls_for_an_inventory_is_left_out():
    texts = {prompt.text for prompt in prompts()}
    for title in (TALENT, LEADERSHIP):
        calling = [sentence for sentence in sentences(title) if WORDS.search(sentence)]
        assert [sentence for sentence in calling if sentence not in texts] == []
        assert len(calling) == {TALENT: 23, LEADERSHIP: 14}[title]


def test_the_session_is_there_whole():
    session = product_file().templates[0]
    slides = document(SESSION)
    activity = slides[slides.index("Inventory Activity") :]
    asked = [prompt.text for prompt in session.prompts if prompt.text.endswith("?")]
    assert asked == [text.strip() for text in re.findall(r"[A-Z][^?•]*\?", slides[: slides.index(activity)])][-5:] + [
        text.strip(" •") for text in re.findall(r"• ([A-Z][^?•]*\?)", activity)
    ]
    parts = [prompt.part for prompt in session.prompts if prompt.kind == "question"]
    titles = list(dict.fromkeys(parts))
    heads = "ATTRACT/PREPARE/HIRE INDUCT EVALUATE & SUPPORT RETAIN & ADVANCE"
    assert heads in activity
    assert " ".join(title.upper() for title in titles) == heads
    assert len(parts) == 5
    assert session.columns[0].choices == tuple(titles)
