"""The read side of people and places: frozen dataclasses, built in a fixed number of queries."""

from districts.reports.logos import ShownLogo, logo_digest, logo_of, logo_words, shown_logo
from districts.reports.people import (
    BuildingRow,
    DistrictRow,
    MemberRow,
    building_rows,
    digest_of,
    find_invitation,
    link_allowed,
    member_rows,
    my_districts,
)
from districts.reports.team_history import TeamEvent, team_history
from districts.reports.teams import (
    GONE,
    CharterReport,
    CharterText,
    MemberLine,
    Merge,
    TeamLine,
    charter_report,
    is_untouched,
    merge_charter,
    team_lines,
)

__all__ = [
    "GONE",
    "BuildingRow",
    "CharterReport",
    "CharterText",
    "DistrictRow",
    "MemberLine",
    "MemberRow",
    "Merge",
    "ShownLogo",
    "TeamEvent",
    "TeamLine",
    "building_rows",
    "charter_report",
    "digest_of",
    "find_invitation",
    "is_untouched",
    "link_allowed",
    "logo_digest",
    "logo_of",
    "logo_words",
    "member_rows",
    "merge_charter",
    "my_districts",
    "shown_logo",
    "team_history",
    "team_lines",
]
