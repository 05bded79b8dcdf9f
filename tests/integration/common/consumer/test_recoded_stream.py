"""A stream in which a procedure gets its own code, from the publishing service to each follower: the live tables are
those of a rebuild, and verify finds nothing."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import text

from common.consumer.carriers import carrier_of
from common.consumer.consumer import Consumer
from common.consumer.head_watch import watch_heads
from common.consumer.rebuild import projected_tables, rebuild
from common.consumer.verify import verify_consumer, verify_projections
from common.eventlog.keys import make_key_file
from common.http.app import build_api
from common.operations.serving import serve_app
from common.service.definition import Runtime
from suite.folders_and_ports import free_port
from tests.support.postgres import Postgres
from tests.support.procedures_harness import PUBLISHER, ProceduresHarness, item, procedures_harness
from tests.support.server_startup import wait_until_listening
from tests.support.service_harness import service_harness

FORMER, CODE = "0.000123.H60", "1.012345"
OTHERS = [f"1.00{number:04}" for number in range(1, 200)]
DOCUMENT = {"number": "2471/BTP-KSTT", "issuing_body": "BTP", "signed_on": "2023-06-01", "title": "Thông báo mã số"}
OF_EARLIER_MOMENTS = {"recoded_procedure", "stated_period"}
"""Tables that say what was known before the recoding, under the former code."""
FIELDS = {"population_fields": ["full_name"]}


async def published_history(source: ProceduresHarness) -> None:
    """Some four hundred events: the procedure is published, declared online and amended under its provisional code,
    then under its own one."""
    await source.publish(item("introduce", FORMER), *(item("introduce", code) for code in OTHERS))
    await source.publish(
        item("declare_online", FORMER, online_level="full"),
        *(item("confirm", code, "2023-03-01") for code in OTHERS),
    )
    await source.publish(item("amend", FORMER, "2023-03-01"))
    recode = await source.http.post(
        f"/v1/procedures/{FORMER}/recode",
        json={"to": CODE, "document": DOCUMENT},
        headers=source.service.bearer("procedures.recode", subject=PUBLISHER),
    )
    assert recode.status_code == 200, recode.text
    await source.publish(item("amend", CODE, "2023-07-01"), item("amend", OTHERS[0], "2023-07-01"))
    await source.publish(item("confirm", FORMER, "2023-08-01"))


@asynccontextmanager
async def served(source: ProceduresHarness, port: int, key: Path) -> AsyncIterator[None]:
    """Serves the feed of the source, whose heads are signed by the key."""
    make_key_file(key)
    settings = source.service.runtime.settings.model_copy(update={"stream_key_file": key})
    runtime = replace(source.service.runtime, settings=settings)
    stop = asyncio.Event()
    serving = asyncio.ensure_future(serve_app(build_api(runtime), "127.0.0.1", port)(stop))
    await wait_until_listening(port)
    try:
        yield
    finally:
        stop.set()
        await serving


async def follow_to(runtime: Runtime, sequence: int) -> None:
    (subscription,) = (each for each in runtime.service.subscriptions if each.source == "procedures")
    stop, consumer = asyncio.Event(), Consumer(runtime, subscription, carrier_of(runtime, subscription), watch_heads)
    running = asyncio.create_task(consumer.run(stop))
    try:
        async with asyncio.timeout(60):
            while (await sequence_of(runtime)) < sequence:
                assert not running.done(), running
                await asyncio.sleep(0.02)
    finally:
        stop.set()
        await running


async def sequence_of(runtime: Runtime) -> int:
    async with runtime.engine.connect() as connection:
        applied = "SELECT coalesce(max(sequence), 0) FROM stream_position WHERE source = 'procedures'"
        return int(await connection.scalar(text(applied)) or 0)


async def projected_rows(runtime: Runtime) -> dict[str, set[tuple[Any, ...]]]:
    async with runtime.engine.connect() as connection:
        return {
            table.name: {tuple(row) for row in await connection.execute(table.select())}
            for table in projected_tables(runtime)
        }


async def test_each_follower_of_a_recoded_procedure_is_rebuilt_and_verified(postgres: Postgres, tmp_path: Path) -> None:
    port = free_port()
    async with procedures_harness(postgres, tmp_path) as source:
        await published_history(source)
        (tail,) = await source.service.rows("SELECT max(sequence) AS sequence FROM event_log")
        assert tail.sequence > 400
        async with served(source, port, tmp_path / "stream.pem"):
            for name in ("online_services", "population_lookup", "reporting"):
                async with service_harness(postgres, name, tmp_path) as follower:
                    settings = follower.runtime.settings.model_copy(
                        update={"procedures_url": f"http://127.0.0.1:{port}"}
                    )
                    runtime = replace(follower.runtime, settings=settings)
                    await check_follower(runtime, tail.sequence)


async def check_follower(runtime: Runtime, sequence: int) -> None:
    await follow_to(runtime, sequence)
    live = await projected_rows(runtime)
    codes = {value for rows in live.values() for row in rows for value in row if value in (FORMER, CODE)}
    assert CODE in codes
    assert {name for name, rows in live.items() for row in rows if FORMER in row} <= OF_EARLIER_MOMENTS
    await rebuild(runtime, lambda _: None)
    assert await projected_rows(runtime) == live
    (subscription,) = (each for each in runtime.service.subscriptions if each.source == "procedures")
    findings = [finding async for finding in verify_projections(runtime)]
    findings += [finding async for finding in verify_consumer(runtime, subscription)]
    assert findings
    assert [finding for finding in findings if not finding.intact] == []
