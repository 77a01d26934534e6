"""One at a time: what takes seconds is not begun twice, however often somebody presses a button.

A lock is a file, so it holds across the processes of this machine, and goes with a process that is killed.
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256

from django.conf import settings


@contextmanager
def turn(name: str) -> Iterator[None]:
    """Wait until nobody else is at what is called `name`, and keep others from it meanwhile."""
    folder = settings.VAR_DIR / "turns"
    folder.mkdir(parents=True, exist_ok=True)
    # A few files stand for all names: none is ever removed, for somebody may be waiting at it.
    with (folder / sha256(name.encode()).hexdigest()[:2]).open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
