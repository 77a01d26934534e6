"""Rounds over an assessment's items: what they may be about, which there are, and whose ballots they wait for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from core.prepared_queries import PreparedQuery
from districts.models import Membership, User
from practices.reports import ContentConsideration, ContentOfEdition, published_content
from readiness.choices import PLACEMENT_SCALE, RATING_SCALE
from readiness.models import Assessment, AssessmentRound, ConsiderationPlacement, Rating
from readiness.reports.items import CONSIDERATIONS
from rounds.models import Rater, Round
from rounds.reports import TOLD, RoundItem, RoundLine, by_district, round_line, told_line, told_to

NAMESPACE = "readiness"


def items_of(content: ContentOfEdition) -> Iterator[RoundItem]:
    """Yield everything of an edition that a round may be about: considerations, then stage descriptions by area."""
    yield from (_placed(one) for one in content.considerations)
    for area in content.areas:
        for stage in area.items:
            yield RoundItem(
                key=stage.key,
                name=stage.name,
                heading=stage.of,
                of=stage.stage_title,
                text=stage.text,
                group=area.title,
                scale=RATING_SCALE,
            )


def _placed(consideration: ContentConsideration) -> RoundItem:
    return RoundItem(
        key=consideration.key,
        name=consideration.title,
        heading=consideration.title,
        text="\n\n".join(f"{stage.stage_title}: {stage.text}" for stage in consideration.stages),
        group="Considerations",
        scale=PLACEMENT_SCALE,
    )


@dataclass(frozen=True, kw_only=True)
class AreaChoice:
    """A focus area, or the considerations, as a lead may choose it for a round; `covered_by` names running rounds."""

    key: str
    title: str
    items: tuple[str, ...]
    covered_by: str = ""


def area_choices(assessment: Assessment) -> tuple[AreaChoice, ...]:
    """Return what a round over an assessment may be about, in two queries once its content is in memory."""
    content = published_content(assessment.edition)
    covered = _covered(assessment)
    areas = [(CONSIDERATIONS, "Considerations", tuple(one.key for one in content.considerations))]
    areas += [(area.key, area.title, tuple(one.key for one in area.items)) for area in content.areas]
    return tuple(_choice(*area, covered) for area in areas)


def _choice(key: str, title: str, items: tuple[str, ...], covered: dict[str, str]) -> AreaChoice:
    titles = dict.fromkeys(covered[item] for item in items if item in covered)
    return AreaChoice(key=key, title=title, items=items, covered_by=" and ".join(titles))


def _covered(assessment: Assessment) -> dict[str, str]:
    """Return the title of the running round that covers an item, by the item's key."""
    found: dict[str, str] = {}
    for model in (Rating, ConsiderationPlacement):
        rows = model.objects.for_assessment(assessment).exclude(covered_by=None)
        found |= rows.values_list(f"{model.content_field}__key", "covered_by__title")
    return found


# It is SQL because every worksheet and summary asks for it, mostly for nothing, and Django takes longer to write such a
# query than the database to answer it.
_ROUNDS = """
SELECT r.id, r.title, r.state
FROM readiness_assessmentround AS o JOIN rounds_round AS r ON r.id = o.round_id
WHERE o.assessment_id = %s
ORDER BY r.opened_at DESC, r.id DESC
"""


def assessment_rounds(assessment: Assessment) -> tuple[RoundLine, ...]:
    """Return the rounds of an assessment, newest first, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(_ROUNDS, [assessment.pk])
        rows = cursor.fetchall()
    return tuple(line_of(Round(pk=pk, title=title, state=state), assessment) for pk, title, state in rows)


def line_of(round: Round, assessment: Assessment) -> RoundLine:
    """Return the line of a round on pages of its assessment, which need not say what it is about."""
    return round_line(round, about="", namespace=NAMESPACE, slug=assessment.district.slug)


def _told(user: int, **only: Any) -> Any:
    rows = AssessmentRound.objects.running().filter(**only).annotate(**told_to(user)).newest_first()
    about = ("assessment__edition__system__title", "assessment__label")
    return rows.values_list("round__district", *TOLD, *about)


_RUNNING = PreparedQuery(lambda district, user: _told(user, round__district=district), int, int)
_WAITING = PreparedQuery(lambda user: _told(user, round__in=Rater.objects.waiting_for(user).values("round")))


def running_rounds(membership: Membership) -> tuple[RoundLine, ...]:
    """Return a district's rounds that run, newest first, as one of its people is told of them, in one query."""
    return tuple(line for _, line in _lines(_RUNNING.rows(membership.district_id, membership.user_id)))


def waiting_rounds(user: User) -> dict[int, tuple[RoundLine, ...]]:
    """Return the rounds that wait for a person's ballot, and revealed ones that wait for them as a lead to agree with
    the team, by the id of their district, in one query."""
    return by_district(_lines(_WAITING.rows(user.pk)))


def _lines(rows: Iterable[Sequence[Any]]) -> Iterator[tuple[int, RoundLine]]:
    """Yield each row's line, with the id of its district."""
    for district, *told, system, label in rows:
        yield district, told_line(told, about=f"{system}, {label}", namespace=NAMESPACE)
