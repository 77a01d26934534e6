"""Enumerations of inventories."""

from django.db import models


class Scope(models.TextChoices):
    """What one inventory covers."""

    DISTRICT = "district", "The whole district"
    BUILDING = "building", "One building"


class Sensitivity(models.TextChoices):
    """Who may read what a district enters."""

    ORDINARY = "ordinary", "Ordinary"
    STAFF = "staff", "Staff data"


class ColumnKind(models.TextChoices):
    """What a cell of a column holds."""

    TEXT = "text", "Text"
    LONG_TEXT = "long-text", "Long text"
    CHOICE = "choice", "Choice"
    CHOICES = "choices", "Several choices"
    NUMBER = "number", "Number"
    DATE = "date", "Date"
    YES_NO = "yes-no", "Yes or no"
    LINK = "link", "Link"
    PERSON = "person", "Person or role"
    BUILDING = "building", "Building"


# The kinds whose column lists what may be chosen, and those in which no two rows of an inventory could ever differ.
LISTED = (ColumnKind.CHOICE, ColumnKind.CHOICES)
NEVER_UNIQUE = (ColumnKind.LONG_TEXT, ColumnKind.CHOICES, ColumnKind.YES_NO)


class PromptKind(models.TextChoices):
    """What a prompt is for. What to inventory and questions are always words of a source."""

    WHAT = "what", "What to inventory"
    QUESTION = "question", "Question"
    REFLECTION = "reflection", "To talk over"


# The kinds of prompts that are quoted, never worded by us.
QUOTED = (PromptKind.WHAT, PromptKind.QUESTION)
