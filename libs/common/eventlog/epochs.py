"""An epoch of a service's streams: it begins when an operator, by a signed act, lets them be told anew from where a
restore has left them.

Epoch 1 needs no act. Numbers rise and may leave some out; what was told after the point of an act, in an earlier epoch,
is no more.
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
from common.eventlog.keys import key_id_of, must_fit, public_bytes
from common.eventlog.log import EventLog, read
from common.eventlog.position import Position

FIRST = 1


class Point(msgspec.Struct, frozen=True):
    """The last event of a shard that is still true; `hash` is hexadecimal, 64 zeros where none is."""

    shard: int
    sequence: int
    hash: str


class Epoch(msgspec.Struct, frozen=True):
    """The act: who lets the streams be told anew from these points, why, and when."""

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
    """Epochs rise. A restored database may have forgotten some that its followers know: say a number above those."""

    status, type, title = 409, "epoch-not-higher", "The epoch is not higher than the present one"


class EpochPointNotFound(Refusal):
    """An epoch begins behind an event that the log has."""

    status, type, title = 409, "epoch-point-not-found", "The log has no such event"


def signed_bytes(act: Epoch) -> bytes:
    """What is signed: the act as canonical JSON."""
    return msgspec.json.encode(act, order="sorted")


def verify(signed: SignedEpoch, keys: Mapping[str, Ed25519PublicKey]) -> Epoch:
    """The act, if a trusted key signed it. Raises `KeyNotTrusted`."""
    act = signed.act
    must_fit(signed.signature, signed_bytes(act), signed.key_id, keys, f"epoch {act.epoch} of {act.source}")
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
    """Begin an epoch behind the last event of each shard, or where `points` say. Raises `EpochNotHigher`,
    `EpochPointNotFound`."""
    tails = await log.lock(connection, range(log.shards))  # nothing is recorded until this is
    present = max([signed.act.epoch for signed in await listed_epochs(connection)], default=FIRST)
    epoch = present + 1 if to is None else to
    if epoch <= present:
        raise EpochNotHigher(f"the epoch is {present} already, and can be raised to {present + 1} or more")
    if strange := [point for point in points if point.source != log.source]:
        raise EpochPointNotFound(f"{strange[0]} is not of {log.source}")
    at = {shard: tail.sequence for shard, tail in tails.items()} | {point.shard: point.sequence for point in points}
    found = [await _point(connection, log, shard, sequence) for shard, sequence in sorted(at.items())]
    act = Epoch(log.source, epoch, tuple(found), as_text(now), by, reason)
    statement = text(
        "INSERT INTO stream_epoch (epoch, act, key_id, signature) VALUES (:epoch, :act, :key_id, :signature)"
    )
    signed = signed_bytes(act)
    row = {"epoch": epoch, "act": signed, "key_id": key_id_of(public_bytes(key)), "signature": key.sign(signed)}
    await connection.execute(statement, row)
    return act


async def _point(connection: AsyncConnection, log: EventLog, shard: int, sequence: int) -> Point:
    if sequence == 0 and shard < log.shards:
        return Point(shard, 0, GENESIS.hex())
    records = await read(await driver_of(connection), log.source, shard, sequence - 1, 1)
    if not records or records[0].sequence != sequence:
        raise EpochPointNotFound(f"{log.source}/{shard}:{sequence} is not in the log")
    return Point(shard, sequence, records[0].hash.hex())
