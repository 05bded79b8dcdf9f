"""Phí, lệ phí, giá, in each of the forms in which a Decision states them."""

from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from procedures.law.domain.fee_faults import MEMBERS, fault_of_fee
from procedures.law.domain.fees import Currency, Fee, FeeForm, FeeKind, FeeRelief, FeeTier, ReliefKind
from procedures.shared.api.text_fields import Body, Line, Prose


def not_boolean(value: Any) -> Any:
    if isinstance(value, bool):
        raise ValueError("a number is expected")
    return value


Amount = Annotated[Decimal, Field(ge=0, le=10**15, decimal_places=2), BeforeValidator(not_boolean)]
"""A number, or a decimal text: `"1.5"`."""
Percent = Annotated[Decimal, Field(gt=0, le=100, decimal_places=6), BeforeValidator(not_boolean)]


class FeeTierIn(Body):
    """An amount or a percentage for the dossiers to which it applies."""

    applies_to: Prose
    amount: Amount | None = None
    percent: Percent | None = None


class FeeReliefIn(Body):
    """Miễn (exemption) or giảm (reduction), and to whom it applies."""

    relief: ReliefKind
    applies_to: Prose
    percent: Percent | None = None


class FeeIn(Body):
    """Phí, lệ phí. `form` says what else the fee states: `amount` (the default); `per_unit`: an amount `per` something;
    `tiers`; `percentage`: `percent`, and if stated `percent_of`, `floor` and `cap`; `as_laid_down`: `laid_down_by`, the
    document that lays it down; `none`; `not_published`; `words`. An amount of 0 is not the same as none. `reliefs`,
    `note`, `laid_down_by` and `fee_kind` may stand beside any form. `currency` is VND unless it is stated, and null
    where no money is."""

    name: Line
    form: FeeForm = FeeForm.AMOUNT
    amount: Amount | None = None
    currency: Currency | None = None
    fee_kind: FeeKind | None = None
    per: Line | None = None
    tiers: Annotated[tuple[FeeTierIn, ...], Field(max_length=100)] = ()
    percent: Percent | None = None
    percent_of: Prose | None = None
    floor: Amount | None = None
    cap: Amount | None = None
    laid_down_by: Prose | None = None
    words: Prose | None = None
    reliefs: Annotated[tuple[FeeReliefIn, ...], Field(max_length=100)] = ()
    note: Prose | None = None

    @model_validator(mode="after")
    def states_its_form(self) -> "FeeIn":
        if fault := fault_of_fee(self.fee()):
            raise ValueError(fault)
        return self

    def fee(self) -> Fee:
        members = {name: getattr(self, name) for name in FeeIn.model_fields}
        members["currency"] = self._currency()
        members["tiers"] = tuple(FeeTier(**dict(tier)) for tier in self.tiers)
        members["reliefs"] = tuple(FeeRelief(**dict(relief)) for relief in self.reliefs)
        return Fee(**members)

    def _currency(self) -> str | None:
        states_money = "currency" in MEMBERS[self.form][0] or self.floor is not None or self.cap is not None
        return self.currency.value if self.currency else Currency.VND.value if states_money else None
