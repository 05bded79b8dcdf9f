"""Long-running processes without an API: relay, consumers, and the service's own parts."""

from argparse import Namespace
from collections.abc import Callable, Sequence
from functools import partial

from common.consumer.carriers import carrier_of
from common.consumer.consumer import Consumer
from common.consumer.handled_types import check_event_types
from common.consumer.head_watch import watch_heads
from common.kafka.connection import Brokers
from common.kafka.publisher import KafkaPublisher
from common.lazy_import import lazy_import
from common.operations.part_restarts import restarted
from common.operations.supervision import Part, until_stopped
from common.operations.wait_for_migrations import once_migrated
from common.relay.relay import Relay
from common.service.definition import Command, PartFactory, Runtime, Subscription

PartMakers = Sequence[tuple[str, Callable[[], Part]]]
"""Parts by their names, each with what makes it for a start."""


def relay_parts(runtime: Runtime) -> PartMakers:
    brokers, service, settings = Brokers.of(runtime.settings), runtime.service, runtime.settings
    if not brokers or not service.shards:
        return []

    def make() -> Part:
        publisher = KafkaPublisher(brokers, service.name, service.shards, settings.kafka_replication_factor)
        return Relay(service.name, settings.database_url, publisher, runtime.parts).run

    return [("relay", make)]


def consumer_parts(runtime: Runtime) -> PartMakers:
    """Raises `EventTypesNotHandled`: a consumer that would ignore an event type does not start."""
    check_event_types(runtime.service)

    def make(subscription: Subscription) -> Part:
        return Consumer(runtime, subscription, carrier_of(runtime, subscription), watch_heads).run

    return [
        (f"consumer of {subscription.source}", partial(make, subscription))
        for subscription in runtime.service.subscriptions
    ]


def own_parts(runtime: Runtime) -> PartMakers:
    return [(name, partial(make(), runtime)) for name, make in runtime.service.parts.items()]


def health_parts(runtime: Runtime) -> list[tuple[str, Part]]:
    """Serves health and metrics for a relay or consumer, which has no API."""
    if (port := runtime.settings.health_port) is None:
        return []
    return [("health", lazy_import("common.operations.serving:health_part")()(runtime, port))]


async def run_parts(runtime: Runtime, parts: PartMakers, beside: Sequence[tuple[str, Part]] = ()) -> int:
    """Runs the parts as soon as the database is migrated, and again after a failure; those in `beside` run at once, and
    a failure of theirs ends the process."""
    return await until_stopped(
        [
            *((name, restarted(runtime, name, partial(make_migrated, runtime, make))) for name, make in parts),
            *beside,
        ]
    )


def make_migrated(runtime: Runtime, make: Callable[[], Part]) -> Part:
    return once_migrated(runtime, make())


async def run_relay(runtime: Runtime, _: Namespace) -> int:
    """Send this service's events to Kafka."""
    return await run_parts(runtime, relay_parts(runtime), health_parts(runtime))


async def run_consumers(runtime: Runtime, _: Namespace) -> int:
    """Apply the events of the streams that this service follows."""
    return await run_parts(runtime, consumer_parts(runtime), health_parts(runtime))


def part_command(name: str, make: PartFactory) -> Command:
    """Returns the command that runs one of the service's own parts."""

    async def run(runtime: Runtime, _: Namespace) -> int:
        return await run_parts(runtime, [(name, partial(make, runtime))], health_parts(runtime))

    run.__doc__ = make.__doc__
    return Command(run, needs_schema=False)


relay = Command(run_relay, needs_schema=False)
consume = Command(run_consumers, needs_schema=False)
