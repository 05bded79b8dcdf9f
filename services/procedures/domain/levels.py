"""Cấp thực hiện: the administrative levels, each from when to when the law knows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from procedures.domain.draft_refusals import LevelNotValid


@dataclass(frozen=True, slots=True)
class AdministrativeLevel:
    """Valid in `[valid_from, valid_to)`; None leaves a side open. The district ended with 30 June 2025 (Luật 72/2025/QH15)."""

    code: str
    valid_from: date | None = None
    valid_to: date | None = None

    def is_valid_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day < self.valid_to)


def require_valid(levels: tuple[str, ...], on: date, known: Mapping[str, AdministrativeLevel], item: int) -> None:
    """Raises `LevelNotValid` for a level that the law did not know on the Decision's own date."""
    for code in levels:
        if code not in known or not known[code].is_valid_on(on):
            raise LevelNotValid(code, on, item)
