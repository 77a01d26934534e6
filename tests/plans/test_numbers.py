"""Numbers as people type them, and as they are read."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from plans.forms.measures import MISPLACED, NOT_A_NUMBER, TOO_LONG, NumberField
from plans.reports import amount


@pytest.mark.parametrize(
    ("typed", "unit", "found"),
    [
        ("1,250", "", "1250"),
        ("1,234,567.89", "", "1234567.89"),
        ("82%", "%", "82"),
        (" 82 % ", "days", "82"),
        ("$3.5", "$", "3.5"),
        ("-$1,250.50", "$", "-1250.5"),
        ("$ -3", "$", "-3"),
        ("12 days", "days", "12"),
        ("12 Days", " days ", "12"),
        ("\N{MINUS SIGN}4", "", "-4"),
        ("0", "%", "0"),
        (".5", "", "0.5"),
        ("5.", "", "5"),
        ("3.50000", "", "3.5"),
        ("9999999999.9999", "", "9999999999.9999"),
        ("12\N{NO-BREAK SPACE}days", "days", "12"),
    ],
)
def test_a_number_may_stand_with_its_unit_and_commas(typed, unit, found):
    field = NumberField()
    field.unit = unit
    assert field.clean(typed) == Decimal(found)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("1,25", MISPLACED),
        ("1,2500", MISPLACED),
        ("1250,5", MISPLACED),
        ("1,250,5", MISPLACED),
        ("a,b", NOT_A_NUMBER),
        ("about 5", NOT_A_NUMBER),
        ("5-7", f"{NOT_A_NUMBER} It is read as days."),
        ("1e5", f"{NOT_A_NUMBER} It is read as days."),
        ("NaN", NOT_A_NUMBER),
        ("%", NOT_A_NUMBER),
        ("--5", NOT_A_NUMBER),
        ("\N{ARABIC-INDIC DIGIT FIVE}", f"{NOT_A_NUMBER} It is read as days."),
        ("12345678901", TOO_LONG),
        ("0.00001", TOO_LONG),
        ("9" * 5000, TOO_LONG),
    ],
)
def test_what_is_no_number_says_how_to_type_one(typed, told):
    field = NumberField()
    field.unit = "days"
    with pytest.raises(ValidationError) as caught:
        field.clean(typed)
    assert caught.value.messages == [told]


def test_amounts_read_as_people_write_them():
    values = [("82", "%"), ("1250.5", "$"), ("-1250", "$"), ("12", "days"), ("3.50", "")]
    said_so = [amount(Decimal(value), unit) for value, unit in values]
    assert said_so == ["82%", "$1,250.50", "-$1,250", "12 days", "3.5"]
