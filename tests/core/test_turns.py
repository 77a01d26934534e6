"""What takes seconds is done by one at a time, and once for all who ask meanwhile."""

from __future__ import annotations

from threading import Event, Thread

import pytest
from django.core.cache import caches

from core.downloads import made_once
from core.turns import place, turn

NAMES = [str(number) for number in range(600)]
PATIENCE = 20  # seconds, for a thread that never waits so long unless it waits for itself


@pytest.fixture(autouse=True)
def _var(settings, tmp_path):
    settings.VAR_DIR = tmp_path


def test_turns_of_two_kinds_never_share_a_file():
    files = {kind: {place(kind, name) for name in NAMES} for kind in ("finalize", "file")}
    assert files["finalize"].isdisjoint(files["file"])
    assert max(map(len, files.values())) <= 256


def test_one_waits_until_the_other_is_through():
    begun, told, order = Event(), Event(), []

    def second():
        begun.set()
        with turn("file", "a"):
            order.append("second")
        told.set()

    with turn("file", "a"):
        Thread(target=second, daemon=True).start()
        assert begun.wait(PATIENCE)
        with turn("finalize", "a"):
            order.append("first")
    assert told.wait(PATIENCE)
    assert order == ["first", "second"]


def test_a_turn_ends_with_an_error_too():
    with pytest.raises(ZeroDivisionError), turn("file", "a"):
        raise ZeroDivisionError
    with turn("file", "a"):
        pass


def test_a_file_that_two_ask_for_at_once_is_made_once():
    caches["reports"].clear()
    asked, go, made, found = Event(), Event(), [], []

    def make():
        made.append(1)
        asked.set()
        assert go.wait(PATIENCE)
        return "plan.pdf", b"%PDF"

    threads = [Thread(target=lambda: found.append(made_once("token", make)), daemon=True) for _ in range(3)]
    for thread in threads:
        thread.start()
    assert asked.wait(PATIENCE)
    go.set()
    for thread in threads:
        thread.join(PATIENCE)
    assert (found, made) == ([("plan.pdf", b"%PDF")] * 3, [1])
