"""Rounds in lists: what each is about, where it stands and leads, and whose ballot it waits for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Subquery, TextField, Value
from django.db.models.functions import Coalesce

from core.links import address
from rounds.choices import State
from rounds.models import Rater, Round, Transition


@dataclass(frozen=True, kw_only=True)
class RoundLine:
    """A round in a list; `about` is what it rates together.

    `waits` says that whoever asked is seated in it and has not finished; `reason`, why a lead opened it again after its
    reveal.
    """

    pk: int
    title: str
    about: str
    state: State
    namespace: str
    slug: str
    waits: bool = False
    reason: str = ""

    @property
    def is_running(self) -> bool:
        return self.state != State.CLOSED

    @property
    def is_to_agree(self) -> bool:
        """A lead has revealed it, and the team agrees now."""
        return self.state == State.REVEALED

    @property
    def url(self) -> str:
        return self._address("detail")

    @property
    def ballot_url(self) -> str:
        return self._address("ballot")

    @property
    def agree_url(self) -> str:
        return self._address("agree")

    def _address(self, name: str) -> str:
        return address(f"{self.namespace}:round_{name}", self.slug, self.pk)


def told_to(user_id: int) -> dict[str, Any]:
    """Return the annotations of rows that have a `round` which a RoundLine tells to one person."""
    again = Transition.objects.filter(round=OuterRef("round"), from_state=State.REVEALED, to_state=State.OPEN)
    return {
        "waits": Exists(Rater.objects.unfinished_of(user_id).filter(round=OuterRef("round"))),
        "reason": Coalesce(
            Subquery(again.order_by("-at", "-pk").values("reason")[:1]), Value(""), output_field=TextField()
        ),
    }


# The values of such a row that `told_line` takes.
TOLD = ("round", "round__title", "round__state", "round__district__slug", "waits", "reason")


def told_line(row: Sequence[Any], *, about: str, namespace: str) -> RoundLine:
    """Return the line of a round from the values of TOLD."""
    pk, title, state, slug, waits, reason = row
    return RoundLine(
        pk=pk,
        title=title,
        about=about,
        state=State(state),
        namespace=namespace,
        slug=slug,
        waits=bool(waits),
        reason=reason if state == State.OPEN else "",
    )


def by_district(lines: Iterable[tuple[int, RoundLine]]) -> dict[int, tuple[RoundLine, ...]]:
    """Return lines that come with the id of their district by that id."""
    found: defaultdict[int, list[RoundLine]] = defaultdict(list)
    for pk, line in lines:
        found[pk].append(line)
    return {pk: tuple(lines) for pk, lines in found.items()}


def round_line(round: Round, *, about: str, namespace: str, slug: str) -> RoundLine:
    """Return the line of a round on pages that do not say whom it waits for."""
    return RoundLine(
        pk=round.pk, title=round.title, about=about, state=State(round.state), namespace=namespace, slug=slug
    )
