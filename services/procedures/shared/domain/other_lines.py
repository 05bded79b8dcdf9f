"""Lines of an imported table that are no rows: they are reported with their text, so that none is lost."""

from dataclasses import dataclass
from enum import StrEnum


class LineKind(StrEnum):
    """A line above the headings; the headings, also where they are repeated; the numbers of the columns; a section; a
    line of another sheet; any other text, which an officer should look at."""

    BANNER = "banner"
    HEADINGS = "headings"
    COLUMN_NUMBERS = "column_numbers"
    SECTION = "section"
    OTHER_SHEET = "other_sheet"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class OtherLine:
    line: int
    kind: LineKind
    text: str
