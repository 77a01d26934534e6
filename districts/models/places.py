"""Places: districts and their buildings."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from simple_history.models import HistoricalRecords

from core.links import address
from districts.choices import Paper, State, TimeZone
from districts.querysets import BuildingQuerySet


class District(models.Model):
    """A school district, with how its pages and reports are set."""

    name = models.CharField(max_length=160)
    slug = models.SlugField(max_length=60, unique=True, help_text="The district's name in addresses.")
    state = models.CharField(max_length=2, blank=True, choices=State)
    nces_id = models.CharField(
        "NCES LEA ID",
        max_length=7,
        blank=True,
        validators=[RegexValidator(r"^\d{7}$", "Seven digits, leading zeros included.")],
        help_text="Seven digits, leading zeros included.",
    )
    paper = models.CharField("paper size", max_length=6, choices=Paper, default=Paper.LETTER)
    time_zone = models.CharField(max_length=40, choices=TimeZone, default=TimeZone.EASTERN)
    created_at = models.DateTimeField(auto_now_add=True)
    is_demo = models.BooleanField(default=False, editable=False)

    history = HistoricalRecords()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["nces_id"],
                condition=~Q(nces_id=""),
                name="district_nces_id_once",
                violation_error_message="Another district has this NCES LEA ID.",
            ),
            models.CheckConstraint(condition=Q(paper__in=Paper.values), name="district_paper_known"),
            models.CheckConstraint(condition=Q(time_zone__in=TimeZone.values), name="district_time_zone_known"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address("district_detail", self.slug)


class Building(models.Model):
    """A school or another building of a district. It is put out of use, not deleted: what names it stays."""

    district = models.ForeignKey(District, on_delete=models.CASCADE, related_name="buildings")
    name = models.CharField(max_length=120)
    nces_id = models.CharField(
        "NCES school ID",
        max_length=12,
        blank=True,
        validators=[RegexValidator(r"^\d{12}$", "Twelve digits, leading zeros included.")],
        help_text="Twelve digits, leading zeros included.",
    )
    is_active = models.BooleanField("in use", default=True)

    objects = BuildingQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint("district", Lower("name"), name="building_name_once"),
            models.UniqueConstraint(
                fields=["district", "nces_id"], condition=~Q(nces_id=""), name="building_nces_id_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name
