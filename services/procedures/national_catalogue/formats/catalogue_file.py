"""The three file formats of the national catalogue: one procedure per line (JSON Lines), the portal's list export
(CSV), and one full record of the new portal (JSON). Files are read as streams, one row at a time."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import IO, Any

import orjson

from common.documents.refusals import FileTooManyRows, UnknownFileFormat
from procedures.national_catalogue.domain.comparison import PARTS
from procedures.national_catalogue.domain.row_results import Note, RawRow
from procedures.national_catalogue.domain.row_rules import Normalisation, Refused
from procedures.national_catalogue.formats.members import Shape, members_without_place, text_of
from procedures.national_catalogue.formats.new_portal import is_new_portal, read_new_portal
from procedures.shared.domain.other_lines import LineKind, OtherLine
from procedures.shared.domain.separators import with_plain_separators
from procedures.shared.formats.csv_tables import CsvTable, has_separator, read_table

LARGEST_ROW = 2_000_000
"""In bytes. The largest real row has 74,436."""
MOST_ROWS = 500_000
EXPORT_COLUMNS = {
    "mã số": "code",
    "tên": "name",
    "cơ quan ban hành": "ministry",
    "cơ quan thực hiện": "agency",
    "lĩnh vực": "field",
}
REQUIRED_COLUMNS = {"code", "name"}
JSON_LINES: Shape = {
    **dict.fromkeys(
        ("code", "name", "field", "field_code", "level", "decision_number", "agency", "ministry", "audience")
    ),
    **dict.fromkeys(("conditions", "reception")),
    "processing_time": dict.fromkeys(("channel", "time", "note")),
    "fees": dict.fromkeys(("channel", "amount_raw", "currency", "note", "time_limit", "time_limit_note")),
    "components": dict.fromkeys(("name", "code", "original", "copy", "case", "form", "form_url", "replaced_by")),
    "steps": dict.fromkeys(("case", "text")),
    "legal_bases": dict.fromkeys(("number", "title", "issued_on", "effective_on", "issuing_body", "link")),
    "results": dict.fromkeys(("code", "name")),
}
PART_OF_KEY = {
    "field_code": "field",
    "level": "levels",
    "agency": "agencies",
    "processing_time": "channels",
    "fees": "channels",
    "components": "papers",
}
"""The part of a record to which a key or a column belongs, where it has another name."""
REQUIRED_KEYS = ("level", "decision_number", "processing_time")
"""Where a row lacks one of these, a note says so."""


class CatalogueFormat(StrEnum):
    JSON_LINES = "jsonl"
    PORTAL_EXPORT = "portal-csv"
    PORTAL_RECORD = "portal-json"


def detect_format(file: IO[bytes]) -> CatalogueFormat:
    """Detects the format by the beginning of the file. Raises `UnknownFileFormat`."""
    first = file.read(LARGEST_ROW)
    file.seek(0)
    start = first.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start.startswith(b"{"):
        if has_separator(file):
            return CatalogueFormat.PORTAL_EXPORT
        raise UnknownFileFormat("neither JSON Lines, nor a list export, nor a record of the portal")
    head = start.split(b"\n", 1)[0].strip()
    try:
        return CatalogueFormat.PORTAL_RECORD if is_new_portal(orjson.loads(head)) else CatalogueFormat.JSON_LINES
    except orjson.JSONDecodeError:
        return (
            CatalogueFormat.JSON_LINES
            if head.endswith(b"}") or not _is_object(start)
            else CatalogueFormat.PORTAL_RECORD
        )


def _is_object(text: bytes) -> bool:
    try:
        return isinstance(orjson.loads(text), dict)
    except orjson.JSONDecodeError:
        return False


def rows_of(file: IO[bytes], file_format: CatalogueFormat) -> Iterator[RawRow]:
    """The rows from the beginning of the file. Raises `UnknownFileFormat` and `FileTooManyRows`."""
    file.seek(0)
    for row in READERS[file_format](file):
        if row.number > MOST_ROWS:
            raise FileTooManyRows(MOST_ROWS)
        yield row


def _json_lines(file: IO[bytes]) -> Iterator[RawRow]:
    number = line = 0
    while text := file.readline(LARGEST_ROW + 1):
        line += 1
        size = len(text)
        while size > LARGEST_ROW and not text.endswith(b"\n") and (text := file.readline(LARGEST_ROW)):
            size += len(text)
        if size <= LARGEST_ROW and not text.strip():
            continue
        number += 1
        yield _json_row(number, line, text, size)


def _json_row(number: int, line: int, text: bytes, size: int) -> RawRow:
    if size > LARGEST_ROW:
        return _faulty(number, line, Refused.ROW_TOO_LARGE, f"{size} bytes, more than {LARGEST_ROW}")
    try:
        record = orjson.loads(text.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        return _faulty(number, line, Refused.ROW_UNREADABLE, str(error)[:200])
    if not isinstance(record, dict):
        return _faulty(number, line, Refused.ROW_SHAPE, "an object is expected")
    if is_new_portal(record):
        values, notes = read_new_portal(record)
        return RawRow(number, line, values, notes=tuple(notes))
    unused = tuple(members_without_place(record, JSON_LINES))
    return RawRow(number, line, _values_of_json_line(record), notes=unused, stated=_stated(record))


def _stated(keys: Iterable[str]) -> frozenset[str] | None:
    """The parts of which a row says something, by its keys or columns; None where it has all of them."""
    stated = frozenset(PARTS).intersection(PART_OF_KEY.get(key, key) for key in keys)
    return None if len(stated) == len(PARTS) else stated


def _values_of_json_line(record: dict[str, Any]) -> dict[str, Any]:
    agency = record.get("agency")
    values = {key: record[key] for key in JSON_LINES if key in record}
    return {**dict.fromkeys(REQUIRED_KEYS), **values, "agencies_cell": [] if agency is None else [agency]}


def _portal_record(file: IO[bytes]) -> Iterator[RawRow]:
    text = file.read(LARGEST_ROW + 1)
    yield _json_row(1, 1, text, len(text))


def other_lines_of(file: IO[bytes], file_format: CatalogueFormat) -> list[OtherLine]:
    """The lines down to the headings of a list export; other formats have rows only. Raises `UnknownFileFormat`."""
    file.seek(0)
    if file_format is not CatalogueFormat.PORTAL_EXPORT:
        return []
    return [line for table in _export_tables(file) for line in _other_lines(table)]


def _other_lines(table: CsvTable) -> Iterator[OtherLine]:
    *banner, (line_of_headings, headings) = table.beginning
    for line, cells in banner:
        if text := _joined(cells):
            yield OtherLine(line, LineKind.BANNER, text)
    yield OtherLine(line_of_headings, LineKind.HEADINGS, _joined(headings))


def _joined(cells: Iterable[str]) -> str:
    return " | ".join(cell.strip() for cell in cells if cell.strip())


def _export_tables(file: IO[bytes]) -> Iterator[CsvTable]:
    return read_table(file, _count_required, len(REQUIRED_COLUMNS), "'Mã số' and 'Tên'")


def _portal_export(file: IO[bytes]) -> Iterator[RawRow]:
    number = 0
    for table in _export_tables(file):
        for line, cells in table.lines:
            if any(cell.strip() for cell in cells):
                number += 1
                yield _csv_row(number, line, cells, table.headings)


def _export_column(heading: str) -> str:
    return EXPORT_COLUMNS.get(" ".join(unicodedata.normalize("NFC", heading).split()).casefold(), "")


def _count_required(cells: Sequence[str]) -> int:
    return len(REQUIRED_COLUMNS.intersection(map(_export_column, cells)))


def _csv_row(number: int, line: int, cells: list[str], headings: list[str]) -> RawRow:
    if any("\udc80" <= char <= "\udcff" for cell in cells for char in cell):
        return _faulty(number, line, Refused.ROW_UNREADABLE, "the row has bytes that are not of the file's encoding")
    if len(cells) != len(headings):
        return _faulty(number, line, Refused.ROW_CELLS, f"{len(cells)} cells, where the header has {len(headings)}")
    values: dict[str, Any] = {}
    notes = []
    for heading, cell in zip(headings, cells, strict=True):
        if column := _export_column(heading):
            values[column] = cell
        elif cell.strip():
            notes.append(Note(Normalisation.PART_WITHOUT_PLACE, heading.strip()[:100] or "#", text_of(cell)))
    stated = _stated(values)
    agencies = with_plain_separators(values.pop("agency", ""))
    values["agencies_cell"] = [name for name in agencies.split("\n") if name.strip()]
    return RawRow(number, line, values, notes=tuple(notes), stated=stated)


def _faulty(number: int, line: int, rule: Refused, detail: str) -> RawRow:
    return RawRow(number, line, {}, Note(rule, "row", detail))


READERS: Mapping[CatalogueFormat, Callable[[IO[bytes]], Iterator[RawRow]]] = {
    CatalogueFormat.JSON_LINES: _json_lines,
    CatalogueFormat.PORTAL_EXPORT: _portal_export,
    CatalogueFormat.PORTAL_RECORD: _portal_record,
}
