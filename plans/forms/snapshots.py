"""Finalizing a plan, and what is said of a snapshot."""

from __future__ import annotations

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from core.forms import LaidOut, day_field, text_field
from plans.services import SnapshotNote
from plans.services.snapshots import AHEAD


class SaidForm(LaidOut, forms.Form):
    """When the board adopted a snapshot, and anything else worth keeping."""

    adopted_on = day_field("Adopted by the board on (optional)", "It can be said later, too.")
    note = text_field("Note (optional)", "It stands beside the snapshot, such as: adopted with one amendment.")

    def clean_adopted_on(self) -> date | None:
        """Refuse a day that has not come here already: no file is made for what is refused."""
        day: date | None = self.cleaned_data["adopted_on"]
        if day is not None and day > timezone.localdate():
            raise ValidationError(AHEAD, code="ahead")
        return day

    @property
    def said(self) -> SnapshotNote:
        return SnapshotNote(note=self.cleaned_data["note"], adopted_on=self.cleaned_data["adopted_on"])


class SnapshotNoteForm(SaidForm):
    """The same, said anew."""

    submit_label = "Save the note"

    version = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)


class FinalizeForm(SaidForm):
    """A plan to be finalized as it was read: `seen` is the digest of that record."""

    submit_label = "Finalize the plan"

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
