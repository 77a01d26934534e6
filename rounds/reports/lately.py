"""How rounds moved on lately. That a round runs everybody is told; who has voted, and what, nobody is."""

from __future__ import annotations

from typing import Any

from django.db.models import TextField
from django.db.models.functions import Concat

from core.happenings import Deed, Says, Source, text, told
from core.links import address
from rounds.choices import State
from rounds.models import Transition

_MOVES = {
    State.OPEN: Deed("opened the round", weight=2),
    State.ENDED: Deed("ended voting in the round", weight=2),
    State.REVEALED: Deed("revealed the round", weight=2),
    State.AGREED: Deed("called the round", " agreed", weight=2),
    State.CLOSED: Deed("closed the round", weight=2),
}


def moves_of(relation: str, namespace: str) -> Source:
    """Return the source of the moves of rounds to which an app points down by `relation`."""
    name = f"{namespace}.round"

    def rows(district: int, *_: Any) -> Any:
        kept = Transition.objects.filter(round__district=district, **{f"round__{relation}__isnull": False})
        state = Concat(text("="), "to_state", output_field=TextField())
        return told(kept, name, Says(state=state, place="round", title="round__title"), by="by", at="at")

    return Source(
        name=name,
        rows=rows,
        url=lambda slug, row: address(f"{namespace}:round_detail", slug, row.place),
        added=None,
        changed=None,
        states=_MOVES,
    )
