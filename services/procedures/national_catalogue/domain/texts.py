"""Texts as crawls and exports carry them: not NFC, with odd spaces and signs that nobody sees. Each mend leaves a
note."""

import unicodedata

from procedures.national_catalogue.domain.row_results import Notes, RowRefused
from procedures.national_catalogue.domain.row_rules import Normalisation, Refused

NOTHING = frozenset({"không có thông tin", "không có", "chưa có thông tin"})
"""What the portal writes where it has nothing."""

UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs", "Cn"})
"""Categories of signs that are no text: controls, direction marks, bullets of a symbol font."""


def line(value: object, column: str, notes: Notes) -> str | None:
    """One line, or None where nothing is said. Raises `RowRefused` for what is no text."""
    return _normalised(value, column, notes)


def prose(value: object, column: str, notes: Notes) -> str | None:
    """The same for a text of several lines: they stay, without what stands outside them."""
    return _normalised(value, column, notes, by_line=True)


def _normalised(value: object, column: str, notes: Notes, *, by_line: bool = False) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str):
        raise RowRefused(Refused.ROW_SHAPE, column, f"a text is expected, not {type(value).__name__}")
    seen = _seen(value, column, notes)
    normal = unicodedata.normalize("NFC", seen)
    if normal != seen:
        notes.add(Normalisation.TEXT_NFC, column, "normalised to NFC")
    spaced = "\n".join(row.rstrip() for row in normal.splitlines()).strip() if by_line else " ".join(normal.split())
    if spaced != normal:
        notes.add(
            Normalisation.TEXT_SPACES,
            column,
            "spaces at the ends of lines left out" if by_line else "spaces and line breaks made one space",
        )
    if spaced.rstrip(".").casefold() in NOTHING:
        notes.add(Normalisation.NO_INFORMATION, column, f"{spaced!r} means nothing is said")
        return None
    return spaced or None


def _seen(value: str, column: str, notes: Notes) -> str:
    if (
        value.replace("\n", "").replace("\r", "").replace("\t", "").isprintable()
    ):  # most are: looking at each sign takes half of the time
        return value
    seen = "".join(sign for sign in value if sign in "\n\r\t" or unicodedata.category(sign) not in UNSEEN)
    if seen != value:
        gone = next(sign for sign in value if sign not in "\n\r\t" and unicodedata.category(sign) in UNSEEN)
        notes.add(Normalisation.TEXT_INVISIBLE, column, f"signs that are no text left out, as U+{ord(gone):04X}")
    return seen
