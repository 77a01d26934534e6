"""The demo needs content; in a file of its own, since the content of `test_load_demo` stays for all of its tests."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from districts.models import User


@pytest.mark.django_db
def test_it_asks_for_content_first(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("TALENTSYS_DEMO_PASSWORD", "a demo password")
    with pytest.raises(CommandError, match="Run load_content first"):
        call_command("load_demo")
    assert User.objects.count() == 0
