"""manage.py dump_content [--output DIR] [--published] [NAME…]"""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from districts import content_store as perspectives
from districts.models import Perspective
from hexagon import content_store as hexagon
from inventories import content_store as inventories
from inventories.models import Template
from practices import content_store as practices
from practices.content import ContentError

HEXAGON, PERSPECTIVES, INVENTORIES = "hexagon", "perspectives", "inventories"


class Command(BaseCommand):
    """Write content files from the database."""

    help = (
        "Write content to YAML files, so that what administrators edit can be reviewed as a diff: of each system and "
        "of the Hexagon the draft, or what is published where there is no draft; and the lists of perspectives and of "
        "inventory templates."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "names",
            nargs="*",
            metavar="NAME",
            help="Keys of systems, hexagon, perspectives, or inventories; by default all.",
        )
        parser.add_argument("--output", type=Path, metavar="DIR", help="Where to write, by default in fixtures.")
        parser.add_argument("--published", action="store_true", help="Leave drafts out.")

    def handle(self, *args: Any, names: list[str], output: Path | None, published: bool, **options: Any) -> None:
        fixtures = settings.BASE_DIR / "fixtures"
        try:
            paths = dump(names, output or fixtures / "practices", output or fixtures, drafts=not published)
        except ContentError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{error.filename} cannot be written: {error.strerror}.") from error
        for path in paths:
            self.stdout.write(f"Wrote {path}")


def dump(names: list[str], systems_directory: Path, directory: Path, *, drafts: bool) -> list[Path]:
    """Write what is asked for, by default all there is, and return the paths."""
    systems = [name for name in names if name not in (HEXAGON, PERSPECTIVES, INVENTORIES)]
    paths = practices.dump(systems_directory, systems, drafts=drafts) if systems or not names else []
    if (HEXAGON in names or not names) and (path := hexagon.dump(directory, drafts=drafts)):
        paths.append(path)
    if PERSPECTIVES in names or (not names and Perspective.objects.offered().exists()):
        paths.append(perspectives.dump(directory))
    if INVENTORIES in names or (not names and Template.objects.offered().exists()):
        paths.append(inventories.dump(directory))
    return paths
