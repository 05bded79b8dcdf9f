"""`topics`: makes this service's topic, so that nobody else has to be allowed to."""

from collections.abc import Sequence

from common.messaging.kafka.connection import ensure_topic, open_admin
from common.messaging.kafka.format import topic_of
from common.runtime import Runtime


async def topics(runtime: Runtime, _: Sequence[str]) -> int:
    """Make this service's topic in Kafka where it is absent."""
    settings, service = runtime.settings, runtime.service
    if not settings.kafka_bootstrap_servers or not service.shards:
        print(f"{service.name}: no topic is needed")
        return 0
    admin = await open_admin(settings.kafka_bootstrap_servers)
    try:
        topic = topic_of(service.name)
        found = await ensure_topic(admin, topic, service.shards, settings.kafka_replication_factor)
    finally:
        await admin.close()
    print(f"{topic} has {service.shards} partitions and the id {found}")
    return 0
