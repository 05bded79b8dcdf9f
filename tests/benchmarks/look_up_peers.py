"""Look-up of a procedure by code, against the same endpoint on the same database by Flask with psycopg and by Django
REST framework.

Each is one process. Both peers are served by granian, with as many threads and connections as our pool has at most.
"""

import importlib.util
from collections.abc import Sequence

import httpx

from tests.benchmarks.environment import Environment, NotMeasured
from tests.benchmarks.http_servers import Server, measure_under_load, run_server
from tests.benchmarks.look_up import TINY, Catalogue, Size, serve_catalogue
from tests.benchmarks.ratio_rounds import Figure, at_least, interleaved

PEERS = (("Flask and psycopg", "flask_psycopg", 6.0), ("Django REST framework", "django_rest", 40.0))
"""Title, module, and the factor by which our number of responses should be higher."""
GRANIAN = [
    "granian",
    "--interface",
    "wsgi",
    "--no-ws",
    "--blocking-threads",
    "8",
    "--log-level",
    "warning",
    "--port",
    "{port}",
]
PACKAGES = ("django", "flask", "granian", "psycopg", "psycopg_pool", "rest_framework")


async def run(environment: Environment) -> list[Figure]:
    if absent := [name for name in PACKAGES if importlib.util.find_spec(name) is None]:
        raise NotMeasured(f"{', '.join(absent)} not installed: `make bench` installs requirements/bench.txt")
    size = TINY if environment.tiny else Size()
    async with serve_catalogue(environment, size) as catalogue:
        return [await figure(environment, size, catalogue, *peer) for peer in PEERS]


async def figure(
    environment: Environment, size: Size, catalogue: Catalogue, title: str, module: str, goal: float
) -> Figure:
    ours, paths = catalogue.server, catalogue.paths
    command = [*GRANIAN, f"tests.benchmarks.peers.{module}:app"]
    async with run_server(environment, module, command, paths[0], DATABASE_URL=catalogue.database_url) as peer:
        await require_same_responses(ours, peer, paths)
        pairs = await interleaved(
            lambda: measure_under_load(ours, paths, size.seconds),
            lambda: measure_under_load(peer, paths, size.seconds),
            size.rounds,
        )
    return at_least("look-up by code", title, "answers", pairs, goal)


async def require_same_responses(ours: Server, peer: Server, paths: Sequence[str]) -> None:
    """Raises if the peer does not return the same JSON."""
    async with httpx.AsyncClient() as http:
        for path in paths:
            expected, actual = [await http.get(server.url + path) for server in (ours, peer)]
            if expected.raise_for_status().json() != actual.raise_for_status().json():
                raise RuntimeError(f"{path} has another response: {actual.text[:500]}")
