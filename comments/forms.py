"""What people type when they talk about something."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from comments.services import EMPTY, MOST
from core.forms import NoteField
from districts.models import User


class WordsForm(forms.Form):
    """Words of a comment, over the version that was read. No browser cuts them short: what is too long is told."""

    words = NoteField(label="Comment", error_messages={"required": EMPTY}, widget=forms.Textarea)
    version = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def clean_words(self) -> str:
        words: str = self.cleaned_data["words"]
        if len(words) > MOST:
            raise ValidationError(f"At most {MOST:,} characters fit here. This has {len(words):,}.")
        return words


class CommentForm(WordsForm):
    """A new comment, and for whom it is meant."""

    mentioned = forms.ModelMultipleChoiceField(
        User.objects.none(), label="Mention somebody", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, readers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mentioned"].queryset = readers  # type: ignore[attr-defined]

    @property
    def has_mentions(self) -> bool:
        """Whether somebody is chosen, or was, so that the choice stands open."""
        return bool(self.is_bound and self["mentioned"].data)
