"""The Hexagon's content for tests: the product's file, and what a test changes of it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import Any

from django.conf import settings

from hexagon import content as files
from hexagon import content_store
from hexagon.models import Component, HexagonEdition, Point, Question
from tests.kept_rows import Kept

HEXAGON_FILE = Path(settings.BASE_DIR) / "fixtures" / "hexagon.yaml"


@cache
def product_file() -> files.HexagonFile:
    """The file that the product comes with, read once per process."""
    return files.read(HEXAGON_FILE)


_PRODUCT = Kept((HexagonEdition, Component, Question, Point))


def published_hexagon() -> HexagonEdition:
    """The product's content, loaded and published; from the second time on as it was kept."""
    _PRODUCT.there(partial(content_store.load, HEXAGON_FILE))
    found: HexagonEdition = HexagonEdition.objects.get()
    return found


def numbered(number: int, definition: str = "") -> files.HexagonFile:
    """The product's words as another edition; `definition` is what its first component says instead."""
    content = product_file()
    first, *others = content.components
    if definition:
        first = replace(first, definition=definition)
    return replace(content, edition=replace(content.edition, number=number), components=(first, *others))


def write(directory: Path, content: files.HexagonFile) -> Path:
    """Write a content file and return its path."""
    path = directory / files.FILE_NAME
    path.write_text(files.dump(content), encoding="utf-8")
    return path


def with_first(**changes: Any) -> files.HexagonFile:
    """The product's file with another first component, Evidence."""
    content = product_file()
    first, *others = content.components
    return replace(content, components=(replace(first, **changes), *others))
