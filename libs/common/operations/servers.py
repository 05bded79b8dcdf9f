"""The processes that stay up and answer no requests, unless after their own health."""

from collections.abc import Sequence

from common.consumer.carriers import carrier_of
from common.consumer.consumer import Consumer
from common.consumer.handled_types import check_event_types
from common.consumer.head_watch import watch_heads
from common.kafka.connection import Brokers
from common.kafka.publisher import KafkaPublisher
from common.named import named
from common.operations.supervision import Part, until_stopped
from common.operations.wait_for_migrations import once_migrated
from common.relay.relay import Relay
from common.service.definition import Command, Runtime, StaysUp


def relay_parts(runtime: Runtime) -> list[tuple[str, Part]]:
    brokers, service = Brokers.of(runtime.settings), runtime.service
    if not brokers or not service.shards:
        return []
    publisher = KafkaPublisher(brokers, service.name, service.shards, runtime.settings.kafka_replication_factor)
    return [("relay", Relay(service.name, runtime.settings.database_url, publisher).run)]


def consumer_parts(runtime: Runtime) -> list[tuple[str, Part]]:
    """Raises `EventTypesNotHandled`: a consumer that would pass over a type does not start."""
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
    """A relay or consumer has no API of its own, but an operator may ask after its health all the same."""
    if (port := runtime.settings.health_port) is None:
        return []
    return [("health", named("common.operations.serving:health_of")()(runtime, port))]


async def working(runtime: Runtime, parts: Sequence[tuple[str, Part]], beside: Sequence[tuple[str, Part]] = ()) -> int:
    """The parts, once there is a schema for them; what stands beside them may answer before."""
    return await until_stopped([*((name, once_migrated(runtime, part)) for name, part in parts), *beside])


async def relay(runtime: Runtime, _: Sequence[str]) -> int:
    """Send this service's events to Kafka."""
    return await working(runtime, relay_parts(runtime), health_parts(runtime))


async def consume(runtime: Runtime, _: Sequence[str]) -> int:
    """Follow the streams that this service listens to."""
    return await working(runtime, consumer_parts(runtime), health_parts(runtime))


def staying_up(name: str, make: StaysUp) -> Command:
    """The command that runs one of the service's own parts."""

    async def stay(runtime: Runtime, _: Sequence[str]) -> int:
        return await working(runtime, [(name, make(runtime))], health_parts(runtime))

    stay.__doc__ = make.__doc__
    return stay
