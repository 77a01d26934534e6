"""The environment, read by type: a value that cannot be read stops the start with the variable's name."""

from __future__ import annotations

import os
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

BOOLEANS = {"true", "on", "yes", "1", "false", "off", "no", "0"}


class Environment(environ.Env):  # type: ignore[misc]  # it comes without types
    """django-environ, which by itself reads any unknown word as false."""

    def bool(self, var: str, default: Any = environ.Env.NOTSET) -> bool:
        if var in os.environ and os.environ[var].strip().lower() not in BOOLEANS:
            raise ImproperlyConfigured(f"{var} is neither true nor false: {os.environ[var]!r}")
        return bool(super().bool(var, default))

    def int(self, var: str, default: Any = environ.Env.NOTSET) -> int:
        try:
            return int(super().int(var, default))
        except ValueError as error:
            raise ImproperlyConfigured(f"{var} is not a whole number: {os.environ[var]!r}") from error
