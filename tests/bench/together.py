"""What teams do together in the first district: rounds of few and of many, one that still runs, and a review."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import cycle

from districts.choices import Role
from districts.models import District, Membership, Perspective, User
from hexagon.models import ComponentRating
from hexagon.services import Described, start_review
from practices.models import System
from readiness.models import Assessment, Rating
from readiness.owners import AssessmentRounds
from readiness.services import open_assessment_round
from rounds.choices import State
from rounds.models import Ballot, Rater, Round
from rounds.services import move_round, seat_raters

FEW, MANY = 3, 40
REVEALED, RUNNING = "talent-management", "leadership"
TEXT = "We looked at this in autumn and wrote down what we found, building by building."


def gather(district: District, lead: User) -> None:
    """Reveal a round of few and one of many raters over a whole system, open one over the other, and rate a review."""
    team = _seats(district, lead)
    newest, earlier = _assessments(district, REVEALED)
    for assessment, number in ((newest, MANY), (earlier, FEW)):
        _reveal(_open(assessment, lead, team[:number]), lead)
    _open(_assessments(district, RUNNING)[1], lead, team)
    _review(district, lead)


def _seats(district: District, lead: User) -> list[Membership]:
    """Make a team of many, the lead first."""
    others = [User(email=f"rater-{number}@example.org", name=f"Rater {number}") for number in range(1, MANY)]
    Membership.objects.bulk_create(
        Membership(district=district, user=user, role=Role.MEMBER) for user in User.objects.bulk_create(others)
    )
    return list(Membership.objects.for_district(district).filter(role__in=(Role.LEAD, Role.MEMBER)).order_by("pk"))


def _assessments(district: District, system: str) -> tuple[Assessment, Assessment]:
    newest, earlier = Assessment.objects.for_district(district).filter(edition__system__key=system).newest_first()
    return newest, earlier


def _open(assessment: Assessment, lead: User, team: Sequence[Membership]) -> Round:
    """Open a round over every stage description, in which each of the team has said something of each."""
    keys = Rating.objects.for_assessment(assessment).values_list("stage_description__key", flat=True)
    round = open_assessment_round(assessment, title="First look", keys=list(keys), by=lead).round
    seat_raters(round=round, seats=dict(zip(team, cycle(Perspective.objects.offered()), strict=False)))
    Ballot.objects.bulk_create(
        Ballot(rater=rater, item_key=key, value=(rater.pk + place) % 3, rationale=TEXT if rater.pk % 4 == 0 else "")
        for rater in Rater.objects.filter(round=round)
        for place, key in enumerate(keys)
    )
    return round


def _reveal(round: Round, lead: User) -> None:
    keeper = AssessmentRounds.find(lead, round.district.slug, round.pk)
    move_round(round=round, keeper=keeper, to=State.REVEALED, version=round.version, by=lead)


def _review(district: District, lead: User) -> None:
    """Review the larger system, every component of it rated with all that may be written."""
    system = System.objects.get(key=RUNNING)
    review = start_review(district=district, about=system, described=Described(title="Before we start"), by=lead)
    rows = ComponentRating.objects.filter(review=review)
    texts = dict.fromkeys(("note", "discussion", "evidence", "data_needed", "obstacles"), TEXT)
    rows.update(value=3, version=2, changed_by=lead, changed_at=review.opened_at, **texts)
