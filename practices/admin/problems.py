"""What keeps a draft from being published, each with the page where it is put right."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from django.urls import reverse

from practices.content_store import draft_problems
from practices.models import Edition
from practices.reports import ContentOfEdition, edition_content


class LinkedProblem(NamedTuple):
    """A sentence, and the address of the admin page with the row that it is about."""

    sentence: str
    address: str


def linked_problems(edition: Edition) -> list[LinkedProblem]:
    """Return the problems of a draft in the order of the document."""
    pages = dict(_pages(edition_content(edition)))
    whole = _address("edition", edition.pk)
    return [
        LinkedProblem(problem.sentence, pages.get((problem.kind, problem.key), whole))
        for problem in draft_problems(edition)
    ]


def _pages(content: ContentOfEdition) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield the kind and key of every row with the address of its page; texts are on the page of their row."""
    for consideration in content.considerations:
        address = _address("consideration", consideration.pk)
        yield ("consideration", consideration.key), address
        yield from ((("stage description", stage.key), address) for stage in consideration.stages)
    for area in content.areas:
        yield ("focus area", area.key), _address("focusarea", area.pk)
    for practice in content.practices:
        yield ("practice", practice.key), _address("practice", practice.pk)
    for indicator in content.indicators:
        address = _address("indicator", indicator.pk)
        yield ("indicator", indicator.key), address
        yield from ((("stage description", stage.key), address) for stage in indicator.stages)


def _address(model: str, pk: int) -> str:
    return reverse(f"admin:practices_{model}_change", args=[pk])
