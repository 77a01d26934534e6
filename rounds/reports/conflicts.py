"""Two versions of one item, side by side: what somebody stored meanwhile, and what this person typed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from core.comparing import Words, compare_words
from rounds.choices import Answer
from rounds.models import AgreedValue
from rounds.reports.items import RoundItem


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """Two versions of one item. Neither is dropped.

    `who` is empty where both are the same person's, who has the item open in two windows.
    """

    key: str
    name: str
    who: str = ""
    when: datetime | None = None
    version: int
    theirs: Answer
    mine: Answer
    their_note: str
    my_note: str

    @property
    def their_words(self) -> tuple[Words, ...]:
        return compare_words(self.their_note, self.my_note)[0]

    @property
    def my_words(self) -> tuple[Words, ...]:
        return compare_words(self.their_note, self.my_note)[1]

    @property
    def both_notes(self) -> str:
        """Both texts one below the other, for editing into one."""
        return "\n\n".join(dict.fromkeys(note for note in (self.their_note, self.my_note) if note))


@dataclass(frozen=True, kw_only=True)
class AgreedConflict(Conflict):
    """Two versions of what a team agrees on: rating, note and dissent."""

    their_dissent: str
    my_dissent: str

    @classmethod
    def between(cls, row: AgreedValue, item: RoundItem, *, answer: Answer, note: str, dissent: str) -> AgreedConflict:
        """Return the conflict of the stored row with what another lead typed."""
        return cls(
            key=item.key,
            name=item.name,
            who=str(row.changed_by or "Somebody who has left"),
            when=row.changed_at,
            version=row.version,
            theirs=item.scale.stored(row.value, row.unknown),
            mine=answer,
            their_note=row.note,
            my_note=note,
            their_dissent=row.dissent,
            my_dissent=dissent,
        )

    @property
    def their_dissent_words(self) -> tuple[Words, ...]:
        return compare_words(self.their_dissent, self.my_dissent)[0]

    @property
    def my_dissent_words(self) -> tuple[Words, ...]:
        return compare_words(self.their_dissent, self.my_dissent)[1]

    @property
    def both_dissents(self) -> str:
        """Both dissents one below the other."""
        return "\n\n".join(dict.fromkeys(text for text in (self.their_dissent, self.my_dissent) if text))
