"""The newest migration of each service only adds, so that the code of before runs on: `docs/operating.md` promises
it."""

from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text
from sqlalchemy.ext.asyncio import AsyncEngine

from common.database.connections import create_engine
from common.migrations.run import config_of
from common.service.definition import Service
from tests.support.later_migration import with_a_later_migration
from tests.support.postgres import Postgres, service_of

SERVICES = ("procedures", "online_services", "population_lookup", "reporting")


class Column(NamedTuple):
    type: str
    nullable: bool
    filled: bool
    """Whether who leaves it out gets a value."""


Schema = Mapping[tuple[str, str], Mapping[str, Column]]


def schema(connection: Connection) -> Schema:
    """Columns by (schema, table)."""
    look = inspect(connection)
    return {
        (where, table): {one["name"]: column(one) for one in look.get_columns(table, where)}
        for where in ("public", "projected")
        if where in look.get_schema_names()
        for table in look.get_table_names(where)
    }


def column(one: Any) -> Column:
    return Column(str(one["type"]), one["nullable"], one["nullable"] or one["default"] is not None or "identity" in one)


def broken(before: Schema, after: Schema) -> list[str]:
    """What old code would stumble over."""
    found = [f"{table} is gone" for table in before if table not in after]
    for table in set(before) & set(after):
        old, new = before[table], after[table]
        found += [f"{table}.{name} is gone" for name in old if name not in new]
        found += [f"{table}.{name} is {new[name]}" for name in old if name in new and not fits(old[name], new[name])]
        found += [f"{table}.{name} must be given" for name in new if name not in old and not new[name].filled]
    return found


def fits(old: Column, new: Column) -> bool:
    return new.type == old.type and new.nullable >= old.nullable and new.filled >= old.filled


@pytest.fixture(params=SERVICES)
def service(request: pytest.FixtureRequest) -> Service:
    return service_of(request.param)


@pytest.fixture
async def engine(postgres: Postgres) -> AsyncIterator[AsyncEngine]:
    made = create_engine(await postgres.create_database())
    yield made
    await made.dispose()


async def upgraded(engine: AsyncEngine, service: Service, revision: str) -> Schema:
    async with engine.connect() as connection:
        await connection.run_sync(lambda sync: command.upgrade(config_of(service, sync), revision))
        await connection.commit()
        found: Schema = await connection.run_sync(schema)
        return found


async def around_the_newest(engine: AsyncEngine, service: Service) -> tuple[Schema, Schema]:
    """The first migration has nothing before it: no older code runs on what it makes."""
    scripts = ScriptDirectory.from_config(config_of(service))
    (head,) = scripts.get_heads()
    older = scripts.get_revision(head).down_revision
    before = {} if older is None else await upgraded(engine, service, str(older))
    return before, await upgraded(engine, service, head)


async def test_the_newest_migration_only_adds(service: Service, engine: AsyncEngine) -> None:
    before, after = await around_the_newest(engine, service)
    assert len(after) > 5
    assert broken(before, after) == []


async def test_a_newest_migration_that_takes_something_away_is_found(engine: AsyncEngine, tmp_path: Path) -> None:
    later = with_a_later_migration(
        service_of("reporting"), tmp_path, "ALTER TABLE stream_position DROP COLUMN topic_id"
    )
    assert broken(*await around_the_newest(engine, later)) == ["('public', 'stream_position').topic_id is gone"]


BREAKING = (
    "DROP TABLE dead_letter",
    "ALTER TABLE stream_position DROP COLUMN topic_id",
    "ALTER TABLE stream_position RENAME COLUMN topic_id TO topic",
    "ALTER TABLE stream_position ALTER COLUMN topic_id SET NOT NULL",
    "ALTER TABLE stream_position ALTER COLUMN sequence TYPE integer",
    "ALTER TABLE stream_position ADD COLUMN more text NOT NULL",
    "ALTER TABLE dead_letter ALTER COLUMN recorded_at DROP DEFAULT",
)
ADDING = (
    "CREATE TABLE more (id int PRIMARY KEY)",
    "ALTER TABLE stream_position ADD COLUMN more text",
    "ALTER TABLE stream_position ADD COLUMN more text NOT NULL DEFAULT ''",
    "ALTER TABLE stream_position ALTER COLUMN hash DROP NOT NULL",
)


@pytest.mark.parametrize(("act", "breaks"), [*((act, True) for act in BREAKING), *((act, False) for act in ADDING)])
async def test_what_would_break_old_code_is_told_from_what_only_adds(
    postgres: Postgres, act: str, breaks: bool
) -> None:
    engine = create_engine(await postgres.migrated("reporting"))
    async with engine.connect() as connection:
        before = await connection.run_sync(schema)
        await connection.execute(text(act))
        assert bool(broken(before, await connection.run_sync(schema))) is breaks
    await engine.dispose()
