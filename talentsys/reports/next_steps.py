"""The one thing to do next: in a district, and over all that waits for a person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from comments.reports import MentionLine
from core.links import address
from core.words import day_words, quoted
from districts.models import Membership
from districts.rules import can_manage_district
from inventories.reports import DistrictInventories
from plans.reports import DistrictPlan, DueLine
from plans.rules import can_lead_plans
from readiness.reports import AssessmentLine, DistrictReadiness, most_left
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
    late = plan.overdue_of(membership.user_id) if plan else None
    left = readiness.next_to_rate
    return (
        first_of_all(
            rounds=[one for one in rounds if one.waits or can_lead_round.test(membership)],
            late=[late] if late else [],
            left=left if can_rate.test(membership) else None,
        )
        or next_to_open(membership, readiness)
        or next_to_plan(membership, readiness, plan)
        or next_to_review(membership, inventories)
        or next_to_read(readiness)
    )


def first_of_all(
    *,
    rounds: Iterable[RoundLine],
    late: Sequence[DueLine],
    comments: Sequence[MentionLine] = (),
    left: AssessmentLine | None,
) -> NextStep | None:
    """Return what comes first of all that waits for a person, in a district as over all of them: a ballot and then an
    agreement, for which others wait; what is late; who asks them; what is left to rate."""
    rounds = tuple(rounds)
    ballot = next((one for one in rounds if one.waits), None)
    revealed = next((one for one in rounds if one.is_to_agree), None)
    if ballot:
        return to_vote(ballot)
    if revealed:
        return to_agree(revealed)
    if late:
        return to_tell(late[0])
    if comments:
        return to_answer(comments[0])
    return to_rate(left) if left else None


def next_to_open(membership: Membership, readiness: DistrictReadiness) -> NextStep | None:
    """Say that a lead opens the first assessment, where there is none."""
    if readiness.lines or not can_manage_district.test(membership):
        return None
    words, button = "open the first assessment, so that the team can rate.", "Open the first assessment"
    return NextStep(words=words, button=button, url=address("readiness:assessment_open", membership.district.slug))


def next_to_plan(membership: Membership, readiness: DistrictReadiness, plan: DistrictPlan | None) -> NextStep | None:
    """Say that a lead makes a plan of what is rated, where none is in force."""
    if plan is not None or readiness.next_to_read is None or not can_lead_plans.test(membership):
        return None
    url = address("plans:plan_list", membership.district.slug)
    return NextStep(words="make a plan of what the team has rated.", button="Go to the plans", url=url)


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
    """Return what a person does next of all that waits for them, what is due after all else; None where nothing
    waits."""
    late = [line for line in steps if line.is_overdue]
    return first_of_all(rounds=rounds, late=late, comments=comments, left=most_left(open_to_rate)) or (
        to_do(steps[0]) if steps else None
    )


def to_vote(line: RoundLine) -> NextStep:
    words = f"fill in your ballot for {quoted(line.title)} in {line.about}."
    return NextStep(words=words, button="Fill in your ballot", url=line.ballot_url)


def to_agree(line: RoundLine) -> NextStep:
    words = f"agree with the team on what {quoted(line.title)} shows, in {line.about}."
    return NextStep(words=words, button="Agree together", url=line.agree_url)


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
    verb = "waits" if line.waits == 1 else "wait"
    words = f"{line.waits} of {line.total} stage descriptions {verb} to be rated in {line.system}, {line.label}."
    if line.together:
        words = f"{words[:-1]}; {line.together_words}."
    return NextStep(words=words, button="Go on rating", url=line.rate_url)
