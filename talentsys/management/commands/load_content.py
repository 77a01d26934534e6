"""manage.py load_content [FILE…]"""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from practices import content_store
from practices.content import ContentError


class Command(BaseCommand):
    """Bring content files into the database."""

    help = (
        "Load practice content from YAML files, by default from all in fixtures/practices. New editions are "
        "published; published ones never change: where a file differs, a draft is written. All files or none."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="*", type=Path, metavar="FILE")

    def handle(self, *args: Any, files: list[Path], **options: Any) -> None:
        try:
            outcomes = content_store.load(
                files or sorted((settings.BASE_DIR / "fixtures" / "practices").glob("*.yaml"))
            )
        except ContentError as error:
            raise CommandError(f"Nothing was loaded.\n{error}") from error
        for outcome in outcomes:
            self.stdout.write(outcome)
