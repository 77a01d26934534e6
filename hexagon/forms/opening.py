"""Opening a round over components."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from core.forms import LaidOut
from hexagon.reports import ContentComponent


class OpenRoundForm(LaidOut, forms.Form):
    """What to call a round, and which components it covers; all that are free are chosen beforehand."""

    submit_label = "Open the round"

    title = forms.CharField(max_length=120, label="Name of the round")
    keys = forms.MultipleChoiceField(
        label="Components",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one component."},
    )

    def __init__(self, *args: Any, components: Sequence[ContentComponent], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["keys"].choices = [(one.key, one.title) for one in components]  # type: ignore[attr-defined]
