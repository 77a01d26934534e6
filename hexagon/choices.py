"""Enumerations of the Hexagon, and the places of its six components."""

from django.db import models


class Side(models.TextChoices):
    """What a component is about: the program that is weighed, or the place that would take it up."""

    PROGRAM = "program", "Program side"
    SITE = "site", "Site side"


# Keys of the components in the order in which people read and rate them, each with its side.
SIDES = {
    "evidence": Side.PROGRAM,
    "supports": Side.PROGRAM,
    "usability": Side.PROGRAM,
    "need": Side.SITE,
    "fit": Side.SITE,
    "capacity": Side.SITE,
}
READING_ORDER = tuple(SIDES)

# The same keys clockwise from the top right, as the chart draws them: site on the right, program on the left.
CLOCKWISE = ("need", "fit", "capacity", "usability", "supports", "evidence")

# The points of every component, from not at all to strongest.
POINTS = (1, 2, 3, 4, 5)


class Subject(models.TextChoices):
    """What a review is about."""

    SYSTEM = "system", "System"
    PRACTICE = "practice", "Practice"
    INDICATOR = "indicator", "Indicator"
    CANDIDATE = "candidate", "Candidate"


class Choice(models.TextChoices):
    """What a recommendation may be; a person chooses it."""

    ADOPT = "adopt", "Adopt"
    SUPPORTS = "supports", "Adopt with supports"
    REFINE = "refine", "Refine"
    GATHER = "gather", "Gather more information"
    DECLINE = "decline", "Do not adopt"


# What, in a comparison, is said of one candidate.
NEEDS_CANDIDATE = (Choice.ADOPT, Choice.SUPPORTS, Choice.REFINE)

# The letters of a comparison's candidates.
LETTERS = "ABCDEF"
FEWEST_CANDIDATES, MOST_CANDIDATES = 2, len(LETTERS)
