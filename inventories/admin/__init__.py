"""The administration of inventory templates, for everyone who is staff."""

from django.contrib import admin

from inventories.admin.templates import TemplateAdmin
from inventories.models import Template

admin.site.register(Template, TemplateAdmin)
