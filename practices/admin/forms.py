"""Forms of the rows of a draft: wording is tidied, keys and places of new rows are found."""

from __future__ import annotations

from itertools import chain, count
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.text import slugify

from practices.content import paragraph
from practices.content.reader import CODE
from practices.content_store.rows import STEP
from practices.models import BaseEdition, BaseEditionContent

WORDING = ("source", "title", "text", "definition", "label", "description")
# The key of a row tells these, and never changes.
TOLD_BY_KEY = ("stage", "value")


class WordingForm(forms.ModelForm):  # type: ignore[type-arg]
    """Makes each wording one paragraph, as in the content files."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        return cleaned | {name: paragraph(cleaned[name]) for name in WORDING if name in cleaned}


class ContentForm(WordingForm):
    """A row of a draft. Its key is made once, from its code or title, and never changes."""

    instance: BaseEditionContent

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "position" in self.fields:
            self.fields["position"].required = False
            self.fields["position"].help_text = "Rows stand in this order. Empty puts a new row last."
            if self.instance.pk is None:
                self.initial["position"] = None
        for name in {*TOLD_BY_KEY} & {*self.fields}:
            self.fields[name].disabled = self.instance.pk is not None

    def clean_position(self) -> int:
        position = self.cleaned_data["position"]
        return self._last_position() + STEP if position is None else int(position)

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"])
        if not CODE.fullmatch(code):
            raise ValidationError("Use letters a to z, digits and full stops only.")
        others = type(self.instance)._default_manager.filter(edition=self._edition(), code=code)
        if others.exclude(pk=self.instance.pk).exists():
            raise ValidationError(f"Another {self.instance._meta.verbose_name} has the code {code}.")
        return code

    def save(self, commit: bool = True) -> Any:
        if not self.instance.key:
            self.instance.key = self._free_key()
        return super().save(commit)

    def _edition(self) -> BaseEdition:
        parent = self.instance.parent_field
        edition: BaseEdition = (getattr(self.instance, parent) if parent else self.instance).edition
        return edition

    def _last_position(self) -> int:
        parent = self.instance.parent_field or "edition"
        siblings = type(self.instance)._default_manager.filter(**{parent: getattr(self.instance, parent)})
        return int(siblings.aggregate(last=Max("position"))["last"] or 0)

    def _free_key(self) -> str:
        model = type(self.instance)
        wish = slugify(self.instance.suggest_key().replace("_", " ").replace(".", "-"))[:70].strip("-") or "row"
        taken = set(model._default_manager.filter(edition=self._edition()).values_list("key", flat=True))
        numbered = (f"{wish}-{number}" for number in count(2))
        return next(key for key in chain([wish], numbered) if key not in taken)


class ContentFormSet(forms.BaseInlineFormSet):  # type: ignore[type-arg]
    """Rows that are edited together; no two may take the same code."""

    def clean(self) -> None:
        super().clean()
        seen: set[str] = set()
        for form in self.forms:
            code = getattr(form, "cleaned_data", {}).get("code", "")
            if code in seen and not form.cleaned_data.get("DELETE"):
                form.add_error("code", f"Another row here has the code {code}.")
            seen.update([code] if code else [])
