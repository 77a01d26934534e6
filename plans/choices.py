"""The words that a plan is made of, and the school year. Leaves: no models."""

from __future__ import annotations

from datetime import date

from django.db import models

# As many priorities as a team is likely to finish in a year; the screen says so where there are more.
HANDFUL = 5
# A school year begins on the first of July.
FIRST_MONTH = 7


class PlanState(models.TextChoices):
    """How far a plan is: still being written, what the district works by, or over."""

    DRAFT = "draft", "Draft"
    IN_FORCE = "in_force", "In force"
    CLOSED = "closed", "Closed"


class StepStatus(models.TextChoices):
    """How far an action step is. A dropped one says why."""

    NOT_BEGUN = "not_begun", "Not begun"
    UNDER_WAY = "under_way", "Under way"
    DONE = "done", "Done"
    DROPPED = "dropped", "Dropped"


UNFINISHED = (StepStatus.NOT_BEGUN, StepStatus.UNDER_WAY)


class Origin(models.TextChoices):
    """Where a team found what it made a priority."""

    READINESS = "readiness", "Readiness"
    RECOMMENDATION = "hexagon", "Hexagon recommendation"
    INVENTORY = "inventory", "Inventory"
    INFORMATION = "unknown", "Not enough information"
    OWN = "own", "Chosen by the team"


class MeasureKind(models.TextChoices):
    """Whether a measure moves early, with the work, or late, with its results."""

    LEADING = "leading", "Leading"
    LAGGING = "lagging", "Lagging"


class Direction(models.TextChoices):
    """Which way a measure should go."""

    UP = "up", "Higher is better"
    DOWN = "down", "Lower is better"


class Path(models.TextChoices):
    """Where a measure stands against the way from its baseline through its targets; the value is its style class."""

    ON = "on", "On its path"
    NEAR = "near", "Near its path"
    OFF = "off", "Off its path"
    UNKNOWN = "none", "Not known yet"


class Method(models.TextChoices):
    """How a team looked for the root cause."""

    FIVE_WHYS = "whys", "Five whys"
    FISHBONE = "fishbone", "Fishbone"


# The bones of a fishbone, by the key that their causes are stored under.
BONES = {
    "people": "People",
    "practices": "Ways of working",
    "policies": "Policies and rules",
    "resources": "Time, money and tools",
    "information": "Information",
    "surroundings": "Surroundings",
}
WHYS = 5


class Phase(models.TextChoices):
    """Where an improvement cycle is."""

    PLAN = "plan", "Plan"
    DO = "do", "Do"
    STUDY = "study", "Study"
    ACT = "act", "Act"


class Outcome(models.TextChoices):
    """What a team does with a change once a cycle has shown how it works."""

    ADOPT = "adopt", "Adopt"
    ADAPT = "adapt", "Adapt"
    ABANDON = "abandon", "Abandon"


class Length(models.TextChoices):
    """How much of a plan a file for a board has."""

    BRIEF = "brief", "Board brief"
    PLAN = "plan", "Plan"
    RECORD = "record", "Full record"


def school_year(start: int) -> str:
    """Return the school year that begins in July of a year, as people write it: 2026 and 27, with a dash."""
    return f"{start}\N{EN DASH}{(start + 1) % 100:02d}"


def school_year_of(day: date) -> int:
    """Return the year in whose July the school year of a day began."""
    return day.year if day.month >= FIRST_MONTH else day.year - 1


def year_ends(start: int) -> tuple[date, date]:
    """Return the first and the last day of a school year."""
    return date(start, FIRST_MONTH, 1), date(start + 1, FIRST_MONTH - 1, 30)
