"""The logo of a district, in a table of its own, so that no page loads its bytes by accident."""

from __future__ import annotations

from django.db import models

from districts.models.people import User
from districts.models.places import District


class DistrictLogo(models.Model):
    """The picture that a lead handed in, as `core.rendering.pictures` made it anew; `sha256` is that of `content`."""

    district = models.OneToOneField(District, on_delete=models.CASCADE, related_name="logo")
    content = models.BinaryField()
    media_type = models.CharField(max_length=20)
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    sha256 = models.CharField(max_length=64)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["district"]

    def __str__(self) -> str:
        return f"Logo of {self.district}"
