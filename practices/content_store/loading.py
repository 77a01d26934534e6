"""From files to rows: nothing that is published changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from django.db import transaction

from practices import content as files
from practices.content import ContentError, EditionFile, Problem
from practices.content_store.editions import SystemSeries
from practices.models import Stage, System

NamedFile = tuple[str, EditionFile]


def load(paths: Iterable[Path]) -> list[str]:
    """Bring files into the database, all or nothing; return a sentence for each on what happened.

    Raises ContentError with the problems of all files.
    """
    contents = _read_all(paths)
    with transaction.atomic():
        if problems := [*_disagreements(contents), *_against_database(contents)]:
            raise ContentError(problems)
        _create_stages(contents)
        return [f"{content.system.title}: {_load_one(content)}" for _, content in contents]


def _read_all(paths: Iterable[Path]) -> list[NamedFile]:
    contents: list[NamedFile] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            contents.append((path.name, files.read(path)))
        except ContentError as error:
            problems.extend(error.problems)
    if problems:
        raise ContentError(problems)
    return contents


# What must hold between files, and between a file and the database ------------------------------


def _disagreements(contents: list[NamedFile]) -> Iterator[Problem]:
    """Yield files that hold a system again, or name the stages otherwise than the first file."""
    seen: dict[str, str] = {}
    for name, content in contents:
        key = content.system.key
        if key in seen:
            yield Problem(name, "system", key, "key", f"is in {seen[key]} too")
        seen.setdefault(key, name)
        if content.stages != contents[0][1].stages:
            yield Problem(name, "", "", "stages", f"are not the same as in {contents[0][0]}")


def _against_database(contents: list[NamedFile]) -> Iterator[Problem]:
    """Yield what a file names otherwise than the rows that published editions share, and numbers out of order."""
    for name, content in contents:
        for position, stage in enumerate(content.stages, start=1):
            yield from _changed(name, "stage", Stage(key=stage.key, title=stage.title, position=position))
        entry = content.system
        yield from _changed(name, "system", System(key=entry.key, title=entry.title, position=entry.position))
        yield from SystemSeries(entry.key).number_problems(name, content)


def _changed(file: str, kind: str, row: System | Stage) -> Iterator[Problem]:
    """Yield fields in which a row differs from the stored one: published editions show these rows."""
    stored = type(row)._default_manager.filter(key=row.key).first()
    for field in ("title", "position") if stored else ():
        if (was := getattr(stored, field)) != getattr(row, field):
            yield Problem(file, kind, row.key, field, f'is "{was}" in published editions and cannot change')


# Writing ----------------------------------------------------------------------------------------


def _create_stages(contents: list[NamedFile]) -> None:
    for _, content in contents:
        for position, stage in enumerate(content.stages, start=1):
            Stage.objects.get_or_create(key=stage.key, defaults={"title": stage.title, "position": position})


def _load_one(content: EditionFile) -> str:
    """Write one file and return what happened, as the rest of a sentence."""
    entry = content.system
    System.objects.get_or_create(key=entry.key, defaults={"title": entry.title, "position": entry.position})
    return SystemSeries(entry.key).load(content)
