"""The attributes of a fee as the difference between two versions shows them: numbers exactly, tiers and reliefs as
texts."""

from decimal import Decimal

from common.exact_numbers import as_text
from procedures.law.domain.difference_lines import Value, aspects_of
from procedures.law.domain.fee_texts import relief_text, tier_text
from procedures.law.domain.fees import Fee


def fee_aspects(fee: Fee) -> dict[str, Value]:
    aspects = {name: _exact(value) for name, value in aspects_of(fee).items()}
    if fee.tiers:
        aspects["tiers"] = tuple(tier_text(tier, fee.currency) for tier in fee.tiers)
    if fee.reliefs:
        aspects["reliefs"] = tuple(map(relief_text, fee.reliefs))
    return aspects


def _exact(value: Value) -> Value:
    if not isinstance(value, Decimal):
        return value
    return int(value) if value == value.to_integral_value() else as_text(value)
