"""Finalizing a plan, and what is said of a snapshot."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from core.forms import LaidOut, day_field, text_field
from plans.models import Plan
from plans.services import SnapshotNote
from plans.services.snapshots import refuse_day


class SaidForm(LaidOut, forms.Form):
    """When the board adopted a snapshot of a plan, and anything else worth keeping. `known` is the day said before."""

    adopted_on = day_field("Adopted by the board on (optional)", "It can be said later, too.")
    note = text_field("Note (optional)", "It stands beside the snapshot, such as: adopted with one amendment.")

    def __init__(self, *args: Any, plan: Plan, known: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan, self.known = plan, known

    def clean(self) -> dict[str, Any]:
        """Refuse a day here already: no file is made for what is refused."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        day = cleaned.get("adopted_on")
        if day != self.known:
            refuse_day(day, self.plan)
        return cleaned

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
