"""The sections of `python -m procedures status` in addition to the streams: the channels of publication, and the
subscribers of the events."""

from typing import Any

from sqlalchemy import Row

from common.check_state import CheckState
from common.delivery.circuit import CircuitState
from common.service.definition import Runtime
from common.status import Section, StatusLine
from procedures.publication_channels.queries.overdue_channels import overdue_by_channel
from procedures.webhooks.queries.subscribers import subscribers

PAUSE_REASONS = {
    CircuitState.CLOSED: None,
    CircuitState.OPEN: "pushes are paused after failures",
    CircuitState.GONE: "the receiver answered 410 Gone",
}
"""Why nothing is sent to a receiver, by the state of its circuit; None where it is sent to."""


async def channels_section(runtime: Runtime) -> Section:
    """Shows the overdue Decisions of each channel (kênh công bố), and whether pushes to it are paused."""
    async with runtime.engine.connect() as connection:
        return Section(
            "channels", [_channel(row) for row in await overdue_by_channel(connection, runtime.clock.today())]
        )


async def subscribers_section(runtime: Runtime) -> Section:
    async with runtime.engine.connect() as connection:
        return Section("subscribers", [_subscriber(row) for row in await subscribers(connection)])


def _channel(row: Row[Any]) -> StatusLine:
    """A channel whose pushes are paused is broken; one that is not known to show a Decision in time is overdue, which
    an officer resolves."""
    paused, overdue = _pause_reason(row.state), [f"{row.overdue} Decisions are overdue"] if row.overdue else []
    facts = {"channel": row.channel, "overdue": row.overdue, "circuit": row.state}
    late = CheckState.OVERDUE if overdue else CheckState.OK
    return StatusLine(facts, CheckState.FAILED if paused else late, "; ".join([*overdue, *paused]))


def _subscriber(row: Row[Any]) -> StatusLine:
    """A subscriber that is recorded as inactive is sent nothing, so it has no fault."""
    facts = {
        "subscriber": row.code,
        "active": row.active,
        "delivered": row.sequence,
        "lag": row.lag,
        "failures": row.failures,
    }
    failing = row.active and row.circuit == CircuitState.CLOSED and row.failures > 0
    causes = _pause_reason(row.circuit) if row.active else []
    causes += [f"{row.failures} pushes in a row have failed: {row.last_error or row.last_status}"] if failing else []
    return _line({**facts, "circuit": row.circuit}, causes)


def _pause_reason(circuit: str) -> list[str]:
    cause = PAUSE_REASONS[CircuitState(circuit)]
    return [] if cause is None else [cause]


def _line(facts: dict[str, Any], causes: list[str]) -> StatusLine:
    return StatusLine(facts, CheckState.FAILED if causes else CheckState.OK, "; ".join(causes))
