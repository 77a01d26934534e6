"""A spreadsheet that is handed in, and how its columns are matched."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core.forms import LaidOut
from core.reading import ReadTable, UnreadableFile, read_table
from inventories.choices import Existing
from inventories.models import ImportDraft
from inventories.reports import Sheet


class UploadForm(LaidOut, forms.Form):
    """An XLSX or CSV file; valid once it can be read."""

    submit_label = "Show what it would do"

    file = forms.FileField(
        label="Spreadsheet",
        help_text="XLSX or CSV, up to 10 MB and 20,000 rows, with the titles of the columns in its first row.",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv,.txt,.tsv"}),
        allow_empty_file=True,
        error_messages={"required": "Choose a file."},
    )
    table: ReadTable

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        try:
            self.table = read_table(file, file.name)
        except UnreadableFile as unreadable:
            raise ValidationError(str(unreadable)) from None
        return file


class MatchForm(forms.Form):
    """For each heading of the file the column that it fills, and what becomes of entries that are there already."""

    existing = forms.ChoiceField(choices=Existing.choices, widget=forms.RadioSelect, label="Entries that exist")

    def __init__(self, *args: Any, draft: ImportDraft, sheet: Sheet, **kwargs: Any) -> None:
        super().__init__(*args, initial={"existing": draft.existing}, **kwargs)
        columns = [("", "Leave it out"), *((column.key, column.title) for column in sheet.in_use)]
        for place, heading in enumerate(draft.headings):
            label = heading or f"Column {place + 1}, without a heading"
            self.fields[f"match-{place}"] = forms.ChoiceField(
                choices=columns, required=False, label=label, initial=draft.matches[place]
            )

    @property
    def matching(self) -> list[Any]:
        """The fields of the headings, in their order."""
        return [self[name] for name in self.fields if name.startswith("match-")]

    @property
    def matches(self) -> list[str]:
        return [value for name, value in self.cleaned_data.items() if name.startswith("match-")]
