"""The pages that span apps, composed from each app's reports."""

from talentsys.reports.district import DistrictReport, district_report
from talentsys.reports.home import HomeDistrict, HomeReport, home_report
from talentsys.reports.lately import lately
from talentsys.reports.next_steps import NextStep

__all__ = [
    "DistrictReport",
    "HomeDistrict",
    "HomeReport",
    "NextStep",
    "district_report",
    "home_report",
    "lately",
]
