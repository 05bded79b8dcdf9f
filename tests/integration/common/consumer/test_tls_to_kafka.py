"""TLS to a real Apache Kafka, with a password (SCRAM) and with a client certificate, by the relay and a consumer."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import structlog
from aiokafka.errors import AuthenticationFailedError, KafkaConnectionError
from pydantic import SecretStr

from common.kafka.connection import Brokers, ensure_topic, open_admin
from common.kafka.reading import last_record
from common.settings import ServiceSettings
from suite.folders_and_ports import free_port
from tests.support.certificates import Authority, IssuedCertificate
from tests.support.postgres import Postgres
from tests.support.requirements import only_in_full_run
from tests.support.sample import SampleChanged
from tests.support.sample_stack import brokers_of, sample_stack
from tests.support.scratch_folders import scratch_folder
from tests.support.tls_servers import PASSWORD, TlsBroker, tls_broker

pytestmark = only_in_full_run("a broker of its own")

PASSWORD_OF_KEY = "pass-word-of-the-key"


@dataclass(frozen=True)
class Kafka:
    broker: TlsBroker
    authority: Authority
    untrusted: Authority
    client: IssuedCertificate

    def by_password(self, **changed: Any) -> dict[str, Any]:
        settings = {
            "kafka_username": "congbo",
            "kafka_password": SecretStr(PASSWORD),
            "kafka_ca_file": self.authority.certificate,
        }
        return {**settings, **changed}

    def by_certificate(self, issued: IssuedCertificate | None = None) -> dict[str, Any]:
        certificate = issued or self.client
        return {
            "kafka_ca_file": self.authority.certificate,
            "kafka_certificate_file": certificate.certificate,
            "kafka_key_file": certificate.key,
            "kafka_key_password": SecretStr(PASSWORD_OF_KEY),
        }


@pytest.fixture(scope="module")
async def kafka(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Kafka]:
    issued = tmp_path_factory.mktemp("certificates")
    authority, stranger = Authority(issued), Authority(issued / "other", "stranger")
    ports = free_port(), free_port(), free_port()
    with scratch_folder() as folder, tls_broker(folder, authority.issue("broker"), authority, ports) as broker:
        yield Kafka(broker, authority, stranger, authority.issue("congbo", password=PASSWORD_OF_KEY))


async def assert_events_arrive(postgres: Postgres, folder: Path, servers: str, **security: Any) -> None:
    """Publishes an event through log, relay and Kafka, and checks the follower's projection."""
    async with sample_stack(postgres, folder, kafka=servers, **security) as stack, stack.following():
        await stack.wait_until_applied(*await stack.publish([SampleChanged(name="one", value=7)]))
        assert await stack.things() == {"one": (7, 1)}


def brokers_at(servers: str, security: dict[str, Any]) -> Brokers:
    return brokers_of(
        ServiceSettings(database_url="postgresql://nobody/none", kafka_bootstrap_servers=servers, **security)
    )


async def refused_connection(servers: str, settings: dict[str, Any]) -> BaseException:
    brokers = brokers_at(servers, settings)
    with structlog.testing.capture_logs() as lines, pytest.raises(Exception) as caught:  # noqa: PT011 - each test checks which
        async with asyncio.timeout(30):
            await open_admin(brokers)
    output = f"{caught.value!r} {caught.value} {brokers!r} {lines}"
    assert PASSWORD not in output
    assert PASSWORD_OF_KEY not in output
    return caught.value


async def test_events_are_sent_encrypted_to_clients_with_the_password(
    kafka: Kafka, postgres: Postgres, tmp_path: Path
) -> None:
    await assert_events_arrive(postgres, tmp_path, kafka.broker.scram, **kafka.by_password())


async def test_events_are_sent_to_clients_with_a_certificate(kafka: Kafka, postgres: Postgres, tmp_path: Path) -> None:
    await assert_events_arrive(postgres, tmp_path, kafka.broker.mutual, **kafka.by_certificate())


async def test_closing_a_connection_does_not_wait_for_the_broker(kafka: Kafka) -> None:
    """A broker sends `close_notify` when the request that it holds is done, after half a second, or never; the event
    loop would wait for 30 s."""
    brokers = brokers_at(kafka.broker.scram, kafka.by_password())
    admin = await open_admin(brokers)
    await ensure_topic(admin, "farewell", 1, 1)
    await admin.close()
    async with asyncio.timeout(9):  # with a wait for the end of each request it would take more than ten seconds
        for _ in range(20):
            assert await last_record(brokers, "farewell", 0) is None


async def test_a_wrong_password_is_refused(kafka: Kafka) -> None:
    error = await refused_connection(kafka.broker.scram, kafka.by_password(kafka_password=SecretStr("guessed")))
    assert isinstance(error, AuthenticationFailedError | KafkaConnectionError)


async def test_a_missing_password_is_refused(kafka: Kafka) -> None:
    await refused_connection(kafka.broker.scram, {"kafka_ca_file": kafka.authority.certificate})


async def test_a_broker_of_another_authority_is_refused(kafka: Kafka) -> None:
    for servers, settings in ((kafka.broker.scram, kafka.by_password()), (kafka.broker.mutual, kafka.by_certificate())):
        error = await refused_connection(servers, {**settings, "kafka_ca_file": kafka.untrusted.certificate})
        assert isinstance(error, KafkaConnectionError)


async def test_a_broker_under_another_name_is_refused(kafka: Kafka) -> None:
    await refused_connection(kafka.broker.scram.replace("127.0.0.1", "localhost"), kafka.by_password())


async def test_a_missing_certificate_or_one_of_another_authority_is_refused(kafka: Kafka) -> None:
    await refused_connection(kafka.broker.mutual, {"kafka_ca_file": kafka.authority.certificate})
    await refused_connection(
        kafka.broker.mutual, kafka.by_certificate(kafka.untrusted.issue("congbo", password=PASSWORD_OF_KEY))
    )


async def test_a_broker_that_requires_tls_accepts_no_plaintext(kafka: Kafka) -> None:
    await refused_connection(kafka.broker.scram, {"kafka_username": "congbo", "kafka_password": SecretStr(PASSWORD)})


def test_a_key_without_its_password_is_refused(kafka: Kafka) -> None:
    settings = {**kafka.by_certificate(), "kafka_key_password": SecretStr("guessed")}
    brokers = brokers_at("x", settings)
    with pytest.raises(ssl.SSLError) as caught:
        brokers.tls  # noqa: B018 - reading the property loads the key
    assert "guessed" not in str(caught.value)
