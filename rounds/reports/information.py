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
    lacking = _lacking(rounds) if rounds else {}
    texts = _texts(rounds, lacking) if rounds else {}
    gaps = (_gap(item, agreed.get(item.key), lacking.get(item.key, {}), texts.get(item.key, ())) for item in items)
    return tuple(gap for gap in gaps if gap.who)


def _gap(item: RoundItem, row: AgreedValue | None, lacking: Mapping[int, str], texts: Iterable[str]) -> Gap:
    is_agreed = row is not None and row.unknown
    note = [row.note] if row is not None and is_agreed and row.note else []
    who = [*(["The team"] if is_agreed else []), *lacking.values()]
    return Gap(item=item, who=" and ".join(who), missing=(*note, *texts))


def _lacking(rounds: tuple[Round, ...]) -> dict[str, dict[int, str]]:
    """Return which raters lack information, in words by item key and round; none of rounds with too few ballots."""
    ballots: defaultdict[tuple[int, str], list[int]] = defaultdict(lambda: [0, 0])
    for pk, key, _, unknown, number in Ballot.objects.revealed(*rounds).cast().counted_by_round():
        ballots[pk, key][0] += number
        ballots[pk, key][1] += number if unknown else 0
    found: defaultdict[str, dict[int, str]] = defaultdict(dict)
    for one in rounds:
        for key in one.item_keys:
            cast, lacking = ballots[one.pk, key]
            if lacking and cast >= SHOWN_FROM:
                found[key][one.pk] = f"{lacking} of {cast} raters in {one.title}"
    return found


def _texts(rounds: tuple[Round, ...], lacking: Mapping[str, Mapping[int, str]]) -> dict[str, list[str]]:
    """Return what those raters wrote, by item key, in an order that has nothing to do with who wrote it."""
    rows = Ballot.objects.revealed(*rounds).filter(unknown=True).exclude(rationale="")
    found: defaultdict[str, list[str]] = defaultdict(list)
    given = rows.values_list("pk", "rater__round", "item_key", "rationale")
    for _, round_pk, key, text in sorted(given, key=lambda row: shuffle_key(row[0])):
        if round_pk in lacking.get(key, {}):
            found[key].append(text)
    return found
