"""The subscribers of events with their positions. One process at a time takes a subscriber, on a connection of its
own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import text, update
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.asyncio import AsyncConnection

from common.delivery.circuit import Circuit, CircuitState
from common.delivery.pushes import PushResponse
from common.eventlog.log import read
from common.eventlog.record import Record
from procedures.tables import event_subscriber
from procedures.webhooks.domain.refusals import ReplayBeyondTail, SubscriberNotFound

SOURCE, SHARD = "procedures", 0
READY = """
    SELECT s.code FROM event_subscriber s JOIN stream_shard h ON h.shard = 0
    WHERE s.active AND s.sequence < h.sequence AND s.next_attempt_at <= $1
        AND (s.circuit = 'closed' OR s.circuit = 'open' AND s.probe_at <= $1)
"""
TAKE = """
    SELECT url, secret_name, sequence, attempts, next_attempt_at, circuit, failures, probe_at FROM event_subscriber
    WHERE code = $1 AND active FOR UPDATE SKIP LOCKED
"""
PUT = """
    UPDATE event_subscriber SET sequence = $2, attempts = $3, next_attempt_at = $4, last_attempt_at = $5,
        last_status = $6, last_error = $7, circuit = $8, failures = $9, probe_at = $10 WHERE code = $1
"""
TAIL = text("SELECT sequence FROM stream_shard WHERE shard = 0")


@dataclass(frozen=True, slots=True)
class NextEvent:
    """The first event that a subscriber has not accepted, with the subscriber's address and circuit."""

    subscriber: str
    record: Record
    attempts: int
    url: str
    secret_name: str
    circuit: Circuit

    @property
    def message_id(self) -> str:
        return f"{self.record.id}_{self.subscriber}"


async def ready(driver: Any, now: datetime) -> Sequence[str]:
    """Returns the subscribers for which an event waits and whose circuit allows a push."""
    return [code for (code,) in await driver.fetch(READY, now)]


async def take(driver: Any, subscriber: str, now: datetime) -> NextEvent | None:
    """Returns None if nothing is due now, or if another process holds the subscriber."""
    row = await driver.fetchrow(TAKE, subscriber)
    if row is None or row["next_attempt_at"] > now:
        return None
    circuit = Circuit(CircuitState(row["circuit"]), row["failures"], row["probe_at"])
    if not circuit.lets_through(now):
        return None
    records = await read(driver, SOURCE, SHARD, row["sequence"], 1)
    if not records:
        return None
    return NextEvent(subscriber, records[0], row["attempts"], row["url"], row["secret_name"], circuit)


async def put(
    driver: Any,
    pushed: NextEvent,
    accepted: bool,
    circuit: Circuit,
    response: PushResponse,
    pushed_at: datetime,
    retry_at: datetime,
) -> None:
    sequence = pushed.record.sequence if accepted else pushed.record.sequence - 1
    attempts, next_attempt_at = (0, pushed_at) if accepted else (pushed.attempts + 1, retry_at)
    await driver.execute(
        PUT,
        pushed.subscriber,
        sequence,
        attempts,
        next_attempt_at,
        pushed_at,
        response.status,
        response.error,
        circuit.state.value,
        circuit.failures,
        circuit.probe_at,
    )


class Subscribers:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def record(self, subscriber: dict[str, Any], after: int | None, by: str, at: datetime) -> None:
        """A new subscriber starts behind `after`, or with the next event; a known one continues at its position. Raises
        `ReplayBeyondTail`."""
        tail = await self._last_sequence(after)
        sequence = tail if after is None else after
        put = postgresql.insert(event_subscriber).values(
            **subscriber, sequence=sequence, next_attempt_at=at, recorded_by=by, recorded_at=at
        )
        updates = {
            name: put.excluded[name] for name in ("name", "url", "secret_name", "active", "recorded_by", "recorded_at")
        }
        closed_circuit = {"next_attempt_at": at, "circuit": "closed", "failures": 0, "probe_at": None}
        await self._connection.execute(
            put.on_conflict_do_update(index_elements=["code"], set_={**updates, **closed_circuit})
        )

    async def replay(self, code: str, after: int, by: str, at: datetime) -> None:
        """Waits for a push that is in progress. Raises `SubscriberNotFound`, `ReplayBeyondTail`."""
        await self._last_sequence(after)
        statement = (
            update(event_subscriber)
            .where(event_subscriber.c.code == code)
            .values(
                sequence=after,
                attempts=0,
                next_attempt_at=at,
                replayed_by=by,
                replayed_at=at,
                circuit="closed",
                failures=0,
                probe_at=None,
            )
            .returning(event_subscriber.c.code)
        )
        if (await self._connection.execute(statement)).first() is None:
            raise SubscriberNotFound(code)

    async def _last_sequence(self, after: int | None) -> int:
        tail: int = (await self._connection.execute(TAIL)).scalar_one()
        if after is not None and after > tail:
            raise ReplayBeyondTail(after, tail)
        return tail
