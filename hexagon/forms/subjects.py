"""What a review or comparison is about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from crispy_forms.layout import Fieldset
from django import forms
from django.utils.text import Truncator

from core.forms import LaidOut, NoteField
from hexagon.choices import FEWEST_CANDIDATES, LETTERS
from hexagon.models import Review
from hexagon.reports import choosing_indicators
from hexagon.services import Described
from practices.models import Indicator, Practice, System
from practices.reports import ContentOfEdition, published_contents

CANDIDATE = "candidate"
MODELS: dict[str, Any] = {"system": System, "practice": Practice, "indicator": Indicator}


class DescribedForm(LaidOut, forms.Form):
    """The name of a subject, and what people say of it in their own words."""

    title = forms.CharField(max_length=160, label="Name")
    description = NoteField(
        required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4}), label="What it is"
    )
    provider = forms.CharField(required=False, max_length=160, label="Who provides it")
    link = forms.URLField(required=False, max_length=500, assume_scheme="https", label="Link")
    cost_note = forms.CharField(
        required=False, max_length=300, label="Cost", help_text="A sentence, such as $4,200 a year, first year free."
    )

    @property
    def described(self) -> Described:
        names = ("title", "description", "provider", "link", "cost_note")
        return Described(**{name: self.cleaned_data[name] for name in names})


class StartReviewForm(DescribedForm):
    """What to review: something that the practices name, or a candidate that the team names itself."""

    submit_label = "Start the review"

    subject = forms.ChoiceField(label="What is it about?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.titles: dict[str, str] = {}
        self.fields["subject"].choices = [  # type: ignore[attr-defined]
            (CANDIDATE, "A candidate: a program, platform, coaching model or incentive that you name"),
            *self._systems(),
        ]
        self.fields["title"].required = False
        self.fields["title"].help_text = "A candidate needs a name. Anything else is called as the practices call it."

    def _systems(self) -> list[Any]:
        """The systems as groups of choices: each as a whole, its practices and its indicators."""
        systems = dict(System.objects.values_list("key", "pk"))
        groups = []
        for content in published_contents():
            rows = list(_subjects(content, systems[content.system_key]))
            self.titles |= {value: title for value, _, title in rows}
            groups.append((content.system_title, [(value, label) for value, label, _ in rows]))
        return groups

    def shown_fields(self) -> list[Any]:
        return ["subject", "title", "description", "provider", "link", "cost_note"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        chosen = cleaned.get("subject", "")
        if not cleaned.get("title"):
            cleaned["title"] = self.titles.get(chosen, "")
            if chosen == CANDIDATE:
                self.add_error("title", "Name the candidate.")
        return cleaned

    @property
    def about(self) -> System | Practice | Indicator | None:
        """The row of what was chosen; None for a candidate."""
        kind, _, pk = self.cleaned_data["subject"].partition("-")
        found: System | Practice | Indicator | None = MODELS[kind].objects.get(pk=pk) if pk else None
        return found


def _subjects(content: ContentOfEdition, system_pk: int) -> Iterator[tuple[str, str, str]]:
    """Yield what a review of a system may be about: value and label of the choice, and what the review is called."""
    system = content.system_title
    yield f"system-{system_pk}", f"{system} as a whole", system
    for practice in content.practices:
        label = f"Practice {practice.code}: {Truncator(practice.text).chars(80)}"
        yield f"practice-{practice.pk}", label, f"{system}, practice {practice.code}"
    for one in content.indicators:
        yield f"indicator-{one.pk}", f"Indicator {one.code}", f"{system}, indicator {one.code}"


class CandidateForm(DescribedForm):
    """Another candidate of a comparison."""

    submit_label = "Add the candidate"


class EditReviewForm(DescribedForm):
    """A subject described anew, over the version that was read."""

    submit_label = "Save"

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)


class EditComparisonForm(LaidOut, forms.Form):
    """Another title for a comparison, over the version that was read."""

    submit_label = "Save"

    title = forms.CharField(max_length=160, label="What is being chosen")
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)


class StartComparisonForm(LaidOut, forms.Form):
    """The indicator that calls for choosing, what is chosen, and the candidates by name."""

    submit_label = "Start the comparison"

    indicator = forms.ChoiceField(label="For which indicator?", widget=forms.RadioSelect)
    title = forms.CharField(
        max_length=160, label="What is being chosen?", help_text="Such as Communication and hiring platforms."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.indicators = {str(one.pk): one for one in choosing_indicators()}
        self.fields["indicator"].choices = [  # type: ignore[attr-defined]
            (pk, f"{one.code}, {one.system}. {one.gist}") for pk, one in self.indicators.items()
        ]
        for place, name in enumerate(self.names, start=1):
            needed = place <= FEWEST_CANDIDATES
            label = f"Candidate {LETTERS[place - 1]}{'' if needed else ' (optional)'}"
            self.fields[name] = forms.CharField(max_length=160, required=needed, label=label)

    @property
    def names(self) -> list[str]:
        """The names of the fields that candidates are typed in."""
        return [f"candidate_{letter.lower()}" for letter in LETTERS]

    def shown_fields(self) -> list[Any]:
        return ["indicator", "title", Fieldset("Candidates", *self.names)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        seen: set[str] = set()
        for name in self.names:
            typed = cleaned.get(name, "").casefold()
            if typed and typed in seen:
                self.add_error(name, "Another candidate has this name.")
            seen.add(typed)
        return cleaned

    @property
    def chosen(self) -> Indicator:
        found: Indicator = Indicator.objects.get(pk=self.cleaned_data["indicator"])
        return found

    @property
    def candidates(self) -> list[Described]:
        return [Described(title=self.cleaned_data[name]) for name in self.names if self.cleaned_data.get(name)]


class SourceField(forms.ModelChoiceField):
    """A choice among earlier reviews."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.title} ({obj.comparison.title})" if obj.comparison else str(obj.title)


class TakeOverForm(LaidOut, forms.Form):
    """Which earlier review of the same program to take over from."""

    submit_label = "Take over"

    source = SourceField(
        queryset=Review.objects.none(), label="Take over from", empty_label=None, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, review: Review, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].queryset = Review.objects.sources_for(review)  # type: ignore[attr-defined]
