"""PostgreSQL renders the JSON of a response model byte for byte as pydantic does, whatever the row holds."""

from datetime import UTC, date, datetime
from enum import StrEnum
from types import SimpleNamespace
from typing import Annotated, Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel
from sqlalchemy import ARRAY, JSON, Boolean, Date, DateTime, Integer, Text, Uuid, bindparam, select
from sqlalchemy.ext.asyncio import AsyncConnection

from common.database.connections import create_engine, driver_of
from common.database.driver_statements import DriverStatement
from common.http.cache.sql_json import FromColumns, RowModel, json_text
from tests.support.examples import examples
from tests.support.postgres import Postgres


class Colour(StrEnum):
    RED = "red"
    BLUE = 'xanh "lam"'


class JsonColumn(BaseModel):
    text: str


class Inner(BaseModel):
    code: str
    since: date


class Middle(BaseModel):
    name: str | None
    inner: Annotated[Inner, FromColumns("inner_")]


class Whole(RowModel):
    """One field of each type that PostgreSQL can render, with and without null, and nested models."""

    text: str
    other_text: str | None
    number: int
    other_number: int | None
    flag: bool
    other_flag: bool | None
    day: date
    other_day: date | None
    id: UUID
    other_id: UUID | None
    texts: list[str]
    other_texts: list[str] | None
    middle: Annotated[Middle, FromColumns("middle_")]
    same: Annotated[Inner, FromColumns()]
    perhaps: Annotated[Inner | None, FromColumns("perhaps_")]
    moment: datetime
    other_moment: datetime | None
    colour: Colour
    raw: JsonColumn


TYPES: dict[str, Any] = {
    "text": Text,
    "other_text": Text,
    "number": Integer,
    "other_number": Integer,
    "flag": Boolean,
    "other_flag": Boolean,
    "day": Date,
    "other_day": Date,
    "id": Uuid,
    "other_id": Uuid,
    "texts": ARRAY(Text),
    "other_texts": ARRAY(Text),
    "middle_name": Text,
    "middle_inner_code": Text,
    "middle_inner_since": Date,
    "code": Text,
    "since": Date,
    "perhaps_code": Text,
    "perhaps_since": Date,
    "moment": DateTime(timezone=True),
    "other_moment": DateTime(timezone=True),
    "colour": Text,
    "raw": JSON,
}
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
any_moment = st.datetimes(timezones=st.just(UTC))
moments = (
    any_moment
    | any_moment.map(lambda moment: moment.replace(microsecond=0))
    | st.sampled_from([datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)])
)
days = st.dates() | st.sampled_from([date.min, date.max])
values: dict[str, st.SearchStrategy[Any]] = {
    "text": texts,
    "number": st.integers(-(2**31), 2**31 - 1),
    "flag": st.booleans(),
    "day": days,
    "id": st.uuids(),
    "texts": st.lists(texts, max_size=3),
    "middle_name": st.none() | texts,
    "middle_inner_code": texts,
    "middle_inner_since": st.dates(),
    "code": texts,
    "since": st.dates(),
    "perhaps_code": st.none() | texts,
    "perhaps_since": st.dates(),
    "moment": moments,
    "colour": st.sampled_from(Colour),
    "raw": texts.map(lambda text: JsonColumn(text=text).model_dump_json()),
}
rows = st.fixed_dictionaries(
    values | {name: st.none() | values[name.removeprefix("other_")] for name in TYPES if name not in values}
)
ROW = select(*(bindparam(name, type_=type_).label(name) for name, type_ in TYPES.items())).subquery()
STATEMENT = DriverStatement.of(select(ROW, json_text(Whole, ROW).label("rendered")))


@pytest.fixture
async def connection(postgres: Postgres) -> Any:
    engine = create_engine(await postgres.create_database())
    async with engine.connect() as connection:
        yield connection
    await engine.dispose()


@given(values=rows)
@settings(max_examples=examples(300), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_the_text_is_that_of_the_model_of_the_same_row(
    connection: AsyncConnection, values: dict[str, Any]
) -> None:
    (row,) = await STATEMENT.fetch(await driver_of(connection), **values)
    assert row["rendered"] == Whole.of_row(SimpleNamespace(**row)).model_dump_json()


def test_a_field_whose_column_is_missing_or_whose_type_has_no_rendering_is_refused() -> None:
    class Longer(Whole):
        missing: str

    class Other(RowModel):
        number: float

    with pytest.raises(KeyError, match="missing"):
        json_text(Longer, ROW)
    with pytest.raises(TypeError, match="float"):
        json_text(Other, ROW)


def test_a_statement_whose_parameter_has_a_value_already_is_refused() -> None:
    with pytest.raises(ValueError, match="never changes"):
        DriverStatement.of(select(ROW.c.text).where(ROW.c.number == 7))
