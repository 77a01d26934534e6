"""One at a time: what takes seconds is not begun twice, however often somebody presses a button.

A lock is a file, so it holds across the processes of this machine, and goes with a process that is killed.
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from django.conf import settings


@contextmanager
def turn(kind: str, name: str) -> Iterator[None]:
    """Wait until nobody else is at this thing of a kind, and keep others from it meanwhile.

    Whoever has a turn may take one of another kind within it, never one of the same: a few files stand for all names of
    a kind, so that two names may share one.
    """
    file = place(kind, name)
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a") as opened:
        fcntl.flock(opened, fcntl.LOCK_EX)
        yield


def place(kind: str, name: str) -> Path:
    """Return the file that stands for a thing. None is ever removed, for somebody may be waiting at it."""
    return Path(settings.VAR_DIR) / "turns" / f"{kind}-{sha256(name.encode()).hexdigest()[:2]}"
