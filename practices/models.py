"""Practice content: systems, their editions, and what an edition holds.

Source of the wording: the two "Readiness and Planning Actions" documents named in each edition's `source`.
"""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse

from practices.choices import EditionStatus
from practices.querysets import IMMUTABLE, EditionContentQuerySet, EditionQuerySet, drafts_of


class System(models.Model):
    """One of the district systems that the publisher describes, such as Talent Management."""

    key = models.SlugField(unique=True, help_text="Stable name in addresses and files. It never changes.")
    title = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "key"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("practices:system_detail", args=[self.key])


class Stage(models.Model):
    """A step of implementation that content describes, from Getting Aware to Keep Improving."""

    key = models.SlugField(unique=True)
    title = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "key"]

    def __str__(self) -> str:
        return self.title


class BaseEdition(models.Model):
    """A numbered version of content: drafted, published once, retired when a newer one is published."""

    number = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=10, choices=EditionStatus, default=EditionStatus.DRAFT)
    source = models.CharField(max_length=300, help_text="The document that the wording comes from.")
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    digest = models.CharField(max_length=64, blank=True, editable=False, help_text="SHA-256 of the published content.")
    introduction = models.TextField(help_text="Paragraphs, with an empty line between them.")

    objects = EditionQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(condition=Q(status__in=EditionStatus.values), name="%(class)s_status_known"),
            models.CheckConstraint(
                condition=Q(status="draft", digest="", published_at=None)
                | (~Q(status="draft") & ~Q(digest="") & Q(published_at__isnull=False)),
                name="%(class)s_digest_when_published",
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, unless that would change a published edition by more than retiring it."""
        if self._changes_what_was_published():
            raise ValidationError(IMMUTABLE)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        if type(self)._default_manager.filter(pk=self.pk).exclude(status=EditionStatus.DRAFT).exists():
            raise ValidationError(IMMUTABLE)
        return super().delete(*args, **kwargs)

    @property
    def is_draft(self) -> bool:
        return self.status == EditionStatus.DRAFT

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The introduction's paragraphs, each on one line."""
        parts = (" ".join(part.split()) for part in re.split(r"\n\s*\n", self.introduction))
        return tuple(part for part in parts if part)

    def _changes_what_was_published(self) -> bool:
        stored = type(self)._default_manager.filter(pk=self.pk).exclude(status=EditionStatus.DRAFT).values().first()
        if stored is None:
            return False
        changed = {name for name, value in stored.items() if getattr(self, name) != value}
        retires = (stored["status"], self.status) == (EditionStatus.PUBLISHED, EditionStatus.RETIRED)
        return bool(changed - {"status"}) or ("status" in changed and not retires)


class Edition(BaseEdition):
    """An edition of one system's practices."""

    system = models.ForeignKey(System, on_delete=models.PROTECT, related_name="editions")

    class Meta(BaseEdition.Meta):
        ordering = ["system", "-number"]
        constraints = [
            *BaseEdition.Meta.constraints,
            models.UniqueConstraint(fields=["system", "number"], name="edition_number_once"),
            models.UniqueConstraint(fields=["system"], condition=Q(status="draft"), name="edition_one_draft"),
            models.UniqueConstraint(fields=["system"], condition=Q(status="published"), name="edition_one_published"),
        ]

    def __str__(self) -> str:
        return f"{self.system.title}, edition {self.number}"


class BaseEditionContent(models.Model):
    """A row of an edition. Saving and deleting are refused once its edition is published.

    Each app's rows have a foreign key `edition` to its own editions. It repeats what the row's parent says, so that the
    database can keep keys and codes unique in an edition.
    """

    edition: Any
    key = models.SlugField(max_length=80, help_text="Stable name. Ratings of different editions compare by it.")
    position = models.PositiveSmallIntegerField(default=0)

    parent_field: str | None = None

    objects = EditionContentQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["position", "pk"]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.parent_field:
            self.edition_id = getattr(self, self.parent_field).edition_id
        self._require_draft()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        self._require_draft()
        return super().delete(*args, **kwargs)

    def suggest_key(self) -> str:
        """Return what the key of a new row is made of: its title or code, unless its kind says more."""
        return str(self)

    def _require_draft(self) -> None:
        """Refuse unless the edition is a draft, and the one that the stored row belongs to is one too."""
        stored = type(self)._default_manager.filter(pk=self.pk).values_list("edition_id", flat=True)
        editions = {self.edition_id, *stored}
        if drafts_of(type(self)).filter(pk__in=editions).count() != len(editions):
            raise ValidationError(IMMUTABLE)


class EditionContent(BaseEditionContent):
    """A row of an edition of one system's practices."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")

    class Meta(BaseEditionContent.Meta):
        abstract = True


class FocusArea(EditionContent):
    """A key area of a system, such as "Operational plan"."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="focus_areas")
    title = models.CharField(max_length=160)

    class Meta(EditionContent.Meta):
        constraints = [models.UniqueConstraint(fields=["edition", "key"], name="focus_area_key_once")]

    def __str__(self) -> str:
        return self.title


class Practice(EditionContent):
    """A research-based practice of a focus area."""

    parent_field = "focus_area"

    focus_area = models.ForeignKey(FocusArea, on_delete=models.CASCADE, related_name="practices")
    code = models.CharField(max_length=10, help_text="The printed number, such as 5.")
    text = models.TextField()

    class Meta(EditionContent.Meta):
        constraints = [
            models.UniqueConstraint(fields=["edition", "key"], name="practice_key_once"),
            models.UniqueConstraint(fields=["edition", "code"], name="practice_code_once"),
        ]

    def __str__(self) -> str:
        return f"{self.code}. {self.text}"

    def suggest_key(self) -> str:
        return f"p{self.code}"


class Indicator(EditionContent):
    """What a practice is planned and rated by; its wording is that of its stage descriptions."""

    parent_field = "practice"

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="indicators")
    code = models.CharField(max_length=10, help_text="The printed number, such as 5a.")
    is_choice = models.BooleanField(
        "calls for choosing among candidates",
        default=False,
        help_text="The district weighs candidates, such as programs or incentives, on the Hexagon.",
    )

    class Meta(EditionContent.Meta):
        constraints = [
            models.UniqueConstraint(fields=["edition", "key"], name="indicator_key_once"),
            models.UniqueConstraint(fields=["edition", "code"], name="indicator_code_once"),
        ]

    def __str__(self) -> str:
        return self.code


