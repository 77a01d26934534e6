"""The two scales that teams answer on, and the standing derived from a pair of answers. Leaves: no models."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from functools import cache

from django.db import models


class RatingValue(models.IntegerChoices):
    """How far a planning stage description is in place."""

    NOT_STARTED = 0, "Not started"
    PARTLY = 1, "Partly in place"
    IN_PLACE = 2, "In place"


class Placement(models.IntegerChoices):
    """Where a consideration stands; 1 to 3 are the stages that the sources describe."""

    NOT_BEGUN = 0, "Not begun"
    GETTING_STARTED = 1, "Getting Started"
    GETTING_BETTER = 2, "Getting Better"
    KEEP_IMPROVING = 3, "Keep Improving"


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """One answer on a scale: a point ("0" to "3"), not enough information ("n"), or none yet ("").

    There is one object for each answer, made by its scale, and two answers are the same when they are that object.
    """

    code: str
    label: str

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
        """The style class of the answer's tile: v0 to v3, vn, or vx."""
        return f"v{self.code or 'x'}"


UNRATED = Answer("", "Not rated yet")
UNKNOWN = Answer("n", "Not enough information")


@dataclass(frozen=True, slots=True)
class Scale:
    """The answers that a control offers, in order; "not enough information" is no point and comes last."""

    answers: tuple[Answer, ...]
    _stored: dict[tuple[int | None, bool], Answer] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        known = {(one.value, one.is_unknown): one for one in (UNRATED, *self.answers)}
        object.__setattr__(self, "_stored", known)

    @classmethod
    def of(cls, choices: type[models.IntegerChoices]) -> Scale:
        return cls((*(Answer(str(point.value), str(point.label)) for point in choices), UNKNOWN))

    def answer(self, code: str) -> Answer:
        """Return the answer with `code`; StopIteration where the scale has none."""
        return next(answer for answer in (UNRATED, *self.answers) if answer.code == code)

    def stored(self, value: int | None, unknown: bool) -> Answer:
        """Return the answer that a row's value and unknown flag stand for."""
        return self._stored[value, unknown]


RATING_SCALE = Scale.of(RatingValue)
PLACEMENT_SCALE = Scale.of(Placement)


class Standing(models.TextChoices):
    """Where an indicator stands, least advanced first; the value is also its style class."""

    UNRATED = "sx", "Not rated yet"
    UNKNOWN = "sn", "Not known yet"
    NOTHING_BEGUN = "s0", "Nothing begun"
    GETTING_AWARE = "s1", "Getting aware"
    GETTING_READY = "s2", "Getting ready"
    READY = "s3", "Ready to implement"

    @classmethod
    @cache
    def of(cls, aware: Answer, ready: Answer) -> Standing:
        """Derive the standing from the answers for Getting Aware and Getting Ready."""
        values = [answer.value for answer in (aware, ready) if answer.value is not None]
        if not values:
            return cls.UNKNOWN if aware.is_unknown or ready.is_unknown else cls.UNRATED
        if aware.value == ready.value == RatingValue.IN_PLACE:
            return cls.READY
        if aware.value == RatingValue.IN_PLACE:
            return cls.GETTING_READY
        return cls.GETTING_AWARE if any(values) else cls.NOTHING_BEGUN


def runs_ahead(aware: Answer, ready: Answer) -> bool:
    """Say whether Getting Ready is further in place than the Getting Aware that should carry it."""
    return ready.value is not None and ready.value > (aware.value or 0)


# Most advanced first; the two without a standing come last.
GROUP_ORDER = (
    Standing.READY,
    Standing.GETTING_READY,
    Standing.GETTING_AWARE,
    Standing.NOTHING_BEGUN,
    Standing.UNKNOWN,
    Standing.UNRATED,
)

SEASONS = ("Winter", "Spring", "Summer", "Autumn")


def season_of(moment: datetime) -> str:
    """Return the season and year of a moment, as assessments are mostly called: Autumn 2026."""
    return f"{SEASONS[moment.month % 12 // 3]} {moment.year}"
