"""The demo's assessments: an earlier one of each system to compare with, and one of each that is half rated; and rounds
over some of their focus areas."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import cycle
from typing import Any

from districts.models import District, User
from practices.models import Edition
from readiness.choices import season_of
from readiness.models import Assessment, BaseRating, ConsiderationPlacement, Rating
from readiness.owners import AssessmentRounds
from readiness.reports import area_choices
from readiness.services import close_assessment, open_assessment, open_assessment_round, save_item
from rounds.demo import days_ago, play_round
from rounds.services import Draft

STAGES = ("aware", "ready")


def make_assessments(data: dict[str, Any], *, district: District, people: dict[str, User]) -> None:
    """Make what `data` (fixtures/demo.yaml) describes, rated in turn by the lead, the member and the principal."""
    raters = [people["lead"], people["member"], people["principal"]]
    for described in data["assessments"]:
        make_assessment(described, district=district, raters=raters)


def make_assessment(data: dict[str, Any], *, district: District, raters: list[User]) -> None:
    opened = days_ago(data["opened_days_ago"])
    assessment = open_assessment(
        district=district,
        edition=Edition.objects.published().get(system__key=data["system"]),
        label=season_of(opened),
        by=raters[0],
        at=opened,
    )
    moments = (opened + timedelta(hours=3 * turn, minutes=7 * turn) for turn in range(1, 1000))
    for (model, key, code, note), rater, at in zip(answers_of(data), cycle(raters), moments, strict=False):
        rate(assessment, model, key, code, note, by=rater, at=at)
    if "closed_days_ago" in data:
        closed = days_ago(data["closed_days_ago"])
        close_assessment(assessment, by=raters[0], at=closed)


def answers_of(data: dict[str, Any]) -> Iterator[tuple[type[BaseRating], str, str, str]]:
    """Yield the model, item key, answer code and note of each item that is answered."""
    for key, code in data["placements"].items():
        yield ConsiderationPlacement, key, str(code), data.get("placement_notes", {}).get(key, "")
    for indicator, codes in data["ratings"].items():
        for stage, code in zip(STAGES, codes, strict=True):
            key = f"{indicator}-{stage}"
            if code != "-":
                yield Rating, key, code, data["notes"].get(key, "")


def rate(
    assessment: Assessment, model: type[BaseRating], key: str, code: str, note: str, *, by: User, at: datetime
) -> None:
    draft = Draft(answer=model.scale.answer(code), note=note, version=1)
    save_item(model, district=assessment.district, assessment_pk=assessment.pk, key=key, draft=draft, by=by, at=at)


# Rounds -----------------------------------------------------------------------------------------


def make_rounds(data: dict[str, Any], *, district: District, people: dict[str, User]) -> None:
    """Make the rounds that `data` describes, each over the newest assessment of its system."""
    for described in data["rounds"]:
        make_round(described, district=district, people=people)


def make_round(data: dict[str, Any], *, district: District, people: dict[str, User]) -> None:
    lead = people["lead"]
    assessment = Assessment.objects.for_district(district).filter(edition__system__key=data["system"]).newest_first()[0]
    choices = {one.key: one for one in area_choices(assessment)}
    opened = open_assessment_round(
        assessment,
        title=f"{assessment.label}, {data['title']}",
        keys=[key for area in data["areas"] for key in choices[area].items],
        by=lead,
        at=days_ago(data["opened_days_ago"]),
    )
    play_round(AssessmentRounds.find(lead, district.slug, opened.round.pk), data, people)
