"""What templates and the inventories that were started from them share: columns, and prompts to gather and talk by."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from inventories.choices import LISTED, NEVER_UNIQUE, QUOTED, ColumnKind, PromptKind


class BaseColumn(models.Model):
    """A column; `choices` lists the words that may be chosen, in order."""

    key = models.SlugField(help_text="Stable name in files. It never changes.")
    title = models.CharField(max_length=60)
    kind = models.CharField(max_length=10, choices=ColumnKind)
    help = models.CharField(max_length=200, blank=True)
    required = models.BooleanField(default=False)
    unique = models.BooleanField(default=False, help_text="No two rows of an inventory may say the same here.")
    choices = models.JSONField(default=list, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title


def column_constraints(name: str) -> list[models.BaseConstraint]:
    """Return what holds within every column, for a model whose constraints begin with `name`."""
    return [
        models.CheckConstraint(condition=Q(kind__in=ColumnKind.values), name=f"{name}_kind_known"),
        models.CheckConstraint(
            condition=(Q(kind__in=LISTED) & ~Q(choices=[])) | (~Q(kind__in=LISTED) & Q(choices=[])),
            name=f"{name}_choices_where_chosen",
        ),
        models.CheckConstraint(
            condition=Q(unique=False) | ~Q(kind__in=NEVER_UNIQUE), name=f"{name}_unique_where_it_can_be"
        ),
    ]


class BasePrompt(models.Model):
    """What people read while they gather and discuss; word for word from `source`, or ours where that is empty."""

    kind = models.CharField(max_length=10, choices=PromptKind)
    text = models.TextField()
    source = models.CharField(
        max_length=200, blank=True, help_text="The document that says this word for word. Empty where we do."
    )
    part = models.CharField(max_length=60, blank=True, help_text="The part of the inventory that it belongs to.")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text


def prompt_constraints(name: str) -> list[models.BaseConstraint]:
    """Return what holds within every prompt, for a model whose constraints begin with `name`."""
    return [
        models.CheckConstraint(condition=Q(kind__in=PromptKind.values), name=f"{name}_kind_known"),
        models.CheckConstraint(
            condition=~Q(kind__in=QUOTED) | ~Q(source=""),
            name=f"{name}_quoted_from_a_source",
            violation_error_message="What to inventory and questions are quoted: name the document.",
        ),
    ]
