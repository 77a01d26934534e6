"""An entry as a form: one field for each column, or for one of them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core.forms import LaidOut
from inventories.cells import LONGEST, SEPARATOR, BadCell, Stored, reader_of, written
from inventories.choices import ColumnKind
from inventories.models import Entry
from inventories.reports import Sheet, SheetColumn

PREFIX = "cell-"


class CellField(forms.Field):
    """The text of a cell, or the words that are chosen; it cleans to what is stored."""

    def __init__(self, column: SheetColumn, sheet: Sheet, value: Stored | None = None) -> None:
        self.column, self.read = column, reader_of(column, sheet.places)
        text = written(value, sheet.buildings)
        super().__init__(
            required=False,
            label=f"{column.title}{', needed' if column.required else ''}",
            help_text=column.help,
            initial=value if isinstance(value, list) else text,
            widget=_widget(column, sheet, text),
        )

    def clean(self, value: Any) -> Stored | None:
        text = f"{SEPARATOR} ".join(value) if isinstance(value, list) else str(value or "")
        try:
            return self.read(text)
        except BadCell as bad:
            raise ValidationError(str(bad)) from None


def _widget(column: SheetColumn, sheet: Sheet, text: str) -> forms.Widget:
    kind = ColumnKind(column.kind)
    if kind == ColumnKind.LONG_TEXT:
        return forms.Textarea(attrs={"rows": 3})
    if kind == ColumnKind.CHOICES:
        return forms.CheckboxSelectMultiple(choices=[(choice, choice) for choice in column.choices])
    if column.is_counted:
        return forms.Select(choices=[("", "Not filled in"), *((word, word) for word in _words(column, sheet, text))])
    if column.is_date:
        return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    attrs = {"maxlength": LONGEST[kind]} if kind in LONGEST else {"inputmode": "decimal"}
    return forms.TextInput(attrs={**attrs, "autocomplete": "off"})


def _words(column: SheetColumn, sheet: Sheet, text: str) -> list[str]:
    """Return what can be chosen: of buildings those in use, and the one that is chosen already."""
    if column.kind == ColumnKind.YES_NO:
        return ["Yes", "No"]
    if column.kind == ColumnKind.BUILDING:
        return [place.name for place in sheet.places if place.is_active or place.name == text]
    return list(column.choices)


class EntryForm(LaidOut, forms.Form):
    """An entry, all columns in use or those with some keys, over the version that was read."""

    submit_label = "Save the entry"

    version = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, sheet: Sheet, entry: Entry | None = None, keys: Collection[str] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        cells = entry.cells if entry else {}
        self.columns = [column for column in sheet.in_use if not keys or column.key in keys]
        for column in self.columns:
            self.fields[PREFIX + column.key] = CellField(column, sheet, cells.get(column.key))
        self.initial["version"] = entry.version if entry else None

    @property
    def cells(self) -> dict[str, Stored | None]:
        """What was typed, by the key of its column."""
        return {column.key: self.cleaned_data[PREFIX + column.key] for column in self.columns}

    @property
    def read_version(self) -> int | None:
        return self.cleaned_data.get("version")


class ChosenForm(forms.Form):
    """The entries that were chosen in the table: some, or all that the search finds.

    `count` is how many of them the page named that asked what to do with them.
    """

    entry = forms.TypedMultipleChoiceField(coerce=int, required=False)
    everything = forms.BooleanField(required=False)
    count = forms.IntegerField(required=False)
    act = forms.ChoiceField(choices=[("change", "Change"), ("delete", "Delete")])

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        typed = [value for value in data.getlist("entry") if value.isdecimal() and len(value) < 19]
        self.fields["entry"].choices = [(value, value) for value in typed]  # type: ignore[attr-defined]


class ChangeManyForm(LaidOut, forms.Form):
    """The same choice for many entries: the column, and what to choose there."""

    submit_label = "Change them"

    def __init__(self, *args: Any, sheet: Sheet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sheet = sheet
        self.columns = {column.key: column for column in sheet.in_use if can_change_many(column)}
        groups = [(column.title, list(self._options(column))) for column in self.columns.values()]
        self.fields["to"] = forms.ChoiceField(label="Change to", choices=[("", "Choose"), *groups])

    def _options(self, column: SheetColumn) -> Any:
        for word in _words(column, self.sheet, ""):
            yield f"{column.key}/{word}", f"{column.title}: {word}"
        yield f"{column.key}/", f"{column.title}: empty"

    @property
    def change(self) -> tuple[SheetColumn, Stored | None]:
        """The column, and what every entry gets there."""
        key, _, word = self.cleaned_data["to"].partition("/")
        column = self.columns[key]
        return column, reader_of(column, self.sheet.places)(word)


def can_change_many(column: SheetColumn) -> bool:
    """Whether a column can be set for many entries at once: one of a few words, and not a different one in each."""
    return column.is_counted and column.kind != ColumnKind.CHOICES and not column.unique
