"""Pages of people and places."""

from districts.views.base import MEMBERSHIPS_WITH_ALONE, DistrictMixin

__all__ = ["MEMBERSHIPS_WITH_ALONE", "DistrictMixin"]
