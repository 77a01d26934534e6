"""manage.py dump_content [--output DIR] [--published] [SYSTEM…]"""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from practices import content_store
from practices.content import ContentError


class Command(BaseCommand):
    """Write content files from the database."""

    help = (
        "Write practice content to YAML files, so that what administrators edit can be reviewed as a diff: "
        "of each system its draft, or what is published where there is no draft."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("systems", nargs="*", metavar="SYSTEM", help="Keys of systems, by default all.")
        parser.add_argument("--output", type=Path, metavar="DIR", help="Where to write, by default fixtures/practices.")
        parser.add_argument("--published", action="store_true", help="Leave drafts out.")

    def handle(self, *args: Any, systems: list[str], output: Path | None, published: bool, **options: Any) -> None:
        directory = output or settings.BASE_DIR / "fixtures" / "practices"
        try:
            paths = content_store.dump(directory, systems, drafts=not published)
        except ContentError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{error.filename} cannot be written: {error.strerror}.") from error
        for path in paths:
            self.stdout.write(f"Wrote {path}")
