"""What `python -m procedures status` shows beside the streams: the channels of publication, and who subscribed to the
events."""

from typing import Any

from sqlalchemy import Row

from common.check_state import CheckState
from common.delivery.circuit import CircuitState
from common.service.definition import Runtime
from common.status import Section, StatusLine
from procedures.publication_channels.queries.overdue_channels import overdue_by_channel
from procedures.webhooks.queries.subscribers import subscribers

LEFT_ALONE = {
    CircuitState.CLOSED: None,
    CircuitState.OPEN: "it is left alone after failures",
    CircuitState.GONE: "it said that nothing is there any more",
}
"""Why nothing is sent to a receiver; None: something is."""


async def channels_shown(runtime: Runtime) -> Section:
    """Kênh công bố: what is overdue on each, and whether it is asked at all."""
    async with runtime.engine.connect() as connection:
        return Section(
            "channels", [_channel(row) for row in await overdue_by_channel(connection, runtime.clock.today())]
        )


async def subscribers_shown(runtime: Runtime) -> Section:
    async with runtime.engine.connect() as connection:
        return Section("subscribers", [_subscriber(row) for row in await subscribers(connection)])


def _channel(row: Row[Any]) -> StatusLine:
    causes = [f"{row.overdue} Decisions are overdue"] if row.overdue else []
    causes += _left_alone(row.state)
    return _line({"channel": row.channel, "overdue": row.overdue, "circuit": row.state}, causes)


def _subscriber(row: Row[Any]) -> StatusLine:
    """One that is recorded as not active is not asked, and owes nothing."""
    facts = {
        "subscriber": row.code,
        "active": row.active,
        "delivered": row.sequence,
        "lag": row.lag,
        "failures": row.failures,
    }
    failing = row.active and row.circuit == CircuitState.CLOSED and row.failures > 0
    causes = _left_alone(row.circuit) if row.active else []
    causes += [f"{row.failures} pushes in a row have failed: {row.last_error or row.last_status}"] if failing else []
    return _line({**facts, "circuit": row.circuit}, causes)


def _left_alone(circuit: str) -> list[str]:
    cause = LEFT_ALONE[CircuitState(circuit)]
    return [] if cause is None else [cause]


def _line(facts: dict[str, Any], causes: list[str]) -> StatusLine:
    return StatusLine(facts, CheckState.FAILED if causes else CheckState.OK, "; ".join(causes))
