"""`POST /v1/lookups` as it is served, with a token on 64 connections, against the same service without checking tokens.

Every look-up has a request id of its own and is logged before it is answered.
"""

import json
from functools import partial

from tests.benchmarks.environment import Environment
from tests.benchmarks.http_posts import NUMBER, PREFIX
from tests.benchmarks.http_servers import Server, measure_load, run_server
from tests.benchmarks.ratio_rounds import Figure, Measurement, at_least, interleaved
from tests.benchmarks.unlimited_lookups import unlimited_lookups
from tests.support.lookup_harness import lookup_body
from tests.support.service_harness import ServiceHarness

CONNECTIONS, SECONDS, ROUNDS = 64, 2.0, 5
SERVICE, PATH, READY = "population_lookup", "/v1/lookups", "/healthz/live"


async def run(environment: Environment) -> list[Figure]:
    seconds, rounds = (0.2, 1) if environment.tiny else (SECONDS, ROUNDS)
    async with unlimited_lookups(environment) as harness:
        settings, token = settings_of_server(harness)
    content = json.dumps(lookup_body(request_id=f"{PREFIX}-{NUMBER}"))
    given = json.dumps({"token": token, "media_type": "application/json", "content": content}).encode()
    unchecked = ["tests.benchmarks.unchecked_tokens", SERVICE, "api"]
    async with (
        run_server(environment, "checked", [SERVICE, "api"], READY, **settings) as ours,
        run_server(environment, "unchecked", unchecked, READY, **settings) as limit,
    ):
        pairs = await interleaved(
            partial(measure_posts, ours, given, seconds), partial(measure_posts, limit, given, seconds), rounds
        )
    job = f"POST {PATH} with a token, {CONNECTIONS} connections"
    return [at_least(job, "the same without checking the token", "look-ups", pairs, 0.85)]


def settings_of_server(harness: ServiceHarness) -> tuple[dict[str, str], str]:
    """The settings of a server on the database of a harness, and a token that it accepts."""
    known = harness.runtime.settings
    settings = {
        "DATABASE_URL": known.database_url,
        "JWKS_URL": str(known.jwks_url),
        "JWT_ISSUER": known.jwt_issuer,
        "LOG_LEVEL": "WARNING",
    }
    return settings, harness.issuer.token("officer-1", ["population.lookup"], agency="H60.01")


async def measure_posts(server: Server, given: bytes, seconds: float) -> Measurement:
    return await measure_load(server, "http_posts", str(seconds), str(CONNECTIONS), PATH, given=given)
