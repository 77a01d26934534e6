"""Small content for tests: one practice with two indicators, one consideration."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from practices import content as files
from practices import content_store
from practices.choices import CONSIDERATION_STAGES, PLANNING_STAGES
from practices.models import Edition

STAGES = tuple(files.StageEntry(key, key.replace("-", " ").title()) for key in PLANNING_STAGES + CONSIDERATION_STAGES)


def indicator_entry(code: str) -> files.IndicatorEntry:
    texts = tuple(
        files.StageTextEntry(f"{code}-{stage.removeprefix('getting-')}", stage, f"What {code} is at {stage}.")
        for stage in PLANNING_STAGES
    )
    return files.IndicatorEntry(code, code, texts)


def small_file(key: str = "sample", number: int = 1, wording: str = "A practice of the sample.") -> files.EditionFile:
    """A valid edition of a system with this key, whose only practice says `wording`."""
    return files.EditionFile(
        system=files.SystemEntry(key, key.title(), 1),
        edition=files.EditionEntry(number, "A sample document", ("First paragraph.", "Second paragraph.")),
        stages=STAGES,
        considerations=(
            files.ConsiderationEntry(
                "readiness",
                "Readiness",
                tuple(
                    files.StageTextEntry(f"readiness-{stage}", stage, f"What Readiness is at {stage}.")
                    for stage in CONSIDERATION_STAGES
                ),
            ),
        ),
        focus_areas=(
            files.FocusAreaEntry(
                "first",
                "First area",
                (files.PracticeEntry("p1", "1", wording, (indicator_entry("1a"), indicator_entry("1b"))),),
            ),
        ),
    )


def choosing(content: files.EditionFile) -> files.EditionFile:
    """The content with the last indicator of its only practice calling for choosing among candidates."""
    [area] = content.focus_areas
    [practice] = area.practices
    *others, last = practice.indicators
    practice = replace(practice, indicators=(*others, replace(last, choice=True)))
    return replace(content, focus_areas=(replace(area, practices=(practice,)),))


def numbered(content: files.EditionFile, number: int) -> files.EditionFile:
    return replace(content, edition=replace(content.edition, number=number))


def write(directory: Path, content: files.EditionFile) -> Path:
    """Write a content file and return its path."""
    path = directory / files.file_name(content.system.key)
    path.write_text(files.dump(content), encoding="utf-8")
    return path


def load(directory: Path, content: files.EditionFile) -> Edition:
    """Load content through a file and return the newest edition of its system."""
    content_store.load([write(directory, content)])
    edition: Edition = Edition.objects.filter(system__key=content.system.key).newest_first()[0]
    return edition
