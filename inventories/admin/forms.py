"""Forms of templates and their rows: wording is tidied, keys and places of new rows are found."""

from __future__ import annotations

import unicodedata
from itertools import chain, count
from typing import Any

from django import forms
from django.db.models import Max
from django.utils.functional import cached_property
from django.utils.text import slugify

from inventories.choices import QUOTED
from inventories.content import ColumnEntry
from inventories.content.reader import LONGEST_KEY
from inventories.content.rules import column_problems
from inventories.models import Template, TemplateColumn, TemplatePrompt, TemplateUse
from inventories.reports import servable
from practices.content import paragraph
from practices.content_store import STEP
from practices.reports import published_contents

Choices = list[tuple[str, list[tuple[str, str]]]]

WORDING = ("title", "purpose", "instructions", "source", "help", "text", "part")


def key_of(text: str) -> str:
    """Return what a text gives as a key that a file may hold."""
    return slugify(text.replace("_", " "))[:LONGEST_KEY].strip("-")


class WordingForm(forms.ModelForm):
    """Makes each wording one paragraph, as in the file, and finds the place of a new row."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "position" in self.fields:
            self.fields["position"].required = False
            self.fields["position"].help_text = "Rows stand in this order. Empty puts a new row last."
            if self.instance.pk is None:
                self.initial["position"] = None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in (name for name in WORDING if name in cleaned):
            cleaned[name] = paragraph(cleaned[name])
            if any(unicodedata.category(character) in ("Cc", "Cs") for character in cleaned[name]):
                self.add_error(name, "This holds a character that cannot be shown.")
        return cleaned

    def clean_position(self) -> int:
        position: int | None = self.cleaned_data["position"]
        return self.next_position() if position is None else position

    def next_position(self) -> int:
        siblings = type(self.instance)._default_manager.filter(template=self.instance.template_id)
        return (siblings.aggregate(last=Max("position"))["last"] or 0) + STEP


class TemplateForm(WordingForm):
    """A template. Its key is made once, from its title unless another is typed, and never changes."""

    class Meta:
        model = Template
        fields = (
            "title",
            "key",
            "purpose",
            "instructions",
            "scope",
            "sensitivity",
            "source",
            "position",
            "is_active",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "key" in self.fields:
            self.fields["key"].required = False
            self.fields["key"].help_text = "Stable name in addresses and files. Empty takes it from the title."

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "key" in cleaned and "title" in cleaned:
            cleaned["key"] = key_of(cleaned["key"] or cleaned["title"])
            if not cleaned["key"]:
                self.add_error("key", "Type a key of letters a to z, digits and hyphens.")
        return cleaned

    def next_position(self) -> int:
        return Template.objects.next_position()


class LinesField(forms.CharField):
    """A list of texts, one on a line."""

    widget = forms.Textarea(attrs={"rows": 4, "cols": 30})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        lines = map(paragraph, value.splitlines() if isinstance(value, str) else value or [])
        return [line for line in lines if line]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.to_python(initial) != self.to_python(data)


class ColumnForm(WordingForm):
    """A column. Its key is made once, from its title, and never changes."""

    choices = LinesField(required=False, help_text="For the kinds that are chosen: one word or phrase on a line.")

    class Meta:
        model = TemplateColumn
        fields = ("title", "kind", "choices", "help", "required", "unique", "position")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if {"title", "kind", "choices"} <= cleaned.keys():
            entry = ColumnEntry(
                self.instance.key,
                cleaned["title"],
                cleaned["kind"],
                unique=cleaned["unique"],
                choices=tuple(cleaned["choices"]),
            )
            for field, message in column_problems(entry):
                self.add_error(field, f"{message[:1].upper()}{message[1:]}.")
        return cleaned

    def save(self, commit: bool = True) -> Any:
        if not self.instance.key:
            self.instance.key = self._free_key()
        return super().save(commit)

    def _free_key(self) -> str:
        wish = key_of(self.instance.title) or "column"
        siblings = TemplateColumn.objects.filter(template=self.instance.template_id)
        taken = set(siblings.values_list("key", flat=True))
        numbered = (f"{wish[: LONGEST_KEY - 4]}-{number}" for number in count(2))
        return next(key for key in chain([wish], numbered) if key not in taken)


class ColumnFormSet(forms.BaseInlineFormSet):
    """The columns of a template; each heading is there once, whatever its capitals."""

    default_error_messages = {
        **forms.BaseInlineFormSet.default_error_messages,
        "too_few_forms": "A template has at least one column.",
    }

    def clean(self) -> None:
        super().clean()
        seen: set[str] = set()
        for form in self.forms:
            title = getattr(form, "cleaned_data", {}).get("title", "").casefold()
            if title and not form.cleaned_data.get("DELETE"):
                if title in seen:
                    form.add_error("title", "Another column here has this title.")
                seen.add(title)


class PromptForm(WordingForm):
    """A prompt; what is quoted names its document."""

    class Meta:
        model = TemplatePrompt
        fields = ("kind", "text", "source", "part", "position")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("kind") in QUOTED and not cleaned.get("source"):
            self.add_error("source", "What to inventory and questions are quoted. Name the document.")
        return cleaned


class UseForm(forms.ModelForm):
    """What a template serves, chosen from what is published; `items` are the choices, by system."""

    item = forms.ChoiceField(label="Indicator or consideration")

    class Meta:
        model = TemplateUse
        fields = ()

    def __init__(self, *args: Any, items: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        current = f"{self.instance.system_key}/{self.instance.item_key}" if self.instance.pk else ""
        known = {value for _, group in items for value, _ in group}
        gone = [(current, f"{self.instance}: in no published edition")] if current and current not in known else []
        item: Any = self.fields["item"]
        item.choices = [("", "Choose"), *items, *gone]
        self.initial["item"] = current

    def clean_item(self) -> str:
        item: str = self.cleaned_data["item"]
        self.instance.system_key, _, self.instance.item_key = item.partition("/")
        return item


class UseFormSet(forms.BaseInlineFormSet):
    """What a template serves, each thing once."""

    @cached_property
    def items(self) -> Choices:
        """What is published, read once for all rows."""
        served = [(content.system_title, servable([content])) for content in published_contents()]
        return [(title, [(f"{each.system_key}/{each.key}", each.name) for each in group]) for title, group in served]

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return {**super().get_form_kwargs(index), "items": self.items}

    def clean(self) -> None:
        super().clean()
        seen: set[str] = set()
        for form in self.forms:
            item = getattr(form, "cleaned_data", {}).get("item", "")
            if item and not form.cleaned_data.get("DELETE"):
                if item in seen:
                    form.add_error("item", "This is here already.")
                seen.add(item)
