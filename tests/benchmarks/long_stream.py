"""A valid stream of `procedures` with up to a million events, built in memory and copied into the databases of
benches."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from uuid import UUID

import asyncpg

from common.contracts.event import encode, type_of
from common.contracts.parts import AgencyRef, DecisionRef, FieldRef, InForce, ItemKind, ItemRef, Level
from common.contracts.procedures import ProcedureIntroduced
from common.eventlog.chain import GENESIS, compute_hash
from common.eventlog.record import Record

SOURCE, TIME = "procedures", "2026-01-01T00:00:00.000000Z"
COLUMNS = ("source", "shard", "sequence", "hash", "prevhash", "id", "type", "time", "subject", "payload")
LOG_COLUMNS = ("shard", "sequence", "id", "aggregatetype", "aggregateid", "type", "time", "payload", "prevhash", "hash")
Row = tuple[str, int, int, bytes, bytes, str, str, str, str, bytes]


def rows(events: int, keys: int) -> Iterator[Row]:
    """Rows as a consumer keeps them, in the order of `COLUMNS`: `events` events, spread evenly over `keys`
    procedures."""
    previous, name = GENESIS, ""
    for sequence in range(1, events + 1):
        event = introduced_event((sequence * 7919) % keys)
        name = name or type_of(event).name
        payload, id = encode(event), str(UUID(int=sequence))
        hash = compute_hash(previous, SOURCE, 0, sequence, id, name, TIME, payload)
        yield (SOURCE, 0, sequence, hash, previous, id, name, TIME, event.procedure_code, payload)
        previous = hash


def introduced_event(key: int) -> ProcedureIntroduced:
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
        procedure_code=f"1.{key:06}",
        name="Thủ tục",
        agency=AgencyRef(code=f"H60.{key % 16:02}", name="Sở"),
        field=FieldRef(code="G15-TP110", name="Hộ tịch"),
        levels=(Level.PROVINCE,),
        item=ItemRef(number=key % 100, kind=ItemKind.INTRODUCE),
        effective_on=day,
        decision=decision,
        periods=(period,),
    )


def records(stream: Iterable[Row]) -> list[Record]:
    return [
        Record(source, shard, sequence, id, type, time, subject, payload, prevhash, hash)
        for source, shard, sequence, hash, prevhash, id, type, time, subject, payload in stream
    ]


async def fill_log(database: asyncpg.Connection, stream: Sequence[Row]) -> None:
    """Writes the stream into the event log of its source."""
    log = (
        (shard, sequence, UUID(id), "procedure", subject, type, time, payload, prevhash, hash)
        for _, shard, sequence, hash, prevhash, id, type, time, subject, payload in stream
    )
    await database.copy_records_to_table("event_log", records=log, columns=LOG_COLUMNS)
    last = stream[-1]
    tail = "INSERT INTO stream_shard (shard, sequence, hash, time) VALUES ($1, $2, $3, $4)"
    tail += (
        " ON CONFLICT (shard) DO UPDATE SET sequence = EXCLUDED.sequence, hash = EXCLUDED.hash, time = EXCLUDED.time"
    )
    await database.execute(tail, last[1], last[2], last[3], last[7])
    await database.execute("VACUUM ANALYZE event_log")
