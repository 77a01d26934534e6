"""Perspectives between their file and rows."""

from __future__ import annotations

from pathlib import Path

from django.db import transaction

from districts import content as files
from districts.content import ContentError, PerspectiveEntry, PerspectivesFile
from districts.models import Perspective


@transaction.atomic
def load(path: Path) -> str:
    """Add the perspectives of a file that are new here, behind the others; return a sentence on what happened.

    Those that exist stay as administrators have worded, placed and retired them. Raises ContentError.
    """
    entries = files.read(path).perspectives
    here = {row.key: row.title for row in Perspective.objects.all()}
    new = [entry for entry in entries if entry.key not in here]
    _refuse_taken_titles(path.name, new, {title: key for key, title in here.items()})
    for entry in new:
        Perspective.objects.create(key=entry.key, title=entry.title, position=Perspective.objects.next_position())
    return f"Perspectives: added {len(new)}, kept the wording of {len(entries) - len(new)}."


def _refuse_taken_titles(file: str, new: list[PerspectiveEntry], taken: dict[str, str]) -> None:
    problems = [
        f'perspective {entry.key}: title: "{entry.title}" is what {taken[entry.title]} is called here'
        for entry in new
        if entry.title in taken
    ]
    if problems:
        raise ContentError(file, problems)


def dump(directory: Path) -> Path:
    """Write the perspectives that new raters are offered, and return the path."""
    offered = Perspective.objects.offered()
    entries = tuple(PerspectiveEntry(row.key, row.title) for row in offered)
    path = directory / files.FILE_NAME
    path.write_text(files.dump(PerspectivesFile(files.SOURCE, entries)), encoding="utf-8")
    return path
