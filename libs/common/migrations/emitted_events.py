"""Events that a migration emits once about rows that exist already: followers get them by the stream from then on."""

from collections.abc import Sequence

from alembic import context
from sqlalchemy.util import await_only

from common.contracts.event import Event
from common.eventlog.log import EventLog


def emit(source: str, shards: int, events: Sequence[Event]) -> None:
    """Appends the events to the stream in the transaction of the migration. Followers must know their types before:
    they are upgraded first."""
    attributes = context.config.attributes
    if events and attributes["clock"] is not None:
        await_only(EventLog(source, shards).append(attributes["async_connection"], events, attributes["clock"]))
