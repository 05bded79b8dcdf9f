"""The epochs of a service's streams. A new epoch begins when an operator signs from which events on the streams
continue after a restore, or after a clock that was ahead: only behind the last event of an epoch may the time decrease.

Epoch 1 needs no such act. The numbers of epochs increase, perhaps with gaps. Events of an earlier epoch behind the
point where a later one begins are no longer part of the stream.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.clock import as_text
from common.database.connections import driver_of
from common.errors import Refusal
from common.eventlog.chain import GENESIS
from common.eventlog.keys import key_id_of, public_bytes, verify_signature
from common.eventlog.log import EventLog, read
from common.eventlog.moments import is_in_future, restart_time
from common.eventlog.position import Position

FIRST_EPOCH = 1


class Point(msgspec.Struct, frozen=True):
    """The last event of a shard that is still valid; `hash` is hexadecimal, or 64 zeros if the shard has none."""

    shard: int
    sequence: int
    hash: str


class Epoch(msgspec.Struct, frozen=True):
    """The act that begins an epoch: from which points the streams continue, who decided it, why, and when."""

    source: str
    epoch: int
    points: tuple[Point, ...]
    raised_at: str
    raised_by: str
    reason: str

    def point(self, shard: int) -> Point | None:
        return next((point for point in self.points if point.shard == shard), None)


class SignedEpoch(msgspec.Struct, frozen=True):
    act: Epoch
    key_id: str
    signature: bytes


class EpochNotHigher(Refusal):
    """Epochs increase. A restored database may lack some that its followers know: state a number above those."""

    status, type, title = 409, "epoch-not-higher", "The epoch is not higher than the present one"


class EpochPointNotFound(Refusal):
    """An epoch begins behind an event that is in the log."""

    status, type, title = 409, "epoch-point-not-found", "The log has no such event"


def signed_bytes(act: Epoch) -> bytes:
    """Returns the bytes to sign: the act as canonical JSON."""
    return msgspec.json.encode(act, order="sorted")


def verify(signed: SignedEpoch, keys: Mapping[str, Ed25519PublicKey]) -> Epoch:
    """Returns the act if a trusted key signed it. Raises `KeyNotTrusted`."""
    act = signed.act
    verify_signature(signed.signature, signed_bytes(act), signed.key_id, keys, f"epoch {act.epoch} of {act.source}")
    return act


async def listed_epochs(connection: AsyncConnection) -> list[SignedEpoch]:
    rows = await connection.execute(text("SELECT act, key_id, signature FROM stream_epoch ORDER BY epoch"))
    return [
        SignedEpoch(msgspec.json.decode(act, type=Epoch), key_id, bytes(signature)) for act, key_id, signature in rows
    ]


async def raise_epoch(
    connection: AsyncConnection,
    log: EventLog,
    key: Ed25519PrivateKey,
    now: datetime,
    by: str,
    reason: str,
    points: Sequence[Position] = (),
    to: int | None = None,
) -> Epoch:
    """Begins an epoch behind the last event of each shard, or behind the events that `points` name. Raises
    `EpochNotHigher`, `EpochPointNotFound`."""
    tails = await log.lock(connection, range(log.shards))  # no event is recorded before the epoch is
    current = max([signed_act.act.epoch for signed_act in await listed_epochs(connection)], default=FIRST_EPOCH)
    epoch = current + 1 if to is None else to
    if epoch <= current:
        raise EpochNotHigher(f"the epoch is {current} already, and can be raised to {current + 1} or more")
    if foreign := [point for point in points if point.source != log.source]:
        raise EpochPointNotFound(f"{foreign[0]} is not of {log.source}")
    sequences = {shard: tail.sequence for shard, tail in tails.items()} | {
        point.shard: point.sequence for point in points
    }
    epoch_points = [await _point(connection, log, shard, sequence) for shard, sequence in sorted(sequences.items())]
    act = Epoch(log.source, epoch, tuple(epoch_points), as_text(now), by, reason)
    statement = text(
        "INSERT INTO stream_epoch (epoch, act, key_id, signature) VALUES (:epoch, :act, :key_id, :signature)"
    )
    signed_act = signed_bytes(act)
    row = {"epoch": epoch, "act": signed_act, "key_id": key_id_of(public_bytes(key)), "signature": key.sign(signed_act)}
    await connection.execute(statement, row)
    await restart_time(connection, [shard for shard, tail in tails.items() if sequences[shard] == tail.sequence], now)
    return act


async def raise_epoch_after_clock_error(
    connection: AsyncConnection, log: EventLog, key: Ed25519PrivateKey, now: datetime, by: str, reason: str
) -> Epoch | None:
    """Begins an epoch behind the last event of each shard where one of these lies in the future, so that true time
    holds from the next event on. Returns None, and signs nothing, where none does."""
    tails = await log.lock(connection, range(log.shards))
    if not any(is_in_future(tail.time, now) for tail in tails.values()):
        return None
    return await raise_epoch(connection, log, key, now, by, reason)


async def _point(connection: AsyncConnection, log: EventLog, shard: int, sequence: int) -> Point:
    if sequence == 0 and shard < log.shards:
        return Point(shard, 0, GENESIS.hex())
    records = await read(await driver_of(connection), log.source, shard, sequence - 1, 1)
    if not records or records[0].sequence != sequence:
        raise EpochPointNotFound(f"{log.source}/{shard}:{sequence} is not in the log")
    return Point(shard, sequence, records[0].hash.hex())
