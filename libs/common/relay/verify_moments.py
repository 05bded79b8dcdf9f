"""Verifies the moments of a service's own log: none lies in the future, and none is before the one of the record before
it, but where an operator began an epoch in between."""

from collections.abc import Sequence
from typing import Any

from common.eventlog.epochs import Epoch, SignedEpoch
from common.eventlog.findings import Finding
from common.eventlog.moments import decreases_of, future_of, is_in_future
from common.service.clock_check import true_now
from common.service.definition import Runtime

TAIL = "SELECT sequence, time FROM stream_shard WHERE shard = $1"
MOST_LISTED = 10


async def moments_finding(driver: Any, runtime: Runtime, shard: int, epochs: Sequence[SignedEpoch]) -> Finding:
    """A decrease that an operator has signed is listed, and is no fault."""
    stream = f"{runtime.service.name}/{shard}"
    check = f"moments of {stream}"
    sequence, time = await driver.fetchrow(TAIL, shard)
    now = await true_now(driver, runtime.clock)
    if is_in_future(time, now):
        future = await future_of(driver, stream, shard, sequence, time, now)
        return Finding(False, check, future.detail, future.facts)
    decreases = await decreases_of(driver, shard)
    acts = {point.sequence: signed.act for signed in epochs for point in signed.act.points if point.shard == shard}
    unsigned = [decrease for decrease in decreases if decrease.sequence not in acts]
    if unsigned:
        first = unsigned[0]
        detail = f"sequence {first.sequence + 1} is dated {first.next}, before sequence {first.sequence} ({first.time})"
        return Finding(False, check, detail, {"sequence": first.sequence + 1, "time": first.next})
    signed = [_signed(acts[decrease.sequence], decrease.sequence, decrease.time) for decrease in decreases]
    return Finding(True, check, "; ".join(signed[:MOST_LISTED]))


def _signed(act: Epoch, sequence: int, time: str) -> str:
    return (
        f"wrong up to sequence {sequence} ({time}), true from the next one on: epoch {act.epoch}, by {act.raised_by},"
        f" {act.raised_at}: {act.reason}"
    )
