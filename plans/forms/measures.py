"""Measures, their readings and their targets, with numbers as people type them."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from core.forms import day_field, text_field
from plans.choices import Direction, MeasureKind
from plans.forms.base import PlanForm, priority_field, set_priorities
from plans.models import Measure
from plans.models.measures import DECIMALS, DIGITS
from plans.reports import number
from plans.services import MeasureDescription, ReadingDescription, TargetDescription
from plans.services.measures import AHEAD

NOT_A_NUMBER = "Type a number, such as 82, 3.5 or 1,250."
MISPLACED = "Commas stand between thousands, as in 1,250; a point stands before decimals, as in 3.5."
TOO_LONG = f"Type at most {DIGITS - DECIMALS} digits before the point and {DECIMALS} behind it."
# Minus signs as word processors set them, and the spaces that do not break a line.
TYPED_MINUS = str.maketrans({"\N{MINUS SIGN}": "-", "\N{EN DASH}": "-", "\N{NO-BREAK SPACE}": " ", "\u202f": " "})
GROUPED = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d*)?")
PLAIN = re.compile(r"-?(\d+\.?\d*|\.\d+)")


class NumberField(forms.DecimalField):
    """A number as people type it: "1,250", "82%", "$3.5", or with the `unit` that it is in around it."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.unit = ""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return super().widget_attrs(widget) | {"inputmode": "decimal", "autocomplete": "off"}

    def prepare_value(self, value: Any) -> Any:
        return number(value) if isinstance(value, Decimal) else value

    def to_python(self, value: Any) -> Decimal | None:
        typed = "" if value is None else str(value).translate(TYPED_MINUS).strip()
        if not typed:
            return None
        bare = self._without_unit(typed)
        if "," in bare and not GROUPED.fullmatch(bare):
            looks_right = bool(re.fullmatch(r"[-\d.,]+", bare))
            raise ValidationError(MISPLACED if looks_right else NOT_A_NUMBER, code="invalid")
        digits = bare.replace(",", "")
        if not PLAIN.fullmatch(digits) or not digits.isascii():
            raise ValidationError(self._refusal(bare), code="invalid")
        found = Decimal(digits)
        _refuse_long(found)
        return found.quantize(Decimal(1).scaleb(-DECIMALS))

    def validate(self, value: Any) -> None:
        """Only what is missing can still be wrong: whatever `to_python` returns is a number that can be stored."""
        forms.Field.validate(self, value)

    def _without_unit(self, typed: str) -> str:
        sign, rest = ("-", typed[1:].strip()) if typed.startswith("-") else ("", typed)
        for around in filter(None, (self.unit.strip().casefold(), "$", "%")):
            rest = rest.strip()
            if rest.casefold().startswith(around):
                rest = rest[len(around) :]
            elif rest.casefold().endswith(around):
                rest = rest[: -len(around)]
        rest = rest.strip()
        return f"-{rest}" if sign else rest

    def _refusal(self, bare: str) -> str:
        return f"{NOT_A_NUMBER} It is read as {self.unit}." if self.unit and re.match(r"-?\d", bare) else NOT_A_NUMBER


def _refuse_long(found: Decimal) -> None:
    """Raise ValidationError for more digits than can be stored, zeros at the end of decimals left aside."""
    _, digits, exponent = found.normalize().as_tuple()
    behind = max(-int(exponent), 0)
    before = max(len(digits) + int(exponent), 0)
    if behind > DECIMALS or before > DIGITS - DECIMALS:
        raise ValidationError(TOO_LONG, code="too_long")


class MeasureForm(PlanForm):
    """What a team says of a measure."""

    described_as = MeasureDescription
    submit_label = "Save the measure"

    title = forms.CharField(
        max_length=200,
        label="Measure",
        help_text="Such as New teachers who have a mentor, or Days from posting to offer.",
    )
    what = text_field("What it measures (optional)", "Who or what is counted, and how.", rows=2)
    kind = forms.ChoiceField(
        label="Leading or lagging",
        widget=forms.RadioSelect,
        choices=[
            (MeasureKind.LEADING, "Leading: it moves early, while the work is done"),
            (MeasureKind.LAGGING, "Lagging: it moves late, once the work has shown results"),
        ],
    )
    unit = forms.CharField(
        max_length=40,
        required=False,
        label="Unit (optional)",
        help_text="What the numbers are in: %, $, days, teachers.",
    )
    direction = forms.ChoiceField(
        label="Which way it should go", widget=forms.RadioSelect, choices=Direction.choices, initial=Direction.UP
    )
    source = forms.CharField(
        max_length=200, required=False, label="Source (optional)", help_text="Where the numbers come from."
    )
    baseline = NumberField(
        required=False,
        label="Baseline (optional)",
        help_text="Where it stood before the work began. The path starts here.",
    )
    baseline_on = day_field("Day of the baseline (optional)", "The day on which the baseline was taken.")
    priority = priority_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_priorities(self)
        unit = self.data.get(self.add_prefix("unit"), "") if self.is_bound else self.initial.get("unit", "")
        self.fields["baseline"].unit = unit  # type: ignore[attr-defined]


class NewMeasureForm(MeasureForm):
    """A new measure."""

    submit_label = "Add the measure"


class ValueForm(PlanForm):
    """A value of a measure on a day; numbers may stand with the measure's own unit."""

    value = NumberField(label="Value")
    on = day_field("Day", required=True)

    def __init__(self, *args: Any, measure: Measure, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["value"]
        field.unit = measure.unit
        field.help_text = f"In {measure.unit}." if measure.unit else ""


class ReadingForm(ValueForm):
    """Where a measure was on a day."""

    described_as = ReadingDescription
    submit_label = "Save the reading"

    source = forms.CharField(max_length=200, required=False, label="Source (optional)")
    note = text_field("Note (optional)", "What explains it, or what to bear in mind.", rows=2)

    def clean_on(self) -> Any:
        on = self.cleaned_data["on"]
        if on > timezone.localdate():
            raise ValidationError(AHEAD, code="ahead")
        return on


class NewReadingForm(ReadingForm):
    """A new reading, of today unless told otherwise."""

    submit_label = "Add the reading"


class TargetForm(ValueForm):
    """Where a measure should be on a day."""

    described_as = TargetDescription
    submit_label = "Save the target"


class NewTargetForm(TargetForm):
    """A new target."""

    submit_label = "Set the target"
