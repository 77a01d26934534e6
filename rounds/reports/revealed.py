"""What the page of a round shows of its items once ballots are revealed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rounds.choices import Answer
from rounds.models import AgreedValue, Round
from rounds.reports.agreement import Agreement
from rounds.reports.items import RoundItem
from rounds.reports.spread import ItemSpread
from rounds.reports.team import number


@dataclass(frozen=True, kw_only=True)
class RevealedItem:
    """An item with the agreement on it, and what the team agreed on in this round; None where it has not yet."""

    item: RoundItem
    agreement: Agreement
    agreed: Answer | None
    url: str

    @property
    def middle(self) -> str:
        """The median, or nothing where there is none or it may not be shown."""
        middle = self.agreement.median
        return "" if self.agreement.is_hidden or middle is None else number(middle)

    @property
    def between(self) -> str:
        low, high = self.agreement.low, self.agreement.high
        return f"{low} to {high}" if low != high else f"{low}"


def revealed_items(
    spreads: Iterable[ItemSpread], rows: Mapping[str, AgreedValue], urls: Mapping[str, str], round: Round
) -> tuple[RevealedItem, ...]:
    """Return the items in the order of `spreads`; no queries."""
    return tuple(
        RevealedItem(
            item=one.item,
            agreement=one.agreement,
            agreed=_agreed(one, rows[one.key], round),
            url=urls[one.key],
        )
        for one in spreads
    )


def _agreed(spread: ItemSpread, row: AgreedValue, round: Round) -> Answer | None:
    answer = spread.item.scale.stored(row.value, row.unknown)
    is_agreed = row.round_id == round.pk and spread.agreement.bears(answer, has_note=bool(row.note))
    return answer if is_agreed else None
