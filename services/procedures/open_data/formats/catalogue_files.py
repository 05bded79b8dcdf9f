"""The whole catalogue in the formats of text: how rows are written, and what stands before and between them in a
file."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from procedures.open_data.formats.cpsv_ap import public_service
from procedures.open_data.formats.graph import PREFIXES
from procedures.open_data.formats.naming import Naming
from procedures.open_data.formats.table import BYTE_ORDER_MARK, HEADS, csv_of, line_of
from procedures.open_data.formats.turtle import HEADER, turtle_of

Rows = Sequence[Any]
Pieces = AsyncIterator[bytes]


def csv_rows(rows: Rows) -> bytes:
    return csv_of(line_of(row) for row in rows).encode()


@dataclass(frozen=True, slots=True)
class GraphRows:
    """Writes rows as public services. `names` are of all agencies, by code."""

    names: Mapping[str, str]
    naming: Naming

    def turtle(self, rows: Rows) -> bytes:
        return "".join(turtle_of(public_service(row, self.names, self.naming)) for row in rows).encode()

    def json_ld(self, rows: Rows) -> bytes:
        return b",\n".join(orjson.dumps(public_service(row, self.names, self.naming)) for row in rows)


async def csv_file(pieces: Pieces) -> Pieces:
    yield (BYTE_ORDER_MARK + csv_of([HEADS])).encode()
    async for piece in pieces:
        yield piece


async def turtle_file(pieces: Pieces) -> Pieces:
    yield HEADER.encode()
    async for piece in pieces:
        yield piece


async def json_ld_file(pieces: Pieces) -> Pieces:
    yield b'{"@context":' + orjson.dumps(PREFIXES) + b',"@graph":[\n'
    first = True
    async for piece in pieces:
        yield piece if first else b",\n" + piece
        first = False
    yield b"\n]}\n"
