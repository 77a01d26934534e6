"""The one thing to do next: in a district, and over all that waits for a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from comments.reports import MentionLine
from core.links import address
from core.words import day_words, quoted
from districts.models import Membership
from districts.rules import can_manage_district
from inventories.reports import DistrictInventories
from plans.reports import DistrictPlan, DueLine
from plans.rules import can_lead_plans
from readiness.reports import AssessmentLine, DistrictReadiness
from readiness.rules import can_rate
from rounds.reports import RoundLine
from rounds.rules import can_lead_round


@dataclass(frozen=True, kw_only=True)
class NextStep:
    """The one thing to do next: what it is, the words on its button, and where that leads."""

    words: str
    button: str
    url: str


def next_in_district(
    membership: Membership,
    readiness: DistrictReadiness,
    rounds: tuple[RoundLine, ...],
    inventories: DistrictInventories,
    plan: DistrictPlan | None,
) -> NextStep | None:
    """Return what one of a district's people does next there; None where only a lead can begin."""
    return (
        next_in_rounds(membership, rounds)
        or next_to_rate(membership, readiness)
        or next_in_plan(membership, readiness, plan)
        or next_to_review(membership, inventories)
        or next_to_read(readiness)
    )


def next_in_rounds(membership: Membership, rounds: tuple[RoundLine, ...]) -> NextStep | None:
    """Say what running rounds ask of this person: first their own ballot, then of a lead to agree with the team."""
    waiting = next((one for one in rounds if one.waits), None)
    if waiting:
        return to_vote(waiting)
    revealed = next((one for one in rounds if one.is_to_agree), None)
    if revealed and can_lead_round.test(membership):
        words = f"agree with the team on what {quoted(revealed.title)} shows, in {revealed.about}."
        return NextStep(words=words, button="Agree together", url=revealed.agree_url)
    return None


def next_to_rate(membership: Membership, readiness: DistrictReadiness) -> NextStep | None:
    """Say what assessments ask of this person: to open the first one, or to go on where most is left."""
    if not readiness.lines and can_manage_district.test(membership):
        url = address("readiness:assessment_open", membership.district.slug)
        return NextStep(words="open the first assessment, so that the team can rate.", button="Open one", url=url)
    line = readiness.next_to_rate
    return to_rate(line) if line and can_rate.test(membership) else None


def next_in_plan(membership: Membership, readiness: DistrictReadiness, plan: DistrictPlan | None) -> NextStep | None:
    """Say what the plan asks of this person: of a lead to make one of what is rated, of anybody their overdue step."""
    if plan is None:
        if readiness.next_to_read is None or not can_lead_plans.test(membership):
            return None
        url = address("plans:plan_list", membership.district.slug)
        return NextStep(words="make a plan of what the team has rated.", button="Go to the plans", url=url)
    line = plan.overdue_of(membership.user_id)
    if line is None:
        return None
    return to_tell(line)


def next_to_review(membership: Membership, inventories: DistrictInventories) -> NextStep | None:
    """Say which inventory of this person's own has waited longest for its review."""
    line = inventories.owned_by(membership.user_id)
    if line is None:
        return None
    words = f"review {quoted(line.title)}, which was due on {day_words(line.since)}."
    return NextStep(words=words, button="Review it", url=line.url)


def next_to_read(readiness: DistrictReadiness) -> NextStep | None:
    """Say which assessment to read; None where there is none."""
    line = readiness.next_to_read or (readiness.lines[0] if readiness.lines else None)
    if line is None:
        return None
    return NextStep(
        words=f"read where {line.system} stands, {line.label}.", button="See the summary", url=line.summary_url
    )


# Over all districts -------------------------------------------------------------------------------------------------


def next_for_person(
    rounds: Sequence[RoundLine],
    steps: Sequence[DueLine],
    comments: Sequence[MentionLine],
    open_to_rate: Sequence[AssessmentLine],
) -> NextStep | None:
    """Return what a person does next of all that waits for them: for others to go on, what is late, who asks them, what
    is left to rate, what is due; None where nothing waits."""
    late = [line for line in steps if line.is_overdue]
    left = [line for line in open_to_rate if line.left]
    if rounds:
        return to_vote(rounds[0])
    if late:
        return to_tell(late[0])
    if comments:
        return to_answer(comments[0])
    if left:
        return to_rate(max(left, key=lambda line: line.left))
    return to_do(steps[0]) if steps else None


def to_vote(line: RoundLine) -> NextStep:
    words = f"fill in your ballot for {quoted(line.title)} in {line.about}."
    return NextStep(words=words, button="Fill in your ballot", url=line.ballot_url)


def to_tell(line: DueLine) -> NextStep:
    words = f"say how far {quoted(line.title)} is, which was due on {day_words(line.due_on)}."
    return NextStep(words=words, button="See the step", url=line.url)


def to_do(line: DueLine) -> NextStep:
    words = f"your step {quoted(line.title)} is due on {day_words(line.due_on)}."
    return NextStep(words=words, button="See the step", url=line.url)


def to_answer(line: MentionLine) -> NextStep:
    words = f"read what {line.who} wrote to you about {line.about}."
    return NextStep(words=words, button="Read the comment", url=line.url)


def to_rate(line: AssessmentLine) -> NextStep:
    words = f"{line.left} of {line.total} stage descriptions wait to be rated in {line.system}, {line.label}."
    return NextStep(words=words, button="Go on rating", url=line.rate_url)
