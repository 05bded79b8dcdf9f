"""PostgreSQL that has ended and finds its port taken listens on another one, and the services follow it there."""

import asyncio
import socket
import sys
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

from suite import databases
from suite.postgres import UNSAFE_SETTINGS, Cluster
from suite.stack import Stack
from suite.supervised_process import SupervisedProcess
from tests.support.postgres import new_cluster
from tests.support.scratch_folders import scratch_folder


class StackOfOne(Stack):
    """One process in the place of a service; `ports_given` are those of PostgreSQL that it was started with."""

    def process_names(self) -> list[str]:
        return ["reporting"]

    def start_process(self, name: str) -> None:
        self.ports_given = [*getattr(self, "ports_given", []), urlsplit(self.database_urls[name].app).port]
        command = [sys.executable, "-c", "import time; time.sleep(60)"]
        self.processes[name] = SupervisedProcess(name, command, self.folder / f"{name}.log")


def test_services_are_started_again_with_the_new_port_of_postgresql() -> None:
    with scratch_folder() as folder, ThreadPoolExecutor(1) as thread, socket.socket() as other:
        new_cluster(folder / "postgresql")
        printed: list[str] = []
        stack = StackOfOne(folder, report=printed.append)
        stack.private = folder
        stack.cluster = cluster = Cluster(folder / "postgresql", UNSAFE_SETTINGS)
        try:
            url = cluster.start()
            stack.database_urls = thread.submit(asyncio.run, databases.create_databases(url, folder)).result()
            stack.start_process("reporting")
            thread.submit(stack.start_again, "postgresql").result()
            former = cluster.port
            assert (stack.ports_given, printed) == ([former], []), "the port is free: nothing else has changed"
            cluster.stop()
            other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            other.bind(("127.0.0.1", former))
            other.listen()
            thread.submit(stack.start_again, "postgresql").result()
            assert stack.ports_given == [former, cluster.port]
            assert cluster.port != former
            assert stack.processes["reporting"].running
            assert printed == [
                f"port {former} was taken: PostgreSQL listens on {cluster.port}, and the services start again"
            ]
        finally:
            stack.stop()
