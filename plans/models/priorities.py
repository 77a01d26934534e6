"""What a plan works on, and why: priorities and the root causes behind them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from comments.models import Discussed
from core.links import address
from plans.choices import Method, Origin
from plans.models.base import Grounded, Kept, one_ground
from plans.models.plans import Plan
from plans.querysets import PlannedQuerySet


class Priority(Kept, Grounded, Discussed):
    """One of the few things that a plan works on, with the reason it was chosen and where the team found it."""

    part_of = "plan"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="priorities")
    title = models.CharField(max_length=200)
    reason = models.TextField()
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.OWN)
    position = models.PositiveSmallIntegerField(default=0)
    carried_from = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    objects = PlannedQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["thread"])

    class Meta:
        verbose_name_plural = "priorities"
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(origin__in=Origin.values), name="priority_origin_known"),
            models.CheckConstraint(condition=~Q(reason=""), name="priority_has_a_reason"),
            one_ground("priority"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address("plans:priority_detail", self.plan.district.slug, self.plan_id, self.pk)


class RootCause(Kept):
    """Why the problem behind a priority is there, and the strategy that follows.

    `whys` holds the answers to "why?", one after the other; `bones` lists of causes by the keys of BONES. Both are
    kept whichever method the team uses in the end.
    """

    priority = models.OneToOneField(Priority, on_delete=models.CASCADE, related_name="root_cause")
    method = models.CharField(max_length=10, choices=Method, default=Method.FIVE_WHYS)
    problem = models.TextField(blank=True)
    whys = models.JSONField(default=list, blank=True)
    bones = models.JSONField(default=dict, blank=True)
    cause = models.TextField(blank=True)
    strategy = models.TextField(blank=True)
    strategy_reason = models.TextField(blank=True)

    history = HistoricalRecords()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(method__in=Method.values), name="root_cause_method_known")]

    def __str__(self) -> str:
        return f"Root cause of {self.priority_id}"
