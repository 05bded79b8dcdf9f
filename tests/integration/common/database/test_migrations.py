"""The migrated schema is the one that the code declares, also where several processes migrate at once."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from common.database.connections import create_engine
from common.migrations.heads import is_at_head, newest_of
from common.migrations.run import LOCK_TIMEOUT, config_of, drift, migrate
from common.projection.views import View
from common.service.definition import Service
from tests.support.later_migration import with_a_later_migration
from tests.support.postgres import Postgres, service_of

PUBLISHING = ["procedures", "online_services", "population_lookup"]
SERVICES = [*PUBLISHING, "reporting"]


@pytest.fixture(params=SERVICES)
def service(request: pytest.FixtureRequest) -> Service:
    return service_of(request.param)


@pytest.fixture
async def empty(postgres: Postgres) -> AsyncIterator[AsyncEngine]:
    engine = create_engine(await postgres.create_database())
    yield engine
    await engine.dispose()


@pytest.fixture
async def migrated(postgres: Postgres, service: Service) -> AsyncIterator[AsyncEngine]:
    engine = create_engine(await postgres.migrated(service))
    yield engine
    await engine.dispose()


async def at_head(service: Service, engine: AsyncEngine) -> bool:
    async with engine.connect() as connection:
        return await is_at_head(service, connection)


async def locks_of(engine: AsyncEngine) -> int:
    async with engine.connect() as connection:
        return int(await connection.scalar(text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'")) or 0)


async def test_the_migrated_database_is_what_the_code_declares(service: Service, migrated: AsyncEngine) -> None:
    async with migrated.connect() as connection:
        assert await drift(service, connection) == []


@pytest.mark.parametrize(
    "change",
    [
        "ALTER TABLE stream_position ADD COLUMN more text",
        "ALTER TABLE stream_position DROP COLUMN topic_id",
        "ALTER TABLE stream_position ALTER COLUMN shard TYPE bigint",
        "ALTER TABLE stream_position ALTER COLUMN hash DROP NOT NULL",
        "COMMENT ON TABLE stream_position IS 'another'",
        "DROP INDEX projected.ix_decision_signed_on_decision_id",
        "CREATE TABLE projected.left_over (id int)",
        "DROP TABLE dead_letter",
        "DROP VIEW published.decisions",
        "CREATE OR REPLACE VIEW published.decision_items AS SELECT * FROM published.decision_items WHERE false",
        "COMMENT ON COLUMN published.decisions.number IS 'another'",
        "CREATE VIEW published.left_over AS SELECT 1 AS id",
    ],
)
async def test_a_manually_changed_database_drifts(postgres: Postgres, change: str) -> None:
    service, engine = service_of("reporting"), create_engine(await postgres.migrated("reporting"))
    async with engine.connect() as connection:
        await connection.execute(text(change))
        assert await drift(service, connection)
    await engine.dispose()


def numbering(service: Service) -> list[tuple[str, str, str | None]]:
    """Returns, for each migration from the oldest on, the number in its file name, its revision and its predecessor."""
    scripts = ScriptDirectory.from_config(config_of(service)).walk_revisions()
    numbers = [(Path(script.path).name.partition("_")[0], script.revision, script.down_revision) for script in scripts]
    return [(file, revision, None if before is None else str(before)) for file, revision, before in reversed(numbers)]


def without_gaps(count: int) -> list[tuple[str, str, str | None]]:
    return [(f"{n:04}", f"{n:04}", f"{n - 1:04}" if n > 1 else None) for n in range(1, count + 1)]


def test_migrations_are_numbered_from_the_first_without_gaps_each_builds_on_the_one_before(service: Service) -> None:
    migrations = numbering(service)
    assert migrations == without_gaps(len(migrations))
    assert migrations[-1][1] == newest_of(service.migrations)


def test_a_number_that_is_left_out_is_found(service: Service, tmp_path: Path) -> None:
    later = with_a_later_migration(service, tmp_path, "SELECT 1", number=int(newest_of(service.migrations)) + 2)
    assert numbering(later) != without_gaps(len(numbering(later)))


THINGS = View("things", "all", {"id": "its number"}, "SELECT sequence AS id FROM stream_position")


@pytest.mark.parametrize(
    "next_version",
    [
        replace(THINGS, comment="each"),
        replace(THINGS, select=THINGS.select + " WHERE sequence > 0"),
        View(
            "things",
            "all",
            {"id": "its number", "of": "whose"},
            "SELECT sequence AS id, source AS of FROM stream_position",
        ),
        View("things", "all", {"number": "its number"}, "SELECT sequence AS number FROM stream_position"),
        View("things", "all", {"id": "its number"}, "SELECT sequence::text AS id FROM stream_position"),
    ],
    ids=["comment", "rows", "more columns", "another name", "another type"],
)
async def test_the_next_version_changes_a_view_and_older_code_leaves_it(
    empty: AsyncEngine, tmp_path: Path, next_version: View
) -> None:
    service = replace(service_of("reporting"), views=[THINGS])
    later = replace(with_a_later_migration(service, tmp_path, "SELECT 1"), views=[next_version])
    for version in (service, later, service):
        await migrate(version, empty)
    async with empty.connect() as connection:
        assert await drift(later, connection) == []
        assert await drift(service, connection) == ["things"]


async def test_a_migration_waits_for_nobody_who_reads_a_view_that_stays(postgres: Postgres) -> None:
    service, engine = service_of("reporting"), create_engine(await postgres.migrated("reporting"))
    async with engine.connect() as reader:
        await reader.execute(text("SELECT FROM published.decisions"))
        await asyncio.wait_for(migrate(service, engine), 5)
    await engine.dispose()


async def test_a_view_whose_comments_are_not_those_of_its_columns_is_refused(empty: AsyncEngine) -> None:
    service = replace(service_of("reporting"), views=[replace(THINGS, columns={"id": "", "name": ""})])
    with pytest.raises(ValueError, match="things has comments for"):
        await migrate(service, empty)


async def test_a_migration_waits_for_a_lock_no_longer_than_the_limit(empty: AsyncEngine, tmp_path: Path) -> None:
    """A migration that waits longer for a table would block everyone behind it."""
    statement = "CREATE TABLE limit_then AS SELECT current_setting('lock_timeout') AS lock_timeout"
    await migrate(with_a_later_migration(service_of("reporting"), tmp_path, statement), empty)
    async with empty.connect() as connection:
        assert await connection.scalar(text("SELECT lock_timeout FROM limit_then")) == LOCK_TIMEOUT


async def test_each_migration_is_committed_before_the_next_one_begins(empty: AsyncEngine, tmp_path: Path) -> None:
    """A table that one of them changes is not locked while a later one reads all events."""
    service, locked = service_of("reporting"), "ALTER TABLE kept_report ADD COLUMN more text"
    changing = with_a_later_migration(service, tmp_path / "first", locked)
    locks = "SELECT FROM pg_locks WHERE relation = 'kept_report'::regclass AND mode = 'AccessExclusiveLock'"
    reading = with_a_later_migration(changing, tmp_path / "second", f"CREATE TABLE locks_then AS {locks}")
    await migrate(reading, empty)
    async with empty.connect() as connection:
        assert await connection.scalar(text("SELECT count(*) FROM locks_then")) == 0


async def test_every_constraint_and_index_has_a_name_by_the_convention(migrated: AsyncEngine) -> None:
    """A later migration cannot rely on a name that PostgreSQL chose."""
    query = (
        "SELECT conname FROM pg_constraint c JOIN pg_namespace n ON n.oid = connamespace"
        " WHERE nspname IN ('public', 'projected') AND contype IN ('p', 'u', 'c', 'f', 'x') AND conrelid <> 0"
        " AND conrelid <> 'alembic_version'::regclass AND NOT (conname ~ '^(pk|uq|ck|fk|ex)_'"
        " AND position((SELECT relname FROM pg_class WHERE oid = conrelid) IN conname) = 4) UNION ALL SELECT indexname"
        " FROM pg_indexes WHERE schemaname IN ('public', 'projected') AND indexname !~ '^(pk|uq|ex|ix)_'"
        " AND tablename <> 'alembic_version'"
    )
    async with migrated.connect() as connection:
        assert list((await connection.execute(text(query))).scalars()) == []


async def test_two_concurrent_migrations_both_succeed(service: Service, empty: AsyncEngine) -> None:
    other = create_engine(empty.url.render_as_string(hide_password=False))
    await asyncio.gather(migrate(service, empty), migrate(service, other))
    await other.dispose()
    assert await at_head(service, empty)
    async with empty.connect() as connection:
        assert await drift(service, connection) == []
        assert await connection.scalar(text("SELECT count(*) FROM alembic_version")) == 1


async def test_a_database_is_at_the_head_only_when_it_is_migrated_completely(
    service: Service, empty: AsyncEngine
) -> None:
    assert not await at_head(service, empty)
    await migrate(service, empty)
    assert await at_head(service, empty)
    async with empty.begin() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    assert not await at_head(service, empty)


async def test_to_migrate_again_changes_nothing(service: Service, migrated: AsyncEngine) -> None:
    await migrate(service, migrated)
    assert await at_head(service, migrated)
    assert await locks_of(migrated) == 0


async def test_a_failed_migration_leaves_nothing_behind_and_releases_its_lock(
    service: Service, empty: AsyncEngine
) -> None:
    async with empty.begin() as connection:
        await connection.execute(text("CREATE TABLE idempotent_response (in_the_way int)"))
    with pytest.raises(Exception, match="already exists"):
        await migrate(service, empty)
    assert await locks_of(empty) == 0
    assert not await at_head(service, empty)
    async with empty.begin() as connection:
        await connection.execute(text("DROP TABLE idempotent_response"))
    await migrate(service, empty)
    assert await at_head(service, empty)


@pytest.mark.parametrize("service", PUBLISHING, indirect=True)
async def test_a_migrated_log_has_the_shards_that_its_service_names(service: Service, migrated: AsyncEngine) -> None:
    """The number is fixed at installation: with another number the events of a subject would go to another shard."""
    async with migrated.connect() as connection:
        for table in ("stream_shard", "relay_cursor"):
            shards = (await connection.execute(text(f"SELECT shard FROM {table} ORDER BY shard"))).scalars()
            assert list(shards) == list(range(service.shards)) != []
