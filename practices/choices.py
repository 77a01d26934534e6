"""Enumerations of practice content, and the stages that today's pages can present."""

from django.db import models


class EditionStatus(models.TextChoices):
    """Where an edition is in its life: only drafts change, only published ones are rated."""

    DRAFT = "draft", "Draft"
    PUBLISHED = "published", "Published"
    RETIRED = "retired", "Retired"


# Keys of stages. Every indicator is described at the first two, every consideration at the other three.
PLANNING_STAGES = ("getting-aware", "getting-ready")
CONSIDERATION_STAGES = ("getting-started", "getting-better", "keep-improving")
