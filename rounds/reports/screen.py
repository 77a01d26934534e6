"""One item at a time, as a team talks about it: ballots, its place among the others, and what is agreed on so far."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from core.charts import DotColumn
from core.words import spelled
from rounds.choices import SHOWN_FROM, Answer, Scale
from rounds.reports.agreement import Agreement
from rounds.reports.items import RoundItem
from rounds.reports.spread import ItemBallots, ItemSpread
from rounds.reports.team import number


@dataclass(frozen=True, kw_only=True)
class ScreenLine:
    """An item in the list of all of them."""

    item: RoundItem
    url: str
    is_agreed: bool
    is_here: bool


@dataclass(frozen=True, kw_only=True)
class AgreeScreen:
    """What the screen shows of one item; `lines` and the neighbours are in the widest-first order."""

    item: RoundItem
    ballots: ItemBallots
    lines: tuple[ScreenLine, ...]
    unanimous: int

    @property
    def agreement(self) -> Agreement:
        return self.ballots.agreement

    @cached_property
    def index(self) -> int:
        return next(index for index, line in enumerate(self.lines) if line.is_here)

    @property
    def place(self) -> int:
        return self.index + 1

    @property
    def previous(self) -> ScreenLine | None:
        return self.lines[self.index - 1] if self.index else None

    @property
    def next(self) -> ScreenLine | None:
        return self.lines[self.place] if self.place < len(self.lines) else None

    @property
    def agreed(self) -> int:
        return sum(line.is_agreed for line in self.lines)

    @property
    def has_points(self) -> bool:
        """Whether the answers are the points of the Hexagon, which have colours of their own."""
        return self.item.scale.points[0].value == 1

    @property
    def steps(self) -> tuple[str, ...]:
        """The paragraphs of a text of several, such as one for each stage; they stand side by side."""
        parts = tuple(part for part in self.item.text.split("\n\n") if part)
        return parts if len(parts) > 1 else ()

    @property
    def counted(self) -> str:
        """How many ballots there are, as a heading: "Seven ballots"."""
        count = self.agreement.ballots
        words = "no" if not count else spelled(count)
        return f"{words.capitalize()} ballot{'' if count == 1 else 's'}"

    @property
    def hidden(self) -> str:
        """What is said instead of the spread while too few have rated."""
        return f"{self.counted} so far. The spread shows from {spelled(SHOWN_FROM)} on."

    @property
    def columns(self) -> tuple[DotColumn, ...]:
        counts = self.agreement.counts
        return tuple(DotColumn(point.value or 0, counts[point]) for point in self.item.scale.points)

    @property
    def figures(self) -> tuple[tuple[str, str], ...]:
        """The figures of the ballots as rows of name and words."""
        one = self.agreement
        lacking = (("Without information", str(one.unknown)),) if one.unknown else ()
        if one.median is None:
            return lacking
        return (
            ("Median", number(one.median)),
            ("Range", f"{one.low} to {one.high}" if one.spread else f"{one.low}"),
            (near_words(one.scale), f"{one.near} of {one.rated}"),
            ("Strong agreement", "yes" if one.is_strong else "no"),
            *lacking,
        )

    @property
    def median(self) -> Fraction | None:
        return self.agreement.median


def near_words(scale: Scale) -> str:
    """What the share near the median is called: how near belongs to the scale."""
    return "Within one of the median" if scale.near else "At the median"


def agree_screen(
    item: RoundItem,
    ballots: ItemBallots,
    spreads: Sequence[ItemSpread],
    agreed: Collection[str],
    url_of: Callable[[str], str],
) -> AgreeScreen:
    """Return the screen of one item; no queries."""
    return AgreeScreen(
        item=item,
        ballots=ballots,
        lines=tuple(
            ScreenLine(item=one.item, url=url_of(one.key), is_agreed=one.key in agreed, is_here=one.key == item.key)
            for one in spreads
        ),
        unanimous=len(unanimous_items(spreads, agreed)),
    )


@dataclass(frozen=True, kw_only=True)
class UnanimousItem:
    """An item on which every ballot says the same and nobody has agreed yet."""

    item: RoundItem
    answer: Answer
    ballots: int


def unanimous_items(spreads: Sequence[ItemSpread], agreed: Collection[str]) -> tuple[UnanimousItem, ...]:
    """Return the items on which everyone agrees and nobody has agreed yet; no queries."""
    return tuple(
        UnanimousItem(item=one.item, answer=answer, ballots=one.agreement.ballots)
        for one in spreads
        if one.key not in agreed and (answer := one.agreement.unanimous)
    )


def next_to_agree(spreads: Sequence[ItemSpread], agreed: Collection[str], after: str = "") -> str | None:
    """Return the key of the next item not agreed on, from the one after `after` and round to the first; or None."""
    keys = [one.key for one in spreads]
    start = keys.index(after) + 1 if after in keys else 0
    return next((key for key in (*keys[start:], *keys[:start]) if key not in agreed), None)
