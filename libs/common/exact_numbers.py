"""Exact numbers as text: many clients would read a JSON number as a binary fraction."""

from decimal import Decimal


def as_text(value: Decimal) -> str:
    """The number without an exponent and without trailing zeros: `10`, `0.5`, `-3.25`."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
