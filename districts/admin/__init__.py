"""The administration of people and places, for operators, and of perspectives, for content administrators."""

from districts.admin.people import DistrictAdmin, MembershipAdmin, UserAdmin
from districts.admin.perspectives import PerspectiveAdmin

__all__ = ["DistrictAdmin", "MembershipAdmin", "PerspectiveAdmin", "UserAdmin"]
