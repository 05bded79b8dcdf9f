"""Look-up of a procedure by code, against the same endpoint on the same database by Flask with psycopg and by Django
REST framework.

Each is one process. Both peers are served by granian, with as many threads and connections as our pool has at most.
"""

import importlib.util
from collections.abc import Sequence

import httpx

from tests.benchmarks.environment import Environment, NotMeasured
from tests.benchmarks.http_servers import Server, serving, under_load
from tests.benchmarks.look_up import TINY, Catalogue, Size, serving_catalogue
from tests.benchmarks.ratio_rounds import Figure, at_least, interleaved

PEERS = (("Flask and psycopg", "flask_psycopg", 6.0), ("Django REST framework", "django_rest", 40.0))
"""With the module, and with how many times as many answers ours should give."""
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
    async with serving_catalogue(environment, size) as catalogue:
        return [await figure(environment, size, catalogue, *peer) for peer in PEERS]


async def figure(
    environment: Environment, size: Size, catalogue: Catalogue, title: str, module: str, goal: float
) -> Figure:
    ours, paths = catalogue.server, catalogue.paths
    command = [*GRANIAN, f"tests.benchmarks.peers.{module}:app"]
    async with serving(environment, module, command, paths[0], DATABASE_URL=catalogue.database_url) as peer:
        await same_answers(ours, peer, paths)
        pairs = await interleaved(
            lambda: under_load(ours, paths, size.seconds), lambda: under_load(peer, paths, size.seconds), size.rounds
        )
    return at_least("look-up by code", title, "answers", pairs, goal)


async def same_answers(ours: Server, peer: Server, paths: Sequence[str]) -> None:
    """What answers less is no peer."""
    async with httpx.AsyncClient() as http:
        for path in paths:
            expected, found = [await http.get(server.url + path) for server in (ours, peer)]
            if expected.raise_for_status().json() != found.raise_for_status().json():
                raise RuntimeError(f"{path} is answered otherwise: {found.text[:500]}")
