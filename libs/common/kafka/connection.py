"""The settings that every Kafka client here shares, and the topic of a stream."""

import asyncio
import contextlib
import ssl
from dataclasses import dataclass, field
from pathlib import Path

from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import TopicAlreadyExistsError, for_code
from pydantic import SecretStr

from common.kafka.topic_id import topic_id
from common.settings import ServiceSettings

REQUEST_TIMEOUT_MS = 5_000  # a broker that is away is found out about soon; we try again for ever
KEEP_FOR_EVER = {"retention.ms": "-1", "cleanup.policy": "delete"}


@dataclass(frozen=True)
class Brokers:
    """Where Kafka is, and how we know each other: it us by a name and password or by our certificate, we it by its
    authority."""

    servers: str
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    ca_file: Path | None = None
    certificate_file: Path | None = None
    key_file: Path | None = None
    key_password: str | None = field(default=None, repr=False)

    @classmethod
    def of(cls, settings: ServiceSettings) -> "Brokers | None":
        """None where events travel by the feeds."""
        if not settings.kafka_bootstrap_servers:
            return None
        return cls(
            settings.kafka_bootstrap_servers,
            settings.kafka_username,
            shown(settings.kafka_password),
            settings.kafka_ca_file,
            settings.kafka_certificate_file,
            settings.kafka_key_file,
            shown(settings.kafka_key_password),
        )

    @property
    def protocol(self) -> str:
        return ("SASL_" if self.username else "") + ("SSL" if self.ca_file else "PLAINTEXT")

    @property
    def tls(self) -> ssl.SSLContext | None:
        """The authority's certificates alone vouch for brokers, whose names are checked."""
        if self.ca_file is None:
            return None
        context = ssl.create_default_context(cafile=self.ca_file)
        context.sslobject_class = TakesLeave
        if self.certificate_file is not None:
            context.load_cert_chain(self.certificate_file, self.key_file, self.key_password)
        return context


class TakesLeave(ssl.SSLObject):
    """Says goodbye and goes (RFC 8446, 6.1 allows it). The loop would wait 30 s for an answer, and a broker that holds
    a
    request of ours answers late, often never: it reads no further.
    """

    def unwrap(self) -> None:
        with contextlib.suppress(ssl.SSLWantReadError):  # raised when our goodbye is written and theirs is not there
            super().unwrap()


def shown(secret: SecretStr | None) -> str | None:
    return secret.get_secret_value() if secret else None


def client_settings(brokers: Brokers) -> dict[str, object]:
    known = (
        {"sasl_plain_username": brokers.username, "sasl_plain_password": brokers.password} if brokers.username else {}
    )
    return {
        "bootstrap_servers": brokers.servers,
        "request_timeout_ms": REQUEST_TIMEOUT_MS,
        "retry_backoff_ms": 50,
        "security_protocol": brokers.protocol,
        "sasl_mechanism": "SCRAM-SHA-512",
        "ssl_context": brokers.tls,
        **known,
    }


async def open_admin(brokers: Brokers) -> AIOKafkaAdminClient:
    admin = AIOKafkaAdminClient(**client_settings(brokers))
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
        found = await _seen(admin, topic)
    if found is None:
        raise ConnectionError(f"topic {topic} was made and is not there yet")
    return found


async def _seen(admin: AIOKafkaAdminClient, topic: str) -> str | None:
    """A topic that was just made shows a moment later, on a busy broker some seconds later."""
    for _ in range(50):
        if (found := await topic_id(admin, topic)) is not None:
            return found
        await asyncio.sleep(0.1)
    return None
