"""What is rated together: the items of a round, as the app that owns them tells."""

from __future__ import annotations

from dataclasses import dataclass

from rounds.choices import Scale


@dataclass(frozen=True, kw_only=True)
class RoundItem:
    """One item of a round.

    `name` is what people call it ("5a, Getting Ready"); `heading` with `of` say the same as a headline in two parts
    ("Capacity", "of the Regional hiring consortium"); items of one `group` are listed under it.
    """

    key: str
    name: str
    heading: str
    of: str = ""
    text: str
    questions: tuple[str, ...] = ()
    group: str
    scale: Scale
