"""Look-up of a procedure by code, against the same bytes from memory by a raw ASGI application on the same server."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx

from suite.folders_and_ports import free_port
from suite.supervised_process import Guarded
from tests.benchmarks.bulk import published, signed
from tests.benchmarks.ratio_rounds import Figure, at_least, interleaved
from tests.support.postgres import Postgres
from tests.support.procedures_harness import office

PROCEDURES, CODES, SECONDS = 20_000, 200, 2.0


async def run(postgres: Postgres, folder: Path, _: str | None) -> list[Figure]:
    (folder / "look_up").mkdir()
    async with office(postgres, folder / "look_up") as at:
        for start in range(0, PROCEDURES, 2_000):
            await published(at, await signed(at, 2_000, start))
        url = at.room.runtime.settings.database_url
    paths = [f"/v1/procedures/1.{number:06}" for number in range(0, PROCEDURES, PROCEDURES // CODES)]
    async with server("procedures", ["-m", "procedures", "api"], {"DATABASE_URL": url}, folder, "/healthz/live") as port:
        async with httpx.AsyncClient() as http:
            size = len((await http.get(f"http://127.0.0.1:{port}{paths[0]}")).content)
        static = ["-m", "uvicorn", "tests.benchmarks.static_answer:app", "--log-level", "warning"]
        async with server("static", static, {"STATIC_ANSWER_BYTES": str(size)}, folder, "/") as static_port:
            pairs = await interleaved(lambda: rate(port, paths), lambda: rate(static_port, ["/"]))
    return [at_least("look-up by code, fresh", "raw ASGI static answer", "answers/s", pairs, 0.55)]


async def rate(port: int, paths: list[str]) -> float:
    """Answers a second, asked by a process of its own."""
    asking = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.benchmarks.http_load",
        "127.0.0.1",
        str(port),
        str(SECONDS),
        *paths,
        stdout=asyncio.subprocess.PIPE,
    )
    said, _ = await asking.communicate()
    return float(said)


@asynccontextmanager
async def server(name: str, command: list[str], env: dict[str, str], folder: Path, path: str) -> AsyncIterator[int]:
    port = free_port()
    arguments = [*command, "--port", str(port)] if "uvicorn" in command else command
    process = Guarded(name, [sys.executable, *arguments], folder / f"{name}.log", {**os.environ, **env, "PORT": str(port)})
    try:
        async with httpx.AsyncClient() as http, asyncio.timeout(30):
            while not await answers(http, f"http://127.0.0.1:{port}{path}"):
                await asyncio.sleep(0.1)
        yield port
    finally:
        await asyncio.to_thread(process.stop)


async def answers(http: httpx.AsyncClient, url: str) -> bool:
    try:
        return (await http.get(url)).is_success
    except httpx.HTTPError:
        return False
