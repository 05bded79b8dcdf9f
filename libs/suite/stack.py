"""Runs the whole suite on one machine: PostgreSQL, Kafka where it is chosen, the development issuer, and the four
services as processes."""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import asyncpg
import httpx
from sqlalchemy.exc import ArgumentError

from common.eventlog.keys import make_key_file
from suite import databases, http_get
from suite.databases import SERVICES, DatabaseUrls
from suite.folders_and_ports import Ports
from suite.kafka import Broker
from suite.postgres import Cluster
from suite.supervised_process import SupervisedProcess
from suite.tokens import SERVICE_SCOPES, Issuer

PORTS = {"issuer": 8000, "procedures": 8001, "online_services": 8002, "population_lookup": 8003, "reporting": 8004}
PUBLISHERS = ("procedures", "online_services", "population_lookup")
SUBSCRIBERS = ("online_services", "population_lookup", "reporting")
OWN_PARTS = {
    "push-channels": ("procedures",),
    "push-webhooks": ("procedures",),
    "fetch-contents": ("online_services",),
    "watch-deadlines": ("online_services",),
    "watch-lookups": ("population_lookup",),
}
"""The long-running processes that only some services have."""
RESIDENTS = 5_000
SEED = "6"
OWNER_COMMANDS = frozenset({"backup", "migrate", "rebuild", "residents", "restore", "roles"})
"""Commands that create tables, if only for a moment, or read all of them; all others run with the privileges of the
application's role."""
READY_WAIT = 60.0

Report = Callable[[str], None]


class CannotRun(Exception):
    """The suite cannot run, or a check of it failed; the message says why in one sentence."""


