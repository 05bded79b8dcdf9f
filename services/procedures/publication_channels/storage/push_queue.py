"""What waits to be pushed, taken by one process at a time for each channel, and what came of it.

On a connection of its own: the transaction stays open while the channel is asked, and a slow channel must not hold the
pool.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from common.delivery.circuit import Circuit, CircuitState
from common.delivery.pushes import PushResponse
from procedures.publication_channels.domain.publications import Publication, State

FIRST = """
    SELECT * FROM (
        (SELECT decision_id, NULL::uuid AS rectification_id, next_attempt_at, position, 0::bigint AS number
         FROM channel_publication WHERE channel = c.code AND state = 'due' ORDER BY position LIMIT 1)
        UNION ALL
        (SELECT decision_id, rectification_id, next_attempt_at, after_position, number
         FROM channel_rectification WHERE channel = c.code AND state = 'due' ORDER BY after_position, number LIMIT 1)
    ) waiting ORDER BY position, number LIMIT 1
"""
NEXT = f"SELECT first.* FROM publication_channel c CROSS JOIN LATERAL ({FIRST}) first WHERE c.code = $1"  # noqa: S608 - our own words only
READY = f"""
    SELECT c.code FROM publication_channel c JOIN channel_circuit k ON k.channel = c.code
    CROSS JOIN LATERAL ({FIRST}) first
    WHERE c.url IS NOT NULL AND first.next_attempt_at <= $1 AND (k.state = 'closed' OR k.state = 'open' AND k.probe_at <= $1)
"""  # noqa: S608 - our own words only
CHANNEL = """
    SELECT c.url, c.secret_name, k.state, k.failures, k.probe_at
    FROM channel_circuit k JOIN publication_channel c ON c.code = k.channel
    WHERE k.channel = $1 AND c.url IS NOT NULL FOR UPDATE OF k SKIP LOCKED
"""
LOCK = """
    SELECT attempts, next_attempt_at FROM {table} WHERE {which} AND state = 'due' FOR UPDATE
"""
ATTEMPT = "INSERT INTO channel_attempt (decision_id, channel, rectification_id, at, status, error) VALUES ($1, $2, $3, $4, $5, $6)"
PUT = """
    UPDATE {table} SET state = $3, shown_on = $4, attempts = attempts + 1, next_attempt_at = $5,
        evidence_url = $6, evidence_note = $7, evidenced_at = $8
    WHERE {which}
"""
OF_DECISION = {"table": "channel_publication", "which": "decision_id = $1 AND channel = $2"}
OF_ACT = {"table": "channel_rectification", "which": "rectification_id = $1 AND channel = $2"}
CIRCUIT = "UPDATE channel_circuit SET state = $2, failures = $3, probe_at = $4 WHERE channel = $1"


@dataclass(frozen=True, slots=True)
class Waiting:
    """The first Decision, or act about one, that a channel has not heard of, with the channel's address and circuit."""

    publication: Publication
    attempts: int
    url: str
    secret_name: str
    circuit: Circuit


async def ready(driver: Any, now: datetime) -> Sequence[str]:
    """The channels that something waits for, and that may be asked."""
    return [code for (code,) in await driver.fetch(READY, now)]


async def take(driver: Any, channel: str, now: datetime) -> Waiting | None:
    """None where nothing is to be sent now, or another process is at it.

    A channel hears Decisions, and what was done about them, in the order in which each was published or recorded: a
    removal that overtook
    what it removes would be undone.
    """
    found = await driver.fetchrow(CHANNEL, channel)
    if found is None:
        return None
    circuit = Circuit(CircuitState(found["state"]), found["failures"], found["probe_at"])
    if not circuit.lets_through(now):
        return None
    while (first := await driver.fetchrow(NEXT, channel)) is not None:
        act = None if first["rectification_id"] is None else UUID(str(first["rectification_id"]))
        publication = Publication(
            decision_id=UUID(str(first["decision_id"])), channel=channel, state=State.DUE, rectification=act
        )
        locked = await driver.fetchrow(LOCK.format(**_where(publication)), *_key(publication))
        if locked is None:  # an officer has entered evidence meanwhile
            continue
        if locked["next_attempt_at"] > now:
            return None
        return Waiting(publication, locked["attempts"], found["url"], found["secret_name"], circuit)
    return None


async def put(
    driver: Any, shown: Publication, circuit: Circuit, response: PushResponse, at: datetime, again_at: datetime
) -> None:
    await driver.execute(
        ATTEMPT, shown.decision_id, shown.channel, shown.rectification, at, response.status, response.error
    )
    said = (None, None, None) if shown.state in (State.DUE, State.FAILED) else (response.url, response.note, at)
    await driver.execute(PUT.format(**_where(shown)), *_key(shown), shown.state.value, shown.shown_on, again_at, *said)
    await driver.execute(CIRCUIT, shown.channel, circuit.state.value, circuit.failures, circuit.probe_at)


def _where(publication: Publication) -> dict[str, str]:
    return OF_DECISION if publication.rectification is None else OF_ACT


def _key(publication: Publication) -> tuple[UUID, str]:
    return publication.rectification or publication.decision_id, publication.channel
