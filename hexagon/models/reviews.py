"""A district's reviews on the Hexagon: what is weighed, what a team says of each component, what it recommends."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from comments.models import Discussed
from core.links import address
from districts.models import District, User
from hexagon.choices import LETTERS, Choice, Subject
from hexagon.models.content import Component, HexagonEdition
from hexagon.querysets import BaseReviewQuerySet, ComponentRatingQuerySet, ReviewQuerySet
from practices.models import Indicator, Practice, System
from rounds.models import AgreedValue, Round


class BaseReview(models.Model):
    """What a review and a comparison share: whose it is, the edition it is rated on, and its title."""

    district = models.ForeignKey(District, on_delete=models.CASCADE, related_name="%(class)ss")
    edition = models.ForeignKey(HexagonEdition, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=160)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    # What django-simple-history reads when it writes a version.
    _history_user: User
    _history_date: datetime
    # What `ReviewQuerySet.with_membership_of` adds.
    membership_pk: int
    membership_role: str

    class Meta:
        abstract = True
        ordering = ["-opened_at", "-pk"]

    def __str__(self) -> str:
        return self.title


class Comparison(BaseReview):
    """Two to six candidates for an indicator that calls for choosing, weighed side by side."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")

    objects = BaseReviewQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(BaseReview.Meta):
        indexes = [models.Index(fields=["district", "-opened_at"], name="comparison_by_district")]

    def get_absolute_url(self) -> str:
        return address("hexagon:comparison_detail", self.district.slug, self.pk)


class Review(BaseReview, Discussed):
    """A subject weighed on the six components: a system, a practice, an indicator, or a candidate.

    A candidate may be one of a comparison, which gives it a letter from its position (1 is A).
    """

    subject = models.CharField(max_length=10, choices=Subject)
    system = models.ForeignKey(System, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    comparison = models.ForeignKey(
        Comparison, on_delete=models.CASCADE, null=True, blank=True, related_name="candidates"
    )
    position = models.PositiveSmallIntegerField(default=0)
    description = models.TextField(blank=True)
    provider = models.CharField(max_length=160, blank=True)
    link = models.URLField(max_length=500, blank=True)
    cost_note = models.CharField(max_length=300, blank=True)

    objects = ReviewQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["thread"])

    class Meta(BaseReview.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(subject__in=Subject.values), name="review_subject_known"),
            models.CheckConstraint(
                condition=Q(subject=Subject.SYSTEM, system__isnull=False, practice=None, indicator=None)
                | Q(subject=Subject.PRACTICE, system=None, practice__isnull=False, indicator=None)
                | Q(subject=Subject.INDICATOR, system=None, practice=None, indicator__isnull=False)
                | Q(subject=Subject.CANDIDATE, system=None, practice=None, indicator=None),
                name="review_has_its_subject",
            ),
            models.CheckConstraint(
                condition=Q(comparison=None, position=0) | Q(subject=Subject.CANDIDATE, position__range=(1, 6)),
                name="review_candidate_has_a_letter",
            ),
            models.UniqueConstraint(
                fields=["comparison", "position"], condition=Q(comparison__isnull=False), name="review_letter_once"
            ),
        ]
        indexes = [models.Index(fields=["district", "-opened_at"], name="review_by_district")]

    def get_absolute_url(self) -> str:
        return address("hexagon:review_detail", self.district.slug, self.pk)

    @property
    def letter(self) -> str:
        """A to F in a comparison, empty alone."""
        return LETTERS[self.position - 1] if self.position else ""

    @property
    def name(self) -> str:
        """The title with the letter before it: "A. Regional hiring consortium"."""
        return f"{self.letter}. {self.title}" if self.position else self.title


class ComponentRating(AgreedValue, Discussed):
    """What a team says of one component in a review: the agreed rating with its reason as note, and what led to it.

    `taken_from` is the row of an earlier review whose words were taken over, as long as it exists, and `agreed_at` when
    they had been agreed on there; `taken_at` is this row's version right after that, so that a later one tells that
    something has changed since.
    """

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="ratings")
    component = models.ForeignKey(Component, on_delete=models.PROTECT, related_name="+")
    discussion = models.TextField(blank=True)
    evidence = models.TextField("evidence and sources", blank=True)
    data_needed = models.TextField("data still needed", blank=True)
    obstacles = models.TextField(blank=True)
    taken_from = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    taken_at = models.PositiveIntegerField(null=True, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)

    part_of = "review"

    objects = ComponentRatingQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["covered_by", "thread"])

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "component"], name="component_rating_once"),
            models.CheckConstraint(condition=Q(value=None) | Q(value__range=(1, 5)), name="component_rating_in_range"),
            models.CheckConstraint(
                condition=Q(value=None) | Q(unknown=False), name="component_rating_value_or_unknown"
            ),
        ]

    def __str__(self) -> str:
        return f"Component rating {self.pk}"


class Recommendation(models.Model):
    """What a person decided after a review or a comparison, and why. Ratings never decide it.

    `supports` holds the additional support that a component needs, by its key; `unrated` the keys of components that
    had no rating when it was made ("<letter>-<key>" in a comparison).
    """

    review = models.OneToOneField(
        Review, on_delete=models.CASCADE, null=True, blank=True, related_name="recommendation"
    )
    comparison = models.OneToOneField(
        Comparison, on_delete=models.CASCADE, null=True, blank=True, related_name="recommendation"
    )
    choice = models.CharField(max_length=10, choices=Choice)
    candidate = models.ForeignKey(Review, on_delete=models.RESTRICT, null=True, blank=True, related_name="+")
    rationale = models.TextField()
    supports = models.JSONField(default=dict, blank=True)
    dissent = models.TextField(blank=True)
    decided_by = models.CharField(max_length=200)
    decided_on = models.DateField()
    unrated = models.JSONField(default=list, blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    _history_user: User
    _history_date: datetime
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(choice__in=Choice.values), name="recommendation_choice_known"),
            models.CheckConstraint(condition=~Q(rationale=""), name="recommendation_has_a_rationale"),
            models.CheckConstraint(
                condition=Q(review__isnull=False, comparison=None, candidate=None)
                | Q(review=None, comparison__isnull=False),
                name="recommendation_of_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return self.get_choice_display()


class ReviewRound(models.Model):
    """A round over the components of one review, or of all candidates of a comparison."""

    round = models.OneToOneField(Round, on_delete=models.CASCADE, related_name="review_round")
    review = models.ForeignKey(Review, on_delete=models.CASCADE, null=True, blank=True, related_name="rounds")
    comparison = models.ForeignKey(Comparison, on_delete=models.CASCADE, null=True, blank=True, related_name="rounds")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(review__isnull=False, comparison=None) | Q(review=None, comparison__isnull=False),
                name="review_round_of_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return str(self.round)
