"""A district's assessments of an edition, and its ratings of every stage description and consideration."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from core.links import address
from districts.models import District, User
from practices.models import Consideration, Edition, StageDescription
from readiness.choices import PLACEMENT_SCALE, RATING_SCALE, Answer, Placement, RatingValue, Scale
from readiness.querysets import AssessmentQuerySet, RatingQuerySet


class Assessment(models.Model):
    """One rating of a system by a district, such as "Autumn 2026"."""

    district = models.ForeignKey(District, on_delete=models.CASCADE, related_name="assessments")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    label = models.CharField(max_length=80, help_text="When it was made, such as Autumn 2026.")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = AssessmentQuerySet.as_manager()
    # What django-simple-history reads when it writes a version.
    _history_user: User
    _history_date: datetime
    _change_reason: str
    # What `AssessmentQuerySet.with_progress` and `with_membership_of` add.
    rated: int
    total: int
    membership_pk: int
    membership_role: str

    history = HistoricalRecords(history_change_reason_field=models.TextField(null=True))

    class Meta:
        ordering = ["-opened_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["district", "edition", "label"], name="assessment_label_once")]
        indexes = [models.Index(fields=["district", "-opened_at"], name="assessment_by_district")]

    def __str__(self) -> str:
        return f"{self.edition.system.title}, {self.label}"

    def get_absolute_url(self) -> str:
        return address("readiness:assessment_rate", self.district.slug, self.pk)

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None


class BaseRating(models.Model):
    """What a team says of one item: a value, or not enough information, or neither yet; and a note.

    `version` starts at 1 and counts every change, so `version - 1` is the number of changes.
    """

    value = models.PositiveSmallIntegerField(null=True, blank=True)
    unknown = models.BooleanField("not enough information", default=False)
    note = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = RatingQuerySet.as_manager()

    scale: ClassVar[Scale]
    content_field: ClassVar[str]
    # Given by each model, and by django-simple-history, which comes without types.
    assessment: Assessment
    history: ClassVar[Any]
    _history_user: User
    _history_date: datetime

    class Meta:
        abstract = True

    @property
    def answer(self) -> Answer:
        return self.scale.stored(self.value, self.unknown)


class Rating(BaseRating):
    """A district's rating of a stage description, with evidence and considerations as its note."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="ratings")
    stage_description = models.ForeignKey(StageDescription, on_delete=models.PROTECT, related_name="+")

    scale = RATING_SCALE
    content_field = "stage_description"

    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "stage_description"], name="rating_once"),
            models.CheckConstraint(condition=Q(value=None) | Q(value__in=RatingValue.values), name="rating_in_range"),
            models.CheckConstraint(condition=Q(value=None) | Q(unknown=False), name="rating_value_or_unknown"),
        ]
        # How much of an assessment is rated is counted from the index alone.
        indexes = [models.Index(fields=["assessment", "value", "unknown"], name="rating_progress")]

    def __str__(self) -> str:
        return f"Rating {self.pk}"


class ConsiderationPlacement(BaseRating):
    """Where a district places a consideration, with notes."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="placements")
    consideration = models.ForeignKey(Consideration, on_delete=models.PROTECT, related_name="+")

    scale = PLACEMENT_SCALE
    content_field = "consideration"

    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "consideration"], name="placement_once"),
            models.CheckConstraint(condition=Q(value=None) | Q(value__in=Placement.values), name="placement_in_range"),
            models.CheckConstraint(condition=Q(value=None) | Q(unknown=False), name="placement_value_or_unknown"),
        ]

    def __str__(self) -> str:
        return f"Placement {self.pk}"
