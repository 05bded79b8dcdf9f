"""What waits to be pushed, taken by one process at a time for each channel, and what came of it.

On a connection of its own: the transaction stays open while the channel is asked, and a slow channel must not hold the pool.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from procedures.domain.circuit import Circuit, CircuitState
from procedures.domain.publication_channels import Publication, State
from procedures.domain.pushes import Answer

READY = """
    SELECT c.code FROM publication_channel c JOIN channel_circuit k ON k.channel = c.code
    CROSS JOIN LATERAL (
        SELECT next_attempt_at FROM channel_publication WHERE channel = c.code AND state = 'due'
        ORDER BY position LIMIT 1
    ) first
    WHERE c.url IS NOT NULL AND first.next_attempt_at <= $1 AND (k.state = 'closed' OR k.state = 'open' AND k.probe_at <= $1)
"""
CHANNEL = """
    SELECT c.url, c.secret_name, k.state, k.failures, k.probe_at
    FROM channel_circuit k JOIN publication_channel c ON c.code = k.channel
    WHERE k.channel = $1 AND c.url IS NOT NULL FOR UPDATE OF k SKIP LOCKED
"""
FIRST = """
    SELECT decision_id, attempts, next_attempt_at FROM channel_publication WHERE channel = $1 AND state = 'due'
    ORDER BY position LIMIT 1 FOR UPDATE
"""
ATTEMPT = "INSERT INTO channel_attempt (decision_id, channel, at, status, error) VALUES ($1, $2, $3, $4, $5)"
PUBLICATION = """
    UPDATE channel_publication SET state = $3, done_on = $4, attempts = attempts + 1, next_attempt_at = $5,
        evidence_url = $6, evidence_note = $7, evidenced_at = $8
    WHERE decision_id = $1 AND channel = $2
"""
CIRCUIT = "UPDATE channel_circuit SET state = $2, failures = $3, probe_at = $4 WHERE channel = $1"


@dataclass(frozen=True, slots=True)
class Waiting:
    """The first Decision that a channel has not heard of, with the channel's address and circuit."""

    publication: Publication
    attempts: int
    url: str
    secret_name: str
    circuit: Circuit

    @property
    def message_id(self) -> str:
        """Without a full stop, which the signature sets between its parts."""
        return f"{self.publication.decision_id}_{self.publication.channel}"


async def ready(driver: Any, now: datetime) -> Sequence[str]:
    """The channels that something waits for, and that may be asked."""
    return [code for (code,) in await driver.fetch(READY, now)]


async def take(driver: Any, channel: str, now: datetime) -> Waiting | None:
    """None where nothing is to be sent now, or another process is at it.

    A channel hears Decisions in the order in which they were published: a removal that overtook what it removes would be undone.
    """
    found = await driver.fetchrow(CHANNEL, channel)
    if found is None:
        return None
    circuit = Circuit(CircuitState(found["state"]), found["failures"], found["probe_at"])
    if not circuit.lets_through(now):
        return None
    first = await driver.fetchrow(FIRST, channel)
    if first is None or first["next_attempt_at"] > now:
        return None
    publication = Publication(decision_id=UUID(str(first["decision_id"])), channel=channel, state=State.DUE)
    return Waiting(publication, first["attempts"], found["url"], found["secret_name"], circuit)


async def put(driver: Any, shown: Publication, circuit: Circuit, answer: Answer, at: datetime, again_at: datetime) -> None:
    key = shown.decision_id, shown.channel
    await driver.execute(ATTEMPT, *key, at, answer.status, answer.error)
    said = (None, None, None) if shown.state in (State.DUE, State.FAILED) else (answer.url, answer.note, at)
    await driver.execute(PUBLICATION, *key, shown.state.value, shown.done_on, again_at, *said)
    await driver.execute(CIRCUIT, shown.channel, circuit.state.value, circuit.failures, circuit.probe_at)
