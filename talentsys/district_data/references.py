"""How rows of the file name each other, and the content that districts share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from districts.models import Perspective
from hexagon.models import Component, HexagonEdition
from inventories.models import Template
from practices.models import Consideration, Edition, Indicator, Practice, StageDescription, System


class Ref(str):
    """The id of a row of the file, such as "plans.step-12"."""

    __slots__ = ()


def ref(start: str, key: int | None) -> Ref | None:
    """Return the id of a row, or None where there is none."""
    return None if key is None else Ref(f"{start}-{key}")


@dataclass(frozen=True)
class Content:
    """How a row of content is named: the values of `lookups`, behind `before`, with slashes between them.

    `example` is for those who read about it.
    """

    lookups: tuple[str, ...]
    example: str
    before: str = ""

    def named(self, values: Iterable[Any]) -> str | None:
        parts = [str(value) for value in values if value is not None]
        return "/".join([self.before, *parts] if self.before else parts) if parts else None


_ITEM = ("edition__system__key", "edition__number", "key")
CONTENT: Mapping[type[Model], Content] = {
    System: Content(("key",), "talent-management"),
    Edition: Content(("system__key", "number"), "talent-management/1"),
    Practice: Content(_ITEM, "talent-management/1/p5"),
    Indicator: Content(_ITEM, "talent-management/1/5a"),
    StageDescription: Content(_ITEM, "talent-management/1/5a-ready"),
    Consideration: Content(_ITEM, "talent-management/1/readiness"),
    HexagonEdition: Content(("number",), "hexagon/1", "hexagon"),
    Component: Content(("edition__number", "key"), "hexagon/1/need", "hexagon"),
    Template: Content(("key",), "recruiting"),
    Perspective: Content(("key",), "teacher"),
}
