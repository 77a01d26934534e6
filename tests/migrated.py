"""The migrated SQLite database, kept between runs: migrating takes each process ten seconds, and copying none."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder


def kept_file() -> Path:
    """Where the database is kept that these very migrations make; they import nothing of the product."""
    made_by = sha256(f"{version('django')} {sqlite3.sqlite_version}".encode())
    for app in apps.get_app_configs():
        for file in sorted(Path(app.path, "migrations").glob("*.py")):
            made_by.update(f"{app.label} {file.name}".encode() + file.read_bytes())
    return Path(settings.VAR_DIR) / "tests" / f"migrated-{made_by.hexdigest()[:16]}.sqlite3"


def is_in_memory() -> bool:
    return connection.vendor == "sqlite" and connection.creation.is_in_memory_db(_name())


def _name() -> str:
    name: str = connection.creation._get_test_db_name()
    return name


def put_back(file: Path) -> sqlite3.Connection:
    """Copy what is kept into the database in memory, which is there for as long as a connection to it is open.

    Django then migrates it as ever, and finds nothing left to do.
    """
    memory = sqlite3.connect(_name(), uri=True)
    with closing(sqlite3.connect(file)) as kept:
        kept.backup(memory)
    return memory


def is_migrated() -> bool:
    """Whether the database was made by migrations; with --no-migrations its tables come from the models."""
    return MigrationRecorder(connection).has_table()


def keep(file: Path) -> None:
    """Keep the database as it has been migrated, in place of any that other migrations made."""
    file.parent.mkdir(parents=True, exist_ok=True)
    made = file.with_suffix(f".{os.getpid()}")
    connection.ensure_connection()
    with closing(sqlite3.connect(made)) as copy:
        connection.connection.backup(copy)
    made.replace(file)
    for old in file.parent.glob("migrated-*.sqlite3"):
        if old != file:
            old.unlink(missing_ok=True)
