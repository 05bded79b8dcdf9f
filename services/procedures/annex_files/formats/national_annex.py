"""Reads an annex in national JSON: a record, or a list of records, of `LayThuTuc` or of the new portal."""

from collections.abc import Callable, Iterator
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
        document = orjson.loads(file.read().removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        raise UnknownFileFormat(f"the JSON cannot be read: {error}") from error
    records = document if isinstance(document, list) else [document]
    if len(records) > MOST_ITEMS:
        raise FileTooManyRows(MOST_ITEMS)
    if not records:
        raise UnknownFileFormat("the list has no record")
    return list(_rows(records))


def _rows(records: list[Any]) -> Iterator[RawRow]:
    for number, record in enumerate(records, 1):
        if lay_thu_tuc.is_lay_thu_tuc(record):
            yield _row(number, record, lay_thu_tuc.malformed_part, lay_thu_tuc.values_of_lay_thu_tuc)
        elif new_portal.is_new_portal(record):
            yield _row(number, record, new_portal.malformed_part, new_portal.values_of_new_portal)
        else:
            detail = "neither a record of LayThuTuc nor of the new portal"
            yield RawRow(number, number, {}, Note(Refused.ROW_SHAPE, "row", detail))


def _row(
    number: int,
    record: Any,
    malformed_part: Callable[[Any], str | None],
    values_of: Callable[[Any], dict[str, Any]],
) -> RawRow:
    if (part := malformed_part(record)) is not None:
        return RawRow(number, number, {}, Note(Refused.ROW_SHAPE, "row", f"{part} is no list of objects"))
    return RawRow(number, number, values_of(record))
