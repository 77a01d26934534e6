"""People and places: users, districts with their buildings and logo, who belongs where, perspectives, and teams."""

from districts.models.logos import DistrictLogo
from districts.models.people import Invitation, Membership, Perspective, User, UserManager
from districts.models.places import Building, District
from districts.models.teams import Team, TeamMember

__all__ = [
    "Building",
    "District",
    "DistrictLogo",
    "Invitation",
    "Membership",
    "Perspective",
    "Team",
    "TeamMember",
    "User",
    "UserManager",
]
