"""Phí, lệ phí, giá. What a Decision states as a fee has one of several forms, and none is taken for another: 0 ₫ is an
amount, and not that there is no fee."""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from procedures.law.domain.added_members import ADDED


class Currency(StrEnum):
    """The đồng has no fractions; amounts in dollars have cents."""

    VND = "VND"
    USD = "USD"


class FeeForm(StrEnum):
    """An `amount`; an amount `per_unit`; `tiers`; a `percentage`; what a document lays down (`as_laid_down`); that
    there is `none`; that it is `not_published`; or what only `words` can say."""

    AMOUNT = "amount"
    PER_UNIT = "per_unit"
    TIERS = "tiers"
    PERCENTAGE = "percentage"
    AS_LAID_DOWN = "as_laid_down"
    NONE = "none"
    NOT_PUBLISHED = "not_published"
    WORDS = "words"


class FeeKind(StrEnum):
    """Phí, lệ phí (Luật Phí và lệ phí) and giá (Luật Giá), which English does not distinguish."""

    PHI = "phi"
    LE_PHI = "le_phi"
    GIA = "gia"


class ReliefKind(StrEnum):
    """Miễn, giảm."""

    EXEMPTION = "exemption"
    REDUCTION = "reduction"


@dataclass(frozen=True, slots=True)
class FeeTier:
    """A step of a fee: an amount, or a percentage, for the dossiers to which it `applies_to`."""

    applies_to: str
    amount: Decimal | None = None
    percent: Decimal | None = None


@dataclass(frozen=True, slots=True)
class FeeRelief:
    """Who is exempt, or pays less; a reduction may state by how many per cent."""

    relief: ReliefKind
    applies_to: str
    percent: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Fee:
    """`amount` is in units of the currency. `laid_down_by` is the document that lays the fee down; a fee of the form
    `as_laid_down` states nothing else. A percentage may have a `floor` and a `cap`."""

    name: str
    amount: Decimal | None = None
    currency: str | None = Currency.VND.value
    form: FeeForm = field(default=FeeForm.AMOUNT, metadata=ADDED)
    fee_kind: FeeKind | None = field(default=None, metadata=ADDED)
    per: str | None = field(default=None, metadata=ADDED)
    tiers: tuple[FeeTier, ...] = field(default=(), metadata=ADDED)
    percent: Decimal | None = field(default=None, metadata=ADDED)
    percent_of: str | None = field(default=None, metadata=ADDED)
    floor: Decimal | None = field(default=None, metadata=ADDED)
    cap: Decimal | None = field(default=None, metadata=ADDED)
    laid_down_by: str | None = field(default=None, metadata=ADDED)
    words: str | None = field(default=None, metadata=ADDED)
    reliefs: tuple[FeeRelief, ...] = field(default=(), metadata=ADDED)
    note: str | None = field(default=None, metadata=ADDED)
