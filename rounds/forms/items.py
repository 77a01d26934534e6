"""What is typed for one item: on the worksheet, on a ballot, wherever an answer stands beside a note."""

from __future__ import annotations

from typing import Any

from django import forms

from core.forms import NoteField
from rounds.choices import UNRATED, Answer, Scale

NOTE_LENGTH = 10_000


class AnswerForm(forms.Form):
    """The answer and note of one item, with the version that was read. Its fields are named `<key>-value` and so on."""

    value = forms.ChoiceField(required=False)
    note = NoteField(required=False, max_length=NOTE_LENGTH)
    version = forms.IntegerField(required=False, min_value=1)

    def __init__(self, data: Any, *, scale: Scale, key: str) -> None:
        super().__init__(data, prefix=key)
        self.scale = scale
        self.fields["value"].choices = [(answer.code, answer.label) for answer in scale.answers]  # type: ignore[attr-defined]
        self.fields["note"].error_messages["max_length"] = (
            f"This note has %(show_value)s characters; {NOTE_LENGTH:,} fit. It is not saved yet."
        )

    @property
    def problems(self) -> tuple[str, ...]:
        """What is wrong with the answer or the note; a version that cannot be read counts as a missing one."""
        return tuple(str(error) for name in ("value", "note") for error in self.errors.get(name, ()))

    @property
    def read_version(self) -> int | None:
        """The version that the person has read, which their answer is meant to follow."""
        return self.cleaned_data.get("version")

    @property
    def answer(self) -> Answer:
        return self.scale.answer(self.cleaned_data["value"])


class WholeAnswerForm(AnswerForm):
    """One item of several that are sent as a whole, without JavaScript.

    After a conflict, `choice` says which text the person keeps and `seen` the version that they have now read.
    """

    choice = forms.ChoiceField(required=False, choices=[(word, word) for word in ("both", "mine", "theirs")])
    seen = forms.IntegerField(required=False, min_value=1)

    @property
    def chosen(self) -> str:
        """Which text the person keeps after a conflict; empty where there was none."""
        return str(self.cleaned_data.get("choice", ""))

    @property
    def read_version(self) -> int | None:
        """Asking for both texts saves neither of them yet, so it presents no version."""
        field = {"": "version", "mine": "seen"}.get(self.chosen)
        return self.cleaned_data.get(field) if field else None

    @property
    def typed_answer(self) -> Answer:
        """The answer as it was sent, valid or not."""
        code = self.data.get(self.add_prefix("value"), "")
        return {answer.code: answer for answer in self.scale.answers}.get(code, UNRATED)

    @property
    def typed_note(self) -> str:
        """The note as it was sent, valid or not."""
        return str(self.data.get(self.add_prefix("note"), ""))
