"""The administration of the Hexagon's content, for everyone who is staff; only drafts change."""

from django.contrib import admin

from hexagon.admin.content import ComponentAdmin, HexagonEditionAdmin
from hexagon.models import Component, HexagonEdition

admin.site.register(HexagonEdition, HexagonEditionAdmin)
admin.site.register(Component, ComponentAdmin)
