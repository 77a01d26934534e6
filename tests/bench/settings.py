"""The product's settings for measuring: an SQLite file, reports cached in files as in production, no debugging."""

import os
import tempfile
from pathlib import Path

FOLDER = Path(os.environ.setdefault("TALENTSYS_BENCH_DIR", tempfile.mkdtemp(prefix="talentsys-bench-")))
os.environ["DATABASE_URL"] = f"sqlite:///{FOLDER / 'bench.sqlite3'}"

from tests.settings import *  # noqa: F403

ROOT_URLCONF = "tests.bench.urls"
DEBUG = False
# Static files are known once a process has started, as in production.
WHITENOISE_AUTOREFRESH = False
STATIC_ROOT = FOLDER / "static"
STATIC_ROOT.mkdir(exist_ok=True)
CACHES = {
    name: {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": FOLDER / name}
    for name in ("default", "reports")
}
TEMPLATES[0]["DIRS"].append(Path(__file__).parent / "templates")  # noqa: F405
