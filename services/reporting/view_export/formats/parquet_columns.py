"""How the columns of a view become columns of a Parquet file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from arro3.core import Array, DataType, Field, RecordBatch, Schema

from common.errors import Refusal


class ColumnNotExportable(Refusal):
    """A view has a column of a type that no file can have."""

    status, type, title = 409, "column-not-exportable", "A column cannot be exported"


@dataclass(frozen=True, slots=True)
class ColumnKind:
    """`expression` is the SQL by which a value is read; `built` is the Arrow type that its Python values build, and
    `stored` the one of the file: Arrow takes no date from Python, but casts a number to one."""

    expression: str
    built: DataType
    stored: DataType


KINDS: Mapping[str, ColumnKind] = {
    "text": ColumnKind("{}", DataType.utf8(), DataType.utf8()),
    "bool": ColumnKind("{}", DataType.bool(), DataType.bool()),
    "int4": ColumnKind("{}", DataType.int32(), DataType.int32()),
    "int8": ColumnKind("{}", DataType.int64(), DataType.int64()),
    "date": ColumnKind("{} - DATE '1970-01-01'", DataType.int32(), DataType.date32()),
    "timestamptz": ColumnKind(
        "CAST(extract(epoch FROM {}) * 1000000 AS bigint)", DataType.int64(), DataType.timestamp("us", tz="UTC")
    ),
}
"""By PostgreSQL's name of the type. A share is two integers: a file of decimals would be read as floats."""


@dataclass(frozen=True, slots=True)
class ParquetColumns:
    """The columns of one view, in their order, each with its comment."""

    names: Sequence[str]
    kinds: Sequence[ColumnKind]
    comments: Sequence[str]

    @classmethod
    def of(cls, types: Mapping[str, str], comments: Mapping[str, str]) -> Self:
        """`types` are PostgreSQL's, by column. Raises `ColumnNotExportable`."""
        for name, type in types.items():
            if type not in KINDS:
                raise ColumnNotExportable(f"the column {name} is of type {type}, a file has {', '.join(KINDS)}")
        return cls(list(types), [KINDS[type] for type in types.values()], [comments[name] for name in types])

    @property
    def schema(self) -> Schema:
        columns = zip(self.names, self.kinds, self.comments, strict=True)
        return Schema([Field(name, kind.stored, metadata={"comment": comment}) for name, kind, comment in columns])

    @property
    def expressions(self) -> str:
        return ", ".join(kind.expression.format(f'"{name}"') for name, kind in zip(self.names, self.kinds, strict=True))

    def batch(self, rows: Sequence[Sequence[Any]]) -> RecordBatch:
        values = zip(*rows, strict=True)
        arrays = [_array(column, kind) for column, kind in zip(values, self.kinds, strict=True)]
        return RecordBatch.from_arrays(arrays, schema=self.schema)


def _array(values: Sequence[Any], kind: ColumnKind) -> Array:
    array = Array(values, kind.built)
    return array if kind.built is kind.stored else array.cast(kind.stored)
