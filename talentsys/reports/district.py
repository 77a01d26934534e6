"""A district's page."""

from __future__ import annotations

from dataclasses import dataclass

from core.happenings import Happening
from districts.models import Membership
from hexagon.reports.rounds import running_rounds as running_reviews
from inventories.reports import DistrictInventories, district_inventories
from plans.reports import DistrictPlan, district_plan
from readiness.reports import DistrictReadiness, district_readiness, running_rounds
from rounds.reports import RoundLine
from talentsys.reports.lately import lately
from talentsys.reports.next_steps import NextStep, next_in_district


@dataclass(frozen=True, kw_only=True)
class DistrictReport:
    """What a district's page shows."""

    readiness: DistrictReadiness
    rounds: tuple[RoundLine, ...]
    inventories: DistrictInventories
    plan: DistrictPlan | None
    lately: tuple[Happening, ...]
    next_step: NextStep | None


def district_report(membership: Membership) -> DistrictReport:
    """Return the district's page for one of its people, in eleven queries at most."""
    readiness, plan = district_readiness(membership.district), district_plan(membership.district)
    rounds = running_rounds(membership) + running_reviews(membership)
    inventories = district_inventories(membership.district)
    return DistrictReport(
        readiness=readiness,
        rounds=rounds,
        inventories=inventories,
        plan=plan,
        lately=lately(membership),
        next_step=next_in_district(membership, readiness, rounds, inventories, plan),
    )
