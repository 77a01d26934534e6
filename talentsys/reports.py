"""The pages that span apps, composed from each app's reports."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format

from comments.reports import MentionLine, mentions_to
from districts.models import District, Membership, User
from districts.rules import can_manage_district
from hexagon.reports.rounds import running_rounds as running_reviews
from hexagon.reports.rounds import waiting_rounds as waiting_reviews
from inventories.reports import DistrictInventories, district_inventories, named_threads
from plans.reports import DistrictPlan, DueLine, district_plan, steps_of
from plans.rules import can_lead_plans
from readiness.reports import (
    AssessmentLine,
    DistrictReadiness,
    district_readiness,
    open_assessments,
    running_rounds,
    waiting_rounds,
)
from readiness.rules import can_rate
from rounds.reports import RoundLine
from rounds.rules import can_lead_round


@dataclass(frozen=True, kw_only=True)
class HomeDistrict:
    """One of a person's districts, with what waits for them in it: rounds, steps of theirs, comments; and the
    assessments that are open."""

    district: District
    role: str
    may_rate: bool
    assessments: tuple[AssessmentLine, ...]
    rounds: tuple[RoundLine, ...]
    steps: tuple[DueLine, ...]
    comments: tuple[MentionLine, ...]


def home_report(user: User) -> tuple[HomeDistrict, ...]:
    """Return the person's districts by name, in six queries however many there are."""
    memberships = Membership.objects.for_user(user).select_related("district").order_by("district__name")
    waiting = open_assessments(user)
    rounds, reviews = waiting_rounds(user), waiting_reviews(user)
    steps, comments = steps_of(user), mentions_to(user, named_threads(user))
    return tuple(
        HomeDistrict(
            district=membership.district,
            role=membership.get_role_display(),
            may_rate=can_rate.test(membership),
            assessments=waiting.get(membership.district_id, ()),
            rounds=rounds.get(membership.district_id, ()) + reviews.get(membership.district_id, ()),
            steps=steps.get(membership.district_id, ()),
            comments=tuple(one for one in comments if one.district_url == membership.district.get_absolute_url()),
        )
        for membership in memberships
    )


@dataclass(frozen=True, kw_only=True)
class NextStep:
    """The one thing to do next: what it is, the words on its button, and where that leads."""

    words: str
    button: str
    url: str


@dataclass(frozen=True, kw_only=True)
class DistrictReport:
    """What a district's page shows."""

    readiness: DistrictReadiness
    rounds: tuple[RoundLine, ...]
    inventories: DistrictInventories
    plan: DistrictPlan | None
    next_step: NextStep | None


def district_report(membership: Membership) -> DistrictReport:
    """Return the district's page for one of its people, in eleven queries at most."""
    readiness, plan = district_readiness(membership.district), district_plan(membership.district)
    rounds = running_rounds(membership) + running_reviews(membership)
    inventories = district_inventories(membership.district)
    step = (
        next_in_rounds(membership, rounds)
        or next_to_rate(membership, readiness)
        or next_in_plan(membership, readiness, plan)
        or next_to_review(membership, inventories)
        or next_to_read(readiness)
    )
    return DistrictReport(readiness=readiness, rounds=rounds, inventories=inventories, plan=plan, next_step=step)


def next_in_rounds(membership: Membership, rounds: tuple[RoundLine, ...]) -> NextStep | None:
    """Say what running rounds ask of this person: first their own ballot, then of a lead to agree with the team."""
    waiting = next((one for one in rounds if one.waits), None)
    if waiting:
        words = f"fill in your ballot for “{waiting.title}” in {waiting.about}."
        return NextStep(words=words, button="Fill in your ballot", url=waiting.ballot_url)
    revealed = next((one for one in rounds if one.is_to_agree), None)
    if revealed and can_lead_round.test(membership):
        words = f"agree with the team on what “{revealed.title}” shows, in {revealed.about}."
        return NextStep(words=words, button="Agree together", url=revealed.agree_url)
    return None


def next_to_rate(membership: Membership, readiness: DistrictReadiness) -> NextStep | None:
    """Say what assessments ask of this person: to open the first one, or to go on where most is left."""
    if not readiness.lines and can_manage_district.test(membership):
        url = reverse("readiness:assessment_open", args=[membership.district.slug])
        return NextStep(words="open the first assessment, so that the team can rate.", button="Open one", url=url)
    line = readiness.next_to_rate
    if line and can_rate.test(membership):
        return NextStep(
            words=f"{line.left} of {line.total} stage descriptions wait to be rated in {line.system}, {line.label}.",
            button="Go on rating",
            url=line.rate_url,
        )
    return None


def next_in_plan(membership: Membership, readiness: DistrictReadiness, plan: DistrictPlan | None) -> NextStep | None:
    """Say what the plan asks of this person: of a lead to make one of what is rated, of anybody their overdue step."""
    if plan is None:
        if readiness.next_to_read is None or not can_lead_plans.test(membership):
            return None
        url = reverse("plans:plan_list", args=[membership.district.slug])
        return NextStep(words="make a plan of what the team has rated.", button="Go to the plans", url=url)
    line = plan.overdue_of(membership.user_id)
    if line is None:
        return None
    words = f"say how far “{line.title}” is, which was due on {date_format(line.due_on, 'M j, Y')}."
    return NextStep(words=words, button="See the step", url=line.url)


def next_to_review(membership: Membership, inventories: DistrictInventories) -> NextStep | None:
    """Say which inventory of this person's own has waited longest for its review."""
    line = inventories.owned_by(membership.user_id)
    if line is None:
        return None
    words = f"review “{line.title}”, which was due on {date_format(line.since, 'M j, Y')}."
    return NextStep(words=words, button="Review it", url=line.url)


def next_to_read(readiness: DistrictReadiness) -> NextStep | None:
    """Say which assessment to read; None where there is none."""
    line = readiness.next_to_read or (readiness.lines[0] if readiness.lines else None)
    if line is None:
        return None
    return NextStep(
        words=f"read where {line.system} stands, {line.label}.", button="See the summary", url=line.summary_url
    )
