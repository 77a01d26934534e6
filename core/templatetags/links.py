"""`{% link %}`: the built-in `{% url %}`, remembered."""

from __future__ import annotations

from django.template import Library

from core.links import address

register = Library()
register.simple_tag(address, name="link")
