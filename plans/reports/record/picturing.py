"""Reading the picture that a plan rests on into a record."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone

from hexagon.models import Comparison, Review
from hexagon.reports import HexagonReport, Recommended, subject_report, system_subjects
from inventories.reports import inventories_holding
from plans.models import Plan
from plans.reports.choosing import newest_assessments
from plans.reports.record.picture import (
    AreaRecord,
    ComponentRecord,
    IndicatorRecord,
    InventoryRecord,
    PracticeRecord,
    RatingRecord,
    RecommendationRecord,
    ReviewRecord,
    StandingRecord,
    SystemRecord,
)
from readiness.models import Assessment
from readiness.reports import RatedConsideration, RatedIndicator, RatedPractice, ReadinessReport, readiness_report

# Readiness ----------------------------------------------------------------------------------------------------------


def system_records(plan: Plan) -> tuple[SystemRecord, ...]:
    """Return each of the plan's systems as its newest assessment has it."""
    return tuple(
        system_record(assessment) if assessment else SystemRecord(title=system.title)
        for system, assessment in newest_assessments(plan)
    )


def system_record(assessment: Assessment) -> SystemRecord:
    """Return a system as an assessment has it."""
    report = readiness_report(assessment)
    return SystemRecord(
        title=report.system,
        label=report.label,
        edition=report.edition,
        source=report.source,
        as_of=timezone.localdate(report.as_of),
        closed_on=timezone.localdate(report.closed_at) if report.closed_at else None,
        rated=report.rated,
        total=report.total,
        before_label=report.previous_label,
        standings=_standings(report),
        considerations=tuple(map(_placed, report.considerations)),
        areas=tuple(
            AreaRecord(title=area.title, practices=tuple(map(_practice, area.practices))) for area in report.areas
        ),
    )


def _standings(report: ReadinessReport) -> tuple[StandingRecord, ...]:
    return tuple(
        StandingRecord(
            standing=group.standing.value, label=str(group.standing.label), count=group.count, before=group.before
        )
        for group in report.standings
    )


def _placed(one: RatedConsideration) -> RatingRecord:
    return RatingRecord(
        name=one.name,
        stage="",
        text="",
        code=one.answer.code,
        label=one.answer.label,
        note=one.note,
        dissent=one.dissent,
    )


def _practice(practice: RatedPractice) -> PracticeRecord:
    return PracticeRecord(
        code=practice.code, text=practice.text, indicators=tuple(map(_indicator, practice.indicators))
    )


def _indicator(one: RatedIndicator) -> IndicatorRecord:
    return IndicatorRecord(
        code=one.content.code,
        standing=one.standing.value,
        standing_label=str(one.standing.label),
        movement=one.movement,
        ratings=tuple(
            RatingRecord(
                name=item.name,
                stage=item.content.stage_title,
                text=item.content.text,
                code=item.answer.code,
                label=item.answer.label,
                note=item.note,
                dissent=item.dissent,
            )
            for item in one.items
        ),
    )


# The Hexagon ------------------------------------------------------------------------------------------------------


def review_records(plan: Plan) -> tuple[ReviewRecord, ...]:
    """Return the newest review of each of the plan's systems, and the newest comparison for each of their
    indicators."""
    return tuple(_review(subject) for subject in _subjects(plan))


def _subjects(plan: Plan) -> Iterator[Review | Comparison]:
    for system in plan.systems.order_by("position", "key"):
        yield from system_subjects(plan.district, system.key)


def _review(subject: Review | Comparison) -> ReviewRecord:
    report = subject_report(subject)
    return ReviewRecord(
        title=report.title,
        about=_about(report),
        as_of=timezone.localdate(report.as_of),
        subjects=tuple(review.name for review in report.reviews),
        components=tuple(
            ComponentRecord(
                title=row[0].name, answers=tuple((one.answer.code, one.answer.label, one.note) for one in row)
            )
            for row in report.rows
        ),
        recommendation=_recommendation(report.recommendation) if report.recommendation else None,
    )


def _about(report: HexagonReport) -> str:
    if report.kind == "review":
        return report.reviews[0].subject_label
    return f"{len(report.reviews)} candidates for indicator {report.indicator_name}"


def _recommendation(found: Recommended) -> RecommendationRecord:
    return RecommendationRecord(
        sentence=found.sentence,
        rationale=found.rationale,
        supports=found.supports,
        dissent=found.dissent,
        decided_by=found.decided_by,
        decided_on=found.decided_on,
    )


# Inventories ------------------------------------------------------------------------------------------------------


def inventory_records(plan: Plan) -> tuple[InventoryRecord, ...]:
    """Return what the district's inventories hold; of staff data, only that it is there and how current it is."""
    return tuple(
        InventoryRecord(
            title=one.title,
            state=one.state_label,
            as_of=one.as_of,
            review_on=one.review_on,
            is_staff_data=one.is_staff_data,
            entries=one.entries,
            lacks=one.lacks,
            counts=one.counts,
        )
        for one in inventories_holding(plan.district)
    )
