"""The JSON of a response model, rendered by PostgreSQL byte for byte as pydantic renders it.

The model alone defines the JSON and the columns that its fields are read from. So the plain route, which builds the
model from a row (`RowModel.of_row`), and a cached read, which lets PostgreSQL render it (`json_text`), cannot differ.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, ClassVar, NamedTuple, Self, Union, get_args, get_origin
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import ColumnElement, FromClause, Text, case, cast, func, literal_column


@dataclass(frozen=True, slots=True)
class FromColumns:
    """Annotates a field whose model is read from columns of the same row, each named `prefix` and the name of its
    field. A field that may be null is null where the first of these columns is. Any other field is read from the column
    of its name; where its type is a model, that column holds the JSON text as it is sent."""

    prefix: str = ""


class RowField(NamedTuple):
    """A field of a model with its column. One that is read from several columns has the fields of its own model, and
    the first of these columns."""

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
        return cls(**cls.values_of(row))

    @classmethod
    def values_of(cls, row: Any) -> dict[str, Any]:
        """Returns the values of the fields, for a model that has more fields than its row has columns."""
        return _values(cls.row_fields, row)


def json_text(model: type[RowModel], row: FromClause) -> ColumnElement[str]:
    """Returns the SQL expression that renders one row as the JSON of the model.

    Raises `KeyError` where the row lacks a column, and `TypeError` where PostgreSQL cannot render the type of a field.
    """
    return _object(model.row_fields, row)


def _row_fields(model: Any, prefix: str) -> Iterator[RowField]:
    for name, field in model.model_fields.items():
        nested = next((item for item in field.metadata if isinstance(item, FromColumns)), None)
        if nested is None:
            yield RowField(name, field.annotation, prefix + name, None)
        else:
            parts = tuple(_row_fields(_not_null(field.annotation), prefix + nested.prefix))
            yield RowField(name, field.annotation, parts[0].column, parts)


def _values(fields: tuple[RowField, ...], row: Any) -> dict[str, Any]:
    return {field.name: _value(field, row) for field in fields}


def _value(field: RowField, row: Any) -> Any:
    if field.parts is None or (_may_be_null(field.type) and getattr(row, field.column) is None):
        return getattr(row, field.column)
    return _values(field.parts, row)


def _object(fields: tuple[RowField, ...], row: FromClause) -> ColumnElement[str]:
    pieces: list[ColumnElement[Any]] = []
    for name, type_, column, parts in fields:
        pieces.append(_literal(f"{',' if pieces else '{'}{json.dumps(name)}:"))
        if parts is None:
            pieces.append(_rendered(type_, row.c[column]))
        elif _may_be_null(type_):
            pieces.append(case((row.c[column].is_(None), _literal("null")), else_=_object(parts, row)))
        else:
            pieces.append(_object(parts, row))
    return func.concat(*pieces, _literal("}"))


def _may_be_null(type_: Any) -> bool:
    return get_origin(type_) in (Union, UnionType)


def _not_null(type_: Any) -> Any:
    """Returns the type of a field without its null."""
    if not _may_be_null(type_):
        return type_
    (inner,) = (part for part in get_args(type_) if part is not NoneType)
    return inner


def _rendered(type_: Any, column: ColumnElement[Any]) -> ColumnElement[str]:
    if _may_be_null(type_):
        return func.coalesce(_rendered(_not_null(type_), column), _literal("null"))
    if type_ is str or type_ == list[str] or (isinstance(type_, type) and issubclass(type_, StrEnum)):
        return cast(func.to_json(column), Text)
    if type_ is UUID:
        return _quoted(cast(column, Text))
    if type_ is date:
        return _quoted(case(*INFINITE, value=column, else_=cast(column, Text)))
    if type_ is datetime:
        return _quoted(case(*INFINITE_MOMENTS, value=column, else_=_moment(column)))
    if type_ in (int, bool) or (isinstance(type_, type) and issubclass(type_, BaseModel)):
        return cast(column, Text)
    raise TypeError(f"{type_}: PostgreSQL cannot render this type")


def _moment(column: ColumnElement[Any]) -> ColumnElement[str]:
    """Renders a moment in UTC; without a fraction where its microseconds are 0."""
    written = func.to_char(func.timezone(_literal("UTC"), column), _literal('YYYY-MM-DD"T"HH24:MI:SS.US'))
    return func.replace(written, _literal(".000000"), _literal("")).concat(_literal("Z"))


def _quoted(text: ColumnElement[str]) -> ColumnElement[str]:
    return _literal('"').concat(text).concat(_literal('"'))


def _literal(text: str) -> ColumnElement[str]:
    return literal_column("'" + text.replace("'", "''") + "'", Text)


INFINITE: tuple[tuple[ColumnElement[Any], ColumnElement[str]], ...] = (
    (literal_column("'infinity'"), _literal(date.max.isoformat())),
    (literal_column("'-infinity'"), _literal(date.min.isoformat())),
)
"""PostgreSQL's infinite days, and the days that asyncpg reads them as."""

INFINITE_MOMENTS: tuple[tuple[ColumnElement[Any], ColumnElement[str]], ...] = (
    (literal_column("'infinity'"), _literal("9999-12-31T23:59:59.999999")),
    (literal_column("'-infinity'"), _literal("0001-01-01T00:00:00")),
)
"""The same for moments: asyncpg reads them without a time zone."""
