"""Agreeing on a rating once ballots are revealed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from districts.models import User
from rounds.choices import Scale, State
from rounds.models import AgreedValue, Round
from rounds.reports import Agreement, agreement_on, agreements
from rounds.services.values import Draft, Saved, save_value


class NotRevealed(Exception):
    """The round is not at the step at which its team agrees; `round` is how it stands now."""

    def __init__(self, round: Round) -> None:
        super().__init__("The round is not at the step at which its team agrees.")
        self.round = round


# Returns the row of the item with a key, locked.
FindRow = Callable[[str], AgreedValue]


@transaction.atomic
def agree_on(
    *, round: Round, key: str, scale: Scale, find_row: FindRow, draft: Draft, by: User, at: datetime | None = None
) -> Saved:
    """Store what the team agrees on for one item, in the round that covers it.

    Raises NotRevealed, StaleVersion where another lead agreed on something else meanwhile, and ValidationError where
    nothing is chosen, or where the answer lies outside what the ballots gave (or too few ballots show any) and no note
    says why.
    """
    current = _lock_revealed(round)
    if draft.answer is None or not draft.answer.is_rated:
        raise ValidationError({"value": "Choose what the team agrees on."}, code="empty")
    _require_note(draft, agreement_on(current, key, scale))
    return save_value(find_row(key), draft=draft, by=by, at=at, within=current)


def _require_note(draft: Draft, agreement: Agreement) -> None:
    if draft.answer and agreement.takes_note(draft.answer) and not (draft.note or "").strip():
        told = "There are too few ballots to show." if agreement.is_hidden else "No ballot says this."
        raise ValidationError({"note": f"{told} Write why the team agrees on it."}, code="note")


@transaction.atomic
def agree_on_unanimous(
    *,
    round: Round,
    scales: Mapping[str, Scale],
    keys: Collection[str],
    find_row: FindRow,
    by: User,
    at: datetime | None = None,
) -> int:
    """Agree on what every ballot says, for those of `keys` on which all agree and nobody has agreed yet.

    Return how many that were. Raises NotRevealed.
    """
    current = _lock_revealed(round)
    count = 0
    for key, agreement in agreements(current, scales).items():
        answer = agreement.unanimous
        row = find_row(key) if key in keys and answer else None
        if row is not None and not _is_agreed(row, current, scales[key], agreement):
            draft = Draft(version=row.version, answer=answer, dissent="")
            save_value(row, draft=draft, by=by, at=at, within=current)
            count += 1
    return count


def _is_agreed(row: AgreedValue, round: Round, scale: Scale, agreement: Agreement) -> bool:
    answer = scale.stored(row.value, row.unknown)
    return row.round_id == round.pk and agreement.bears(answer, has_note=bool(row.note))


def _lock_revealed(round: Round) -> Round:
    current: Round = Round.objects.select_for_update().get(pk=round.pk)
    if current.state != State.REVEALED:
        raise NotRevealed(current)
    return current
