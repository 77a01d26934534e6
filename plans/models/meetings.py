"""Meetings of the team about its plan."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from comments.models import Discussed
from core.links import address
from plans.models.base import Kept
from plans.models.plans import Plan
from plans.querysets import PlannedQuerySet


class Meeting(Kept, Discussed):
    """A meeting: what it was about, who was there, what was decided. Follow-ups are action steps of the plan.

    `present` are members of the district, `others` the names of those without an account, one a line.
    """

    part_of = "plan"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="meetings")
    on = models.DateField()
    title = models.CharField(max_length=120)
    agenda = models.TextField(blank=True)
    present = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", blank=True)
    others = models.TextField(blank=True)
    decisions = models.TextField(blank=True)

    objects = PlannedQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["thread"], m2m_fields=[present])

    class Meta:
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address("plans:meeting_detail", self.plan.district.slug, self.plan_id, self.pk)