@dataclass
class Stack:
    """`bus` is `feed` or `kafka`; where KAFKA_BOOTSTRAP_SERVERS is set, that broker is used and none is started.

    With `split`, API, relay, consumers and own parts of each service run in processes of their own, as in a large
    installation.
    """

    folder: Path
    bus: str = "feed"
    report: Report = print
    residents: int = RESIDENTS
    split: bool = False
    reserved_ports: Ports = field(default_factory=Ports)
    ports: dict[str, int] = field(default_factory=dict)
    urls: dict[str, str] = field(default_factory=dict)
    processes: dict[str, SupervisedProcess] = field(default_factory=dict)
    cluster: Cluster | None = None
    broker: Broker | None = None

    def start(self) -> None:
        self.folder.mkdir(mode=0o711, parents=True, exist_ok=True)
        self.private = self.folder / "private"
        self.private.mkdir(mode=0o700, exist_ok=True)
        for name, preferred in PORTS.items():
            self.ports[name] = self.reserved_ports.take(preferred)
            self.urls[name] = f"http://127.0.0.1:{self.ports[name]}"
        self.report("starting PostgreSQL")
        self.database_urls = self._create_databases()
        self._start_broker()
        self.issuer = Issuer(self.private / "issuer.pem", self.urls["issuer"])
        self._write_environments()
        self._migrate()
        self.report("starting the issuer and the services")
        self.start_process("issuer")
        for name in self.process_names():
            self.start_process(name)
        self.wait_ready()

    def process_names(self) -> list[str]:
        """Returns the names of the services' processes: `procedures`, or with `split` `procedures api`, `procedures
        relay` and so on."""
        if not self.split:
            return list(SERVICES)
        parts = {"api": SERVICES, "relay": PUBLISHERS if self.kafka else (), "consume": SUBSCRIBERS, **OWN_PARTS}
        return [f"{service} {part}" for part, services in parts.items() for service in services]

    def stop(self) -> None:
        """Stops the processes in the order of dependence: services, then broker, then database."""
        for process in self.processes.values():
            process.request_stop()
        for process in self.processes.values():
            process.stop()
        self.processes.clear()
        for part in (self.broker, self.cluster):
            if part is not None:
                part.stop()
        self.reserved_ports.release()

    def token(self, *scopes: str, subject: str = "demo", agency: str = "", name: str = "") -> str:
        return self.issuer.token(subject, scopes, name or subject, agency)

    def start_process(self, name: str) -> None:
        if name == "issuer":
            key = str(self.private / "issuer.pem")
            command = [sys.executable, "-m", "suite", "issuer", "--key", key, "--port", str(self.ports["issuer"])]
            self.processes[name] = SupervisedProcess(name, command, self.folder / "issuer.log")
        else:
            service, _, part = name.partition(" ")
            self.processes[name] = self.start_command(service, part or "all", log=name.replace(" ", "-"))

    def supervised(self) -> dict[str, SupervisedProcess]:
        """Every process of the stack by its name, PostgreSQL and Kafka too where they are ours."""
        named = dict(self.processes)
        if self.cluster is not None and self.cluster.server is not None:
            named["postgresql"] = self.cluster.server
        if self.broker is not None and self.broker.process is not None:
            named["kafka"] = self.broker.process
        return named

    def start_again(self, name: str) -> None:
        """One of `supervised` that has ended, on its former data and port."""
        if name == "postgresql" and self.cluster is not None:
            self._start_postgresql_again(self.cluster)
        elif name == "kafka" and self.broker is not None:
            self.broker.stop()
            self.broker.start()
        else:
            self.processes[name].stop()
            self.start_process(name)

    def _start_postgresql_again(self, cluster: Cluster) -> None:
        """Where its former port was taken meanwhile, all services are started again with the new one."""
        former = cluster.port
        cluster.stop()
        self.server_url = cluster.start(former)
        if cluster.port == former:
            return
        self.report(f"port {former} was taken: PostgreSQL listens on {cluster.port}, and the services start again")
        self.database_urls = asyncio.run(databases.create_databases(self.server_url, self.private))
        for name in self.process_names():
            self.processes[name].stop()
            self.start_process(name)

    def start_command(self, service: str, *arguments: str, log: str = "") -> SupervisedProcess:
        """Starts a command of a service and does not wait for its end."""
        command = [sys.executable, "-m", service, *arguments]
        name = log or service
        return SupervisedProcess(name, command, self.folder / f"{name}.log", self.environment(service, arguments[0]))

    def environment(self, service: str, command: str) -> dict[str, str]:
        urls = self.database_urls[service]
        return {**self.environments[service], "DATABASE_URL": urls.owner if command in OWNER_COMMANDS else urls.app}

    @property
    def residents_command(self) -> tuple[str, ...]:
        """The command that creates the synthetic residents; where they exist already, it changes nothing."""
        return ("population_lookup", "residents", "--count", str(self.residents), "--seed", SEED)

    def run(self, service: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Runs a command of a service to its end."""
        command = [sys.executable, "-m", service, *arguments]
        env = {**os.environ, **self.environment(service, arguments[0])}
        return subprocess.run(command, env=env, capture_output=True, text=True, check=False)  # noqa: S603 - a command of the suite

    def wait_ready(self) -> None:
        deadline = time.monotonic() + READY_WAIT
        waiting = ["issuer", *SERVICES]
        while waiting:
            self.check_processes()
            waiting = [
                name
                for name in waiting
                if not (self.issuer_is_ready() if name == "issuer" else http_get.is_ready(self.urls[name]))
            ]
            if time.monotonic() > deadline:
                raise CannotRun(f"{', '.join(waiting)} not ready after {READY_WAIT:.0f} s")
            time.sleep(0.1)

    def issuer_is_ready(self) -> bool:
        """Whether the issuer publishes the keys of this stack. Another process that took its port would publish
        others."""
        try:
            published = http_get.get(f"{self.urls['issuer']}/.well-known/jwks.json", timeout=2).json()
        except (httpx.HTTPError, ValueError):
            return False
        return bool(published == self.issuer.jwks())

    def check_processes(self) -> None:
        for process in self.processes.values():
            if not process.running:
                raise CannotRun(f"{process.name} ended by itself: {process.log_tail(3)}")

    def _create_databases(self) -> dict[str, DatabaseUrls]:
        self.server_url = self._start_postgresql()
        try:
            return asyncio.run(databases.create_databases(self.server_url, self.private))
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, ArgumentError) as error:
            raise CannotRun(f"PostgreSQL cannot be used: {error or repr(error)}") from error

    def _start_postgresql(self) -> str:
        if url := os.environ.get("DATABASE_URL"):
            return url
        self.cluster = Cluster(self.folder / "postgresql")
        return self.cluster.start()

    def _start_broker(self) -> None:
        self.kafka = os.environ.get("KAFKA_BOOTSTRAP_SERVERS", "") if self.bus == "kafka" else ""
        if self.bus == "kafka" and not self.kafka:
            self.report("starting Apache Kafka")
            self.broker = Broker(self.folder / "kafka")
            self.kafka = self.broker.start()

    def _write_environments(self) -> None:
        token_file = self.private / "service.token"
        token_file.touch(mode=0o600)
        token_file.write_text(self.token(*SERVICE_SCOPES, subject="system:suite"))
        shared = {f"{service.upper()}_URL": self.urls[service] for service in SERVICES}
        shared |= {"JWT_ISSUER": self.urls["issuer"], "JWKS_URL": f"{self.urls['issuer']}/.well-known/jwks.json"}
        shared |= {"SERVICE_TOKEN_FILE": str(token_file), "KAFKA_BOOTSTRAP_SERVERS": self.kafka}
        self.environments: dict[str, dict[str, str]] = {}
        for service in SERVICES:
            own = {"PORT": str(self.ports[service])}
            if service in PUBLISHERS:
                own["STREAM_KEY_FILE"] = str(self._stream_key(service))
            if service == "online_services":
                own["TREASURY"] = "mock"
            self.environments[service] = {**shared, **own}

    def _stream_key(self, service: str) -> Path:
        file = self.private / f"{service}.pem"
        if not file.exists():
            make_key_file(file)
        return file

    def _migrate(self) -> None:
        """Migrates all databases concurrently, and creates the residents of the mock afterwards."""
        self.report("migrating the databases")
        self._run_all([(service, "migrate") for service in SERVICES])
        self.report(f"filling the mock with {self.residents} synthetic residents")
        self._run_all([self.residents_command])

    def _run_all(self, commands: Sequence[tuple[str, ...]]) -> None:
        processes = [self.start_command(*command) for command in commands]
        try:
            for command, process in zip(commands, processes, strict=True):
                if process.process.wait():
                    raise CannotRun(f"`{' '.join(command)}` failed: {process.log_tail(3)}")
        finally:
            for process in processes:
                process.stop()
