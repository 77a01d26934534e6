"""Published content of the product, and assessments of it, for tests."""

from __future__ import annotations

from dataclasses import replace

from django.utils import timezone

from districts.models import District, User
from practices import content as files
from practices.models import Consideration, Edition, StageDescription
from readiness.models import Assessment, BaseRating, ConsiderationPlacement, Rating
from readiness.services import open_assessment, save_item
from rounds.services import Draft, Saved
from tests.practices.kept import content_file, published

__all__ = ["content_file", "many", "numbered", "opened", "published", "rate", "rate_all", "reworded"]


def numbered(content: files.EditionFile, number: int) -> files.EditionFile:
    """The same words as another edition."""
    return replace(content, edition=replace(content.edition, number=number))


def reworded(content: files.EditionFile, key: str, text: str) -> files.EditionFile:
    """The content with another text for the stage description with this key, and nothing else changed."""

    def stage(entry: files.StageTextEntry) -> files.StageTextEntry:
        return replace(entry, text=text) if entry.key == key else entry

    def indicator(entry: files.IndicatorEntry) -> files.IndicatorEntry:
        return replace(entry, stage_descriptions=tuple(map(stage, entry.stage_descriptions)))

    def practice(entry: files.PracticeEntry) -> files.PracticeEntry:
        return replace(entry, indicators=tuple(map(indicator, entry.indicators)))

    def area(entry: files.FocusAreaEntry) -> files.FocusAreaEntry:
        return replace(entry, practices=tuple(map(practice, entry.practices)))

    return replace(content, focus_areas=tuple(map(area, content.focus_areas)))


def opened(district: District, edition: Edition, label: str, by: User) -> Assessment:
    return open_assessment(district=district, edition=edition, label=label, by=by)


def rate(
    assessment: Assessment,
    key: str,
    code: str = "",
    note: str = "",
    *,
    by: User,
    model: type[BaseRating] = Rating,
    version: int | None = None,
) -> Saved:
    """Answer one item as somebody who read it just before; `version` for somebody who read it earlier."""
    row = model.objects.for_assessment(assessment).with_key(key).get()
    draft = Draft(answer=model.scale.answer(code), note=note, version=version or row.version)
    return save_item(model, district=assessment.district, assessment_pk=assessment.pk, key=key, draft=draft, by=by)


def rate_all(assessment: Assessment, code: str, *, by: User) -> None:
    """Give every stage description the same answer."""
    for row in Rating.objects.for_assessment(assessment).select_related("stage_description"):
        rate(assessment, row.stage_description.key, code, by=by)


def many(district: District, edition: Edition, count: int) -> list[Assessment]:
    """Open so many more assessments at once, closed ones among them."""
    now = timezone.now()
    assessments = Assessment.objects.bulk_create(
        Assessment(
            district=district, edition=edition, label=f"Round {n}", opened_at=now, closed_at=now if n % 2 else None
        )
        for n in range(count)
    )
    for model, content in ((Rating, StageDescription), (ConsiderationPlacement, Consideration)):
        field = f"{model.content_field}_id"
        keys = list(content.objects.filter(edition=edition).values_list("pk", flat=True))
        model.objects.bulk_create(model(assessment=one, value=2, **{field: pk}) for one in assessments for pk in keys)
    return assessments
