"""Enumerations of people and places."""

from django.db import models


class Role(models.TextChoices):
    """What a person may do in a district."""

    LEAD = "lead", "Lead"
    MEMBER = "member", "Member"
    COACH = "coach", "Coach"
    VIEWER = "viewer", "Viewer"


class Paper(models.TextChoices):
    """The paper size of a district's reports, by its CSS name."""

    LETTER = "Letter", "US Letter"
    A4 = "A4", "A4"


class TimeZone(models.TextChoices):
    """The time zones of the United States, by their names in the IANA database."""

    EASTERN = "America/New_York", "Eastern"
    CENTRAL = "America/Chicago", "Central"
    MOUNTAIN = "America/Denver", "Mountain"
    ARIZONA = "America/Phoenix", "Arizona (no daylight saving time)"
    PACIFIC = "America/Los_Angeles", "Pacific"
    ALASKA = "America/Anchorage", "Alaska"
    ALEUTIAN = "America/Adak", "Aleutian Islands"
    HAWAII = "Pacific/Honolulu", "Hawaii"
    ATLANTIC = "America/Puerto_Rico", "Puerto Rico and US Virgin Islands"
    CHAMORRO = "Pacific/Guam", "Guam and Northern Mariana Islands"
    SAMOA = "Pacific/Pago_Pago", "American Samoa"


class State(models.TextChoices):
    """States, the federal district and the territories, by postal abbreviation."""

    AL = "AL", "Alabama"
    AK = "AK", "Alaska"
    AZ = "AZ", "Arizona"
    AR = "AR", "Arkansas"
    CA = "CA", "California"
    CO = "CO", "Colorado"
    CT = "CT", "Connecticut"
    DE = "DE", "Delaware"
    DC = "DC", "District of Columbia"
    FL = "FL", "Florida"
    GA = "GA", "Georgia"
    HI = "HI", "Hawaii"
    ID = "ID", "Idaho"
    IL = "IL", "Illinois"
    IN = "IN", "Indiana"
    IA = "IA", "Iowa"
    KS = "KS", "Kansas"
    KY = "KY", "Kentucky"
    LA = "LA", "Louisiana"
    ME = "ME", "Maine"
    MD = "MD", "Maryland"
    MA = "MA", "Massachusetts"
    MI = "MI", "Michigan"
    MN = "MN", "Minnesota"
    MS = "MS", "Mississippi"
    MO = "MO", "Missouri"
    MT = "MT", "Montana"
    NE = "NE", "Nebraska"
    NV = "NV", "Nevada"
    NH = "NH", "New Hampshire"
    NJ = "NJ", "New Jersey"
    NM = "NM", "New Mexico"
    NY = "NY", "New York"
    NC = "NC", "North Carolina"
    ND = "ND", "North Dakota"
    OH = "OH", "Ohio"
    OK = "OK", "Oklahoma"
    OR = "OR", "Oregon"
    PA = "PA", "Pennsylvania"
    RI = "RI", "Rhode Island"
    SC = "SC", "South Carolina"
    SD = "SD", "South Dakota"
    TN = "TN", "Tennessee"
    TX = "TX", "Texas"
    UT = "UT", "Utah"
    VT = "VT", "Vermont"
    VA = "VA", "Virginia"
    WA = "WA", "Washington"
    WV = "WV", "West Virginia"
    WI = "WI", "Wisconsin"
    WY = "WY", "Wyoming"
    AS = "AS", "American Samoa"
    GU = "GU", "Guam"
    MP = "MP", "Northern Mariana Islands"
    PR = "PR", "Puerto Rico"
    VI = "VI", "US Virgin Islands"


# Where most of a state's people live, as far as that is not Eastern time.
_ZONES = {
    TimeZone.CENTRAL: "AL AR IL IA KS LA MN MS MO NE ND OK SD TN TX WI",
    TimeZone.MOUNTAIN: "CO ID MT NM UT WY",
    TimeZone.ARIZONA: "AZ",
    TimeZone.PACIFIC: "CA NV OR WA",
    TimeZone.ALASKA: "AK",
    TimeZone.HAWAII: "HI",
    TimeZone.ATLANTIC: "PR VI",
    TimeZone.CHAMORRO: "GU MP",
    TimeZone.SAMOA: "AS",
}
_ZONE_OF = {state: zone for zone, states in _ZONES.items() for state in states.split()}


def time_zone_of(state: str) -> TimeZone:
    """Return the time zone in which most people of a state live; Eastern where the state is not known."""
    return _ZONE_OF.get(state, TimeZone.EASTERN)
