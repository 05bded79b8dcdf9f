"""The numbers of a report as flat lines, so that each has one name in JSON, in a table and in a comparison: the
section of the report, the group within it (an agency, a level, another period), and the key of the number."""

from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple


class ReportKind(StrEnum):
    """`annual` is the annual report, `dossiers` the report on dossiers, `figures` every figure of the catalogue and
    every entered one."""

    ANNUAL = "annual"
    DOSSIERS = "dossiers"
    FIGURES = "figures"


class ReportLine(NamedTuple):
    """`group` is empty for the whole province. The names are those of the number, or of the group where the number has
    none, as they were when the report was kept. `value` is in units of the last of `decimals` decimal places, so that
    it is exact: 125 with one is 12.5. `estimated` says that a part of it is an estimate (khoảng)."""

    section: str
    group: str
    key: str
    name_vi: str
    name_en: str
    value: int
    decimals: int = 0
    estimated: bool = False

    @property
    def amount(self) -> Decimal:
        return Decimal(self.value).scaleb(-self.decimals)

    @property
    def identity(self) -> str:
        return "/".join(part for part in (self.section, self.group, self.key) if part)
