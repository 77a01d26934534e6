"""How far ballots agree: exact figures of the whole team, never estimates from a sample."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from rounds.choices import SHOWN_FROM, Answer, Scale

STRONG = Fraction(4, 5)


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """The ballots of one item, counted by answer; ballots without an answer are not among them.

    Median, range and shares are of the ballots that gave a number. Nothing but the number of ballots may be shown
    while `is_hidden`.
    """

    scale: Scale
    counts: Counter[Answer]

    @classmethod
    def of(cls, scale: Scale, answers: Iterable[Answer]) -> Agreement:
        return cls(scale=scale, counts=Counter(answers))

    @property
    def ballots(self) -> int:
        return self.counts.total()

    @property
    def unknown(self) -> int:
        """How many said that they lack information."""
        return sum(number for answer, number in self.counts.items() if answer.is_unknown)

    @cached_property
    def values(self) -> tuple[int, ...]:
        """The numbers that were given, in order."""
        given = sorted((one.value, number) for one, number in self.counts.items() if one.value is not None)
        return tuple(value for value, number in given for _ in range(number))

    @property
    def rated(self) -> int:
        return len(self.values)

    @property
    def is_hidden(self) -> bool:
        """Too few ballots to show without saying who rated what."""
        return self.ballots < SHOWN_FROM

    @cached_property
    def median(self) -> Fraction | None:
        if not self.values:
            return None
        return Fraction(self.values[(self.rated - 1) // 2] + self.values[self.rated // 2], 2)

    @property
    def low(self) -> int | None:
        return self.values[0] if self.values else None

    @property
    def high(self) -> int | None:
        return self.values[-1] if self.values else None

    @property
    def spread(self) -> int:
        """The distance from the lowest to the highest number."""
        return self.values[-1] - self.values[0] if self.values else 0

    @cached_property
    def variance(self) -> Fraction:
        """The population variance; in whole numbers up to the last step, because every item's is asked for at once."""
        count, total = self.rated, sum(self.values)
        squares = sum(value * value for value in self.values)
        return Fraction(count * squares - total * total, count * count) if count else Fraction(0)

    @cached_property
    def near(self) -> int:
        """How many are as near to the median as the scale asks."""
        middle = self.median
        return sum(middle is not None and abs(value - middle) <= self.scale.near for value in self.values)

    @property
    def share(self) -> Fraction | None:
        """The share of ballots near the median."""
        return Fraction(self.near, self.rated) if self.values else None

    @property
    def is_strong(self) -> bool:
        return self.share is not None and self.share >= STRONG

    @property
    def unanimous(self) -> Answer | None:
        """The number that every ballot gave, where enough were cast to show it and all gave the same."""
        one = next(iter(self.counts), None)
        return one if len(self.counts) == 1 and one and not (one.is_unknown or self.is_hidden) else None

    @property
    def by_answer(self) -> tuple[tuple[Answer, int], ...]:
        """Every answer of the scale with its number of ballots."""
        return tuple((answer, self.counts[answer]) for answer in self.scale.answers)

    def takes_note(self, answer: Answer) -> bool:
        """Whether agreeing on this answer needs a note: it lies outside what the ballots gave.

        With too few ballots to show every answer does, or the demand would tell what they say.
        """
        if self.is_hidden:
            return True
        if answer.is_unknown:
            return not self.unknown
        return answer.value is None or not self.values or not self.values[0] <= answer.value <= self.values[-1]

    def bears(self, answer: Answer, *, has_note: bool) -> bool:
        """Whether a team may have agreed on this: an answer that ballots no longer gave asks for a note after all."""
        return has_note or not self.takes_note(answer)
