"""Inventory templates: content that is the same for every district.

Templates have no editions. Starting an inventory copies the columns, so that a district keeps what it began with.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from core.links import address
from inventories.choices import Scope, Sensitivity
from inventories.models.columns import BaseColumn, BasePrompt, column_constraints, prompt_constraints
from inventories.querysets import TemplateQuerySet


class Template(models.Model):
    """What an inventory is for, and which columns it starts with."""

    key = models.SlugField(unique=True, help_text="Stable name in addresses and files. It never changes.")
    title = models.CharField(max_length=80, unique=True)
    purpose = models.TextField(help_text="What a district knows once the inventory is kept.")
    instructions = models.TextField(help_text="What one row is, whom to ask, and what does not belong here.")
    scope = models.CharField(max_length=10, choices=Scope, default=Scope.DISTRICT)
    sensitivity = models.CharField(
        max_length=10,
        choices=Sensitivity,
        default=Sensitivity.ORDINARY,
        help_text="Staff data is read by leads and the people whom a lead names.",
    )
    source = models.CharField(max_length=300, help_text="The documents that call for the inventory, and where.")
    position = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(
        "offered to districts", default=True, help_text="Inventories that were started from it stay either way."
    )

    objects = TemplateQuerySet.as_manager()

    class Meta:
        verbose_name = "inventory template"
        ordering = ["position", "key"]
        constraints = [
            models.CheckConstraint(condition=Q(scope__in=Scope.values), name="template_scope_known"),
            models.CheckConstraint(condition=Q(sensitivity__in=Sensitivity.values), name="template_sensitivity_known"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address("inventories_content:template_detail", self.key)

    @property
    def is_staff_data(self) -> bool:
        return self.sensitivity == Sensitivity.STAFF


class TemplateColumn(BaseColumn):
    """A column that inventories start with."""

    template = models.ForeignKey(Template, on_delete=models.CASCADE, related_name="columns")

    class Meta(BaseColumn.Meta):
        verbose_name = "column"
        constraints = [
            models.UniqueConstraint(fields=["template", "key"], name="template_column_key_once"),
            models.UniqueConstraint("template", Lower("title"), name="template_column_title_once"),
            *column_constraints("template_column"),
        ]


class TemplatePrompt(BasePrompt):
    """A prompt that inventories start with."""

    template = models.ForeignKey(Template, on_delete=models.CASCADE, related_name="prompts")

    class Meta(BasePrompt.Meta):
        verbose_name = "prompt"
        constraints = prompt_constraints("template_prompt")


class TemplateUse(models.Model):
    """An indicator or a consideration that a template serves, by its stable key: its rows change with editions."""

    template = models.ForeignKey(Template, on_delete=models.CASCADE, related_name="uses")
    system_key = models.SlugField()
    item_key = models.SlugField(max_length=80)

    class Meta:
        verbose_name = "use"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["template", "system_key", "item_key"], name="template_use_once")]

    def __str__(self) -> str:
        return f"{self.system_key}, {self.item_key}"
