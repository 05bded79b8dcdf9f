"""The settings that every Kafka client here shares, and the topic of a stream."""

import asyncio

from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import TopicAlreadyExistsError, for_code

from common.messaging.kafka.topic_id import topic_id

REQUEST_TIMEOUT_MS = 5_000  # a broker that is away is found out about soon; we try again for ever
LOOKS, LOOK = 20, 0.1  # seconds between looks for a topic just made
KEEP_FOR_EVER = {"retention.ms": "-1", "cleanup.policy": "delete"}


def client_settings(bootstrap_servers: str) -> dict[str, object]:
    return {"bootstrap_servers": bootstrap_servers, "request_timeout_ms": REQUEST_TIMEOUT_MS, "retry_backoff_ms": 50}


async def open_admin(bootstrap_servers: str) -> AIOKafkaAdminClient:
    admin = AIOKafkaAdminClient(**client_settings(bootstrap_servers))
    try:
        await admin.start()
    except BaseException:
        await admin.close()
        raise
    return admin


async def ensure_topic(admin: AIOKafkaAdminClient, topic: str, partitions: int, replicas: int) -> str:
    """Make the topic if it is not there; answers its id."""
    found = await topic_id(admin, topic)
    if found is None:
        wanted = NewTopic(topic, num_partitions=partitions, replication_factor=replicas, topic_configs=KEEP_FOR_EVER)
        answer = await admin.create_topics([wanted])
        for _name, code, message in answer.topic_errors:
            error = for_code(code)
            if code and error is not TopicAlreadyExistsError:
                raise error(message)
        for _ in range(LOOKS):  # the broker that answers may not have heard of it yet
            if (found := await topic_id(admin, topic)) is not None:
                break
            await asyncio.sleep(LOOK)
    if found is None:
        raise ConnectionError(f"topic {topic} was made and is not there yet")
    return found
