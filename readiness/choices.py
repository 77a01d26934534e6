"""The two scales that teams answer on, and the standing derived from a pair of answers. Leaves: no models."""

from __future__ import annotations

from datetime import datetime
from functools import cache

from django.db import models

from rounds.choices import Answer, Scale


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


ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def ordinal(number: int) -> str:
    """Return "first" to "tenth", then "11th" and so on."""
    if number <= len(ORDINALS):
        return ORDINALS[number - 1]
    ending = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
