"""Exact numbers as text: a JSON number is read as a binary fraction by many."""

from decimal import Decimal


def as_text(value: Decimal) -> str:
    """Without an exponent, and without zeros that say nothing: `10`, `0.5`, `-3.25`."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
