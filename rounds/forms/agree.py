"""What a team agrees on: one item with its note and dissent, or all items on which everyone agrees."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.http import QueryDict

from core.forms import NoteField
from rounds.choices import UNRATED, Answer
from rounds.forms.items import NOTE_LENGTH, WholeAnswerForm
from rounds.models import AgreedValue, Round
from rounds.reports import AgreedConflict, RoundItem
from rounds.services import Draft


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What stands in the fields of the screen; `errors` by field."""

    answer: Answer
    note: str
    dissent: str
    version: int
    errors: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, row: AgreedValue, answer: Answer, round: Round) -> Entry:
        """Return what is stored: a note stays with an item, but answer and dissent belong to the round of theirs."""
        is_agreed = row.round_id == round.pk
        return cls(
            answer=answer if is_agreed else UNRATED,
            note=row.note,
            dissent=row.dissent if is_agreed else "",
            version=row.version,
        )


class AgreeForm(WholeAnswerForm):
    """What the team agrees on for one item. After a conflict it says which version is kept, and which was seen."""

    dissent = NoteField(required=False, max_length=NOTE_LENGTH)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"].error_messages["invalid_choice"] = "Choose one of the answers."

    @property
    def problems(self) -> tuple[str, ...]:
        """What is wrong with what was typed; a version that cannot be read counts as a missing one."""
        return (*super().problems, *map(str, self.errors.get("dissent", ())))

    @property
    def draft(self) -> Draft:
        return Draft(
            answer=self.answer,
            note=self.cleaned_data["note"],
            dissent=self.cleaned_data["dissent"],
            version=self.read_version,
        )

    @property
    def typed_dissent(self) -> str:
        """The dissent as it was sent, valid or not."""
        return str(self.data.get(self.add_prefix("dissent"), ""))

    def entry(self) -> Entry:
        """What was typed, valid or not, over the version that was read."""
        return Entry(
            answer=self.typed_answer,
            note=self.typed_note,
            dissent=self.typed_dissent,
            version=self.cleaned_data.get("seen") or self.cleaned_data.get("version") or 1,
            errors={name: tuple(map(str, errors)) for name, errors in self.errors.items()},
        )

    def both(self, conflict: AgreedConflict) -> Entry:
        """Both texts of a conflict in the field, to be edited into one over the version that was seen."""
        told = f"Not saved yet: both texts are here. Edit them into one, and save. {conflict.who} chose "
        return Entry(
            answer=self.typed_answer,
            note=conflict.both_notes,
            dissent=conflict.both_dissents,
            version=conflict.version,
            errors={"note": (f"{told}{conflict.theirs.label}.",)},
        )


def sentence_of(form: AgreeForm) -> str:
    """Return everything that a form carries in one line, for where there is no field to show it in."""
    parts = (("", form.typed_answer.label), ("Note: ", form.typed_note), ("Dissent: ", form.typed_dissent))
    return " ".join(f"{name}{text.rstrip('.')}." for name, text in parts if text)


class UnanimousForm(forms.Form):
    """Which of the items on which everyone agrees the team agrees on at once; `ticked`, valid or not."""

    keys = forms.MultipleChoiceField(error_messages={"required": "Tick at least one item. Nothing is saved yet."})

    def __init__(self, data: QueryDict, *, items: Iterable[RoundItem]) -> None:
        super().__init__(data)
        self.ticked = frozenset(data.getlist("keys"))
        self.fields["keys"].choices = [(item.key, item.name) for item in items]  # type: ignore[attr-defined]
