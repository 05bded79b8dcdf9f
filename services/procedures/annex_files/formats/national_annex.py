"""An annex in national JSON: a record, or a list of records, of `LayThuTuc` or of the new portal."""

from collections.abc import Iterator
from typing import IO, Any

import orjson

from procedures.annex_files.formats.table_file import MOST_ITEMS
from procedures.national_catalogue.domain.row_results import Note, RawRow
from procedures.national_catalogue.domain.row_rules import Refused
from procedures.national_catalogue.formats import lay_thu_tuc, new_portal
from procedures.shared.formats.refusals import FileTooManyRows, UnknownFileFormat


def is_json(file: IO[bytes]) -> bool:
    start = file.read(1_000).removeprefix(b"\xef\xbb\xbf").lstrip()
    file.seek(0)
    return start.startswith((b"{", b"["))


def national_rows(file: IO[bytes]) -> list[RawRow]:
    """Raises `UnknownFileFormat` and `FileTooManyRows`."""
    try:
        given = orjson.loads(file.read().removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as unreadable:
        raise UnknownFileFormat(f"the JSON cannot be read: {unreadable}") from unreadable
    records = given if isinstance(given, list) else [given]
    if len(records) > MOST_ITEMS:
        raise FileTooManyRows(MOST_ITEMS)
    if not records:
        raise UnknownFileFormat("the list has no record")
    return list(_rows(records))


def _rows(records: list[Any]) -> Iterator[RawRow]:
    for number, record in enumerate(records, 1):
        if lay_thu_tuc.is_lay_thu_tuc(record):
            yield _row(number, record, lay_thu_tuc)
        elif new_portal.is_new_portal(record):
            yield _row(number, record, new_portal)
        else:
            yield RawRow(
                number,
                number,
                {},
                Note(Refused.ROW_SHAPE, "row", "neither a record of LayThuTuc nor of the new portal"),
            )


def _row(number: int, record: Any, shape: Any) -> RawRow:
    if (part := shape.misshapen(record)) is not None:
        return RawRow(number, number, {}, Note(Refused.ROW_SHAPE, "row", f"{part} is no list of objects"))
    given = shape.of_lay_thu_tuc(record) if shape is lay_thu_tuc else shape.of_new_portal(record)
    return RawRow(number, number, given)
