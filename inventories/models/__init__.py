"""Inventories: the templates that they are started from."""

from inventories.models.templates import Template, TemplateColumn, TemplatePrompt, TemplateUse

__all__ = ["Template", "TemplateColumn", "TemplatePrompt", "TemplateUse"]
