"""Whether an answer says anything that is staff data."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from tests.core.pdf_checks import text_of as text_of_pdf
from tests.inventories.pages.staff_world import COUNT, SECRETS

# What is counted of staff data: its entries, those that leave a needed cell empty, and what positions lack.
FIGURES = (rf"(?<![\w-]){COUNT} (?:entry|entries)", rf"(?<![\w:-]){COUNT}(?![\w-])", "Nobody holds it", "Hangs on one")


def text_in(answer: Any) -> str:
    """Return all that a page or a file says, whatever its format."""
    content, kind = answer.content, answer.get("Content-Type", "")
    if kind == "application/pdf":
        return text_of_pdf(content)
    if kind.endswith("spreadsheetml.sheet"):
        book = load_workbook(BytesIO(content))
        return "\n".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
    return content.decode("utf-8-sig")


def leaks(answer: Any) -> list[str]:
    """Return what an answer says of staff data, in its words or its address."""
    said = f"{text_in(answer)}\n{answer.get('Location', '')}\n{answer.get('Content-Disposition', '')}"
    found = [secret for secret in SECRETS if secret in said]
    figures = re.sub(r"<[^>]+>", " ", said)
    return found + [hit[0] for pattern in FIGURES if (hit := re.search(pattern, figures))]
