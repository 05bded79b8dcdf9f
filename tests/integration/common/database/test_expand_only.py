"""The newest migration of each service only adds, so that older code keeps running, as `docs/operating.md` promises."""

from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text
from sqlalchemy.ext.asyncio import AsyncEngine

from common.database.connections import create_engine
from common.migrations.run import config_of, upgrade
from common.service.definition import Service
from tests.support.later_migration import with_a_later_migration
from tests.support.postgres import Postgres, service_of

SERVICES = ("procedures", "online_services", "population_lookup", "reporting")


class Column(NamedTuple):
    type: str
    nullable: bool
    filled: bool
    """Whether the column has a value where an INSERT omits it."""


Schema = Mapping[tuple[str, str], Mapping[str, Column]]


def schema(connection: Connection) -> Schema:
    """Returns the columns by (schema, table)."""
    inspector = inspect(connection)
    return {
        (name, table): {details["name"]: column(details) for details in inspector.get_columns(table, name)}
        for name in ("public", "projected")
        if name in inspector.get_schema_names()
        for table in inspector.get_table_names(name)
    }


def column(details: Any) -> Column:
    filled = details["nullable"] or details["default"] is not None or "identity" in details
    return Column(str(details["type"]), details["nullable"], filled)


def breaking_changes(before: Schema, after: Schema) -> list[str]:
    """Returns the changes that break older code."""
    changes = [f"{table} is gone" for table in before if table not in after]
    for table in set(before) & set(after):
        old, new = before[table], after[table]
        changes += [f"{table}.{name} is gone" for name in old if name not in new]
        changes += [f"{table}.{name} is {new[name]}" for name in old if name in new and not fits(old[name], new[name])]
        changes += [f"{table}.{name} must be given" for name in new if name not in old and not new[name].filled]
    return changes


def fits(old: Column, new: Column) -> bool:
    return new.type == old.type and new.nullable >= old.nullable and new.filled >= old.filled


@pytest.fixture(params=SERVICES)
def service(request: pytest.FixtureRequest) -> Service:
    return service_of(request.param)


@pytest.fixture
async def engine(postgres: Postgres) -> AsyncIterator[AsyncEngine]:
    engine = create_engine(await postgres.create_database())
    yield engine
    await engine.dispose()


async def upgraded(engine: AsyncEngine, service: Service, revision: str) -> Schema:
    async with engine.connect() as connection:
        await upgrade(service, connection, revision)
        await connection.commit()
        result: Schema = await connection.run_sync(schema)
        return result


async def before_and_after_newest(engine: AsyncEngine, service: Service) -> tuple[Schema, Schema]:
    """Returns the schema before and after the newest migration. Before the first migration there is none."""
    scripts = ScriptDirectory.from_config(config_of(service))
    (head,) = scripts.get_heads()
    older = scripts.get_revision(head).down_revision
    before = {} if older is None else await upgraded(engine, service, str(older))
    return before, await upgraded(engine, service, head)


async def test_the_newest_migration_only_adds(service: Service, engine: AsyncEngine) -> None:
    before, after = await before_and_after_newest(engine, service)
    assert len(after) > 5
    assert breaking_changes(before, after) == []


async def test_a_newest_migration_that_removes_something_is_found(engine: AsyncEngine, tmp_path: Path) -> None:
    later = with_a_later_migration(
        service_of("reporting"), tmp_path, "ALTER TABLE stream_position DROP COLUMN topic_id"
    )
    assert breaking_changes(*await before_and_after_newest(engine, later)) == [
        "('public', 'stream_position').topic_id is gone"
    ]


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


@pytest.mark.parametrize(
    ("statement", "breaks"),
    [*((statement, True) for statement in BREAKING), *((statement, False) for statement in ADDING)],
)
async def test_breaking_changes_are_distinguished_from_additions(
    postgres: Postgres, statement: str, breaks: bool
) -> None:
    engine = create_engine(await postgres.migrated("reporting"))
    async with engine.connect() as connection:
        before = await connection.run_sync(schema)
        await connection.execute(text(statement))
        assert bool(breaking_changes(before, await connection.run_sync(schema))) is breaks
    await engine.dispose()
