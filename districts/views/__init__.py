"""Pages of people and places."""

from districts.views.base import DistrictMixin

__all__ = ["DistrictMixin"]
