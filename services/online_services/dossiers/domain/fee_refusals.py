"""The refusals about fees.

Refusal
├── FeeAmountDiffers            409
├── FeeNotReduced               409
├── PaymentNotConfirmed         409
└── PaymentUsedAlready          409
"""

from common.errors import Refusal


class FeeAmountDiffers(Refusal):
    """A fee is paid as a whole."""

    status, type, title = 409, "fee-amount-differs", "The amount is not the one that is owed"

    def __init__(self, owed: int, paid: int) -> None:
        super().__init__(f"{owed} đồng are owed, and {paid} were paid", owed=owed, paid=paid)


class FeeNotReduced(Refusal):
    """A fee is reduced to less than what is owed."""

    status, type, title = 409, "fee-not-reduced", "The amount is no reduction"

    def __init__(self, owed: int, reduced_to: int) -> None:
        super().__init__(f"{owed} đồng are owed, and {reduced_to} is not less", owed=owed, reduced_to=reduced_to)


class PaymentNotConfirmed(Refusal):
    """The treasury knows no payment with the reference."""

    status, type, title = 409, "payment-not-confirmed", "The treasury does not confirm the payment"

    def __init__(self, reference: str) -> None:
        super().__init__(f"the treasury confirms no payment {reference}", reference=reference)


class PaymentUsedAlready(Refusal):
    """One payment settles one fee."""

    status, type, title = 409, "payment-used-already", "The payment settled another fee"

    def __init__(self, reference: str) -> None:
        super().__init__(f"the payment {reference} settled another fee", reference=reference)
