"""Which of a plan's action steps a page shows, as its address says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms

from plans.choices import StepStatus
from plans.reports import StepFilter

Choices = tuple[tuple[str, str], ...]
STATUSES: Choices = (("", "Any status"), ("open", "Not finished"), *StepStatus.choices)
DUE: Choices = (
    ("", "Any time"),
    ("overdue", "Overdue"),
    ("30", "In the next 30 days"),
    ("90", "In the next 90 days"),
    ("none", "Without a due date"),
)


class StepFilterForm(forms.Form):
    """Owner, status and due date. What it does not know it ignores, and shows as not chosen.

    A page asks for `chosen`, has its report made, and then lets the form `offer` the owners that the report found; the
    report itself sets an owner aside who owns no step.
    """

    owner = forms.CharField(required=False, max_length=130, label="Owner")
    status = forms.ChoiceField(choices=STATUSES, required=False, label="Status")
    due = forms.ChoiceField(choices=DUE, required=False, label="Due")

    def __init__(self, query: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(query, **kwargs)
        self._owners: Choices = ()

    @property
    def chosen(self) -> StepFilter:
        """What the address says, the parts left out that mean nothing."""
        self.is_valid()
        return StepFilter(**{name: self.cleaned_data.get(name, "") for name in self.fields})

    def offer(self, owners: Choices) -> StepFilterForm:
        """Offer these owners, each with its code, and return the form."""
        self._owners = owners
        return self

    @property
    def selects(self) -> Iterator[tuple[str, str, Choices, str]]:
        """Each field as its name, label, choices, and the chosen one: a page draws it without widgets, which take as
        long as a table."""
        choices = {"owner": (("", "Anybody"), *self._owners), "status": STATUSES, "due": DUE}
        for name, value in vars(self.chosen).items():
            known = dict(choices[name])
            yield name, str(self.fields[name].label), choices[name], value if value in known else ""
