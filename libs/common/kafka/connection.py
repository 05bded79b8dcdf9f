"""The settings that all Kafka clients share, and the creation of topics."""

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

REQUEST_TIMEOUT_MS = 5_000  # short, to notice soon that a broker is unreachable; every caller retries
RETAIN_FOREVER = {"retention.ms": "-1", "cleanup.policy": "delete"}


@dataclass(frozen=True)
class Brokers:
    """The addresses of the brokers and the credentials: the brokers authenticate the client by a name and password or
    by its certificate, the client authenticates the brokers by their certificate authority."""

    servers: str
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    ca_file: Path | None = None
    certificate_file: Path | None = None
    key_file: Path | None = None
    key_password: str | None = field(default=None, repr=False)

    @classmethod
    def of(cls, settings: ServiceSettings) -> "Brokers | None":
        """Returns None if the installation has no Kafka and events are read from the feeds."""
        if not settings.kafka_bootstrap_servers:
            return None
        return cls(
            settings.kafka_bootstrap_servers,
            settings.kafka_username,
            secret_value(settings.kafka_password),
            settings.kafka_ca_file,
            settings.kafka_certificate_file,
            settings.kafka_key_file,
            secret_value(settings.kafka_key_password),
        )

    @property
    def protocol(self) -> str:
        return ("SASL_" if self.username else "") + ("SSL" if self.ca_file else "PLAINTEXT")

    @property
    def tls(self) -> ssl.SSLContext | None:
        """Returns a context that trusts this authority's certificates alone and checks the names of the brokers."""
        if self.ca_file is None:
            return None
        context = ssl.create_default_context(cafile=self.ca_file)
        context.sslobject_class = ShutdownWithoutWait
        if self.certificate_file is not None:
            context.load_cert_chain(self.certificate_file, self.key_file, self.key_password)
        return context


class ShutdownWithoutWait(ssl.SSLObject):
    """Closes a connection without waiting for the peer's `close_notify`, as RFC 8446, 6.1 allows. The event loop would
    wait for it for 30 s, and a broker that still holds a request of ours sends it late or never.
    """

    def unwrap(self) -> None:
        with contextlib.suppress(ssl.SSLWantReadError):  # raised when our `close_notify` is sent and theirs is not here
            super().unwrap()


def secret_value(secret: SecretStr | None) -> str | None:
    return secret.get_secret_value() if secret else None


def client_settings(brokers: Brokers) -> dict[str, object]:
    credentials = (
        {"sasl_plain_username": brokers.username, "sasl_plain_password": brokers.password} if brokers.username else {}
    )
    return {
        "bootstrap_servers": brokers.servers,
        "request_timeout_ms": REQUEST_TIMEOUT_MS,
        "retry_backoff_ms": 50,
        "security_protocol": brokers.protocol,
        "sasl_mechanism": "SCRAM-SHA-512",
        "ssl_context": brokers.tls,
        **credentials,
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
    """Creates the topic if it does not exist. Returns its id."""
    id = await topic_id(admin, topic)
    if id is None:
        new_topic = NewTopic(
            topic, num_partitions=partitions, replication_factor=replicas, topic_configs=RETAIN_FOREVER
        )
        response = await admin.create_topics([new_topic])
        for _name, code, message in response.topic_errors:
            error = for_code(code)
            if code and error is not TopicAlreadyExistsError:
                raise error(message)
        id = await _wait_for_topic(admin, topic)
    if id is None:
        raise ConnectionError(f"topic {topic} was created and is not visible yet")
    return id


async def _wait_for_topic(admin: AIOKafkaAdminClient, topic: str) -> str | None:
    """Waits for a new topic, which becomes visible a moment later, on a busy broker some seconds later."""
    for _ in range(50):
        if (found := await topic_id(admin, topic)) is not None:
            return found
        await asyncio.sleep(0.1)
    return None
