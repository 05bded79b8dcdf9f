"""Reads CSV tables as offices save them. The encoding (UTF-8, UTF-16, or Windows-1258 of older office programs) and the
separator are those with which a line at the beginning has the headings; no character is counted, since long names are
full of commas."""

import csv
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO, TextIOWrapper
from typing import IO, Any

from common.documents.refusals import UnknownFileFormat

BANNER = 20
"""Lines at the beginning of a table among which the headings must be."""
SEPARATORS = (",", ";", "\t", "|")
BEGINNING = 200_000
"""Bytes in which the headings are looked for."""
OTHER_FORMATS = {
    b"\xd0\xcf\x11\xe0": "an old Excel workbook (.xls) or one with a password: save it as .xlsx without a password",
    b"%PDF": "a PDF: enter its table in a workbook (.xlsx)",
    b"{\\rt": "a rich text document: enter its table in a workbook (.xlsx)",
    b"PK\x03\x04": "a workbook or another archive: save the list as CSV in UTF-8",
}
CountHeadings = Callable[[Sequence[str]], int]


@dataclass(frozen=True, slots=True)
class CsvTable:
    """`headings` is the line of headings, `beginning` are the lines down to it, `lines` those below it, each with its
    line in the file. Bytes that are not of the encoding are lone surrogates in the cells."""

    headings: list[str]
    beginning: list[tuple[int, list[str]]]
    lines: Iterator[tuple[int, list[str]]]


@dataclass(frozen=True, slots=True)
class _Dialect:
    encoding: str
    separator: str


def has_separator(file: IO[bytes]) -> bool:
    """Whether the file can be a table at all."""
    beginning = file.read(BEGINNING)
    file.seek(0)
    return any(separator.encode() in beginning for separator in SEPARATORS)


def read_table(file: IO[bytes], count_headings: CountHeadings, least: int, example: str) -> Iterator[CsvTable]:
    """Yields the table, once: the file can be read on while the generator is open. `count_headings` returns how many
    headings it knows in a line; the first line with at least `least` is the line of headings. `example` names headings
    for the refusal.

    Raises `UnknownFileFormat`.
    """
    dialect = _dialect_of(file, count_headings, least, example)
    errors = "strict" if dialect.encoding == "utf-16" else "surrogateescape"
    text = TextIOWrapper(file, encoding=dialect.encoding, errors=errors, newline="")
    reader = csv.reader(text, strict=True, delimiter=dialect.separator)
    try:
        lines = _numbered_lines(reader, composed=dialect.encoding == "cp1258")
        beginning: list[tuple[int, list[str]]] = []
        while not beginning or count_headings(beginning[-1][1]) < least:
            beginning.append(next(lines))
        yield CsvTable(beginning[-1][1], beginning, lines)
    finally:
        text.detach()


def _numbered_lines(reader: Any, *, composed: bool) -> Iterator[tuple[int, list[str]]]:
    before = 0
    try:
        for cells in reader:
            line, before = before + 1, reader.line_num
            yield line, [unicodedata.normalize("NFC", cell) for cell in cells] if composed else cells
    except UnicodeDecodeError as error:
        raise UnknownFileFormat(
            f"the table is not encoded in UTF-16 as its beginning states: {error.reason}"
        ) from error
    except csv.Error as error:
        raise UnknownFileFormat(f"line {reader.line_num} cannot be read: {error}") from error


def _dialect_of(file: IO[bytes], count_headings: CountHeadings, least: int, example: str) -> _Dialect:
    beginning = file.read(BEGINNING)
    file.seek(0)
    for signature, description in OTHER_FORMATS.items():
        if beginning.startswith(signature):
            raise UnknownFileFormat(f"the file is {description}")
    known: list[str] = []
    for encoding, text in _decoded(beginning):
        for separator in SEPARATORS:
            for cells in _first_lines(text, separator):
                if count_headings(cells) >= least:
                    return _Dialect(encoding, separator)
                if count_headings(cells) > count_headings(known):
                    known = cells
    found = f"; the nearest line has {', '.join(cell.strip()[:60] for cell in known if cell.strip())}" if known else ""
    raise UnknownFileFormat(f"none of the first {BANNER} lines has the headings of the table, such as {example}{found}")


def _decoded(beginning: bytes) -> Iterator[tuple[str, str]]:
    """The beginning in each encoding that the file may have."""
    if beginning.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield "utf-16", beginning[: len(beginning) // 2 * 2].decode("utf-16", errors="replace")
        return
    if b"\0" in beginning:
        raise UnknownFileFormat("the table is in an encoding that no heading states; save it as CSV in UTF-8")
    yield "utf-8-sig", beginning.decode("utf-8-sig", errors="surrogateescape")
    yield "cp1258", unicodedata.normalize("NFC", beginning.decode("cp1258", errors="surrogateescape"))


def _first_lines(text: str, separator: str) -> Iterator[list[str]]:
    """The first lines, as far as they can be read. A line with bytes that are not of the encoding has no headings."""
    reader = csv.reader(StringIO(text, newline=""), strict=True, delimiter=separator)
    try:
        for _, cells in zip(range(BANNER), reader, strict=False):
            yield [] if any("\udc80" <= char <= "\udcff" for cell in cells for char in cell) else cells
    except csv.Error:
        return
