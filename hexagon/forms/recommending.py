"""What a person decided, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from crispy_forms.layout import Fieldset
from django import forms

from core.forms import LaidOut, NoteField
from hexagon.choices import Choice
from hexagon.reports import ContentComponent
from hexagon.services import Decision

TEXT_LENGTH = 10_000
# An answer of its own, because a browser shows the empty one as chosen before anybody has.
NO_CANDIDATE = "none"


def _text(rows: int, **options: Any) -> NoteField:
    return NoteField(max_length=TEXT_LENGTH, widget=forms.Textarea(attrs={"rows": rows}), **options)


def _candidate(answer: str) -> int | None:
    return None if answer == NO_CANDIDATE else int(answer)


class RecommendForm(LaidOut, forms.Form):
    """A recommendation, over the version that was read. Nothing is chosen beforehand.

    `candidates` are the keys and names of a comparison's; a review has none.
    """

    submit_label = "Record the recommendation"

    choice = forms.ChoiceField(label="What do you recommend?", choices=Choice, widget=forms.RadioSelect)
    candidate = forms.TypedChoiceField(
        required=False, label="Which candidate?", coerce=_candidate, empty_value=None, widget=forms.RadioSelect
    )
    rationale = _text(6, label="Why", help_text="The reasons in your own words. Ratings alone do not say it.")
    dissent = _text(3, required=False, label="Dissent", help_text="What somebody sees differently, and why.")
    decided_by = forms.CharField(max_length=200, label="Decided by", help_text="A person, with whom.")
    decided_on = forms.DateField(label="Decided on", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        components: Sequence[ContentComponent],
        candidates: Sequence[tuple[int, str]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.components = components
        if candidates:
            named = [(pk, name) for pk, name in candidates]
            self.fields["candidate"].choices = [*named, (NO_CANDIDATE, "No single candidate")]  # type: ignore[attr-defined]
        else:
            del self.fields["candidate"]
        for one in components:
            self.fields[f"support-{one.key}"] = _text(2, required=False, label=one.title)

    def shown_fields(self) -> list[Any]:
        supports = Fieldset("Support each component needs", *(f"support-{one.key}" for one in self.components))
        first = ["choice", "candidate"] if "candidate" in self.fields else ["choice"]
        return [*first, "rationale", supports, "dissent", "decided_by", "decided_on", "version"]

    @property
    def decision(self) -> Decision:
        cleaned = self.cleaned_data
        return Decision(
            choice=Choice(cleaned["choice"]),
            candidate_pk=cleaned.get("candidate"),
            rationale=cleaned["rationale"],
            supports={one.key: cleaned[f"support-{one.key}"] for one in self.components},
            dissent=cleaned["dissent"],
            decided_by=cleaned["decided_by"],
            decided_on=cleaned["decided_on"],
            version=cleaned["version"],
        )
