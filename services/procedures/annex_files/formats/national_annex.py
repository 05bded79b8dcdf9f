"""Reads an annex in national JSON: a record, or a list of records, of `LayThuTuc` or of the new portal."""

from collections.abc import Iterator
from typing import IO, Any

import orjson

from common.documents.refusals import FileTooManyRows, UnknownFileFormat
from procedures.annex_files.formats.table_lines import MOST_ITEMS
from procedures.national_catalogue.domain.row_results import Note, RawRow
from procedures.national_catalogue.domain.row_rules import Refused
from procedures.national_catalogue.formats import lay_thu_tuc, new_portal


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
    if isinstance(document, dict) and isinstance(inner := document.get("result"), list | dict):
        records = inner if isinstance(inner, list) else [inner]  # as `GET /LayThuTuc` answers
    if len(records) > MOST_ITEMS:
        raise FileTooManyRows(MOST_ITEMS)
    if not records:
        raise UnknownFileFormat("the list has no record")
    return list(_rows(records))


def _rows(records: list[Any]) -> Iterator[RawRow]:
    for number, record in enumerate(records, 1):
        if lay_thu_tuc.is_lay_thu_tuc(record):
            values, notes = lay_thu_tuc.read_lay_thu_tuc(record)
            yield RawRow(number, number, values, notes=tuple(notes))
        elif new_portal.is_new_portal(record):
            values, notes = new_portal.read_new_portal(record)
            yield RawRow(number, number, values, notes=tuple(notes))
        else:
            detail = "neither a record of LayThuTuc nor of the new portal"
            yield RawRow(number, number, {}, Note(Refused.ROW_SHAPE, "row", detail))
