"""A district's inventories: what was started from a template, who may read staff data, and who took it away."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from simple_history.models import HistoricalRecords

from comments.models import Discussed
from core.links import address
from districts.models import Building, District, Membership, User
from inventories.choices import ColumnKind, InventoryState, Sensitivity
from inventories.models.columns import BaseColumn, BasePrompt, column_constraints, prompt_constraints
from inventories.models.templates import Template
from inventories.querysets import InventoryColumnQuerySet, InventoryQuerySet


class Inventory(Discussed):
    """What a district takes stock of, once, for every indicator that asks for it.

    `entry_count` is how many entries it has now, kept beside them because the worksheet tells it of every inventory.
    """

    district = models.ForeignKey(District, on_delete=models.CASCADE, related_name="inventories")
    template = models.ForeignKey(Template, on_delete=models.PROTECT, related_name="inventories")
    title = models.CharField(max_length=120)
    building = models.ForeignKey(Building, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sensitivity = models.CharField(max_length=10, choices=Sensitivity, default=Sensitivity.ORDINARY)
    state = models.CharField(max_length=10, choices=InventoryState, default=InventoryState.GATHERING)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    as_of = models.DateField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    copied_from = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    entry_count = models.PositiveIntegerField(default=0, editable=False)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    # What django-simple-history reads when it writes a version.
    _history_user: User
    _history_date: datetime
    # What `InventoryQuerySet.with_membership_of` adds.
    membership_pk: int
    membership_role: str
    is_named: bool

    objects = InventoryQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["entry_count", "thread"])

    class Meta:
        verbose_name_plural = "inventories"
        ordering = ["title", "-opened_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=InventoryState.values), name="inventory_state_known"),
            models.CheckConstraint(condition=Q(sensitivity__in=Sensitivity.values), name="inventory_sensitivity_known"),
        ]
        indexes = [models.Index(fields=["district", "template"], name="inventory_by_template")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address("inventories:inventory_detail", self.district.slug, self.pk)

    @property
    def is_staff_data(self) -> bool:
        return self.sensitivity == Sensitivity.STAFF

    def is_overdue(self, today: date) -> bool:
        """Whether its review has been due for at least a day."""
        return self.review_on is not None and self.review_on < today


class InventoryColumn(BaseColumn):
    """A column of one inventory: copied from its template, or the district's own.

    A column is put out of use, not deleted: what was entered stays.
    """

    inventory = models.ForeignKey(Inventory, on_delete=models.CASCADE, related_name="columns")
    is_active = models.BooleanField("in use", default=True)
    is_own = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    _history_user: User
    _history_date: datetime

    objects = InventoryColumnQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(BaseColumn.Meta):
        constraints = [
            models.UniqueConstraint(fields=["inventory", "key"], name="inventory_column_key_once"),
            models.UniqueConstraint("inventory", Lower("title"), name="inventory_column_title_once"),
            *column_constraints("inventory_column"),
        ]

    @property
    def is_long(self) -> bool:
        return self.kind == ColumnKind.LONG_TEXT


class InventoryPrompt(BasePrompt):
    """A prompt of one inventory; those to talk over have an answer, which the team writes."""

    inventory = models.ForeignKey(Inventory, on_delete=models.CASCADE, related_name="prompts")
    answer = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    _history_user: User
    _history_date: datetime
    history: Any = HistoricalRecords()

    class Meta(BasePrompt.Meta):
        constraints = prompt_constraints("inventory_prompt")


class NamedReader(models.Model):
    """Somebody besides the leads who reads an inventory of staff data, because a lead named them."""

    inventory = models.ForeignKey(Inventory, on_delete=models.CASCADE, related_name="named_readers")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    named_at = models.DateTimeField()

    class Meta:
        ordering = ["membership__user__name", "pk"]
        constraints = [models.UniqueConstraint(fields=["inventory", "membership"], name="named_reader_once")]

    def __str__(self) -> str:
        return str(self.membership.user)


class StaffExport(models.Model):
    """A file of staff data that somebody took away. It is kept for ever."""

    inventory = models.ForeignKey(Inventory, on_delete=models.CASCADE, related_name="staff_exports")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    file = models.CharField(max_length=120)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.file
