"""The numbers of a report as flat lines, so that each has one name in JSON, in a table and in a comparison: the
section of the report, the group within it (an agency, a level, another period), and the key of the number."""

from enum import StrEnum
from typing import NamedTuple


class ReportKind(StrEnum):
    ANNUAL = "annual"
    DOSSIERS = "dossiers"


class ReportLine(NamedTuple):
    """`group` is empty for the whole province. The names are those of the number, or of the group where the number has
    none, as they were when the report was kept."""

    section: str
    group: str
    key: str
    name_vi: str
    name_en: str
    value: int

    @property
    def identity(self) -> str:
        return "/".join(part for part in (self.section, self.group, self.key) if part)
