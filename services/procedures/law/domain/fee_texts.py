"""A fee in Vietnamese, as it is written into annexes, tables and national records, and as `fee_reading.read_fee` reads
it back."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from procedures.law.domain.fees import Currency, Fee, FeeForm, FeeKind, FeeRelief, FeeTier, ReliefKind
from procedures.law.domain.time_limit_texts import decimal_text

KINDS = {FeeKind.LE_PHI: "lệ phí", FeeKind.PHI: "phí", FeeKind.GIA: "giá"}
RELIEFS = {ReliefKind.EXEMPTION: "miễn", ReliefKind.REDUCTION: "giảm"}
NONE, NOT_PUBLISHED, AS_LAID_DOWN = "không thu", "không công bố", "theo "
AT_LEAST, AT_MOST = "tối thiểu ", "tối đa "
NOTE, GROUND, KIND = "ghi chú: ", "căn cứ: ", "loại: "
BETWEEN_TIERS = " | "


def fee_text(fee: Fee) -> str:
    """The name, how much is due, and what is stated beside it."""
    return f"{named_text(fee.name, due_text(fee))}{beside_text(fee)}"


def named_text(name: str, due: str) -> str:
    return f"{name}: {due}"


def due_text(fee: Fee) -> str:
    """How much is due: `70.000 đồng/hồ sơ`."""
    return DUE[fee.form](fee)


def _percentage(fee: Fee) -> str:
    of = f" {fee.percent_of}" if fee.percent_of else ""
    floor = f", {AT_LEAST}{money_text(fee.floor, fee.currency)}" if fee.floor is not None else ""
    cap = f", {AT_MOST}{money_text(fee.cap, fee.currency)}" if fee.cap is not None else ""
    return f"{decimal_text(fee.percent)}%{of}{floor}{cap}"


DUE: Mapping[FeeForm, Callable[[Fee], str]] = {
    FeeForm.AMOUNT: lambda fee: money_text(fee.amount, fee.currency),
    FeeForm.PER_UNIT: lambda fee: f"{money_text(fee.amount, fee.currency)}/{fee.per}",
    FeeForm.TIERS: lambda fee: BETWEEN_TIERS.join(tier_text(tier, fee.currency) for tier in fee.tiers),
    FeeForm.PERCENTAGE: _percentage,
    FeeForm.AS_LAID_DOWN: lambda fee: f"{AS_LAID_DOWN}{fee.laid_down_by}",
    FeeForm.NONE: lambda _: NONE,
    FeeForm.NOT_PUBLISHED: lambda _: NOT_PUBLISHED,
    FeeForm.WORDS: lambda fee: fee.words or "",
}


def tier_text(tier: FeeTier, currency: str | None) -> str:
    due = money_text(tier.amount, currency) if tier.percent is None else f"{decimal_text(tier.percent)}%"
    return f"{tier.applies_to}: {due}"


def relief_text(relief: FeeRelief) -> str:
    percent = "" if relief.percent is None else f"{decimal_text(relief.percent)}% "
    return f"{RELIEFS[relief.relief]}: {percent}{relief.applies_to}"


def beside_text(fee: Fee, *, kind_in_name: bool = True) -> str:
    """What is stated beside the amount, each behind its label; the kind only where the name does not state it."""
    ground = None if fee.form is FeeForm.AS_LAID_DOWN else fee.laid_down_by
    is_named = kind_in_name and kind_of_name(fee.name) is fee.fee_kind
    kind = None if fee.fee_kind is None or is_named else KINDS[fee.fee_kind]
    labelled = ((KIND, kind), (NOTE, fee.note), (GROUND, ground))
    parts = [f"{label}{text}" for label, text in labelled if text] + [relief_text(relief) for relief in fee.reliefs]
    return "".join(f"; {part}" for part in parts)


def kind_of_name(name: str) -> FeeKind | None:
    """Phí, lệ phí or giá, as the name begins; None where it names both."""
    start = name.casefold()
    if start.startswith(("phí, lệ phí", "phí và lệ phí")):
        return None
    return next((kind for kind, word in KINDS.items() if start.startswith(word)), None)


def money_text(amount: Decimal | None, currency: str | None) -> str:
    """`70.000 đồng`, `1,5 USD`: only đồng have separators of thousands, so that a point or comma is never unclear."""
    if amount is None:
        return ""
    if currency == Currency.VND:
        return f"{int(amount):,} đồng".replace(",", ".")
    return f"{decimal_text(amount)} {currency or ''}".rstrip()
