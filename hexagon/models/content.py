"""Content of the Hexagon: its editions, the six components, and what each asks and looks like at five points.

Origin of the components: NIRN's Hexagon Discussion and Analysis Tool, which each edition's `source` names.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from hexagon.choices import Side
from practices.models import BaseEdition, BaseEditionContent


class HexagonEdition(BaseEdition):
    """An edition of the Hexagon's six components."""

    class Meta(BaseEdition.Meta):
        ordering = ["-number"]
        constraints = [
            *BaseEdition.Meta.constraints,
            models.UniqueConstraint(fields=["number"], name="hexagonedition_number_once"),
            models.UniqueConstraint(fields=["status"], condition=Q(status="draft"), name="hexagonedition_one_draft"),
            models.UniqueConstraint(
                fields=["status"], condition=Q(status="published"), name="hexagonedition_one_published"
            ),
        ]

    def __str__(self) -> str:
        return f"The Hexagon, edition {self.number}"


class HexagonContent(BaseEditionContent):
    """A row of an edition of the Hexagon."""

    edition = models.ForeignKey(HexagonEdition, on_delete=models.CASCADE, related_name="+")

    class Meta(BaseEditionContent.Meta):
        abstract = True


class Component(HexagonContent):
    """One of the six things that a team weighs, such as Evidence; a team rates it from 1 to 5."""

    edition = models.ForeignKey(HexagonEdition, on_delete=models.CASCADE, related_name="components")
    side = models.CharField(max_length=10, choices=Side)
    title = models.CharField(max_length=60)
    definition = models.TextField()

    class Meta(HexagonContent.Meta):
        constraints = [
            models.UniqueConstraint(fields=["edition", "key"], name="component_key_once"),
            models.CheckConstraint(condition=Q(side__in=Side.values), name="component_side_known"),
        ]

    def __str__(self) -> str:
        return self.title


class Question(HexagonContent):
    """What a team discusses about a component before it rates."""

    parent_field = "component"

    component = models.ForeignKey(Component, on_delete=models.CASCADE, related_name="questions")
    text = models.TextField()

    class Meta(HexagonContent.Meta):
        constraints = [models.UniqueConstraint(fields=["edition", "key"], name="question_key_once")]

    def __str__(self) -> str:
        return self.text

    def suggest_key(self) -> str:
        return " ".join([self.component.key, *self.text.split()[:4]])


class Point(HexagonContent):
    """What a team sees of a component at one of five points, from 1, not at all, to 5, strongest."""

    parent_field = "component"

    component = models.ForeignKey(Component, on_delete=models.CASCADE, related_name="points")
    value = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=40)
    description = models.TextField()

    class Meta(HexagonContent.Meta):
        constraints = [
            models.UniqueConstraint(fields=["edition", "key"], name="point_key_once"),
            models.UniqueConstraint(fields=["component", "value"], name="point_value_once"),
            models.CheckConstraint(condition=Q(value__range=(1, 5)), name="point_value_1_to_5"),
        ]

    def __str__(self) -> str:
        return f"{self.component.title}, {self.value}: {self.label}"

    def suggest_key(self) -> str:
        return f"{self.component.key}-{self.value}"
