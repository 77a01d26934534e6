"""manage.py load_content [FILE…]"""

from __future__ import annotations

import re
from argparse import ArgumentParser
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from districts import content_store as perspectives
from districts.content import ContentError as PerspectivesError
from hexagon import content_store as hexagon
from inventories import content_store as inventories
from practices import content_store as practices
from practices.content import ContentError

Loader = Callable[[Iterable[Path]], list[str]]


def one_by_one(load: Callable[[Path], str]) -> Loader:
    return lambda paths: [load(path) for path in paths]


# How files are loaded, by the field that only they have; a file with none of these holds a system.
LOADERS: dict[str, Loader] = {
    "": practices.load,
    "components": one_by_one(hexagon.load),
    "perspectives": one_by_one(perspectives.load),
    "templates": one_by_one(inventories.load),
}
OWN_FIELD = re.compile(rf"^({'|'.join(filter(None, LOADERS))}):", re.MULTILINE)


class Command(BaseCommand):
    """Bring content files into the database."""

    help = (
        "Load content from YAML files, by default the practices, the Hexagon, the perspectives and the inventory "
        "templates in fixtures. New editions are published; published ones never change: where a file differs, a "
        "draft is written. All files or none."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="*", type=Path, metavar="FILE")

    def handle(self, *args: Any, files: list[Path], **options: Any) -> None:
        for outcome in load(files or product_files(settings.BASE_DIR / "fixtures")):
            self.stdout.write(outcome)


def product_files(directory: Path) -> list[Path]:
    """Return the files that the product comes with."""
    systems = sorted((directory / "practices").glob("*.yaml"))
    return [*systems, *(directory / name for name in ("hexagon.yaml", "perspectives.yaml", "inventories.yaml"))]


@transaction.atomic
def load(files: list[Path]) -> list[str]:
    """Load files of every kind, all or nothing, and return a sentence for each; raises CommandError."""
    outcomes: list[str] = []
    problems: list[str] = []
    for field, load_files in LOADERS.items():
        try:
            outcomes += load_files(path for path in files if own_field(path) == field)
        except (ContentError, PerspectivesError) as error:
            problems.append(str(error))
    if problems:
        raise CommandError("\n".join(["Nothing was loaded.", *problems]))
    return outcomes


def own_field(path: Path) -> str:
    """Return the field that tells what kind of file this is, or nothing for that of a system."""
    try:
        found = OWN_FIELD.search(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return ""  # Reading it as a system tells what is wrong.
    return found[1] if found else ""
