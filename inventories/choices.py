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
    EXPIRES = "expires", "Date of expiry"
    YES_NO = "yes-no", "Yes or no"
    LINK = "link", "Link"
    PERSON = "person", "Person or role"
    BUILDING = "building", "Building"


# The kinds whose column lists what may be chosen, and those in which no two rows of an inventory could ever differ.
LISTED = (ColumnKind.CHOICE, ColumnKind.CHOICES)
NEVER_UNIQUE = (ColumnKind.LONG_TEXT, ColumnKind.CHOICES, ColumnKind.YES_NO)
# The kinds that hold a date, those whose cells are counted word by word, and those that a table cannot be sorted by.
DATES = (ColumnKind.DATE, ColumnKind.EXPIRES)
COUNTED = (ColumnKind.CHOICE, ColumnKind.CHOICES, ColumnKind.YES_NO, ColumnKind.BUILDING)
NEVER_SORTED = (ColumnKind.LONG_TEXT, ColumnKind.CHOICES)


class InventoryState(models.TextChoices):
    """How far one can rely on an inventory, as its lead says."""

    GATHERING = "gathering", "Being gathered"
    CURRENT = "current", "Current"
    OUTDATED = "outdated", "Out of date"


class Existing(models.TextChoices):
    """What an import does with rows that the inventory has already."""

    STOP = "stop", "Stop: import nothing while there are any"
    SKIP = "skip", "Skip them: they stay as they are"
    UPDATE = "update", "Update them with what the file says"


class Outcome(models.TextChoices):
    """What an import would do with a row of the file."""

    WRONG = "wrong", "Wrong"
    ADDED = "added", "Added"
    CHANGED = "changed", "Changed"
    LEFT = "left", "Left as it is"


class PromptKind(models.TextChoices):
    """What a prompt is for. What to inventory and questions are always words of a source."""

    WHAT = "what", "What to inventory"
    QUESTION = "question", "Question"
    REFLECTION = "reflection", "To talk over"


# The kinds of prompts that are quoted, never worded by us.
QUOTED = (PromptKind.WHAT, PromptKind.QUESTION)
