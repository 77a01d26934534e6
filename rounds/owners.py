"""What the app whose items are rated together tells of a round.

Views of `rounds` are handed an owner in the owning app's urls (`as_view(owner=AssessmentRounds)`) and know nothing else
about what is rated.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, ClassVar, Self

from core.links import address
from districts.models import Membership, User
from rounds.choices import Scale
from rounds.models import AgreedValue, Round
from rounds.reports import ItemSpread, RoundItem, kept_spreads, revealed_figures
from rounds.services import Draft, Saved, agree_on, agree_on_unanimous


class RoundOwner(ABC):
    """One round of an app, for one of the district's people; made anew for each request.

    `namespace` is the app's URL namespace, `section` its place in the navigation, and `list_name` the URL name there of
    the page that lists what rounds are about.
    """

    namespace: ClassVar[str]
    section: ClassVar[str]
    list_name: ClassVar[str]
    round: Round
    membership: Membership

    @classmethod
    @abstractmethod
    def find(cls, user: User, slug: str, pk: int) -> Self:
        """Return the round with this key of the district with this slug, with the person's membership, in one query.

        Raises ObjectDoesNotExist for an outsider, and where the district has no such round of this app.
        """

    @classmethod
    def items_to_cast(cls, user: User, slug: str, pk: int) -> tuple[RoundItem, ...]:
        """Return the items of the round that `find` would find, for owners that know them with less; as it raises."""
        return cls.find(user, slug, pk).items

    @property
    @abstractmethod
    def parent(self) -> tuple[str, str]:
        """The name and address of what the round is about, such as an assessment."""

    @cached_property
    @abstractmethod
    def items(self) -> tuple[RoundItem, ...]:
        """The items in their order; no queries once the edition's content is in memory."""

    @abstractmethod
    def agreed_rows(self) -> Mapping[str, AgreedValue]:
        """Return what is stored of every item, by key, each with `changed_by`, in one query."""

    def agreed_answers(self) -> Iterable[tuple[str, int | None, bool, bool]]:
        """Yield key, value, unknown, and whether there is a note, of the items whose answer comes from this round; for
        owners with many items, in a lean query."""
        rows = self.agreed_rows().items()
        return ((key, row.value, row.unknown, bool(row.note)) for key, row in rows if row.round_id == self.round.pk)

    def agreed_keys(self) -> frozenset[str]:
        """Return the keys of the items that this round has agreed on.

        Where ballots changed after it stepped back and no longer bear what was agreed on, that is agreed on anew.
        """
        found = {one.key: one.agreement for one in self.spreads()}
        return frozenset(
            key
            for key, value, unknown, has_note in self.agreed_answers()
            if found[key].bears(self.scales[key].stored(value, unknown), has_note=has_note)
        )

    def agreed_row(self, key: str) -> AgreedValue:
        """Return what is stored of one item, in one query."""
        return self.agreed_rows()[key]

    @abstractmethod
    def locked_row(self, key: str) -> AgreedValue:
        """Return what is stored of one item, locked until the transaction ends."""

    @abstractmethod
    def release(self) -> None:
        """Let the items be rated elsewhere again: nothing is covered by this round any more."""

    # What follows from these ------------------------------------------------------------------------------------

    def url(self, name: str, *args: object) -> str:
        """Return the address of one of the round's pages, such as "detail" or "agree"."""
        return address(f"{self.namespace}:round_{name}", self.membership.district.slug, self.round.pk, *args)

    @property
    def home(self) -> str:
        """The address of the app's first page in the district."""
        return address(f"{self.namespace}:{self.list_name}", self.membership.district.slug)

    @cached_property
    def scales(self) -> dict[str, Scale]:
        return {item.key: item.scale for item in self.items}

    def item(self, key: str) -> RoundItem:
        """Return one item. Raises KeyError where the round has none with this key."""
        return self.by_key[key]

    @cached_property
    def by_key(self) -> dict[str, RoundItem]:
        return {item.key: item for item in self.items}

    def spreads(self) -> tuple[ItemSpread, ...]:
        """Return the items with how ballots agree on them, widest spread first, in one query, or none
        where this process has counted the reveal before."""
        return kept_spreads(self.round, self.by_key, self.scales)

    def agree(self, *, key: str, draft: Draft, by: User) -> Saved:
        """Store what the team agrees on for one item; raises what `agree_on` raises."""
        return agree_on(round=self.round, key=key, scale=self.scales[key], find_row=self.locked_row, draft=draft, by=by)

    def agree_unanimous(self, *, keys: Sequence[str], by: User) -> int:
        """Agree on what all ballots say, for those of `keys` where they say the same; return how many that were."""
        return agree_on_unanimous(round=self.round, scales=self.scales, keys=keys, find_row=self.locked_row, by=by)

    # rounds.services.Keeper -------------------------------------------------------------------------------------

    def figures(self) -> Any:
        return revealed_figures(self.round, self.items)

    def unagreed(self) -> list[str]:
        agreed = self.agreed_keys()
        return [item.key for item in self.items if item.key not in agreed]
