"""Reads amounts of money: `500.000 đồng`, `100 nghìn đồng`, `1,5 USD`, `$25`. A number whose separators may mean two
things is no amount."""

import re
from decimal import Decimal

from procedures.law.domain.fees import Currency

SCALES = {"nghìn": 1_000, "ngàn": 1_000, "triệu": 1_000_000, "tỷ": 1_000_000_000}
NUMBER = r"[0-9]++(?:[.,][0-9]++)*+"
"""All digits with their separators: a part of a number is another number."""
CURRENCY = r"(?:đồng(?:\s+việt\s+nam)?|đ|₫|vnđ|vnd|usd|đô\s*la(?:\s+mỹ)?)(?!\w)"
_SPELLED = r"(?:\s*\([^()0-9]{1,80}\))?"
_SCALE = r"(?:nghìn|ngàn|triệu|tỷ)(?!\w)"
MONEY = rf"(?:\$\s*)?{NUMBER}{_SPELLED}(?:\s*{_SCALE})?(?:\s*{CURRENCY})?"
_money = re.compile(
    rf"(?P<dollar>\$\s*)?(?P<number>{NUMBER}){_SPELLED}(?:\s*(?P<scale>{_SCALE}))?(?:\s*(?P<currency>{CURRENCY}))?",
    re.IGNORECASE,
)


def money_of(text: str) -> tuple[Decimal, str] | None:
    """An amount and its currency; None where its separators may mean two things, or it has a fraction of a đồng."""
    if (match := _money.fullmatch(text.strip())) is None:
        return None
    word = (match["currency"] or "").casefold()
    currency = Currency.USD if match["dollar"] or word.startswith(("usd", "đô")) else Currency.VND
    scale = SCALES.get((match["scale"] or "").casefold(), 1)
    is_decimal = currency is Currency.USD or scale > 1
    amount = decimal_of(match["number"]) if is_decimal else _grouped(match["number"])
    if amount is None:
        return None
    amount *= scale
    return None if currency is Currency.VND and amount != int(amount) else (amount, currency.value)


def _grouped(text: str) -> Decimal | None:
    """A whole number, its thousands separated by points or by commas, but not by both."""
    form = r"[0-9]{1,15}|[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,3}(?:\.[0-9]{3}){1,4}"
    return Decimal(re.sub(r"[.,]", "", text)) if re.fullmatch(form, text) else None


def decimal_of(text: str) -> Decimal | None:
    """A number with at most one point or comma, which is no separator of thousands: three digits behind it are
    unclear."""
    return (
        Decimal(text.replace(",", "."))
        if re.fullmatch(r"[0-9]{1,12}(?:[.,][0-9]{1,2})?|0[.,][0-9]{1,6}", text)
        else None
    )
