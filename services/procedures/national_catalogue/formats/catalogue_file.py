"""The three shapes in which the national catalogue comes: one procedure a line (JSON Lines), the portal's list export
(CSV), and one full
record of the new portal (JSON). Read as a stream: no more than a row is held."""

import csv
from collections.abc import Iterator
from enum import StrEnum
from io import TextIOWrapper
from typing import IO, Any

import orjson

from procedures.national_catalogue.domain.row_results import Note, RawRow
from procedures.national_catalogue.domain.row_rules import Refused
from procedures.national_catalogue.formats.new_portal import is_new_portal, misshapen, of_new_portal
from procedures.shared.formats.refusals import FileTooManyRows, UnknownFileFormat

LARGEST_ROW = 2_000_000
"""Bytes. The largest real row has 74,436."""
MOST_ROWS = 500_000
EXPORT = {
    "mã số": "code",
    "tên": "name",
    "cơ quan ban hành": "ministry",
    "cơ quan thực hiện": "agency",
    "lĩnh vực": "field",
}
BANNER = 20
"""Lines of a CSV file among which its header must stand."""
FLAT = (
    "code",
    "name",
    "field",
    "level",
    "decision_number",
    "processing_time",
    "components",
    "fees",
    "legal_bases",
    "steps",
    "ministry",
)


class Shape(StrEnum):
    JSON_LINES = "jsonl"
    PORTAL_EXPORT = "portal-csv"
    PORTAL_RECORD = "portal-json"


def shape_of(file: IO[bytes]) -> Shape:
    """By how the file begins. Raises `UnknownFileFormat`."""
    first = file.read(LARGEST_ROW)
    file.seek(0)
    start = first.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start.startswith(b"{"):
        if b"," in first and b"\n" in first:
            return Shape.PORTAL_EXPORT
        raise UnknownFileFormat("neither JSON Lines, nor a list export, nor a record of the portal")
    head = start.split(b"\n", 1)[0].strip()
    try:
        return Shape.PORTAL_RECORD if is_new_portal(orjson.loads(head)) else Shape.JSON_LINES
    except orjson.JSONDecodeError:
        return Shape.JSON_LINES if head.endswith(b"}") or not _is_object(start) else Shape.PORTAL_RECORD


def _is_object(text: bytes) -> bool:
    try:
        return isinstance(orjson.loads(text), dict)
    except orjson.JSONDecodeError:
        return False


def rows_of(file: IO[bytes], shape: Shape) -> Iterator[RawRow]:
    """Raises `UnknownFileFormat` and `FileTooManyRows`."""
    read = {Shape.JSON_LINES: _json_lines, Shape.PORTAL_EXPORT: _export, Shape.PORTAL_RECORD: _record}[shape]
    for row in read(file):
        if row.number > MOST_ROWS:
            raise FileTooManyRows(MOST_ROWS)
        yield row


def _json_lines(file: IO[bytes]) -> Iterator[RawRow]:
    number = place = 0
    while text := file.readline(LARGEST_ROW + 1):
        place += 1
        whole = len(text)
        while whole > LARGEST_ROW and not text.endswith(b"\n") and (text := file.readline(LARGEST_ROW)):
            whole += len(text)
        if whole <= LARGEST_ROW and not text.strip():
            continue
        number += 1
        yield _of_line(number, place, text, whole)


def _of_line(number: int, place: int, text: bytes, whole: int) -> RawRow:
    if whole > LARGEST_ROW:
        return _faulty(number, place, Refused.ROW_TOO_LARGE, f"{whole} bytes, more than {LARGEST_ROW}")
    try:
        given = orjson.loads(text.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as unreadable:
        return _faulty(number, place, Refused.ROW_UNREADABLE, str(unreadable)[:200])
    if not isinstance(given, dict):
        return _faulty(number, place, Refused.ROW_SHAPE, "an object is expected")
    if not is_new_portal(given):
        return RawRow(number, place, _flat(given))
    if (part := misshapen(given)) is not None:
        return _faulty(number, place, Refused.ROW_SHAPE, f"{part} is no list of objects")
    return RawRow(number, place, of_new_portal(given))


def _flat(given: dict[str, Any]) -> dict[str, Any]:
    agency = given.get("agency")
    return {**{name: given.get(name) for name in FLAT}, "agencies_cell": [] if agency is None else [agency]}


def _record(file: IO[bytes]) -> Iterator[RawRow]:
    text = file.read(LARGEST_ROW + 1)
    yield _of_line(1, 1, text, len(text))


def _export(file: IO[bytes]) -> Iterator[RawRow]:
    """What is no UTF-8 stays as half signs, by which its row is refused."""
    lines = TextIOWrapper(file, encoding="utf-8-sig", errors="surrogateescape", newline="")
    reader = csv.reader(lines, strict=True)
    try:
        columns = _header(reader)
        before, number = reader.line_num, 0
        for cells in reader:
            place, before = before + 1, reader.line_num
            if any(cell.strip() for cell in cells):
                number += 1
                yield _of_cells(number, place, cells, columns)
    except csv.Error as broken:
        raise UnknownFileFormat(f"line {reader.line_num}: {broken}") from broken
    finally:
        lines.detach()


def _header(reader: Any) -> list[str]:
    for cells in reader:
        if reader.line_num > BANNER:
            break
        names = [EXPORT.get(" ".join(cell.split()).casefold(), "") for cell in cells]
        if {"code", "name"} <= set(names):
            return names
    raise UnknownFileFormat(f"no line among the first {BANNER} names the columns 'Mã số' and 'Tên'")


def _of_cells(number: int, place: int, cells: list[str], columns: list[str]) -> RawRow:
    if any("\udc80" <= sign <= "\udcff" for cell in cells for sign in cell):
        return _faulty(number, place, Refused.ROW_UNREADABLE, "the row is not written in UTF-8")
    if len(cells) != len(columns):
        return _faulty(number, place, Refused.ROW_CELLS, f"{len(cells)} cells, where the header has {len(columns)}")
    given: dict[str, Any] = {name: cell for name, cell in zip(columns, cells, strict=True) if name}
    given["agencies_cell"] = [one for one in given.pop("agency", "").split("\n") if one.strip()]
    return RawRow(number, place, given)


def _faulty(number: int, place: int, rule: Refused, detail: str) -> RawRow:
    return RawRow(number, place, {}, Note(rule, "row", detail))
