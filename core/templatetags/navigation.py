"""`{% navigation %}`: the links on top of every page."""

from __future__ import annotations

from typing import Any

from django.template import Context, Library
from django.utils.safestring import SafeString

from core.prepared_rows import drawn

register = Library()


@register.simple_tag(takes_context=True)
def navigation(context: Context) -> SafeString:
    """Return the links of the district that a page is in, or of none; nothing for whoever is not signed in."""
    user: Any = context.get("user")
    district = context.get("district")
    if not getattr(user, "is_authenticated", False):
        return SafeString()
    section = context.get("section", "")
    if district:
        return drawn("includes/nav.html", name=str(district), slug=district.slug, section=section)
    return drawn("includes/nav.html", section=section, is_staff=user.is_staff)
