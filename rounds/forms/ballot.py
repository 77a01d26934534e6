"""What a rater marks on their own ballot, and how they are seated."""

from __future__ import annotations

from typing import Any

from django import forms

from core.forms import LaidOut
from districts.models import Perspective
from rounds.choices import UNRATED
from rounds.forms.items import AnswerForm, WholeAnswerForm
from rounds.models import Rater
from rounds.reports import marked
from rounds.services import Marks


class BallotForm(AnswerForm):
    """The rater's answer to one item and why, with the version that was read."""

    @property
    def marks(self) -> Marks:
        return Marks(answer=self.answer, rationale=self.cleaned_data["note"], version=self.read_version)


class WholeBallotForm(WholeAnswerForm, BallotForm):
    """One item of a ballot that is sent as a whole. `read` stands for what the page held when it was made."""

    read = forms.CharField(required=False, max_length=16)

    @property
    def is_untouched(self) -> bool:
        """Whether nothing was typed: both answer and reasons came back as they were read, or empty where none were."""
        typed, read = marked(self.answer, self.cleaned_data["note"]), self.cleaned_data.get("read")
        is_empty = not read and not self.read_version and typed == marked(UNRATED, "")
        return not self.chosen and (is_empty or typed == read)

    def typed(self) -> dict[str, Any]:
        """The fields of a BallotItem that hold what was typed, valid or not, over what was read."""
        return {
            "answer": self.typed_answer,
            "note": self.typed_note,
            "version": self.cleaned_data.get("version") or 0,
            "read": self.cleaned_data.get("read", ""),
        }


class SeatForm(LaidOut, forms.ModelForm):
    """Which perspective a rater brings, and whether their name may stand beside what they wrote."""

    class Meta:
        model = Rater
        fields = ("perspective", "named")
        labels = {"perspective": "Perspective", "named": "Show my name beside what I wrote"}
        help_texts = {
            "perspective": "What you speak for in this round.",
            "named": "Once ballots are revealed. Otherwise nobody is told which words are yours.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = Perspective.objects.offered() | Perspective.objects.filter(pk=self.instance.perspective_id)
        self.fields["perspective"].queryset = offered  # type: ignore[attr-defined]
        self.fields["perspective"].empty_label = None  # type: ignore[attr-defined]
