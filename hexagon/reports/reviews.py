"""What a team says of a subject on the six components, and what it recommends: what every page and file shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from comments.reports import NO_COMMENTS, CommentCount
from core.charts import ChartSubject
from hexagon.choices import CLOCKWISE
from hexagon.reports.content import ContentComponent
from rounds.choices import UNRATED, Answer
from rounds.reports import Agreement, agreement_sentence

if TYPE_CHECKING:
    from hexagon.reports.conflicts import ComponentConflict


@dataclass(frozen=True, kw_only=True)
class Provenance:
    """Where a component's words were taken over from, when the team had agreed on them there, and whether they have
    changed here since."""

    review_title: str
    review_url_pk: int
    agreed_at: datetime | None
    changed_since: bool


# What people call the texts of a component, in the order in which they write them; the reason comes after the rating.
LABELS = {
    "discussion": "Notes from the discussion",
    "evidence": "Evidence and sources",
    "data_needed": "Data still needed",
    "obstacles": "Obstacles",
    "note": "Reason for the rating",
}
TEXTS = tuple(name for name in LABELS if name != "note")


@dataclass(frozen=True, kw_only=True)
class RatedComponent:
    """A component with what the team says of it; the note is the one-line reason of the agreed rating.

    `covered_by` is the running round over it, by key and title. `agreement` is that of the newest revealed round.
    """

    content: ContentComponent
    answer: Answer = UNRATED
    note: str = ""
    dissent: str = ""
    discussion: str = ""
    evidence: str = ""
    data_needed: str = ""
    obstacles: str = ""
    version: int = 1
    changed_at: datetime | None = None
    changed_by: str = ""
    changed_by_pk: int | None = None
    round_title: str = ""
    covered_by: tuple[int, str] | None = None
    agreement: Agreement | None = None
    taken: Provenance | None = None
    conflict: ComponentConflict | None = None
    errors: tuple[str, ...] = ()
    comments: CommentCount = NO_COMMENTS

    @property
    def name(self) -> str:
        return self.content.title

    @property
    def texts(self) -> tuple[tuple[str, str, str], ...]:
        """The texts beside the rating: name of the field, what people call it, and what stands in it."""
        return tuple((name, LABELS[name], getattr(self, name)) for name in TEXTS)

    @property
    def agreement_words(self) -> str:
        """The team's agreement before it talked, in a sentence; empty where there were no ballots."""
        return agreement_sentence(self.agreement) if self.agreement else ""

    @property
    def agreement_short(self) -> str:
        """The same for a table: "Strong agreement, 7 of 7", or "4 of 6 within one, 1 without information"."""
        found = self.agreement
        if found is None or found.is_hidden or not found.rated:
            return self.agreement_words
        share = f"{found.near} of {found.rated}"
        words = f"Strong agreement, {share}" if found.is_strong else f"{share} within one"
        return f"{words}, {found.unknown} without information" if found.unknown else words

    @property
    def is_stored(self) -> bool:
        """False for what was typed and could not be saved."""
        return not (self.errors or self.conflict)


@dataclass(frozen=True, kw_only=True)
class RatedReview:
    """A subject with its six components, in reading order. `letter` is empty outside a comparison.

    `subject_url_name` with `subject_url_args` lead to the content that the review is about; empty for a candidate.
    """

    pk: int
    letter: str
    title: str
    name: str
    subject: str
    subject_label: str
    subject_url_name: str
    subject_url_args: tuple[str, ...]
    description: str
    provider: str
    link: str
    cost_note: str
    components: tuple[RatedComponent, ...]
    is_discussed: bool = False

    @property
    def rated(self) -> int:
        """How many components have a rating, or "not enough information" as the team's answer."""
        return sum(one.answer.is_rated for one in self.components)

    @property
    def unrated(self) -> tuple[str, ...]:
        return tuple(one.name for one in self.components if not one.answer.is_rated)

    @property
    def is_untouched(self) -> bool:
        """Whether nobody has said anything of it."""
        return not self.is_discussed and all(one.version == 1 for one in self.components)

    @property
    def revision(self) -> int:
        """Grows with every save, so that of two answers that overtake each other the page keeps the later."""
        return sum(one.version for one in self.components)

    @property
    def sides(self) -> tuple[tuple[str, tuple[RatedComponent, ...]], ...]:
        """The title of each side with its components."""
        titles = dict.fromkeys(one.content.side_title for one in self.components)
        return tuple(
            (title, tuple(one for one in self.components if one.content.side_title == title)) for title in titles
        )

    @property
    def unknown(self) -> tuple[RatedComponent, ...]:
        return tuple(one for one in self.components if one.answer.is_unknown)


