"""Values of measures as people read them."""

from __future__ import annotations

from decimal import Decimal


def number(value: Decimal) -> str:
    """Return a value without needless zeros, its thousands parted: "1,250" or "0.5"."""
    said = f"{value + 0:,f}"  # Zero may have a sign, which nobody reads.
    return said.rstrip("0").rstrip(".") if "." in said else said


def amount(value: Decimal, unit: str) -> str:
    """Return a value with its unit: "82%", "$1,250", "$3.50", "12 days"."""
    if unit == "$":
        dollars, point, cents = number(abs(value)).partition(".")
        return f"{'-' if value < 0 else ''}${dollars}{point}{cents.ljust(2, '0') if point else ''}"
    return f"{number(value)}{'' if unit in ('', '%') else ' '}{unit}"
