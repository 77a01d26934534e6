"""Answers on a scale, and the states of a round. Leaves: no models."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db import models


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """One answer on a scale: a point ("0" to "5"), not enough information ("n"), or none yet ("").

    There is one object for each answer, made by its scale, and two answers are the same when they are that object.
    """

    code: str
    label: str
    description: str = ""

    @property
    def value(self) -> int | None:
        return int(self.code) if self.code.isdigit() else None

    @property
    def is_unknown(self) -> bool:
        return self.code == "n"

    @property
    def is_rated(self) -> bool:
        return self.code != ""

    @property
    def tile(self) -> str:
        """The style class of the answer's tile on the scales of readiness: v0 to v3, vn, or vx."""
        return f"v{self.code or 'x'}"

    @property
    def point(self) -> str:
        """The style class of the answer's square on the scales of the Hexagon: p1 to p5, pn, or px."""
        return f"p{self.code or 'x'}"


UNRATED = Answer("", "Not rated yet")
UNKNOWN = Answer("n", "Not enough information")


@dataclass(frozen=True, slots=True)
class Scale:
    """The answers that a control offers, in order; "not enough information" is no point and comes last.

    `near` is how far from the median a ballot may be and still agree with it: 0 on short scales, 1 on five points.
    """

    answers: tuple[Answer, ...]
    near: int = 0
    _stored: dict[tuple[int | None, bool], Answer] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        known = {(one.value, one.is_unknown): one for one in (UNRATED, *self.answers)}
        object.__setattr__(self, "_stored", known)

    @classmethod
    def of(cls, choices: type[models.IntegerChoices]) -> Scale:
        return cls((*(Answer(str(point.value), str(point.label)) for point in choices), UNKNOWN))

    @property
    def points(self) -> tuple[Answer, ...]:
        """The answers that are numbers, in order."""
        return tuple(answer for answer in self.answers if answer.value is not None)

    @property
    def is_described(self) -> bool:
        """Whether its points say what a team would see."""
        return any(answer.description for answer in self.points)

    def answer(self, code: str) -> Answer:
        """Return the answer with `code`; StopIteration where the scale has none."""
        return next(answer for answer in (UNRATED, *self.answers) if answer.code == code)

    def stored(self, value: int | None, unknown: bool) -> Answer:
        """Return the answer that a row's value and unknown flag stand for."""
        return self._stored[value, unknown]


class State(models.TextChoices):
    """Where a round is: people rate alone, voting has ended, everyone sees the spread, the team agreed, it is over."""

    OPEN = "open", "Open"
    ENDED = "ended", "Voting has ended"
    REVEALED = "revealed", "Revealed"
    AGREED = "agreed", "Agreed"
    CLOSED = "closed", "Closed"


# Ballots are sealed in these, and nobody but their own rater sees them.
SEALED = (State.OPEN, State.ENDED)

# What a round may become. Whatever is marked asks for a reason, which the team reads in the history of the round.
MOVES = {
    State.OPEN: (State.ENDED, State.REVEALED, State.CLOSED),
    State.ENDED: (State.OPEN, State.REVEALED, State.CLOSED),
    State.REVEALED: (State.OPEN, State.AGREED, State.CLOSED),
    State.AGREED: (State.REVEALED, State.CLOSED),
    State.CLOSED: (),
}
NEEDS_REASON = frozenset(
    {
        (State.ENDED, State.OPEN),
        (State.REVEALED, State.OPEN),
        (State.AGREED, State.REVEALED),
        (State.OPEN, State.CLOSED),
        (State.ENDED, State.CLOSED),
        (State.REVEALED, State.CLOSED),
    }
)

# From so many ballots on, a spread is shown; with fewer it would say who rated what.
SHOWN_FROM = 3
