"""Forms of readiness. What is typed on the worksheet passes `ItemForm`, one per item."""

from __future__ import annotations

from typing import Any

from django import forms

from core.forms import LaidOut
from districts.models import District
from practices.models import Edition
from readiness.choices import UNRATED, Scale
from readiness.models import Assessment
from readiness.services import Draft

NOTE_LENGTH = 10_000
LABEL_TAKEN = "There is already an assessment of this system with this name."


class NoteField(forms.CharField):
    """A note. Browsers end lines with CR LF, scripts with LF; what is counted and stored has LF."""

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")


class ItemForm(forms.Form):
    """The answer and note of one item, with the version that was read. Its fields are named `<key>-value` and so on."""

    value = forms.ChoiceField(required=False)
    note = NoteField(required=False, max_length=NOTE_LENGTH)
    version = forms.IntegerField(required=False, min_value=1)

    def __init__(self, data: Any, *, scale: Scale, key: str) -> None:
        super().__init__(data, prefix=key)
        self.scale = scale
        self.fields["value"].choices = [(answer.code, answer.label) for answer in scale.answers]  # type: ignore[attr-defined]
        self.fields["note"].error_messages["max_length"] = (
            f"This note has %(show_value)s characters; {NOTE_LENGTH:,} fit. It is not saved yet."
        )

    @property
    def problems(self) -> tuple[str, ...]:
        """What is wrong with the answer or the note; a version that cannot be read counts as a missing one."""
        return tuple(str(error) for name in ("value", "note") for error in self.errors.get(name, ()))

    @property
    def read_version(self) -> int | None:
        """The version that the person has read, which their answer is meant to follow."""
        return self.cleaned_data.get("version")

    @property
    def draft(self) -> Draft:
        """What was typed."""
        code, note = self.cleaned_data["value"], self.cleaned_data["note"]
        return Draft(answer=self.scale.answer(code), note=note, version=self.read_version)


class AreaItemForm(ItemForm):
    """One item of a focus area that is sent as a whole, without JavaScript.

    After a conflict, `choice` says which text the person keeps and `seen` the version that they have now read.
    """

    choice = forms.ChoiceField(required=False, choices=[(word, word) for word in ("both", "mine", "theirs")])
    seen = forms.IntegerField(required=False, min_value=1)

    @property
    def chosen(self) -> str:
        """Which text the person keeps after a conflict; empty where there was none."""
        return str(self.cleaned_data.get("choice", ""))

    @property
    def read_version(self) -> int | None:
        """Asking for both texts saves neither of them yet, so it presents no version."""
        field = {"": "version", "mine": "seen"}.get(self.chosen)
        return self.cleaned_data.get(field) if field else None

    def typed(self) -> dict[str, Any]:
        """The fields of a `Given` that hold what was typed, valid or not, over the version that was read.

        A missing version counts as the first one, which is current only where nobody has changed anything.
        """
        code = self.data.get(self.add_prefix("value"), "")
        known = {answer.code: answer for answer in self.scale.answers}
        return {
            "answer": known.get(code, UNRATED),
            "note": self.data.get(self.add_prefix("note"), ""),
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


def refuse_label_twice(
    form: forms.BaseForm, district: District, edition: Edition | None, label: str | None, among: Any = None
) -> None:
    """Put an error beside the label when the district already has an assessment of this system by that name."""
    if not edition or not label:
        return
    found = Assessment.objects if among is None else among
    if found.filter(district=district, edition__system=edition.system_id, label=label).exists():
        form.add_error("label", LABEL_TAKEN)
