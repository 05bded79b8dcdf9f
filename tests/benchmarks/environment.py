"""What a bench runs on."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from suite import kafka
from suite.kafka import HEAP, Broker
from tests.benchmarks.cpu_time import cpu_seconds
from tests.support.postgres import Postgres


class NotMeasured(Exception):
    """The machine lacks what the bench needs; the message says what."""


@dataclass(frozen=True)
class Environment:
    """`folder` belongs to one bench. With `tiny` a bench only shows that it runs: its ratios mean nothing."""

    postgres: Postgres
    folder: Path
    tiny: bool = False

    def server_cpu_seconds(self, *servers: int) -> float:
        """CPU time of PostgreSQL and of the processes of these servers, without that of the load generator."""
        cluster = self.postgres.cluster
        if cluster is None or cluster.server is None:
            raise RuntimeError("PostgreSQL was not started by the bench, so that its CPU time cannot be read")
        return cpu_seconds(cluster.server.process.pid, *servers)

    @contextmanager
    def broker(self) -> Iterator[str]:
        """Yields the bootstrap servers of an Apache Kafka that is started here, or of KAFKA_BOOTSTRAP_SERVERS."""
        if servers := os.environ.get("KAFKA_BOOTSTRAP_SERVERS"):
            yield servers
            return
        if reason := kafka.unavailable_reason():
            raise NotMeasured(f"there is no Apache Kafka: {reason}")
        broker = Broker(
            self.folder / "kafka", jvm_arguments=(HEAP,)
        )  # with the optimising compiler: the broker is part of the limit
        try:
            yield broker.start()
        finally:
            broker.stop()
