"""What a fee of each form must state, and may not state."""

from collections.abc import Iterator
from decimal import Decimal

from procedures.law.domain.fees import Currency, Fee, FeeForm, ReliefKind

MONEY = {"currency"}
MEMBERS = {
    FeeForm.AMOUNT: ({"amount"} | MONEY, set()),
    FeeForm.PER_UNIT: ({"amount", "per"} | MONEY, set()),
    FeeForm.TIERS: ({"tiers"} | MONEY, set()),
    FeeForm.PERCENTAGE: ({"percent"}, {"percent_of", "floor", "cap"} | MONEY),
    FeeForm.AS_LAID_DOWN: ({"laid_down_by"}, set()),
    FeeForm.NONE: (set(), set()),
    FeeForm.NOT_PUBLISHED: (set(), set()),
    FeeForm.WORDS: ({"words"}, set()),
}
"""The members that each form needs, and those that it may have beside them."""
STATED = ("amount", "currency", "per", "tiers", "percent", "percent_of", "floor", "cap", "words")
"""The members that say how much is due. Any form may have the others."""


def fault_of_fee(fee: Fee) -> str | None:
    """Why the fee cannot be recorded; None where it can."""
    return next(_faults(fee), None)


def _faults(fee: Fee) -> Iterator[str]:
    needed, possible = MEMBERS[fee.form]
    stated = {name for name in (*STATED, "laid_down_by") if getattr(fee, name) not in (None, ())}
    if missing := sorted(needed - stated):
        yield f"a fee of the form {fee.form.value} needs {' and '.join(missing)}"
    if foreign := sorted(stated - needed - possible - {"laid_down_by"}):
        yield f"a fee of the form {fee.form.value} has no {' and no '.join(foreign)}"
    if fee.currency == Currency.VND and any(amount != int(amount) for amount in _amounts(fee)):
        yield "an amount in đồng has no fraction"
    if (fee.floor is not None or fee.cap is not None) and fee.currency is None:
        yield "a floor or a cap needs a currency"
    if fee.floor is not None and fee.cap is not None and fee.floor > fee.cap:
        yield "the floor of a percentage must not exceed its cap"
    if any((tier.amount is None) == (tier.percent is None) for tier in fee.tiers):
        yield "a tier states either an amount or a percentage"
    if any(relief.relief is ReliefKind.EXEMPTION and relief.percent is not None for relief in fee.reliefs):
        yield "an exemption has no percentage"


def _amounts(fee: Fee) -> Iterator[Decimal]:
    amounts = (fee.amount, fee.floor, fee.cap, *(tier.amount for tier in fee.tiers))
    return (amount for amount in amounts if amount is not None)
