"""The home page: what waits for a person, and their districts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Generic, TypeVar

from comments.reports import MentionLine, mention_lines, prepared_mentions
from core.links import address
from core.prepared_queries import PreparedQuery
from districts.choices import Role
from districts.models import Membership, User
from hexagon.reports.rounds import waiting_rounds as waiting_reviews
from inventories.reports import named_threads
from plans.reports import DueLine, steps_of
from readiness.reports import AssessmentLine, open_assessments, waiting_rounds
from readiness.rules import can_rate
from rounds.reports import RoundLine
from talentsys.reports.next_steps import NextStep, next_for_person

_MEMBERSHIPS = PreparedQuery(
    lambda user: (
        Membership.objects.for_user(user)
        .order_by("district__name", "pk")
        .values_list("district", "district__name", "district__slug", "role")
    )
)
_MENTIONS = prepared_mentions(named_threads)
Line = TypeVar("Line")


@cache
def _may_rate(role: Role) -> bool:
    may: bool = can_rate.test(Membership(role=role))
    return may


@dataclass(frozen=True, kw_only=True)
class HomeDistrict:
    """One of a person's districts, with the assessments that are open in it."""

    pk: int
    name: str
    slug: str
    role: Role
    assessments: tuple[AssessmentLine, ...]

    @property
    def url(self) -> str:
        return address("district_detail", self.slug)

    @property
    def may_rate(self) -> bool:
        return _may_rate(self.role)


@dataclass(frozen=True, kw_only=True)
class Waiting(Generic[Line]):
    """One thing that waits for a person, with the name of its district; empty for whoever is in one alone."""

    line: Line
    district: str


@dataclass(frozen=True, kw_only=True)
class HomeReport:
    """What waits for a person over all their districts, each kind in its order, and the districts by name.

    `rounds` wait for their ballot; `revealed` ones, for them as a lead to agree with the team.
    """

    steps: tuple[Waiting[DueLine], ...]
    rounds: tuple[Waiting[RoundLine], ...]
    revealed: tuple[Waiting[RoundLine], ...]
    comments: tuple[Waiting[MentionLine], ...]
    districts: tuple[HomeDistrict, ...]
    next_step: NextStep | None


def home_report(user: User) -> HomeReport:
    """Return what a person's first page shows, in six queries however many districts and steps they have."""
    opened = open_assessments(user)
    districts = tuple(
        HomeDistrict(pk=pk, name=name, slug=slug, role=Role(role), assessments=opened.get(pk, ()))
        for pk, name, slug, role in _MEMBERSHIPS.rows(user.pk)
    )
    names = {one.pk: one.name if len(districts) > 1 else "" for one in districts}
    named = {one.url: names[one.pk] for one in districts}
    steps = sorted(_with_names(steps_of(user), names), key=lambda one: one.line.due_on)
    rounds = [*_with_names(waiting_rounds(user), names), *_with_names(waiting_reviews(user), names)]
    comments = [
        Waiting(line=line, district=named[line.district_url])
        for line in mention_lines(_MENTIONS, user)
        if line.district_url in named
    ]
    return HomeReport(
        steps=tuple(steps),
        rounds=tuple(one for one in rounds if one.line.waits),
        revealed=tuple(one for one in rounds if one.line.is_to_agree),
        comments=tuple(comments),
        districts=districts,
        next_step=next_for_person(
            [one.line for one in rounds],
            [one.line for one in steps],
            [one.line for one in comments],
            [line for one in districts if one.may_rate for line in one.assessments],
        )
        or _to_the_only(districts),
    )


def _to_the_only(districts: tuple[HomeDistrict, ...]) -> NextStep | None:
    """Say that whoever is in one district alone reads there what comes next."""
    if len(districts) != 1:
        return None
    words = f"see where {districts[0].name} stands, and what comes next there."
    return NextStep(words=words, button="Go to the district", url=districts[0].url)


def _with_names(lines: Mapping[int, Iterable[Line]], names: Mapping[int, str]) -> list[Waiting[Line]]:
    """Return lines that are kept by the id of their district, each with its name."""
    return [Waiting(line=line, district=names[pk]) for pk, among in lines.items() if pk in names for line in among]
