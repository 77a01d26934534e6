"""The entries of a content file as rows, and back."""

from __future__ import annotations

from collections.abc import Iterable

from practices import content as files
from practices.choices import CONSIDERATION_STAGES, PLANNING_STAGES
from practices.models import (
    Consideration,
    ConsiderationStage,
    Edition,
    FocusArea,
    Indicator,
    Practice,
    Stage,
    StageDescription,
)
from practices.reports import ContentArea, ContentPractice, ContentStage, edition_content

# Positions leave room, so that an administrator can put a row between two others.
STEP = 10


def file_of(edition: Edition) -> files.EditionFile:
    """Return the edition as a file holds it. A draft may lack what a file must have."""
    content = edition_content(edition)
    stages = Stage.objects.filter(key__in=[*PLANNING_STAGES, *CONSIDERATION_STAGES])
    return files.EditionFile(
        system=files.SystemEntry(content.system_key, content.system_title, content.system_position),
        edition=files.EditionEntry(content.number, files.paragraph(content.source), content.introduction),
        stages=tuple(files.StageEntry(stage.key, stage.title) for stage in stages),
        considerations=tuple(
            files.ConsiderationEntry(row.key, files.paragraph(row.title), _text_entries(row.stages))
            for row in content.considerations
        ),
        focus_areas=tuple(map(_area_entry, content.areas)),
    )


def _area_entry(area: ContentArea) -> files.FocusAreaEntry:
    return files.FocusAreaEntry(area.key, files.paragraph(area.title), tuple(map(_practice_entry, area.practices)))


def _practice_entry(practice: ContentPractice) -> files.PracticeEntry:
    indicators = tuple(
        files.IndicatorEntry(indicator.key, indicator.code, _text_entries(indicator.stages), choice=indicator.is_choice)
        for indicator in practice.indicators
    )
    return files.PracticeEntry(practice.key, practice.code, files.paragraph(practice.text), indicators)


def _text_entries(stages: Iterable[ContentStage]) -> tuple[files.StageTextEntry, ...]:
    return tuple(files.StageTextEntry(row.key, row.stage_key, files.paragraph(row.text)) for row in stages)


def write_rows(edition: Edition, content: files.EditionFile) -> None:
    """Give a draft the rows of a file, in place of those that it has."""
    edition.considerations.all().delete()
    edition.focus_areas.all().delete()
    stages = {stage.key: stage for stage in Stage.objects.all()}
    _write_considerations(edition, content, stages)
    _write_focus_areas(edition, content, stages)


def _write_considerations(edition: Edition, content: files.EditionFile, stages: dict[str, Stage]) -> None:
    considerations = Consideration.objects.bulk_create(
        Consideration(edition=edition, key=entry.key, title=entry.title, position=number * STEP)
        for number, entry in enumerate(content.considerations, start=1)
    )
    ConsiderationStage.objects.bulk_create(
        ConsiderationStage(
            edition=edition,
            consideration=row,
            key=text.key,
            stage=stages[text.stage],
            text=text.text,
            position=number * STEP,
        )
        for row, entry in zip(considerations, content.considerations, strict=True)
        for number, text in enumerate(entry.stage_descriptions, start=1)
    )


def _write_focus_areas(edition: Edition, content: files.EditionFile, stages: dict[str, Stage]) -> None:
    areas = FocusArea.objects.bulk_create(
        FocusArea(edition=edition, key=entry.key, title=entry.title, position=number * STEP)
        for number, entry in enumerate(content.focus_areas, start=1)
    )
    practices = Practice.objects.bulk_create(
        Practice(
            edition=edition,
            focus_area=area,
            key=entry.key,
            code=entry.code,
            text=entry.text,
            position=number * STEP,
        )
        for area, area_entry in zip(areas, content.focus_areas, strict=True)
        for number, entry in enumerate(area_entry.practices, start=1)
    )
    indicators = Indicator.objects.bulk_create(
        Indicator(
            edition=edition,
            practice=practice,
            key=entry.key,
            code=entry.code,
            is_choice=entry.choice,
            position=number * STEP,
        )
        for practice, practice_entry in zip(practices, content.practices, strict=True)
        for number, entry in enumerate(practice_entry.indicators, start=1)
    )
    StageDescription.objects.bulk_create(
        StageDescription(
            edition=edition,
            indicator=indicator,
            key=text.key,
            stage=stages[text.stage],
            text=text.text,
            position=number * STEP,
        )
        for indicator, entry in zip(indicators, content.indicators, strict=True)
        for number, text in enumerate(entry.stage_descriptions, start=1)
    )