@dataclass(frozen=True, kw_only=True)
class Recommended:
    """What a person decided, and why. `unrated` names the components that had no rating at that moment."""

    choice_label: str
    candidate_name: str
    sentence: str
    rationale: str
    supports: tuple[tuple[str, str], ...]
    dissent: str
    decided_by: str
    decided_on: date
    unrated: tuple[str, ...]
    version: int


@dataclass(frozen=True, kw_only=True)
class RoundFact:
    """A round over the components. `raters` counts its seats."""

    pk: int
    title: str
    state: str
    state_label: str
    raters: int
    revealed_at: datetime | None

    @property
    def is_running(self) -> bool:
        return self.state != "closed"


@dataclass(frozen=True, kw_only=True)
class HexagonReport:
    """Everything that pages and files show of a review ("review": one RatedReview) or a comparison ("comparison":
    its candidates in the order of their letters). Nothing in it adds ratings up, and nothing suggests a choice."""

    district: str
    paper: str
    kind: str
    title: str
    indicator_name: str
    indicator_gist: str
    edition_number: int
    source: str
    opened_at: datetime
    reviews: tuple[RatedReview, ...]
    recommendation: Recommended | None
    rounds: tuple[RoundFact, ...]

    @cached_property
    def changed_at(self) -> datetime | None:
        """When anybody last changed what is said of a component; None where nobody has."""
        rows = (one for review in self.reviews for one in review.components)
        return max((one.changed_at for one in rows if one.changed_at), default=None)

    @property
    def as_of(self) -> datetime:
        return self.changed_at or self.opened_at

    @property
    def chart(self) -> tuple[ChartSubject, ...]:
        """What the chart draws: each subject's answers clockwise from the top right."""
        return tuple(
            ChartSubject(
                letter=review.letter,
                name=review.title,
                values=tuple((one.name, one.answer.code) for one in _clockwise(review.components)),
            )
            for review in self.reviews
        )

    @property
    def chart_heading(self) -> str:
        """What the sentences begin with that state the chart's data."""
        return "Agreed ratings from 1 to 5, further out is stronger."

    @property
    def running(self) -> tuple[RoundFact, ...]:
        return tuple(one for one in self.rounds if one.is_running)

    @cached_property
    def furthest_apart(self) -> tuple[str, ...]:
        """The components on which the candidates' agreed ratings lie furthest apart; none where all lie together."""
        spread = {row[0].name: _range(row) for row in self.rows}
        widest = max(spread.values(), default=0)
        return tuple(name for name, found in spread.items() if found == widest) if widest else ()

    @property
    def furthest_apart_words(self) -> str:
        """The same in words: "Supports and Capacity", or "Need, Fit and Capacity"."""
        *first, last = self.furthest_apart
        return f"{', '.join(first)} and {last}" if first else last

    @property
    def count_words(self) -> str:
        """How many candidates, in a word."""
        return ("No", "One", "Two", "Three", "Four", "Five", "Six")[len(self.reviews)]

    @property
    def unrated(self) -> tuple[str, ...]:
        """What has no rating of any candidate, by name."""
        return tuple(f"{name} of {review.name}" for review in self.reviews for name in review.unrated)

    @cached_property
    def sides(self) -> tuple[tuple[str, tuple[tuple[tuple[RatedReview, RatedComponent], ...], ...]], ...]:
        """The comparison table: each side's title with its components, each as a row of candidates with theirs."""
        titles = dict.fromkeys(row[0].content.side_title for row in self.rows)
        pairs = [tuple(zip(self.reviews, row, strict=True)) for row in self.rows]
        return tuple((title, tuple(row for row in pairs if row[0][1].content.side_title == title)) for title in titles)

    @cached_property
    def rows(self) -> tuple[tuple[RatedComponent, ...], ...]:
        """The six components in reading order, each as its candidates have it."""
        return tuple(zip(*(review.components for review in self.reviews), strict=True))


def _clockwise(components: Iterable[RatedComponent]) -> list[RatedComponent]:
    """Return components in the order of the chart; a draft's component of another key is not drawn."""
    known = {one.content.key: one for one in components}
    return [known[key] for key in CLOCKWISE if key in known]


def _range(row: Iterable[RatedComponent]) -> int:
    values = [one.answer.value for one in row if one.answer.value is not None]
    return max(values) - min(values) if values else 0
