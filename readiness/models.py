"""A district's assessments of an edition, and its ratings of every stage description and consideration."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from comments.models import Discussed
from core.links import address
from districts.models import District, User
from practices.models import Consideration, Edition, StageDescription
from readiness.choices import PLACEMENT_SCALE, RATING_SCALE, Placement, RatingValue
from readiness.querysets import AssessmentQuerySet, AssessmentRoundQuerySet, RatingQuerySet
from rounds.choices import Answer, Scale
from rounds.models import AgreedValue, Round


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
    # What `AssessmentQuerySet.with_progress` and `with_memberships` add.
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


class BaseRating(AgreedValue, Discussed):
    """What a team agrees on for one item of an assessment."""

    objects = RatingQuerySet.as_manager()

    part_of = "assessment"
    scale: ClassVar[Scale]
    content_field: ClassVar[str]
    # Given by each model.
    assessment: Assessment

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

    history = HistoricalRecords(excluded_fields=["covered_by", "thread"])

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

    history = HistoricalRecords(excluded_fields=["covered_by", "thread"])

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "consideration"], name="placement_once"),
            models.CheckConstraint(condition=Q(value=None) | Q(value__in=Placement.values), name="placement_in_range"),
            models.CheckConstraint(condition=Q(value=None) | Q(unknown=False), name="placement_value_or_unknown"),
        ]

    def __str__(self) -> str:
        return f"Placement {self.pk}"


class AssessmentRound(models.Model):
    """A round over some focus areas of an assessment, its considerations among them where the lead says so."""

    round = models.OneToOneField(Round, on_delete=models.CASCADE, related_name="assessment_round")
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="rounds")

    objects = AssessmentRoundQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.round)
