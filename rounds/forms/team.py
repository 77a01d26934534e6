"""Who is seated in a round, and moving it on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms

from core.forms import LaidOut
from districts.models import Membership, Perspective
from rounds.reports import Candidate, MoveWords

REASON_LENGTH = 2000


@dataclass(frozen=True, kw_only=True)
class SeatRow:
    """One person's row of the form: what is ticked and chosen, and what is wrong with it."""

    candidate: Candidate
    tick: str
    select: str
    read: str
    was: str
    is_ticked: bool
    chosen: str
    choices: Sequence[tuple[str, str]]
    errors: Sequence[str]


class SeatsForm(forms.Form):
    """The district's people, each with a tick and a perspective.

    Each row also brings back what stood in it when the page was made, so that a lead changes only what they touched.
    """

    def __init__(self, *args: Any, people: Iterable[Candidate], perspectives: Iterable[Perspective], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.people = {one.membership.pk: one for one in people}
        self.perspectives = {str(one.pk): one for one in perspectives}
        for pk, person in self.people.items():
            self.fields[f"seat-{pk}"] = forms.BooleanField(required=False)
            self.fields[f"perspective-{pk}"] = forms.ChoiceField(required=False, choices=self.choices_for(person))
            self.fields[f"was-{pk}"] = forms.CharField(required=False)

    def choices_for(self, person: Candidate) -> list[tuple[str, str]]:
        """What is offered, and what the person brings already even where it is not offered any more."""
        known = self.perspectives.items()
        return [(pk, str(one)) for pk, one in known if one.is_active or one.pk == person.perspective]

    def clean(self) -> dict[str, Any]:
        for pk, person in self.people.items():
            ticked = self.cleaned_data.get(f"seat-{pk}")
            field = f"perspective-{pk}"
            if ticked and field not in self.errors and not self.cleaned_data.get(field):
                self.add_error(field, f"Choose what {person.name} speaks for.")
            if person.has_cast and not ticked:
                self.add_error(f"seat-{pk}", f"{person.name} has cast a ballot, and a ballot is never lost.")
        return self.cleaned_data

    @property
    def seats(self) -> Mapping[Membership, Perspective]:
        """Everyone who is to be seated: rows that were touched as they were sent, the others as they stand now."""
        chosen = {person.membership: self.wanted(pk) for pk, person in self.people.items()}
        return {membership: self.perspectives[pk] for membership, pk in chosen.items() if pk}

    def wanted(self, pk: int) -> str:
        sent = str(self.cleaned_data[f"perspective-{pk}"]) if self.cleaned_data[f"seat-{pk}"] else ""
        return self.stands(pk) if sent == self.cleaned_data[f"was-{pk}"] else sent

    def stands(self, pk: int) -> str:
        """The perspective with which a person is seated now, or nothing."""
        person = self.people[pk]
        return str(person.perspective) if person.is_seated else ""

    @cached_property
    def rows(self) -> list[SeatRow]:
        return [self.row(pk, person) for pk, person in self.people.items()]

    def row(self, pk: int, person: Candidate) -> SeatRow:
        tick, select, was = f"seat-{pk}", f"perspective-{pk}", f"was-{pk}"
        sent = self.data if self.is_bound else None
        return SeatRow(
            candidate=person,
            tick=tick,
            select=select,
            read=was,
            was=self.stands(pk) if sent is None else sent.get(was, ""),
            is_ticked=person.is_ticked if sent is None else tick in sent,
            chosen=str(person.perspective or "") if sent is None else sent.get(select, ""),
            choices=self.choices_for(person),
            errors=[*self.errors.get(tick, ()), *self.errors.get(select, ())] if self.is_bound else [],
        )


class MoveForm(LaidOut, forms.Form):
    """A move of a round over the version that was read, with a reason where the move asks for one."""

    reason = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=REASON_LENGTH,
        error_messages={"required": "Say why. Every rater reads it."},
        help_text="Every rater reads it, and it stays in the history of the round.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, words: MoveWords | None, asks_reason: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.submit_label = words.button if words else ""
        if not asks_reason:
            del self.fields["reason"]
