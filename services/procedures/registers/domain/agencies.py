"""Cơ quan, đơn vị: agencies begin and end, above all where provinces and communes merge (NQ 202/2025/QH15, NQ
1684/NQ-UBTVQH15)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from procedures.registers.domain.refusals import AgencyNotValid, UnknownAgency, ValidityReversed
from procedures.shared.domain.validity import Validity


@dataclass(frozen=True, slots=True)
class Agency(Validity):
    """An agency as currently recorded; Decisions that were signed while it was valid still show it. `successor_codes`
    are the agencies that its matters pass to: several where it was divided, and then no matter passes by itself."""

    successor_codes: tuple[str, ...] = ()


def require_agencies(codes: Iterable[str], on: date, recorded: Mapping[str, Agency]) -> None:
    """Raises `UnknownAgency`, or `AgencyNotValid` for agencies that did not exist on the Decision's own date."""
    named = sorted(set(codes))
    if unknown := [code for code in named if code not in recorded]:
        raise UnknownAgency(unknown)
    if outside := [code for code in named if not recorded[code].is_valid_on(on)]:
        raise AgencyNotValid(outside, on)


def require_successors(entries: Mapping[str, Agency], recorded: Iterable[str]) -> None:
    """Raises `UnknownAgency` for a successor that is neither recorded nor in the entries."""
    named = {code for entry in entries.values() for code in entry.successor_codes}
    if unknown := sorted(named - entries.keys() - set(recorded)):
        raise UnknownAgency(unknown)


def require_order(agency: Agency) -> None:
    """Raises `ValidityReversed` for an agency that would end before it begins."""
    if agency.valid_from is not None and agency.valid_to is not None and agency.valid_to <= agency.valid_from:
        raise ValidityReversed(agency.code, agency.valid_from, agency.valid_to)
