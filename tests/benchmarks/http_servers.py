"""Runs servers as processes, and measures how many responses a second they give to a load from another process."""

import asyncio
import os
import sys
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx

from suite.folders_and_ports import free_port
from suite.supervised_process import SupervisedProcess
from tests.benchmarks.environment import Environment
from tests.benchmarks.ratio_rounds import Measurement

HOST, STARTS_WITHIN = "127.0.0.1", 30


@dataclass(frozen=True)
class Server:
    environment: Environment
    port: int
    pid: int

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}"

    def cpu_seconds(self) -> float:
        return self.environment.server_cpu_seconds(self.pid)


@asynccontextmanager
async def run_server(
    environment: Environment, name: str, command: Sequence[str], ready: str, **settings: str
) -> AsyncIterator[Server]:
    """Runs a Python module with its arguments, which may contain `{port}`, and PORT in its environment. Yields when the
    path `ready` is answered."""
    port = free_port()
    arguments = [part.format(port=port) for part in command]
    log = environment.folder / f"{name}.log"
    process = SupervisedProcess(
        name, [sys.executable, "-m", *arguments], log, {**os.environ, **settings, "PORT": str(port)}
    )
    server = Server(environment, port, process.process.pid)
    try:
        await _until_ready(process, f"{server.url}{ready}")
        yield server
    finally:
        await asyncio.to_thread(process.stop)


async def _until_ready(process: SupervisedProcess, url: str) -> None:
    deadline = time.monotonic() + STARTS_WITHIN
    async with httpx.AsyncClient() as http:
        while not await _responds(http, url):
            if not process.running or time.monotonic() > deadline:
                raise RuntimeError(f"{process.name} did not answer {url}: {process.log_tail()}")
            await asyncio.sleep(0.1)


async def _responds(http: httpx.AsyncClient, url: str) -> bool:
    try:
        return (await http.get(url)).is_success
    except httpx.HTTPError:
        return False


async def measure_under_load(server: Server, paths: Sequence[str], seconds: float) -> Measurement:
    """Measures responses to these paths, repeated on 32 connections; the CPU time is that of the server and of
    PostgreSQL."""
    return await measure_load(server, "http_load", str(seconds), *paths)


async def measure_load(server: Server, module: str, *arguments: str, given: bytes | None = None) -> Measurement:
    """Measures the responses that a process of a load generator counts; `given` is its standard input."""
    cpu_before = server.cpu_seconds()
    load = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        f"tests.benchmarks.{module}",
        HOST,
        str(server.port),
        *arguments,
        stdin=None if given is None else asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    output, _ = await load.communicate(given)
    if load.returncode:
        raise RuntimeError(f"the load on {server.url} ended with {load.returncode}")
    responses, took = output.split()
    return Measurement(int(responses), float(took), server.cpu_seconds() - cpu_before)
