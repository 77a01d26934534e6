"""A district's settings."""

from __future__ import annotations

from copy import copy
from typing import Any

from django.contrib.messages.views import SuccessMessageMixin
from django.urls import reverse
from django.views.generic import UpdateView

from districts import rules
from districts.forms import DistrictForm
from districts.models import District
from districts.views.base import DistrictMixin


class DistrictSettingsView(DistrictMixin, SuccessMessageMixin, UpdateView):
    """Name, state, NCES LEA ID, paper size and time zone."""

    rule = rules.can_manage_district
    form_class = DistrictForm
    template_name = "districts/district_settings.html"
    success_message = "The settings are saved."
    extra_context = {"section": "settings"}

    def get_object(self, queryset: Any = None) -> District:
        return copy(self.district)  # The form writes what was typed into it, right or wrong.

    def get_success_url(self) -> str:
        return reverse("districts:district_settings", args=[self.district.slug])
