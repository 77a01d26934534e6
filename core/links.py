"""Addresses of pages, remembered: every page leads to a dozen others, and working each out takes its time."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings
from django.urls import get_script_prefix, reverse


def address(name: str, *args: object) -> str:
    """Return what `reverse` returns, which stays the same as long as a process runs."""
    return _address(settings.ROOT_URLCONF, get_script_prefix(), name, *args)


@lru_cache(maxsize=4096)
def _address(urlconf: str, prefix: str, name: str, *args: object) -> str:  # noqa: ARG001  they decide the answer
    return reverse(name, args=args)
