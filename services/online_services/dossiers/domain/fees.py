"""What an applicant owes for a dossier (nghĩa vụ tài chính: phí, lệ phí), and how it is settled.

Amounts are in đồng.
"""

from dataclasses import dataclass
from enum import StrEnum

from online_services.dossiers.domain.fee_refusals import FeeAmountDiffers, FeeNotReduced
from online_services.dossiers.domain.transitions import Role


class SettledBy(StrEnum):
    """Qua kho bạc, tiền mặt, giảm, miễn."""

    TREASURY = "treasury"
    CASH = "cash"
    REDUCTION = "reduction"
    WAIVER = "waiver"


@dataclass(frozen=True, slots=True)
class Fee:
    """`number` counts the fees of one dossier; `ground` is the legal basis."""

    number: int
    amount: int
    ground: str


@dataclass(frozen=True, slots=True)
class Payment:
    """`reference` is that of the treasury's payment, or the number of the receipt for cash."""

    amount: int
    reference: str


@dataclass(frozen=True, slots=True)
class Settlement:
    """`amount` is what was paid; `reference` is None where nothing was."""

    by: SettledBy
    amount: int
    reference: str | None


def paid(fee: Fee, payment: Payment, role: Role) -> Settlement:
    """Raises `FeeAmountDiffers`."""
    if payment.amount != fee.amount:
        raise FeeAmountDiffers(fee.amount, payment.amount)
    by = SettledBy.TREASURY if role is Role.TREASURY else SettledBy.CASH
    return Settlement(by, payment.amount, payment.reference)


def reduced(fee: Fee, payment: Payment | None) -> Settlement:
    """The fee is waived, or reduced to what was paid. Raises `FeeNotReduced`."""
    if payment is None:
        return Settlement(SettledBy.WAIVER, 0, None)
    if payment.amount >= fee.amount:
        raise FeeNotReduced(fee.amount, payment.amount)
    return Settlement(SettledBy.REDUCTION, payment.amount, payment.reference)
