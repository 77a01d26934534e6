"""What is still to be found out: everything that "not enough information" asks a team to gather."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from rounds.choices import SHOWN_FROM
from rounds.models import AgreedValue, Ballot, Round
from rounds.reports.items import RoundItem
from rounds.reports.spread import shuffle_key
from rounds.reports.team import Gap


def gaps_of_rounds(
    rounds: Iterable[Round], items: Iterable[RoundItem], agreed: Mapping[str, AgreedValue]
) -> tuple[Gap, ...]:
    """Return what is to be found out about items that several rounds may be about, in two queries or none.

    As `information_gaps` does for one round; of several, each with enough ballots to show says how many raters of it.
    """
    rounds = tuple(one for one in rounds if not one.is_sealed)
    who, texts = (_lacking(rounds), _texts(rounds)) if rounds else ({}, {})
    gaps = (_gap(item, agreed.get(item.key), who.get(item.key, ()), texts.get(item.key, ())) for item in items)
    return tuple(gap for gap in gaps if gap.who)


def _gap(item: RoundItem, row: AgreedValue | None, raters: Iterable[str], texts: Iterable[str]) -> Gap:
    is_agreed = row is not None and row.unknown
    note = [row.note] if row is not None and is_agreed and row.note else []
    who = [*(["The team"] if is_agreed else []), *raters]
    return Gap(item=item, who=" and ".join(who), missing=(*note, *(texts if raters else ())))


def _lacking(rounds: tuple[Round, ...]) -> dict[str, list[str]]:
    """Return which raters lack information, in words for each round, by item key."""
    ballots: defaultdict[tuple[int, str], list[int]] = defaultdict(lambda: [0, 0])
    for pk, key, _, unknown, number in Ballot.objects.revealed(*rounds).cast().counted_by_round():
        ballots[pk, key][0] += number
        ballots[pk, key][1] += number if unknown else 0
    found: defaultdict[str, list[str]] = defaultdict(list)
    for one in rounds:
        for key in one.item_keys:
            cast, lacking = ballots[one.pk, key]
            if lacking and cast >= SHOWN_FROM:
                found[key].append(f"{lacking} of {cast} raters in {one.title}")
    return found


def _texts(rounds: tuple[Round, ...]) -> dict[str, list[str]]:
    """Return what those raters wrote, by item key, in an order that has nothing to do with who wrote it."""
    rows = Ballot.objects.revealed(*rounds).filter(unknown=True).exclude(rationale="")
    found: defaultdict[str, list[str]] = defaultdict(list)
    for _, key, text in sorted(rows.values_list("pk", "item_key", "rationale"), key=lambda row: shuffle_key(row[0])):
        found[key].append(text)
    return found
