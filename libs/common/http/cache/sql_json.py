"""The JSON of a response model, rendered by PostgreSQL byte for byte as pydantic renders it.

The model alone defines the JSON and the columns that its fields are read from. So the plain route, which builds the
model from a row (`RowModel.of_row`), and a cached read, which lets PostgreSQL render it (`json_text`), cannot differ.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from types import NoneType, UnionType
from typing import Any, ClassVar, NamedTuple, Self, Union, get_args, get_origin
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import ColumnElement, FromClause, Text, case, cast, func, literal_column


@dataclass(frozen=True, slots=True)
class FromColumns:
    """Annotates a field whose model is read from columns of the same row, each named `prefix` and the name of its
    field. Any other field is read from the column of its name; where its type is a model, that column holds the JSON
    text as it is sent."""

    prefix: str = ""


class RowField(NamedTuple):
    """A field of a model with its column, or with the fields of its own model."""

    name: str
    type: Any
    column: str
    parts: "tuple[RowField, ...] | None"


class RowModel(BaseModel):
    """A response model that is built from one row."""

    row_fields: ClassVar[tuple[RowField, ...]] = ()

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        cls.row_fields = tuple(_row_fields(cls, ""))

    @classmethod
    def of_row(cls, row: Any) -> Self:
        return cls(**_values(cls.row_fields, row))


def json_text(model: type[RowModel], row: FromClause) -> ColumnElement[str]:
    """Returns the SQL expression that renders one row as the JSON of the model.

    Raises `KeyError` where the row lacks a column, and `TypeError` where PostgreSQL cannot render the type of a field.
    """
    return _object(model.row_fields, row)


def _row_fields(model: Any, prefix: str) -> Iterator[RowField]:
    for name, field in model.model_fields.items():
        nested = next((item for item in field.metadata if isinstance(item, FromColumns)), None)
        parts = None if nested is None else tuple(_row_fields(field.annotation, prefix + nested.prefix))
        yield RowField(name, field.annotation, prefix + name, parts)


def _values(fields: tuple[RowField, ...], row: Any) -> dict[str, Any]:
    return {name: getattr(row, column) if parts is None else _values(parts, row) for name, _, column, parts in fields}


def _object(fields: tuple[RowField, ...], row: FromClause) -> ColumnElement[str]:
    pieces: list[ColumnElement[Any]] = []
    for name, type_, column, parts in fields:
        pieces.append(_literal(f"{',' if pieces else '{'}{json.dumps(name)}:"))
        pieces.append(_rendered(type_, row.c[column]) if parts is None else _object(parts, row))
    return func.concat(*pieces, _literal("}"))


def _rendered(type_: Any, column: ColumnElement[Any]) -> ColumnElement[str]:
    if get_origin(type_) in (Union, UnionType):
        (inner,) = (part for part in get_args(type_) if part is not NoneType)
        return func.coalesce(_rendered(inner, column), _literal("null"))
    if type_ is str or type_ == list[str]:
        return cast(func.to_json(column), Text)
    if type_ is UUID:
        return _quoted(cast(column, Text))
    if type_ is date:
        return _quoted(case(*INFINITE, value=column, else_=cast(column, Text)))
    if type_ in (int, bool) or (isinstance(type_, type) and issubclass(type_, BaseModel)):
        return cast(column, Text)
    raise TypeError(f"{type_}: PostgreSQL cannot render this type")


def _quoted(text: ColumnElement[str]) -> ColumnElement[str]:
    return _literal('"').concat(text).concat(_literal('"'))


def _literal(text: str) -> ColumnElement[str]:
    return literal_column("'" + text.replace("'", "''") + "'", Text)


INFINITE: tuple[tuple[ColumnElement[Any], ColumnElement[str]], ...] = (
    (literal_column("'infinity'"), _literal(date.max.isoformat())),
    (literal_column("'-infinity'"), _literal(date.min.isoformat())),
)
"""PostgreSQL's infinite days, and the days that asyncpg reads them as."""
