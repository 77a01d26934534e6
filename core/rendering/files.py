"""What a file is called, and what its bytes depend on besides what it shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.utils.text import slugify

_CORE = Path(__file__).resolve().parent.parent
# What all files are written with.
LIBRARIES = ("weasyprint", "openpyxl", "python-docx")
SHARED = (_CORE / "rendering", _CORE / "charts", _CORE / "templates/core/charts")


def file_name(*names: str, extension: str, otherwise: str) -> str:
    """Return a file name made of names that people gave; `otherwise` where none of them has a letter to keep."""
    parts = (slugify(name)[:60].strip("-") for name in names)
    return f"{'-'.join(filter(None, parts)) or otherwise}.{extension}"


def source_token(folders: Sequence[Path], stylesheets: Sequence[str]) -> str:
    """Return what changes when the same report would be written differently: templates, styles, code, libraries.

    For keys of caches. Reads every file in `folders`, so whoever asks keeps the answer.
    """
    digest = sha256(" ".join(f"{name} {version(name)}" for name in LIBRARIES).encode())
    for path in _sources(folders, stylesheets):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _sources(folders: Sequence[Path], stylesheets: Sequence[str]) -> Iterable[Path]:
    for folder in folders:
        yield from sorted(path for path in folder.rglob("*") if path.suffix in {".py", ".html"})
    for name in stylesheets:
        yield Path(finders.find(name) or staticfiles_storage.path(name))
