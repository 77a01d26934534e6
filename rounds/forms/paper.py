"""Keying in what somebody marked on a paper ballot."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from districts.models import Perspective
from rounds.forms.items import WholeAnswerForm
from rounds.models import Rater
from rounds.reports import RoundItem
from rounds.services import Marks


class PaperAnswerForm(WholeAnswerForm):
    """What is marked for one item."""

    def __init__(self, data: Any, *, item: RoundItem) -> None:
        super().__init__(data, scale=item.scale, key=item.key)
        self.item = item

    @property
    def points(self) -> list[tuple[str, str]]:
        """Each answer's code and words, with its number where the paper has one."""
        described = any(point.description for point in self.scale.points)
        return [
            (one.code, f"{one.code}. {one.label}" if described and one.value is not None else one.label)
            for one in self.scale.answers
        ]

    @property
    def marks(self) -> Marks:
        return Marks(answer=self.answer, rationale=self.cleaned_data["note"])


class PaperBallotForm(forms.ModelForm):
    """A paper ballot: what it is called, the perspective that is marked on it, and its items in their order."""

    class Meta:
        model = Rater
        fields = ("label", "perspective")
        labels = {"label": "Name of the ballot"}
        error_messages = {
            "label": {"required": "Give the ballot a name, and write it on the paper."},
            "perspective": {"required": "Choose the perspective that is marked on the paper."},
        }

    def __init__(self, *args: Any, items: Iterable[RoundItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["perspective"].queryset = Perspective.objects.offered()  # type: ignore[attr-defined]
        self.fields["perspective"].empty_label = "Choose one"  # type: ignore[attr-defined]
        self.rows = [PaperAnswerForm(self.data if self.is_bound else None, item=item) for item in items]

    def is_valid(self) -> bool:
        rows = [row.is_valid() for row in self.rows]
        return super().is_valid() and all(rows)

    @property
    def marks(self) -> Mapping[str, Marks]:
        return {row.item.key: row.marks for row in self.rows}
