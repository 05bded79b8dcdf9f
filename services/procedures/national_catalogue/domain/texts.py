"""Normalises the texts of crawls and exports: to NFC, without superfluous spaces and invisible characters. Each change
adds a note."""

import unicodedata

from procedures.national_catalogue.domain.row_results import Notes, RowRefused
from procedures.national_catalogue.domain.row_rules import Normalisation, Refused
from procedures.shared.domain.separators import with_plain_separators

NOTHING = frozenset({"không có thông tin", "không có", "chưa có thông tin"})
"""What the portal writes in place of a missing text."""

IDENTIFYING = ("code", "name")
INVISIBLE = frozenset({"Cc", "Cf", "Co", "Cs", "Cn"})
"""Categories of characters that are no text: controls, direction marks, bullets of a symbol font."""


def line(value: object, column: str, notes: Notes) -> str | None:
    """A text on one line, or None where there is none. A value that is no text becomes a note; without a code or a name
    there is no record, so that there it is refused (`RowRefused`)."""
    return _normalised(value, column, notes)


def prose(value: object, column: str, notes: Notes) -> str | None:
    """A text whose line breaks are kept, without the spaces at the ends of its lines."""
    return _normalised(value, column, notes, by_line=True)


def _normalised(value: object, column: str, notes: Notes, *, by_line: bool = False) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str):
        if column in IDENTIFYING:
            raise RowRefused(Refused.ROW_SHAPE, column, f"a text is expected, not {type(value).__name__}")
        notes.add(Normalisation.PART_UNREADABLE, column, f"{value!r} is no text")
        return None
    plain = value if _is_printable(value) else with_plain_separators(value)
    visible = _visible(plain, column, notes)
    normal = unicodedata.normalize("NFC", visible)
    if normal != visible:
        notes.add(Normalisation.TEXT_NFC, column, "normalised to NFC")
    spaced = "\n".join(row.rstrip() for row in normal.splitlines()).strip() if by_line else " ".join(normal.split())
    if spaced != normal or plain != value:
        notes.add(
            Normalisation.TEXT_SPACES,
            column,
            "spaces at the ends of lines were removed" if by_line else "spaces and line breaks became one space",
        )
    if spaced.rstrip(".").casefold() in NOTHING:
        notes.add(Normalisation.NO_INFORMATION, column, f"{spaced!r} means that there is no text")
        return None
    return spaced or None


def _visible(value: str, column: str, notes: Notes) -> str:
    if _is_printable(value):
        return value
    visible = "".join(char for char in value if not _is_invisible(char))
    if visible != value:
        first = next(char for char in value if _is_invisible(char))
        notes.add(Normalisation.TEXT_INVISIBLE, column, f"invisible characters were removed, as U+{ord(first):04X}")
    return visible


def _is_printable(value: str) -> bool:
    """Most texts are; checking every character of them would take half of the time of an import."""
    return value.replace("\n", "").isprintable()


def _is_invisible(char: str) -> bool:
    return char != "\n" and unicodedata.category(char) in INVISIBLE
