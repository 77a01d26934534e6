"""From rows to files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from practices import content as files
from practices.content import ContentError, Problem
from practices.content_store.editions import SystemSeries
from practices.content_store.rows import file_of
from practices.models import Edition, System


def dump_edition(edition: Edition) -> str:
    """Return the canonical YAML of an edition."""
    return files.dump(file_of(edition))


def dump(directory: Path, systems: Sequence[str] = (), *, drafts: bool = True) -> list[Path]:
    """Write a file for each system (default: all): of its draft, or without one of what is published.

    Returns the paths; raises ContentError for a system that has no such edition.
    """
    editions = _editions_to_dump(drafts)
    if unknown := sorted(set(systems) - set(editions)):
        raise ContentError(Problem(files.file_name(key), "system", key, "", "is not known") for key in unknown)
    paths = []
    for key in systems or editions:
        path = directory / files.file_name(key)
        path.write_text(dump_edition(editions[key]), encoding="utf-8")
        paths.append(path)
    return paths


def _editions_to_dump(drafts: bool) -> dict[str, Edition]:
    """Return one edition for each system key, a draft before what is published, in the order of the systems."""
    editions = {system.key: SystemSeries(system.key).to_dump(drafts=drafts) for system in System.objects.all()}
    return {key: edition for key, edition in editions.items() if edition}
