"""What a lead says of the file that they take away."""

from __future__ import annotations

from django import forms


class DataForm(forms.Form):
    """Whether the file holds staff data, too."""

    staff = forms.BooleanField(
        required=False,
        label="With staff data",
        help_text="Entries of inventories of staff data, and what is said of them. Each download is recorded there.",
    )
