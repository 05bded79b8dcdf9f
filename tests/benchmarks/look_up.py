"""Look-up of a procedure by code, against the same bytes from memory by a raw ASGI application on the same server."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx

from tests.benchmarks.bulk import create_signed_decision, publish_without_http
from tests.benchmarks.environment import Environment
from tests.benchmarks.http_servers import Server, measure_under_load, run_server
from tests.benchmarks.ratio_rounds import Figure, at_least, interleaved
from tests.support.procedures_harness import procedures_harness

STATIC = ["uvicorn", "tests.benchmarks.static_response:app", "--log-level", "warning", "--port", "{port}"]


@dataclass(frozen=True)
class Size:
    procedures: int = 20_000
    in_one_decision: int = 2_000
    codes: int = 200
    seconds: float = 2.0
    rounds: int = 5


TINY = Size(procedures=20, in_one_decision=20, codes=10, seconds=0.2, rounds=1)


async def run(environment: Environment) -> list[Figure]:
    size = TINY if environment.tiny else Size()
    async with serve_catalogue(environment, size) as catalogue:
        ours, paths = catalogue.server, catalogue.paths
        async with serve_static(environment, await bytes_of(ours.url + paths[0])) as static:
            pairs = await interleaved(
                lambda: measure_under_load(ours, paths, size.seconds),
                lambda: measure_under_load(static, ["/"], size.seconds),
                size.rounds,
            )
    return [at_least("look-up by code, fresh", "raw ASGI static answer", "answers", pairs, 0.65)]


async def bytes_of(url: str) -> int:
    """The length of the body of a response."""
    async with httpx.AsyncClient() as http:
        return len((await http.get(url)).raise_for_status().content)


@asynccontextmanager
async def serve_static(environment: Environment, length: int) -> AsyncIterator[Server]:
    """Runs the limit of every response of this length."""
    async with run_server(environment, "static", STATIC, "/", STATIC_ANSWER_BYTES=str(length)) as static:
        yield static


@dataclass(frozen=True)
class Catalogue:
    """`paths` are those of procedures that are spread over the catalogue."""

    server: Server
    database_url: str
    paths: list[str]


@asynccontextmanager
async def serve_catalogue(environment: Environment, size: Size) -> AsyncIterator[Catalogue]:
    """Runs `procedures` with a published catalogue."""
    async with procedures_harness(environment.postgres, environment.folder) as harness:
        for start in range(0, size.procedures, size.in_one_decision):
            await publish_without_http(harness, await create_signed_decision(harness, size.in_one_decision, start))
        url = harness.service.runtime.settings.database_url
    paths = [f"/v1/procedures/1.{number:06}" for number in range(0, size.procedures, size.procedures // size.codes)]
    async with run_server(
        environment, "procedures", ["procedures", "api"], "/healthz/live", DATABASE_URL=url
    ) as server:
        yield Catalogue(server, url, paths)