class StageDescription(EditionContent):
    """What an indicator looks like at a stage: the thing that a team rates."""

    parent_field = "indicator"

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="stage_descriptions")
    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()

    class Meta(EditionContent.Meta):
        constraints = [
            models.UniqueConstraint(fields=["edition", "key"], name="stage_description_key_once"),
            models.UniqueConstraint(fields=["indicator", "stage"], name="stage_description_stage_once"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator.code}, {self.stage.title}"

    def suggest_key(self) -> str:
        return f"{self.indicator.key}-{self.stage.key.removeprefix('getting-')}"


class Consideration(EditionContent):
    """A readiness consideration of a system: Readiness, Resources, or Protocols."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="considerations")
    title = models.CharField(max_length=60)

    class Meta(EditionContent.Meta):
        constraints = [models.UniqueConstraint(fields=["edition", "key"], name="consideration_key_once")]

    def __str__(self) -> str:
        return self.title


class ConsiderationStage(EditionContent):
    """What a consideration looks like at a stage."""

    parent_field = "consideration"

    consideration = models.ForeignKey(Consideration, on_delete=models.CASCADE, related_name="stage_descriptions")
    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()

    class Meta(EditionContent.Meta):
        constraints = [
            models.UniqueConstraint(fields=["edition", "key"], name="consideration_stage_key_once"),
            models.UniqueConstraint(fields=["consideration", "stage"], name="consideration_stage_once"),
        ]

    def __str__(self) -> str:
        return f"{self.consideration.title}, {self.stage.title}"

    def suggest_key(self) -> str:
        return f"{self.consideration.key}-{self.stage.key}"
