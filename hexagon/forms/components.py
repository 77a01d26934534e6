"""What is typed of a component: the rating with its reason, and the texts beside it."""

from __future__ import annotations

from typing import Any

from core.forms import NoteField
from hexagon.reports import LABELS, TEXTS
from rounds.choices import Scale
from rounds.forms.items import NOTE_LENGTH, AnswerForm, WholeAnswerForm
from rounds.services import Draft


class ComponentForm(AnswerForm):
    """One component. What is not sent was not on the page and stays as it is: the rating, while a round covers it."""

    def __init__(self, data: Any, *, scale: Scale, key: str) -> None:
        super().__init__(data, scale=scale, key=key)
        for name in TEXTS:
            too_long = f"{LABELS[name]}: %(show_value)s characters; {NOTE_LENGTH:,} fit. Not saved yet."
            self.fields[name] = NoteField(
                required=False, max_length=NOTE_LENGTH, error_messages={"max_length": too_long}
            )

    @property
    def problems(self) -> tuple[str, ...]:
        names = ("value", *LABELS)
        return tuple(str(error) for name in names for error in self.errors.get(name, ()))

    @property
    def has_rating(self) -> bool:
        """Whether the rating was on the page; its reason always is with it."""
        return self.add_prefix("note") in self.data

    @property
    def texts(self) -> dict[str, str]:
        """The texts that were sent, with the reason where the rating was on the page."""
        return {name: self.cleaned_data[name] for name in LABELS if self.add_prefix(name) in self.data}

    @property
    def draft(self) -> Draft:
        more = self.texts
        note = more.pop("note", None)
        return Draft(version=self.read_version, answer=self.answer if self.has_rating else None, note=note, more=more)


class WholeComponentForm(ComponentForm, WholeAnswerForm):
    """One component of a review that is sent as a whole, without JavaScript."""

    def typed(self) -> dict[str, Any]:
        """The fields of a RatedComponent that hold what was typed, valid or not, over the version that was read.

        A missing version counts as the first one, which is current only where nobody has changed anything.
        """
        names = (name for name in LABELS if self.add_prefix(name) in self.data)
        texts = {name: self.data[self.add_prefix(name)] for name in names}
        answer = {"answer": self.typed_answer} if self.has_rating else {}
        return texts | answer | {"version": self.cleaned_data.get("version") or 1}
