"""Cấp thực hiện: the administrative levels, each with the period in which the law knows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from procedures.registers.domain.refusals import AdministrativeLevelNotValid
from procedures.shared.domain.validity import Validity


@dataclass(frozen=True, slots=True)
class AdministrativeLevel(Validity):
    """The district ended with 30 June 2025 (Luật 72/2025/QH15)."""


def require_valid(levels: tuple[str, ...], on: date, recorded: Mapping[str, AdministrativeLevel], item: int) -> None:
    """Raises `AdministrativeLevelNotValid` for a level that the law did not know on the Decision's own date."""
    for code in levels:
        if code not in recorded or not recorded[code].is_valid_on(on):
            raise AdministrativeLevelNotValid(code, on, item)
