"""Talking about anything that is rated, inventoried, reviewed or planned.

Whatever can be talked about points down at its thread (`Discussed`), so that its own app decides who may see it.
"""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from comments.querysets import CommentQuerySet, MentionQuerySet, ThreadQuerySet
from districts.models import District, User


class Thread(models.Model):
    """What is said about one thing, settled or open.

    `about` is what that thing was called when somebody last wrote, and `place` where the thread is read; they let a
    list of threads name it without knowing it. `comment_count` is how many comments stand in it, without those taken
    back. `version` grows with all that happens in it.
    What is said of staff data is closed: lists show it to leads alone, and to whom its own app says may read it.
    """

    district = models.ForeignKey(District, on_delete=models.CASCADE, related_name="threads")
    about = models.CharField(max_length=200)
    place = models.CharField(max_length=300)
    is_closed = models.BooleanField(default=False)
    comment_count = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(null=True, blank=True)
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = ThreadQuerySet.as_manager()

    class Meta:
        ordering = ["-last_at", "-pk"]
        indexes = [models.Index(fields=["district", "-last_at"], name="thread_by_district")]

    def __str__(self) -> str:
        return self.about

    @property
    def is_resolved(self) -> bool:
        return self.resolved_at is not None

    @property
    def is_open(self) -> bool:
        """Whether something was said that nobody has called settled."""
        return self.comment_count > 0 and not self.is_resolved


class Comment(models.Model):
    """What one person said. Its writer may word it anew, or take it back: then its words are no longer shown."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="comments")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    words = models.TextField()
    at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True, blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    mentioned = models.ManyToManyField(settings.AUTH_USER_MODEL, through="Mention", related_name="+")

    _history_user: User
    _history_date: datetime

    objects = CommentQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="comment_says_something")]

    def __str__(self) -> str:
        return f"Comment {self.pk}"


class Mention(models.Model):
    """A member of the district whom a comment is meant for; `seen_at` is when they last opened its thread since."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="mentions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mentions")
    seen_at = models.DateTimeField(null=True, blank=True)

    objects = MentionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["comment", "user"], name="mention_once")]

    def __str__(self) -> str:
        return f"Mention {self.pk}"


class Discussed(models.Model):
    """Something that people can talk about. History leaves `thread` out: it is no part of what the thing says.

    `part_of` names the relation to what it is deleted with, such as an assessment: whoever comments holds that as well,
    so that nobody deletes it meanwhile as something of which nothing was said.
    """

    part_of: ClassVar[str] = ""

    thread = models.OneToOneField(
        Thread, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    class Meta:
        abstract = True
