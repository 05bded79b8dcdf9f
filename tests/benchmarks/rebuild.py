"""Rebuild the report's read model from 1 million kept events, against COPY of the raw log into a table with the same key."""

import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from common.clock import SystemClock
from common.consumer.rebuild import rebuild
from common.contracts.event import encode, type_of
from common.contracts.parts import AgencyRef, DecisionRef, FieldRef, InForce, ItemKind, ItemRef, Level
from common.contracts.procedures import ProcedureIntroduced
from common.database.connections import connect, create_engine
from common.eventlog.chain import GENESIS, link
from common.service.definition import Runtime
from common.settings import ServiceSettings
from tests.benchmarks.ratio_rounds import Figure, at_least
from tests.support.postgres import Postgres, service_of

EVENTS, KEYS, ROUNDS = 1_000_000, 50_000, 3
COLUMNS = ("source", "shard", "sequence", "hash", "prevhash", "id", "type", "time", "subject", "payload")


def events() -> Iterator[tuple[object, ...]]:
    """Records of a sound stream about 50,000 items, each told of twenty times."""
    previous, time_text, name = GENESIS, "2026-01-01T00:00:00.000000Z", ""
    for sequence in range(1, EVENTS + 1):
        event = introduced((sequence * 7919) % KEYS)
        name = name or type_of(event).name
        payload, id = encode(event), f"{sequence:032x}"
        hash = link(previous, "procedures", 0, sequence, id, name, time_text, payload)
        yield ("procedures", 0, sequence, hash, previous, id, name, time_text, event.procedure_code, payload)
        previous = hash


def introduced(key: int) -> ProcedureIntroduced:
    day = date(2023, 1 + key % 12, 1 + key % 28)
    decision = DecisionRef(
        id=f"decision-{key // 100}", number=f"{key // 100}/QĐ-UBND", issuing_body="H60", signed_on=day, title="Công bố"
    )
    period = InForce(
        effective_from=day,
        effective_to=None,
        version=1,
        name="Thủ tục",
        levels=(Level.PROVINCE,),
        population_fields=(),
        decision=decision,
    )
    return ProcedureIntroduced(
        procedure_code=f"1.{key:06}", name="Thủ tục", agency=AgencyRef(code=f"H60.{key % 16:02}", name="Sở"),
        field=FieldRef(code="G15-TP110", name="Hộ tịch"), levels=(Level.PROVINCE,), item=ItemRef(number=key % 100, kind=ItemKind.INTRODUCE),
        effective_on=day, decision=decision, periods=(period,),
    )  # fmt: skip


async def run(postgres: Postgres, _folder: Path, _: str | None) -> list[Figure]:
    service = service_of("reporting")
    settings = ServiceSettings(database_url=await postgres.migrated(service))
    runtime = Runtime(service, settings, create_engine(settings.database_url, 4), SystemClock(), None)
    rows = list(events())
    database = await connect(settings.database_url)
    await database.copy_records_to_table("applied_event", records=rows, columns=COLUMNS)
    await database.execute(
        "INSERT INTO stream_position (source, shard, sequence, hash) VALUES ('procedures', 0, $1, $2)", EVENTS, rows[-1][3]
    )
    await database.execute("VACUUM ANALYZE applied_event")
    await database.execute("CREATE TABLE raw_log (LIKE applied_event INCLUDING ALL)")
    pairs = []
    for _round in range(ROUNDS):
        began = time.perf_counter()
        await rebuild(runtime, lambda _: None)
        rebuilt = time.perf_counter() - began
        began = time.perf_counter()
        await database.copy_records_to_table("raw_log", records=rows, columns=COLUMNS)
        copied = time.perf_counter() - began
        await database.execute("TRUNCATE raw_log")
        pairs.append((EVENTS / rebuilt, EVENTS / copied))
    await database.close()
    await runtime.engine.dispose()
    return [at_least("rebuild the report from 1M events", "COPY of the raw log, keyed", "events/s", pairs, 0.7)]
