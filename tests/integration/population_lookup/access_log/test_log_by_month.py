"""The access log is partitioned by month: the lines of an installation that had none are kept, and no insert fails."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from common.database.connections import create_engine
from common.migrations.run import upgrade
from population_lookup.access_log.domain.access_log import GENESIS, link
from population_lookup.access_log.queries.access_log_faults import verify_access_log
from population_lookup.access_log.storage.months import extend_log
from population_lookup.lookup.clients.lookup_watcher import maintain_once
from tests.support.database_roles import database_with_roles
from tests.support.lookup_harness import look_up, lookup_body, lookup_harness
from tests.support.postgres import Postgres, service_of
from tests.support.service_harness import ServiceHarness

LINES = "SELECT sequence, lookup_id, personal_id, at, content, prevhash, hash FROM access_log ORDER BY sequence"
PARTITIONS = (
    "SELECT c.relname AS name, pg_get_expr(c.relpartbound, c.oid) AS bound FROM pg_inherits i"
    " JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'access_log'::regclass ORDER BY 1"
)


@pytest.fixture
async def population(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ServiceHarness]:
    async with lookup_harness(postgres, tmp_path) as harness:
        yield harness


async def partition_names(harness: ServiceHarness) -> list[str]:
    return [row.name for row in await harness.rows(PARTITIONS)]


async def partitions_of_lines(harness: ServiceHarness) -> list[str]:
    rows = await harness.rows(
        "SELECT c.relname AS name FROM access_log a JOIN pg_class c ON c.oid = a.tableoid ORDER BY a.sequence"
    )
    return [row.name for row in rows]


async def test_lines_that_were_there_stay_in_the_chain_and_in_their_table(postgres: Postgres) -> None:
    service, engine = service_of("population_lookup"), create_engine(await postgres.create_database())
    insert = text("INSERT INTO access_log VALUES (:n, gen_random_uuid(), NULL, :at, :content, :prevhash, :hash)")
    try:
        async with engine.begin() as connection:
            await upgrade(service, connection, "0008")
            prevhash = GENESIS
            for number, month in enumerate((3, 3, 9), 1):
                content = f'{{"number":{number}}}'.encode()
                hash = link(prevhash, number, content)
                at = datetime(2026, month, 1, tzinfo=UTC)
                values = {"n": number, "at": at, "content": content, "prevhash": prevhash, "hash": hash}
                await connection.execute(insert, values)
                prevhash = hash
            before = (await connection.execute(text(LINES))).all()
            file = await connection.scalar(text("SELECT pg_relation_filenode('access_log')"))
        async with engine.begin() as connection:
            await upgrade(service, connection)
        async with engine.connect() as connection:
            assert (await connection.execute(text(LINES))).all() == before
            files = await connection.scalars(text("SELECT DISTINCT pg_relation_filenode(tableoid) FROM access_log"))
            assert list(files) == [file], "no line was written anew"
    finally:
        await engine.dispose()


async def test_each_month_has_a_partition_and_a_chain_goes_through_all_of_them(population: ServiceHarness) -> None:
    now, names = datetime.now(UTC), await partition_names(population)
    months = [name for name in names if name != "access_log_other"]
    assert len(months) == 4, "until now, and the next three"
    moments = [now, *(datetime(int(name[11:15]), int(name[16:]), 15, tzinfo=UTC) for name in months[1:])]
    for moment in (*moments, datetime(now.year + 3, 1, 1, tzinfo=UTC)):
        population.clock.moment = moment
        assert (await look_up(population, lookup_body())).status_code == 200
    assert await partitions_of_lines(population) == [*months, "access_log_other"], "an insert never fails"
    assert all([finding.intact async for finding in verify_access_log(population.runtime)])


async def test_missing_months_are_made_once_and_one_whose_lines_are_elsewhere_is_left_out(
    population: ServiceHarness,
) -> None:
    names = await partition_names(population)
    assert await partitions_of_lines(population) == []
    last, before = names[-2], names[-3]
    for name in (last, before):
        await population.execute(f"DROP TABLE access_log_months.{name}")
    population.clock.moment = datetime(int(before[11:15]), int(before[16:]), 15, tzinfo=UTC)
    await look_up(population, lookup_body())
    assert await partitions_of_lines(population) == ["access_log_other"]
    await maintain_once(population.runtime)
    assert await partition_names(population) == [name for name in names if name != before]
    async with population.runtime.engine.begin() as connection:
        assert await extend_log(connection) == 0


@pytest.mark.parametrize("act", ["UPDATE {} SET personal_id = NULL", "DELETE FROM {}", "TRUNCATE {}"])
async def test_no_partition_lets_anybody_change_a_line(population: ServiceHarness, act: str) -> None:
    names = await partition_names(population)
    assert len(names) == 5
    for name in names:
        with pytest.raises(Exception, match="append-only"):
            await population.execute(act.format(f"access_log_months.{name}"))


async def test_the_role_of_the_application_makes_months_and_reaches_no_partition_directly(postgres: Postgres) -> None:
    urls = await database_with_roles(postgres, "population_lookup")
    owner, app, read = (create_engine(url) for url in (urls.owner, urls.app, urls.read))
    try:
        async with owner.begin() as connection:
            names = [row.name for row in await connection.execute(text(PARTITIONS))]
            await connection.execute(text(f"DROP TABLE access_log_months.{names[-2]}"))
        async with app.begin() as connection:
            assert await extend_log(connection) == 1
            assert await connection.scalar(text("SELECT count(*) FROM access_log")) == 0
        for engine, act in (
            (app, f"SELECT FROM access_log_months.{names[0]}"),
            (app, "CREATE TABLE access_log_months.mine (n int)"),
            (read, f"SELECT FROM access_log_months.{names[0]}"),
            (read, "SELECT FROM access_log"),
        ):
            async with engine.connect() as connection:
                with pytest.raises(Exception, match=r"permission denied|read-only"):
                    await connection.execute(text(act))
    finally:
        for engine in (owner, app, read):
            await engine.dispose()


async def test_the_alarms_of_an_hour_read_its_month_alone(population: ServiceHarness) -> None:
    rows = await population.rows(
        "EXPLAIN SELECT FROM access_log a WHERE a.at > now() - interval '1 hour' AND a.at <= now() + interval '1 day'"
    )
    plan = "\n".join(row[0] for row in rows)
    assert (await partition_names(population))[-2] not in plan
