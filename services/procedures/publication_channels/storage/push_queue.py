"""The queue of pushes: for each channel one process at a time takes the first publication and records the result.

It uses a connection of its own: the transaction stays open while the channel is called, and a slow channel must not
occupy the pool.
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
    ) queued ORDER BY position, number LIMIT 1
"""
NEXT = f"""
    SELECT first.* FROM publication_channel c CROSS JOIN LATERAL ({FIRST}) first WHERE c.code = $1
"""  # noqa: S608 - constants of this module only
READY = f"""
    SELECT c.code FROM publication_channel c JOIN channel_circuit k ON k.channel = c.code
    CROSS JOIN LATERAL ({FIRST}) first
    WHERE c.url IS NOT NULL AND first.next_attempt_at <= $1
        AND (k.state = 'closed' OR k.state = 'open' AND k.probe_at <= $1)
"""  # noqa: S608 - constants of this module only
CHANNEL = """
    SELECT c.url, c.secret_name, k.state, k.failures, k.probe_at
    FROM channel_circuit k JOIN publication_channel c ON c.code = k.channel
    WHERE k.channel = $1 AND c.url IS NOT NULL FOR UPDATE OF k SKIP LOCKED
"""
LOCK = """
    SELECT attempts, next_attempt_at FROM {table} WHERE {key} AND state = 'due' FOR UPDATE
"""
ATTEMPT = """
    INSERT INTO channel_attempt (decision_id, channel, rectification_id, at, status, error)
    VALUES ($1, $2, $3, $4, $5, $6)
"""
PUT = """
    UPDATE {table} SET state = $3, shown_on = $4, attempts = attempts + 1, next_attempt_at = $5,
        evidence_url = $6, evidence_note = $7, evidenced_at = $8
    WHERE {key}
"""
OF_DECISION = {"table": "channel_publication", "key": "decision_id = $1 AND channel = $2"}
OF_RECTIFICATION = {"table": "channel_rectification", "key": "rectification_id = $1 AND channel = $2"}
CIRCUIT = "UPDATE channel_circuit SET state = $2, failures = $3, probe_at = $4 WHERE channel = $1"


@dataclass(frozen=True, slots=True)
class QueuedPublication:
    """The first Decision, or rectification of one, that waits for a channel, with the channel's address and circuit."""

    publication: Publication
    attempts: int
    url: str
    secret_name: str
    circuit: Circuit


async def ready(driver: Any, now: datetime) -> Sequence[str]:
    """Returns the channels for which a publication waits and whose circuit allows a push."""
    return [code for (code,) in await driver.fetch(READY, now)]


async def take(driver: Any, channel: str, now: datetime) -> QueuedPublication | None:
    """Returns None if nothing is due now, or if another process holds the channel.

    A channel receives Decisions and rectifications in the order in which they were published or recorded: a removal
    that overtook the publication which it removes would be undone.
    """
    channel_row = await driver.fetchrow(CHANNEL, channel)
    if channel_row is None:
        return None
    circuit = Circuit(CircuitState(channel_row["state"]), channel_row["failures"], channel_row["probe_at"])
    if not circuit.lets_through(now):
        return None
    while (first := await driver.fetchrow(NEXT, channel)) is not None:
        rectification = None if first["rectification_id"] is None else UUID(str(first["rectification_id"]))
        publication = Publication(
            decision_id=UUID(str(first["decision_id"])), channel=channel, state=State.DUE, rectification=rectification
        )
        locked_row = await driver.fetchrow(LOCK.format(**_table_and_key(publication)), *_key_values(publication))
        if locked_row is None:  # an officer has entered evidence meanwhile
            continue
        if locked_row["next_attempt_at"] > now:
            return None
        return QueuedPublication(
            publication, locked_row["attempts"], channel_row["url"], channel_row["secret_name"], circuit
        )
    return None


async def put(
    driver: Any,
    publication: Publication,
    circuit: Circuit,
    response: PushResponse,
    pushed_at: datetime,
    retry_at: datetime,
) -> None:
    await driver.execute(
        ATTEMPT,
        publication.decision_id,
        publication.channel,
        publication.rectification,
        pushed_at,
        response.status,
        response.error,
    )
    evidence = (
        (None, None, None)
        if publication.state in (State.DUE, State.FAILED)
        else (response.url, response.note, pushed_at)
    )
    await driver.execute(
        PUT.format(**_table_and_key(publication)),
        *_key_values(publication),
        publication.state.value,
        publication.shown_on,
        retry_at,
        *evidence,
    )
    await driver.execute(CIRCUIT, publication.channel, circuit.state.value, circuit.failures, circuit.probe_at)


def _table_and_key(publication: Publication) -> dict[str, str]:
    return OF_DECISION if publication.rectification is None else OF_RECTIFICATION


def _key_values(publication: Publication) -> tuple[UUID, str]:
    return publication.rectification or publication.decision_id, publication.channel
