"""A page of our own, and how to get there."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class OwnPage:
    """A page by its address; `name` is that of its URL pattern, and `fields` are sent to see its errors."""

    name: str
    address: str
    who: str = "lead"
    status: int = 200
    submit: bool = False

    def __str__(self) -> str:
        return f"{self.who} {self.address}{' with errors' if self.submit else ''}"
