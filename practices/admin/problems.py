"""What keeps a draft from being published, each with the page where it is put right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from practices.admin.addresses import change_address
from practices.content import Problem
from practices.content_store import draft_problems
from practices.models import BaseEdition, Consideration, Edition, FocusArea, Indicator, Practice
from practices.reports import ContentOfEdition, edition_content

RowName = tuple[str, str]


class Page(NamedTuple):
    """What people call a row, and the address of the admin page that it is on."""

    title: str
    address: str


class LinkedProblem(NamedTuple):
    """A problem in plain words, and the address of the admin page with its row."""

    sentence: str
    address: str


def linked_problems(edition: Edition) -> list[LinkedProblem]:
    """Return the problems of a draft, rows that are not filled in before what does not fit together."""
    return link(draft_problems(edition), dict(_pages(edition_content(edition))), edition)


def link(problems: Iterable[Problem], pages: Mapping[RowName, Page], edition: BaseEdition) -> list[LinkedProblem]:
    """Return problems with the pages of their rows, or of the edition where a problem is not that of one row."""
    whole = Page("", change_address(edition, edition.pk))
    found = ((problem, pages.get((problem.kind, problem.key), whole)) for problem in problems)
    return [LinkedProblem(problem.sentence(page.title), page.address) for problem, page in found]


def _pages(content: ContentOfEdition) -> Iterator[tuple[RowName, Page]]:
    """Yield the page of every row, by kind and key; texts are on the page of what they describe."""
    for consideration in content.considerations:
        address = change_address(Consideration, consideration.pk)
        yield ("consideration", consideration.key), Page(consideration.title, address)
        yield from ((("stage description", text.key), Page(text.name, address)) for text in consideration.stages)
    for area in content.areas:
        yield ("focus area", area.key), Page(area.title, change_address(FocusArea, area.pk))
    for practice in content.practices:
        yield ("practice", practice.key), Page(f"Practice {practice.code}", change_address(Practice, practice.pk))
    for indicator in content.indicators:
        address = change_address(Indicator, indicator.pk)
        yield ("indicator", indicator.key), Page(f"Indicator {indicator.code}", address)
        yield from ((("stage description", text.key), Page(text.name, address)) for text in indicator.stages)
