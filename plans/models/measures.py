"""How anybody will know that it worked: measures, their benchmark targets, and readings."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from comments.models import Discussed
from core.links import address
from plans.choices import Direction, MeasureKind
from plans.models.base import Kept
from plans.models.plans import Plan
from plans.models.priorities import Priority
from plans.querysets import MeasuredQuerySet, PlannedQuerySet

DIGITS, DECIMALS = 14, 4


class Measure(Kept, Discussed):
    """Something that is counted or observed again and again. Values are in `unit`, such as "%" or "days"."""

    part_of = "plan"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="measures")
    priority = models.ForeignKey(Priority, on_delete=models.SET_NULL, null=True, blank=True, related_name="measures")
    title = models.CharField(max_length=200)
    what = models.TextField(blank=True)
    kind = models.CharField(max_length=10, choices=MeasureKind)
    unit = models.CharField(max_length=40, blank=True)
    direction = models.CharField(max_length=4, choices=Direction, default=Direction.UP)
    source = models.CharField(max_length=200, blank=True)
    baseline = models.DecimalField(max_digits=DIGITS, decimal_places=DECIMALS, null=True, blank=True)
    baseline_on = models.DateField(null=True, blank=True)
    carried_from = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    objects = PlannedQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["thread"])

    class Meta:
        ordering = ["kind", "title", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=MeasureKind.values), name="measure_kind_known"),
            models.CheckConstraint(condition=Q(direction__in=Direction.values), name="measure_direction_known"),
            models.CheckConstraint(
                condition=Q(baseline=None, baseline_on=None) | Q(baseline__isnull=False, baseline_on__isnull=False),
                name="measure_baseline_has_a_day",
            ),
            models.UniqueConstraint(fields=["plan", "title"], name="measure_title_once"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address("plans:measure_detail", self.plan.district.slug, self.plan_id, self.pk)


class Measured(Kept):
    """A value of a measure on a day."""

    value = models.DecimalField(max_digits=DIGITS, decimal_places=DECIMALS)
    on = models.DateField()

    objects = MeasuredQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.value.normalize():f} on {self.on}"


class Target(Measured):
    """Where a measure should be on a day."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="targets")

    history = HistoricalRecords()

    class Meta(Measured.Meta):
        constraints = [models.UniqueConstraint(fields=["measure", "on"], name="target_once_a_day")]


class Reading(Measured):
    """Where a measure was on a day, as a source tells."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="readings")
    source = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)

    history = HistoricalRecords()

    class Meta(Measured.Meta):
        constraints = [models.UniqueConstraint(fields=["measure", "on"], name="reading_once_a_day")]
