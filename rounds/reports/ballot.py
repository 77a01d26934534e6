"""A rater's own ballot: every item of the round with what they marked. It never holds anybody else's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from itertools import groupby
from typing import Any

from rounds.choices import UNRATED, Answer
from rounds.models import Ballot, Rater
from rounds.reports.conflicts import Conflict
from rounds.reports.items import RoundItem
from rounds.reports.team import own_ballots


@dataclass(frozen=True, kw_only=True)
class BallotItem:
    """An item with the rater's answer and reasons; `version` is 0 before the first save.

    `read` stands for the answer and reasons that the page was made with: whoever sends both back unchanged typed
    nothing. `errors` and `conflict` say why what was typed is not saved.
    """

    item: RoundItem
    answer: Answer = UNRATED
    note: str = ""
    version: int = 0
    read: str = ""
    errors: tuple[str, ...] = ()
    conflict: Conflict | None = None

    @property
    def is_stored(self) -> bool:
        return not self.errors and self.conflict is None


@dataclass(frozen=True, kw_only=True)
class BallotGroup:
    """The items of a round that are listed under one heading."""

    key: str
    title: str
    items: tuple[BallotItem, ...]

    @property
    def rated(self) -> int:
        return sum(row.answer.is_rated for row in self.items)

    @property
    def total(self) -> int:
        return len(self.items)


@dataclass(frozen=True, kw_only=True)
class BallotSheet:
    """A rater's whole ballot."""

    groups: tuple[BallotGroup, ...]

    @cached_property
    def items(self) -> tuple[BallotItem, ...]:
        return tuple(row for group in self.groups for row in group.items)

    @property
    def total(self) -> int:
        return len(self.items)

    @cached_property
    def rated(self) -> int:
        return sum(row.answer.is_rated for row in self.items)

    @property
    def unknown(self) -> int:
        return sum(row.answer.is_unknown for row in self.items)

    @property
    def is_complete(self) -> bool:
        return self.rated == self.total

    @property
    def next_key(self) -> str:
        """The key of the first item without an answer; empty when all have one."""
        return next((row.item.key for row in self.items if not row.answer.is_rated), "")


@dataclass(frozen=True, kw_only=True)
class BallotProgress:
    """How much of a ballot is marked, and of the group of the item that was saved. `revision` grows with every save."""

    group: str
    group_rated: int
    group_total: int
    rated: int
    total: int
    unknown: int
    revision: int


def marked(answer: Answer, note: str) -> str:
    """Return what stands for an answer with its reasons, to tell later whether anything was typed."""
    return sha256(f"{answer.code}:{note}".encode()).hexdigest()[:16]


def ballot_sheet(
    items: Iterable[RoundItem], rater: Rater, typed: Mapping[str, Mapping[str, Any]] | None = None
) -> BallotSheet:
    """Return a rater's ballot, in one query. `typed` lays fields of a BallotItem over what is stored, by key."""
    stored = own_ballots(rater)
    return BallotSheet(
        groups=tuple(
            BallotGroup(
                key=key,
                title=title,
                items=tuple(_row(item, stored.get(item.key), (typed or {}).get(item.key, {})) for item in group),
            )
            for key, title, group in _grouped(items)
        )
    )


def _row(item: RoundItem, ballot: Ballot | None, typed: Mapping[str, Any]) -> BallotItem:
    given: dict[str, Any] = {"read": marked(UNRATED, "")}
    if ballot is not None:
        answer, note = item.scale.stored(ballot.value, ballot.unknown), ballot.rationale
        given = {"answer": answer, "note": note, "version": ballot.version, "read": marked(answer, note)}
    return BallotItem(item=item, **(given | dict(typed)))


def _grouped(items: Iterable[RoundItem]) -> Iterable[tuple[str, str, tuple[RoundItem, ...]]]:
    """Yield neighbours of one group with the name by which the page knows it."""
    for number, (title, group) in enumerate(groupby(items, key=lambda item: item.group), start=1):
        yield f"group-{number}", title, tuple(group)


def ballot_progress(items: Iterable[RoundItem], rater: Rater, key: str) -> BallotProgress:
    """Return how much a rater has marked once the item with `key` is saved, in one query."""
    rows = Ballot.objects.of_rater(rater).values_list("item_key", "value", "unknown", "version")
    found = {item_key: (value is not None or unknown, unknown, version) for item_key, value, unknown, version in rows}
    rated = {one for one, (is_rated, *_) in found.items() if is_rated}
    groups = [(name, [item.key for item in group]) for name, _, group in _grouped(items)]
    group, keys = next((name, keys) for name, keys in groups if key in keys)
    return BallotProgress(
        group=group,
        group_rated=len(rated.intersection(keys)),
        group_total=len(keys),
        rated=len(rated),
        total=sum(len(keys) for _, keys in groups),
        unknown=sum(unknown for _, unknown, _ in found.values()),
        revision=sum(version for *_, version in found.values()),
    )
