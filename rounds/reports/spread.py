"""What a reveal shows: how ballots spread over each item, and what people wrote. Empty while a round is sealed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from django.utils.crypto import salted_hmac

from rounds.choices import SHOWN_FROM, Answer, Scale
from rounds.models import Ballot, Round
from rounds.reports.agreement import Agreement
from rounds.reports.items import RoundItem

# How many ballots' places in the shuffle, and how many reveals, a process remembers.
ROOM, KEPT_REVEALS = 8192, 64
_kept: dict[tuple[Any, ...], tuple[Mapping[str, Scale], tuple[tuple[str, Agreement], ...]]] = {}


def agreements(round: Round, scales: Mapping[str, Scale]) -> dict[str, Agreement]:
    """Return the agreement on every item of a revealed round, by key in its order, in one query."""
    counts: defaultdict[str, Counter[Answer]] = defaultdict(Counter)
    for key, value, unknown, number in Ballot.objects.revealed(round).cast().counted():
        if key in scales:
            counts[key][scales[key].stored(value, unknown)] = number
    return {key: Agreement(scale=scales[key], counts=counts[key]) for key in round.item_keys}


def latest_agreements(rounds: Iterable[Round], scales: Mapping[str, Scale]) -> dict[str, Agreement]:
    """Return the agreement on every item in the latest reveal of it, by key, in one query, or none without a reveal."""
    revealed = sorted((one for one in rounds if not one.is_sealed), key=lambda one: (one.revealed_at, one.pk))
    latest = {key: one.pk for one in revealed for key in one.item_keys if key in scales}
    if not latest:
        return {}
    counts: defaultdict[str, Counter[Answer]] = defaultdict(Counter)
    for pk, key, value, unknown, number in Ballot.objects.revealed(*revealed).cast().counted_by_round():
        if latest.get(key) == pk:
            counts[key][scales[key].stored(value, unknown)] = number
    return {key: Agreement(scale=scales[key], counts=counts[key]) for key in latest}


def agreement_on(round: Round, key: str, scale: Scale) -> Agreement:
    """Return the agreement on one item of a revealed round, in one query."""
    rows = Ballot.objects.revealed(round).cast().filter(item_key=key).counted()
    return Agreement(
        scale=scale, counts=Counter({scale.stored(value, unknown): number for _, value, unknown, number in rows})
    )


@dataclass(frozen=True, kw_only=True)
class ItemSpread:
    """An item with the agreement on it."""

    item: RoundItem
    agreement: Agreement

    @property
    def key(self) -> str:
        return self.item.key


def widest_first(items: Iterable[RoundItem], found: Mapping[str, Agreement]) -> tuple[ItemSpread, ...]:
    """Return items in the order in which a team should talk about them: widest spread first.

    Range decides, then variance, then how many lack information, then the order of the document. Items with too few
    ballots to show come before those on which all agree, and say nothing by their place.
    """
    spreads = [ItemSpread(item=item, agreement=found[item.key]) for item in items]
    return tuple(sorted(spreads, key=_place))


def kept_spreads(round: Round, items: Mapping[str, RoundItem], scales: Mapping[str, Scale]) -> tuple[ItemSpread, ...]:
    """Return the items of a revealed round, widest spread first: in one query, or none where this process counted them
    before.

    Ballots never change while they are revealed: what a reveal shows belongs to the round's version, which every move
    counts up. Only figures are kept, never who or what was written.
    """
    known = (round.pk, round.version, round.revealed_at)
    scales_then, found = _kept.get(known, (None, ()))
    if scales_then != scales:
        spreads = widest_first(items.values(), agreements(round, scales))
        found = tuple((one.key, one.agreement) for one in spreads)
        _keep(round, known, scales, found)
    return tuple(ItemSpread(item=items[key], agreement=agreement) for key, agreement in found)


def _keep(
    round: Round, known: tuple[Any, ...], scales: Mapping[str, Scale], found: tuple[tuple[str, Agreement], ...]
) -> None:
    if len(_kept) >= KEPT_REVEALS:
        _kept.clear()
    if not round.is_sealed:
        _kept[known] = (scales, found)


def _place(spread: ItemSpread) -> tuple[Any, ...]:
    one = spread.agreement
    if one.is_hidden:
        return (1,)
    return (2 if one.unanimous else 0, -one.spread, -one.variance, -one.unknown)


@dataclass(frozen=True, kw_only=True)
class Written:
    """What one rater wrote about an item. `answer` is None while the spread is hidden; `who` is a name or a
    perspective, or empty where either would tell whose it is."""

    answer: Answer | None
    text: str
    who: str


@dataclass(frozen=True, kw_only=True)
class PerspectiveSplit:
    """The ballots of one perspective on an item."""

    title: str
    agreement: Agreement


@dataclass(frozen=True, kw_only=True)
class ItemBallots:
    """Everything that a reveal shows of one item."""

    agreement: Agreement
    written: tuple[Written, ...]
    splits: tuple[PerspectiveSplit, ...]


@cache
def _told_ballots() -> Any:
    """Return the query for what ballots say, kept because Django takes its time to put it together."""
    raters = ("rater__named", "rater__label", "rater__perspective__position", "rater__perspective__title")
    return Ballot.objects.values_list("pk", "value", "unknown", "rationale", *raters)


def item_ballots(round: Round, item: RoundItem) -> ItemBallots:
    """Return what a reveal shows of one item, in one query."""
    rows = _told_ballots().revealed(round).filter(item_key=item.key)
    given = [(pk, item.scale.stored(value, unknown), *rest) for pk, value, unknown, *rest in rows]
    agreement = Agreement.of(item.scale, (answer for _, answer, *_ in given if answer.is_rated))
    splits = _splits(item.scale, agreement, given)
    told = {split.title for split in splits}
    return ItemBallots(agreement=agreement, written=_written(given, told, agreement), splits=splits)


def _splits(scale: Scale, agreement: Agreement, given: list[tuple[Any, ...]]) -> tuple[PerspectiveSplit, ...]:
    """Split by perspective where each part, and what is left beside them, holds enough ballots to tell nobody's."""
    parts: defaultdict[tuple[int, str], list[Answer]] = defaultdict(list)
    for *_, position, title in (row for row in given if row[1].is_rated):
        parts[position, title].append(_[1])
    large = {place: answers for place, answers in parts.items() if len(answers) >= SHOWN_FROM}
    left = agreement.ballots - sum(map(len, large.values()))
    if 0 < left < SHOWN_FROM and large:
        large.pop(min(large, key=lambda place: (len(large[place]), place)))
    return tuple(
        PerspectiveSplit(title=title, agreement=Agreement.of(scale, answers))
        for (_, title), answers in sorted(large.items())
    )


def _written(given: list[tuple[Any, ...]], told: set[str], agreement: Agreement) -> tuple[Written, ...]:
    """Texts in an order that has nothing to do with who wrote them, and stays the same from one look to the next."""
    shuffled = sorted(given, key=lambda row: shuffle_key(row[0]))
    return tuple(
        Written(
            answer=None if agreement.is_hidden else answer,
            text=text,
            who=label if named else (title if title in told else ""),
        )
        for _, answer, text, named, label, _, title in shuffled
        if text
    )


@lru_cache(maxsize=ROOM)
def shuffle_key(pk: int) -> bytes:
    """Return what ballots are sorted by: an order of chance that stays the same."""
    return salted_hmac("rounds.written", str(pk)).digest()


def unknown_texts(round: Round) -> dict[str, tuple[str, ...]]:
    """Return what raters wrote who lacked information, by item key, shuffled, in one query."""
    rows = Ballot.objects.revealed(round).filter(unknown=True).exclude(rationale="")
    texts: defaultdict[str, list[str]] = defaultdict(list)
    for _, key, text in sorted(rows.values_list("pk", "item_key", "rationale"), key=lambda row: shuffle_key(row[0])):
        texts[key].append(text)
    return {key: tuple(found) for key, found in texts.items()}
