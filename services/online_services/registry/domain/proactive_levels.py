"""How proactively a service is provided (mức độ chủ động, Điều 16 NĐ 224/2026), from which day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum


class ProactiveLevel(IntEnum):
    """What the agency does before anybody asks for it. The four levels are those of Điều 16 NĐ 224/2026; `NONE` is a
    service that waits for a dossier, as every service does of which nothing is recorded."""

    NONE = 0
    REMINDS = 1
    """nhắc: the agency reminds"""
    PREPARES = 2
    """nhắc và chuẩn bị hồ sơ: it also prepares the dossier"""
    RECOMMENDS = 3
    """khuyến nghị phương án: it also recommends what to do"""
    ACTS = 4
    """tự động thực hiện: it acts by itself, and whoever is concerned may refuse and have it undone"""


@dataclass(frozen=True, slots=True)
class ProactivePeriod:
    """The level from `effective_from` until the next period begins. `legal_basis` names what it is based on."""

    effective_from: date
    level: ProactiveLevel
    legal_basis: str


def level_on(periods: Sequence[ProactivePeriod], day: date) -> ProactiveLevel:
    """The periods are in the order of their days."""
    begun = [period.level for period in periods if period.effective_from <= day]
    return begun[-1] if begun else ProactiveLevel.NONE


def with_period(periods: Sequence[ProactivePeriod], period: ProactivePeriod) -> tuple[ProactivePeriod, ...]:
    """Returns the periods with the given one, which takes the place of one that begins on the same day."""
    others = [other for other in periods if other.effective_from != period.effective_from]
    return tuple(sorted([*others, period], key=lambda each: each.effective_from))
