"""Who does what by when: action steps, and the milestones on the way."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from comments.models import Discussed
from core.links import address
from plans.choices import UNFINISHED, StepStatus
from plans.models.base import Grounded, Kept, Owned, one_ground, one_owner
from plans.models.meetings import Meeting
from plans.models.plans import Plan
from plans.models.priorities import Priority
from plans.querysets import PlannedQuerySet, StepQuerySet


class ActionStep(Kept, Owned, Grounded, Discussed):
    """Something to be done, by somebody, until a day.

    `after` is the step that has to be done first; `meeting`, the one that it is a follow-up of; `finished_on`, the day
    on which it was called done or dropped.
    """

    part_of = "plan"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="steps")
    priority = models.ForeignKey(Priority, on_delete=models.SET_NULL, null=True, blank=True, related_name="steps")
    title = models.CharField(max_length=300)
    starts_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=10, choices=StepStatus, default=StepStatus.NOT_BEGUN)
    dropped_because = models.TextField(blank=True)
    finished_on = models.DateField(null=True, blank=True)
    resources = models.TextField(blank=True)
    funding = models.CharField(max_length=200, blank=True)
    notes = models.TextField(blank=True)
    after = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.SET_NULL, null=True, blank=True, related_name="follow_ups")
    carried_from = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    objects = StepQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["thread"])

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=StepStatus.values), name="step_status_known"),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(due_on=None) | Q(due_on__gte=F("starts_on")),
                name="step_due_after_its_start",
            ),
            models.CheckConstraint(
                condition=~Q(status=StepStatus.DROPPED) | ~Q(dropped_because=""), name="step_dropped_with_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(status__in=UNFINISHED, finished_on=None)
                | (~Q(status__in=UNFINISHED) & Q(finished_on__isnull=False)),
                name="step_finished_on_a_day",
            ),
            one_ground("step"),
            one_owner("step"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address("plans:step_detail", self.plan.district.slug, self.plan_id, self.pk)

    @property
    def is_unfinished(self) -> bool:
        return self.status in UNFINISHED

    def is_overdue(self, today: date) -> bool:
        return self.is_unfinished and self.due_on is not None and self.due_on < today


class Milestone(Kept, Discussed):
    """A day by which something can be seen to be so; `reached_on` is the day on which it was."""

    part_of = "plan"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="milestones")
    priority = models.ForeignKey(Priority, on_delete=models.SET_NULL, null=True, blank=True, related_name="milestones")
    title = models.CharField(max_length=200)
    due_on = models.DateField()
    reached_on = models.DateField(null=True, blank=True)
    carried_from = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    objects = PlannedQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["thread"])

    class Meta:
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address("plans:milestone_detail", self.plan.district.slug, self.plan_id, self.pk)

    def is_overdue(self, today: date) -> bool:
        return self.reached_on is None and self.due_on < today
