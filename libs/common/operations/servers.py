"""Long-running processes without an API: relay, consumers, and the service's own parts."""

from collections.abc import Sequence

from common.consumer.carriers import carrier_of
from common.consumer.consumer import Consumer
from common.consumer.handled_types import check_event_types
from common.consumer.head_watch import watch_heads
from common.kafka.connection import Brokers
from common.kafka.publisher import KafkaPublisher
from common.lazy_import import lazy_import
from common.operations.supervision import Part, until_stopped
from common.operations.wait_for_migrations import once_migrated
from common.relay.relay import Relay
from common.service.definition import Command, PartFactory, Runtime


def relay_parts(runtime: Runtime) -> list[tuple[str, Part]]:
    brokers, service = Brokers.of(runtime.settings), runtime.service
    if not brokers or not service.shards:
        return []
    publisher = KafkaPublisher(brokers, service.name, service.shards, runtime.settings.kafka_replication_factor)
    return [("relay", Relay(service.name, runtime.settings.database_url, publisher).run)]


def consumer_parts(runtime: Runtime) -> list[tuple[str, Part]]:
    """Raises `EventTypesNotHandled`: a consumer that would ignore an event type does not start."""
    check_event_types(runtime.service)
    return [
        (
            f"consumer of {subscription.source}",
            Consumer(runtime, subscription, carrier_of(runtime, subscription), watch_heads).run,
        )
        for subscription in runtime.service.subscriptions
    ]


def own_parts(runtime: Runtime) -> list[tuple[str, Part]]:
    return [(name, make()(runtime)) for name, make in runtime.service.parts.items()]


def health_parts(runtime: Runtime) -> list[tuple[str, Part]]:
    """Serves health and metrics for a relay or consumer, which has no API."""
    if (port := runtime.settings.health_port) is None:
        return []
    return [("health", lazy_import("common.operations.serving:health_part")()(runtime, port))]


async def run_parts(
    runtime: Runtime, parts: Sequence[tuple[str, Part]], beside: Sequence[tuple[str, Part]] = ()
) -> int:
    """Runs the parts as soon as the database is migrated, and those in `beside` at once."""
    return await until_stopped([*((name, once_migrated(runtime, part)) for name, part in parts), *beside])


async def relay(runtime: Runtime, _: Sequence[str]) -> int:
    """Send this service's events to Kafka."""
    return await run_parts(runtime, relay_parts(runtime), health_parts(runtime))


async def consume(runtime: Runtime, _: Sequence[str]) -> int:
    """Apply the events of the streams that this service follows."""
    return await run_parts(runtime, consumer_parts(runtime), health_parts(runtime))


def part_command(name: str, make: PartFactory) -> Command:
    """Returns the command that runs one of the service's own parts."""

    async def run(runtime: Runtime, _: Sequence[str]) -> int:
        return await run_parts(runtime, [(name, make(runtime))], health_parts(runtime))

    run.__doc__ = make.__doc__
    return run
