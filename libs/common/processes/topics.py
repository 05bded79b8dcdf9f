"""`topics`: makes this service's topic, so that nobody else has to be allowed to."""

from collections.abc import Sequence

from common.messaging.kafka.connection import Brokers, ensure_topic, open_admin
from common.messaging.kafka.format import topic_of
from common.runtime import Runtime


async def topics(runtime: Runtime, _: Sequence[str]) -> int:
    """Make this service's topic in Kafka where it is absent."""
    brokers, service = Brokers.of(runtime.settings), runtime.service
    if not brokers or not service.shards:
        print(f"{service.name}: no topic is needed")
        return 0
    admin = await open_admin(brokers)
    try:
        topic = topic_of(service.name)
        found = await ensure_topic(admin, topic, service.shards, runtime.settings.kafka_replication_factor)
    finally:
        await admin.close()
    print(f"{topic} has {service.shards} partitions and the id {found}")
    return 0
