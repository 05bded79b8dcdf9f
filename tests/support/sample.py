"""Two small services for tests of `libs/common`: one publishes `sample.*`, the other follows it."""

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import BigInteger, Column, Integer, Table, Text

from common.consumer.consumer_tables import add_consumer_tables
from common.contracts.event import Event, event
from common.database.connections import new_metadata
from common.eventlog.log_tables import add_log_tables
from common.http.idempotency_table import add_idempotency_table
from common.projection.projections import Projection
from common.projection.reactions import Reactions
from common.projection.tables import PROJECTED, Tables
from common.projection.views import View
from common.service.api_definition import ApiDefinition
from common.service.definition import Service, Subscription
from common.service.unit_of_work import UnitOfWork
from common.settings import ServiceSettings

MIGRATIONS = Path(__file__).parent


@event("sample.changed.v1", source="sample", subject="name")
class SampleChanged(Event, frozen=True, kw_only=True):
    """Sent by the sample when a thing has a new value."""

    name: str
    value: int


@event("sample.removed.v1", source="sample", subject="name")
class SampleRemoved(Event, frozen=True, kw_only=True):
    """Sent by the sample when a thing is gone."""

    name: str


@event("sample.echoed.v1", source="follower", subject="name")
class SampleEchoed(Event, frozen=True, kw_only=True):
    """Sent by the follower when it has reacted to a change."""

    name: str
    value: int


THINGS = View(
    "things",
    "one row for each thing that was not removed: it's 100 % of them",
    {"name": "what the source calls the thing", "value": "the newest value"},
    "SELECT name, value FROM projected.thing",
)


def sample_service(shards: int = 2) -> Service:
    metadata = new_metadata()
    add_log_tables(metadata)
    add_idempotency_table(metadata)
    return Service(
        name="sample",
        title="Sample",
        settings=lambda: ServiceSettings(database_url=""),
        metadata=metadata,
        migrations=str(MIGRATIONS / f"sample_migrations_{shards}"),
        api=ApiDefinition,
        shards=shards,
        public_events=True,
    )


class FollowerService:
    """The service that follows the sample, with switches that make its handlers fail."""

    def __init__(self, keeps_events: bool = False) -> None:
        self.refuses: set[str] = set()
        self.batches: list[int] = []
        self.metadata = new_metadata()
        add_log_tables(self.metadata)
        add_consumer_tables(self.metadata)
        add_idempotency_table(self.metadata)
        self.thing = Table(
            "thing",
            self.metadata,
            Column("name", Text, primary_key=True),
            Column("value", BigInteger, nullable=False),
            Column("changes", Integer, nullable=False),
            schema=PROJECTED,
        )
        self.projection = Projection("sample", [self.thing])
        self.reactions = Reactions("sample")
        self.projection.on(SampleChanged)(self._changed)
        self.projection.on(SampleRemoved)(self._removed)
        self.reactions.on(SampleChanged)(self._echo)
        self.reactions.ignores(SampleRemoved)
        self.subscription = Subscription("sample", [self.projection], [self.reactions])
        self.service = Service(
            name="follower",
            title="Follower",
            settings=lambda: ServiceSettings(database_url=""),
            metadata=self.metadata,
            migrations=str(MIGRATIONS / "follower_migrations"),
            api=ApiDefinition,
            shards=1,
            subscriptions=[self.subscription],
            keeps_events=keeps_events,
            views=[THINGS],
        )

    async def _changed(self, events: Sequence[SampleChanged], tables: Tables) -> None:
        self.batches.append(len(events))
        if any(change.name in self.refuses for change in events):
            raise RuntimeError("this handler refuses")
        before = await tables.get(self.thing, {(change.name,) for change in events})
        counts = {name: changes for name, _, changes in before.values()}
        rows = []
        for change in events:
            counts[change.name] = counts.get(change.name, 0) + 1
            rows.append((change.name, change.value, counts[change.name]))
        await tables.put(self.thing, rows)

    async def _removed(self, events: Sequence[SampleRemoved], tables: Tables) -> None:
        await tables.delete(self.thing, [(removal.name,) for removal in events])

    async def _echo(self, events: Sequence[SampleChanged], work: UnitOfWork) -> None:
        await work.record([SampleEchoed(name=change.name, value=change.value) for change in events])
