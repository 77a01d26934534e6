"""Turns what libraries say of broken files into one sentence for the person."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from core.reading.table import UnreadableFile

DAMAGED = (
    "The file is damaged: a part of it is missing or broken. Open it in a spreadsheet program, save it as .xlsx again, "
    "and choose that."
)


@contextmanager
def damage_refused() -> Iterator[None]:
    """Raise UnreadableFile for whatever a library raises over a broken file.

    Libraries of broken files raise anything, so this belongs around calls of theirs alone.
    """
    try:
        yield
    except (UnreadableFile, MemoryError):
        raise
    except BaseException as error:
        if not isinstance(error, Exception) and not _is_panic(error):
            raise
        raise UnreadableFile(DAMAGED) from error


def _is_panic(error: BaseException) -> bool:
    """Whether code in Rust gave up: its exception is no Exception, and no module exports it."""
    return type(error).__name__ == "PanicException"
