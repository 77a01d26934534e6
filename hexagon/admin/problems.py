"""What keeps a draft of the Hexagon from being published; questions and points are on their component's page."""

from __future__ import annotations

from collections.abc import Iterator

from hexagon.content_store import draft_problems
from hexagon.models import Component, HexagonEdition
from practices.admin.addresses import change_address
from practices.admin.problems import LinkedProblem, Page, RowName, link


def linked_problems(edition: HexagonEdition) -> list[LinkedProblem]:
    """Return the problems of a draft, rows that are not filled in before what does not fit together."""
    return link(draft_problems(edition), dict(_pages(edition)), edition)


def _pages(edition: HexagonEdition) -> Iterator[tuple[RowName, Page]]:
    """Yield the page of every row, by kind and key, and what people call it there."""
    for component in edition.components.prefetch_related("questions", "points"):
        address = change_address(Component, component.pk)
        yield ("component", component.key), Page(component.title, address)
        for number, question in enumerate(component.questions.all(), start=1):
            yield ("question", question.key), Page(f"{component.title}, question {number}", address)
        for point in component.points.all():
            yield ("point", point.key), Page(f"{component.title}, point {point.value}", address)
