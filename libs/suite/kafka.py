"""Runs Apache Kafka on this machine: one node in KRaft mode, whose jars Maven fetches once."""

import contextlib
import os
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from base64 import urlsafe_b64encode
from collections.abc import Sequence
from pathlib import Path

from suite.folders_and_ports import free_port
from suite.supervised_process import SupervisedProcess

VERSION = "4.3.1"
JARS = (
    ("org.apache.kafka", "kafka_2.13", VERSION),
    ("org.apache.kafka", "kafka-tools", VERSION),
    ("org.apache.logging.log4j", "log4j-slf4j-impl", "2.25.3"),  # the server needs a logger
)
POM = """<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>congbo</groupId><artifactId>kafka</artifactId><version>1</version><packaging>pom</packaging>
<dependencies>{dependencies}</dependencies></project>"""
DEPENDENCY = "<dependency><groupId>{}</groupId><artifactId>{}</artifactId><version>{}</version></dependency>"
HEAP = "-Xmx512m"  # enough for one node
JVM = (
    HEAP,
    "-XX:+UseSerialGC",
    # The node runs briefly under a light load: the optimising compiler would double the time to start.
    "-XX:TieredStopAtLevel=1",
)
START_WAIT = 60.0
PROPERTIES = """process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:{controller}
listeners=PLAINTEXT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller}
advertised.listeners=PLAINTEXT://127.0.0.1:{port}
controller.listener.names=CONTROLLER
listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT
log.dirs={data}
num.partitions=1
auto.create.topics.enable=false
offsets.topic.replication.factor=1
offsets.topic.num.partitions=1
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
group.initial.rebalance.delay.ms=0
"""


class KafkaCannotStart(Exception):
    """Kafka did not start; the message says why in one sentence."""


def unavailable_reason() -> str | None:
    """Returns why no broker can be started here; None where one can."""
    absent = [name for name in ("java", "mvn") if shutil.which(name) is None]
    return f"{' and '.join(absent)} not installed" if absent and not jars_folder().exists() else None


def jars_folder() -> Path:
    cache = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache"))
    return cache / "congbo" / f"kafka-{VERSION}"


def fetch_jars() -> Path:
    folder = jars_folder()
    if folder.exists():
        return folder
    unfinished = folder.with_suffix(f".{os.getpid()}")
    unfinished.mkdir(parents=True)
    pom = unfinished / "pom.xml"
    pom.write_text(POM.format(dependencies="".join(DEPENDENCY.format(*jar) for jar in JARS)))
    command = ["mvn", "-B", "-q", "-f", str(pom), "dependency:copy-dependencies", f"-DoutputDirectory={unfinished}"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - a command of the suite
    if result.returncode:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise KafkaCannotStart(f"Maven could not fetch Kafka: {(result.stdout + result.stderr).strip()[-500:]}")
    try:
        unfinished.rename(folder)
    except OSError:  # another process was first
        shutil.rmtree(unfinished, ignore_errors=True)
    return folder


def class_archive() -> Path:
    """Returns an archive of Kafka's classes as the JVM loads them (class data sharing), which halves the time to start.
    A broker that starts and stops only for this writes the archive once for each JVM."""
    java = Path(shutil.which("java") or "").resolve()
    archive = jars_folder() / f"classes-{java.stat().st_mtime_ns}.jsa"
    if not archive.exists():
        unfinished = archive.with_suffix(f".{os.getpid()}")
        with tempfile.TemporaryDirectory() as folder:
            broker = Broker(Path(folder), jvm_arguments=(*JVM, f"-XX:ArchiveClassesAtExit={unfinished}"))
            try:
                broker.start()
            finally:
                broker.stop()
        with contextlib.suppress(FileNotFoundError):  # a JVM that writes no archive starts without one
            unfinished.rename(archive)
    return archive


class Broker:
    """One node on the loopback. A restart keeps data and port; another `Broker` on the same folder keeps the data.

    `properties` override the defaults, `format_arguments` are for the command that formats the storage, and
    `jvm_arguments` replace the defaults, which are for a small node that starts quickly.
    """

    def __init__(
        self,
        folder: Path,
        properties: str = "",
        format_arguments: Sequence[str] = (),
        jvm_arguments: Sequence[str] = (),
    ) -> None:
        self.folder = folder
        self.properties = properties
        self.format_arguments = format_arguments
        self.jvm_arguments = jvm_arguments
        self.port = self.controller_port = 0
        self.process: SupervisedProcess | None = None

    @property
    def bootstrap_servers(self) -> str:
        return f"127.0.0.1:{self.port}"

    def start(self) -> str:
        if (reason := unavailable_reason()) is not None:
            raise KafkaCannotStart(f"no Apache Kafka: {reason}")
        classpath = f"{fetch_jars()}/*"
        java = ["java", *(self.jvm_arguments or (*JVM, f"-XX:SharedArchiveFile={class_archive()}")), "-cp", classpath]
        properties = self._write_properties()
        if not (self.folder / "data" / "meta.properties").exists():
            self._format(java, properties)
        self.process = SupervisedProcess("kafka", [*java, "kafka.Kafka", str(properties)], self.folder / "kafka.log")
        self._wait(self.process)
        return self.bootstrap_servers

    def stop(self) -> None:
        if self.process is not None:
            self.process.stop()
            self.process = None

    def _write_properties(self) -> Path:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.port, self.controller_port = free_port(self.port), free_port(self.controller_port)
        file = self.folder / "server.properties"
        file.write_text(
            PROPERTIES.format(port=self.port, controller=self.controller_port, data=self.folder / "data")
            + self.properties.format(port=self.port)
        )
        return file

    def _format(self, java: Sequence[str], properties: Path) -> None:
        cluster_id = urlsafe_b64encode(secrets.token_bytes(16)).decode().rstrip("=")  # may begin with a hyphen
        arguments = ["format", f"--cluster-id={cluster_id}", "-c", str(properties), *self.format_arguments]
        command = [*java, "kafka.tools.StorageTool", *arguments]
        result = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - a command of the suite
        if result.returncode:
            raise KafkaCannotStart(f"Kafka's storage could not be formatted: {result.stderr.strip()[-500:]}")

    def _wait(self, process: SupervisedProcess) -> None:
        deadline = time.monotonic() + START_WAIT
        while time.monotonic() < deadline:
            if not process.running:
                raise KafkaCannotStart(f"Kafka did not start: {process.log_tail(2)}")
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        raise KafkaCannotStart(f"Kafka was not ready after {START_WAIT:.0f} s")
