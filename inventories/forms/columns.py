"""A column of an inventory as a lead words it."""

from __future__ import annotations

from typing import Any

from django import forms

from core.forms import LaidOut
from core.rendering.characters import without_broken_characters
from inventories.choices import LISTED, NEVER_UNIQUE, ColumnKind
from inventories.models import InventoryColumn
from inventories.services import ColumnWish


class ChoicesField(forms.CharField):
    """A list of texts, one on a line."""

    widget = forms.Textarea(attrs={"rows": 6})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, (list, tuple)) else value

    def to_python(self, value: Any) -> Any:
        lines = (" ".join(line.split()) for line in without_broken_characters(value or "").splitlines())
        return tuple(line for line in lines if line)


class ColumnForm(LaidOut, forms.Form):
    """Everything but the kind of a column, which what was entered depends on."""

    submit_label = "Save the column"

    title = forms.CharField(max_length=60, label="Title")
    help = forms.CharField(
        max_length=200, required=False, label="Help (optional)", help_text="A sentence that stands by the field."
    )
    choices = ChoicesField(
        required=False, label="Choices", help_text="One word or phrase on a line, in the order of the list."
    )
    required = forms.BooleanField(
        required=False, label="Needed", help_text="Where it is empty, the summary counts a gap."
    )
    unique = forms.BooleanField(
        required=False,
        label="Differs in every entry",
        help_text="No two entries may say the same. An import finds the entries that are there by it.",
    )
    is_active = forms.BooleanField(
        required=False,
        initial=True,
        label="In use",
        help_text="Out of use it is not shown; what was entered stays and comes back with it.",
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, column: InventoryColumn | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = column.kind if column else ""
        if self.kind and self.kind not in LISTED:
            del self.fields["choices"]
        if self.kind in NEVER_UNIQUE:
            del self.fields["unique"]

    def clean_title(self) -> str:
        return " ".join(self.cleaned_data["title"].split())

    @property
    def wish(self) -> ColumnWish:
        said = {name: value for name, value in self.cleaned_data.items() if name in ColumnWish.__dataclass_fields__}
        return ColumnWish(**{"kind": self.kind} | said)


class NewColumnForm(ColumnForm):
    """A column of the district's own."""

    submit_label = "Add the column"

    kind_of = forms.ChoiceField(
        choices=ColumnKind.choices, label="What it holds", help_text="It stays of this kind once it is added."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["is_active"], self.fields["version"]
        self.fields["choices"].help_text = "For the kinds that are chosen: one word or phrase on a line."

    def shown_fields(self) -> list[str]:
        return ["title", "kind_of", "choices", "help", "required", "unique"]

    @property
    def wish(self) -> ColumnWish:
        self.kind = self.cleaned_data["kind_of"]
        return super().wish
