"""Rating together: a round, who is seated in it, their ballots, and how it moved on.

Whoever owns what is rated points down at the round. Ballots are sealed until reveal: they have no history and no admin.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from districts.models import District, Membership, Perspective
from rounds.choices import SEALED, State
from rounds.querysets import BallotQuerySet, RaterQuerySet, RoundQuerySet


class Round(models.Model):
    """One team rating a chosen set of items, first alone and then together.

    `item_keys` are the items' stable content keys in their order, fixed when the round opens. `version` counts every
    move, so that two leads do not move it at once.
    """

    district = models.ForeignKey(District, on_delete=models.CASCADE, related_name="rounds")
    title = models.CharField(max_length=120)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    item_keys = models.JSONField()
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    revealed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="round_state_known"),
            models.CheckConstraint(
                condition=~Q(state__in=SEALED) | Q(revealed_at=None), name="round_sealed_is_not_revealed"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=(State.REVEALED, State.AGREED)) | Q(revealed_at__isnull=False),
                name="round_revealed_says_when",
            ),
        ]
        indexes = [models.Index(fields=["district", "-opened_at"], name="round_by_district")]

    def __str__(self) -> str:
        return self.title

    @property
    def takes_ballots(self) -> bool:
        return self.state == State.OPEN

    @property
    def is_sealed(self) -> bool:
        """Whether ballots are still hidden; for ever, where a round was closed before its reveal."""
        return self.revealed_at is None

    @property
    def is_running(self) -> bool:
        """Whether the round covers its items: their agreed values are set here alone."""
        return self.state != State.CLOSED


class Rater(models.Model):
    """A seat in a round. Being seated, not the role, permits a ballot.

    `label` is the person's name when they were seated, or what the lead calls a paper ballot. `person` keeps the seat
    of somebody who leaves the district, and comes back, one seat. A paper ballot has neither person nor membership, and
    `keyed_by` is who keyed it in.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="raters")
    membership = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, blank=True, related_name="seats")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    label = models.CharField(max_length=120)
    perspective = models.ForeignKey(Perspective, on_delete=models.PROTECT, related_name="+")
    named = models.BooleanField("show my name beside what I wrote", default=False)
    finished_at = models.DateTimeField(null=True, blank=True)
    keyed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    keyed_at = models.DateTimeField(null=True, blank=True)

    objects = RaterQuerySet.as_manager()

    class Meta:
        ordering = ["label", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "membership"], condition=Q(membership__isnull=False), name="rater_seated_once"
            ),
            models.UniqueConstraint(
                fields=["round", "person"], condition=Q(person__isnull=False), name="rater_person_seated_once"
            ),
            models.CheckConstraint(
                condition=Q(keyed_at=None) | Q(membership=None, person=None, named=False),
                name="rater_keyed_is_on_paper",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def is_keyed(self) -> bool:
        return self.keyed_at is not None


class Ballot(models.Model):
    """What one rater says of one item: a value, or not enough information, or neither yet; and why.

    `version` starts at 1 with the first save. Nobody but the rater sees it before the reveal.
    """

    rater = models.ForeignKey(Rater, on_delete=models.CASCADE, related_name="ballots")
    item_key = models.CharField(max_length=100)
    value = models.PositiveSmallIntegerField(null=True, blank=True)
    unknown = models.BooleanField(default=False)
    rationale = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = BallotQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["rater", "item_key"], name="ballot_once"),
            models.CheckConstraint(condition=Q(value=None) | Q(value__lte=5), name="ballot_in_range"),
            models.CheckConstraint(condition=Q(value=None) | Q(unknown=False), name="ballot_value_or_unknown"),
        ]

    def __str__(self) -> str:
        return f"Ballot {self.pk}"


class Transition(models.Model):
    """A move of a round, kept for ever. `figures` are those that had been revealed when it stepped back to open."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="transitions")
    from_state = models.CharField(max_length=10, choices=State, blank=True)
    to_state = models.CharField(max_length=10, choices=State)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField(blank=True)
    figures = models.JSONField(null=True, blank=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.round}: {self.get_to_state_display()}"


class AgreedValue(models.Model):
    """What a team agrees on for one item: a value, or not enough information, or neither yet; with a note and dissent.

    The base of what an owner of rounds keeps of each item. `version` starts at 1 and counts every change, so
    `version - 1` is the number of changes. `round` is the one it was agreed in, empty where the team rated without
    ballots; `covered_by` is the running round that alone may set it now.
    """

    value = models.PositiveSmallIntegerField(null=True, blank=True)
    unknown = models.BooleanField("not enough information", default=False)
    note = models.TextField(blank=True)
    dissent = models.TextField(blank=True)
    round = models.ForeignKey(Round, on_delete=models.RESTRICT, null=True, blank=True, related_name="+")
    covered_by = models.ForeignKey(Round, on_delete=models.RESTRICT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    # What django-simple-history, which comes without types, adds and reads.
    history: Any
    _history_user: Any
    _history_date: datetime

    class Meta:
        abstract = True
