"""Searching everything that is published."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from practices.reports.edition import ContentIndicator, ContentOfEdition, published_contents


@dataclass(frozen=True)
class Piece:
    """A part of a text, and whether it is what was looked for."""

    text: str
    is_match: bool


@dataclass(frozen=True)
class SearchHit:
    """A text that matches, its name ("5a, Getting Aware"), and the key of the indicator whose page shows it, if any."""

    name: str
    pieces: tuple[Piece, ...]
    indicator_key: str


@dataclass(frozen=True)
class SearchGroup:
    """What was found in one practice, consideration or introduction; `anchor` is its place on the system's page."""

    system_key: str
    system_title: str
    anchor: str
    kind: str
    heading: tuple[Piece, ...]
    hits: tuple[SearchHit, ...]

    @property
    def count(self) -> int:
        """How many texts match, the heading among them."""
        return len(self.hits) + any(piece.is_match for piece in self.heading)


@dataclass(frozen=True)
class SearchReport:
    """What was found for a query, grouped by practice in the order of the document."""

    query: str
    groups: tuple[SearchGroup, ...]

    @cached_property
    def count(self) -> int:
        return sum(group.count for group in self.groups)


def search_report(query: str) -> SearchReport:
    """Return the published texts that hold `query` in any case, or whose indicator's code it is.

    The texts are looked through where they are prepared anyway, so every database finds the same.
    """
    search = _Search(" ".join(query.split()))
    groups = (group for content in published_contents() for group in search.groups(content)) if search.words else ()
    return SearchReport(search.words, tuple(group for group in groups if group.count))


@dataclass(frozen=True)
class _Search:
    words: str

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The words in any case, with a straight or a curly apostrophe."""
        return re.compile("(" + re.sub("['\u2019]", "['\u2019]", re.escape(self.words)) + ")", re.IGNORECASE)

    def pieces(self, text: str) -> tuple[Piece, ...]:
        parts = self.pattern.split(text)
        return tuple(Piece(part, number % 2 == 1) for number, part in enumerate(parts) if part)

    def hits(self, texts: Iterable[tuple[str, str]], indicator: ContentIndicator | None = None) -> Iterator[SearchHit]:
        """Yield those of the named texts that match; all of them where the words are the indicator's code."""
        is_code = indicator is not None and indicator.code.casefold() == self.words.casefold()
        for name, text in texts:
            if is_code or self.pattern.search(text):
                yield SearchHit(name, self.pieces(text), indicator.key if indicator else "")

    def groups(self, content: ContentOfEdition) -> Iterator[SearchGroup]:
        """Yield a group for everything that has a heading, found or not."""
        system = content.system_key, content.system_title
        introduction = ((f"Paragraph {number}", text) for number, text in enumerate(content.introduction, start=1))
        yield SearchGroup(
            *system,
            "introduction",
            "Introduction",
            (Piece(content.system_title, False),),
            tuple(self.hits(introduction)),
        )
        for row in content.considerations:
            hits = tuple(self.hits((stage.name, stage.text) for stage in row.stages))
            yield SearchGroup(*system, f"c-{row.key}", "Consideration", self.pieces(row.title), hits)
        for practice in content.practices:
            hits = tuple(
                hit
                for indicator in practice.indicators
                for hit in self.hits(((stage.name, stage.text) for stage in indicator.stages), indicator)
            )
            kind = f"Practice {practice.code}"
            yield SearchGroup(*system, f"p-{practice.key}", kind, self.pieces(practice.text), hits)
