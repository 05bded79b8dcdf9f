"""From a fee of a national record to one of a provincial content. What could not be parsed is kept as words."""

from dataclasses import replace
from decimal import Decimal

from procedures.law.domain.fee_reading import UNNAMED, labels_in, read_fee
from procedures.law.domain.fees import Currency, Fee
from procedures.national_catalogue.domain.records import NationalFee
from procedures.shared.domain.text_lengths import LONGEST_LINE


def fee_from(national: NationalFee) -> Fee:
    """The description of a fee (`MOTA`) is its name, or its note where it is too long for one."""
    if not national.raw.strip():
        return read_fee(national.note or "")
    name, labelled = labels_in(national.note or "")
    is_name = bool(name) and "\n" not in name and len(name) <= LONGEST_LINE
    fee = _due(national, name.strip() if is_name else UNNAMED)
    note = "; ".join(text for text in (fee.note, None if is_name else name or None, labelled.note) if text) or None
    return replace(
        fee,
        fee_kind=labelled.fee_kind,
        laid_down_by=fee.laid_down_by or labelled.laid_down_by,
        reliefs=(*fee.reliefs, *labelled.reliefs),
        note=note,
    )


def _due(national: NationalFee, name: str) -> Fee:
    if national.amount is None:
        return read_fee(national.raw, name)
    return Fee(name, Decimal(national.amount), Currency.VND.value)
