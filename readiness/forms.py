"""Forms of readiness. What is typed on the worksheet passes `ItemForm`, one per item."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from crispy_forms.layout import Field
from django import forms

from core.forms import LaidOut
from districts.models import District
from practices.models import Edition
from readiness.models import Assessment
from readiness.reports import AreaChoice
from rounds.forms.items import AnswerForm, WholeAnswerForm
from rounds.services import Draft

LABEL_TAKEN = "There is already an assessment of this system with this name."


class ItemForm(AnswerForm):
    """The answer and note of one item of the worksheet, with the version that was read."""

    @property
    def draft(self) -> Draft:
        """What was typed."""
        return Draft(answer=self.answer, note=self.cleaned_data["note"], version=self.read_version)


class AreaItemForm(WholeAnswerForm, ItemForm):
    """One item of a focus area that is sent as a whole, without JavaScript."""

    def typed(self) -> dict[str, Any]:
        """The fields of a `Given` that hold what was typed, valid or not, over the version that was read.

        A missing version counts as the first one, which is current only where nobody has changed anything.
        """
        return {
            "answer": self.typed_answer,
            "note": self.typed_note,
            "version": self.cleaned_data.get("version") or 1,
        }


class SystemField(forms.ModelChoiceField):
    """A choice among systems, each with its published edition."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.system.title)


class OpenAssessmentForm(LaidOut, forms.Form):
    """Which system to assess, and what to call the assessment."""

    submit_label = "Open the assessment"

    edition = SystemField(
        queryset=Edition.objects.published().select_related("system").order_by("system"),
        label="System",
        empty_label=None,
        widget=forms.RadioSelect,
    )
    label = forms.CharField(max_length=80, help_text="When it is made, such as Autumn 2026.")

    def __init__(self, *args: Any, district: District, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.district = district

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        refuse_label_twice(self, self.district, cleaned.get("edition"), cleaned.get("label"))
        return cleaned


class RenameAssessmentForm(LaidOut, forms.ModelForm):
    """Another label for an assessment, typed over the version that was read."""

    submit_label = "Rename"

    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Assessment
        fields = ("label",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = self.instance.version

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        others = Assessment.objects.exclude(pk=self.instance.pk)
        refuse_label_twice(self, self.instance.district, self.instance.edition, cleaned.get("label"), others)
        return cleaned


class ReopenAssessmentForm(LaidOut, forms.Form):
    """Why a closed assessment takes answers again."""

    submit_label = "Open again"

    reason = forms.CharField(
        max_length=100, label="Reason", help_text="The team reads it in the history of the assessment."
    )


class OpenRoundForm(LaidOut, forms.Form):
    """What to call a round, and which focus areas it is about; those that a running round covers cannot be chosen."""

    submit_label = "Open the round"

    title = forms.CharField(max_length=120, help_text="The team sees it wherever it rates together.")
    areas = forms.MultipleChoiceField(
        label="What the team rates", error_messages={"required": "Choose at least one focus area."}
    )

    def __init__(self, *args: Any, choices: Sequence[AreaChoice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices = choices
        free = [(one.key, one.title) for one in choices if not one.covered_by]
        self.fields["areas"].choices = free  # type: ignore[attr-defined]

    def shown_fields(self) -> list[Any]:
        return ["title", Field("areas", template="readiness/assessment/round_areas.html")]

    @property
    def keys(self) -> list[str]:
        """The keys of all items of the areas that were chosen, in their order."""
        return [key for one in self.choices if one.key in self.cleaned_data["areas"] for key in one.items]

    @property
    def chosen(self) -> list[str]:
        """The areas that were chosen, whether or not they may be."""
        return list(self["areas"].value() or [])


def refuse_label_twice(
    form: forms.BaseForm, district: District, edition: Edition | None, label: str | None, among: Any = None
) -> None:
    """Put an error beside the label when the district already has an assessment of this system by that name."""
    if not edition or not label:
        return
    found = Assessment.objects if among is None else among
    if found.filter(district=district, edition__system=edition.system_id, label=label).exists():
        form.add_error("label", LABEL_TAKEN)
