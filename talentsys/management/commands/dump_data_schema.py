"""Write the JSON Schema of a district's data file into the documentation."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from talentsys.district_data.schema import FILE, schema_text


class Command(BaseCommand):
    """Write docs/district-data.schema.json anew, after a table of a district has changed."""

    help = "Write docs/district-data.schema.json as the tables of districts are now."

    def handle(self, *args: Any, **options: Any) -> None:
        FILE.write_text(schema_text(), encoding="utf-8")
        self.stdout.write(f"{FILE.name} is written.")
