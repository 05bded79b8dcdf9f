"""Cơ quan, đơn vị: agencies come and go, most of all where provinces and communes merge (NQ 202/2025/QH15, NQ
1684/NQ-UBTVQH15)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from procedures.registers.domain.refusals import AgencyNotValid, UnknownAgency, ValidityReversed
from procedures.shared.domain.validity import Validity


@dataclass(frozen=True, slots=True)
class Agency(Validity):
    """As it is recorded now; what was signed while it was valid stays readable under it."""


def require_agencies(named: Iterable[str], on: date, known: Mapping[str, Agency]) -> None:
    """Raises `UnknownAgency`, or `AgencyNotValid` for those that were not, or no longer, there on the Decision's own
    date."""
    codes = sorted(set(named))
    if unknown := [code for code in codes if code not in known]:
        raise UnknownAgency(unknown)
    if outside := [code for code in codes if not known[code].is_valid_on(on)]:
        raise AgencyNotValid(outside, on)


def require_order(agency: Agency) -> None:
    """Raises `ValidityReversed` for one that would have ended before it began."""
    if agency.valid_from is not None and agency.valid_to is not None and agency.valid_to <= agency.valid_from:
        raise ValidityReversed(agency.code, agency.valid_from, agency.valid_to)
