"""The whole catalogue in text formats: how rows are written, and the beginning, the separators and the end of a
file."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from common.documents.csv_writing import BYTE_ORDER_MARK, csv_of
from procedures.open_data.formats.cpsv_ap import public_service
from procedures.open_data.formats.graph import PREFIXES
from procedures.open_data.formats.naming import Naming
from procedures.open_data.formats.table import HEADINGS, cells_of
from procedures.open_data.formats.turtle import HEADER, turtle_of

Rows = Sequence[Any]
Chunks = AsyncIterator[bytes]


def csv_rows(rows: Rows) -> bytes:
    return csv_of(cells_of(row) for row in rows).encode()


@dataclass(frozen=True, slots=True)
class GraphWriter:
    """Writes rows as public services. `names` maps the codes of all agencies to their names."""

    names: Mapping[str, str]
    naming: Naming

    def turtle(self, rows: Rows) -> bytes:
        return "".join(turtle_of(public_service(row, self.names, self.naming)) for row in rows).encode()

    def json_ld(self, rows: Rows) -> bytes:
        return b",\n".join(orjson.dumps(public_service(row, self.names, self.naming)) for row in rows)


async def csv_file(chunks: Chunks) -> Chunks:
    yield (BYTE_ORDER_MARK + csv_of([HEADINGS])).encode()
    async for chunk in chunks:
        yield chunk


async def turtle_file(chunks: Chunks) -> Chunks:
    yield HEADER.encode()
    async for chunk in chunks:
        yield chunk


async def json_ld_file(chunks: Chunks) -> Chunks:
    yield b'{"@context":' + orjson.dumps(PREFIXES) + b',"@graph":[\n'
    first = True
    async for chunk in chunks:
        yield chunk if first else b",\n" + chunk
        first = False
    yield b"\n]}\n"
