"""What callers of the population look-up notice of one another, and of what they may not learn: a look-up that matches
nobody takes as long whether the number exists or not, a delayed caller delays no other, and SOAP costs little."""

import asyncio
import json
import time
from functools import partial
from itertools import count
from statistics import median, quantiles
from typing import Any

from common.service.definition import Runtime
from population_lookup.lookup.commands.look_up import ReceivedLookup
from population_lookup.lookup.commands.look_up_batch import look_up_batch
from population_lookup.personas.commands.fill_register import fill_register
from population_lookup.personas.domain.residents import generate_residents
from population_lookup.protocols.json.api.requests import LookupIn
from tests.benchmarks.environment import Environment
from tests.benchmarks.http_posts import NUMBER, PREFIX
from tests.benchmarks.http_servers import Server, measure_load, run_server
from tests.benchmarks.lookups_over_http import CONNECTIONS, PATH, READY, SERVICE, settings_of_server
from tests.benchmarks.population import OFFICER
from tests.benchmarks.ratio_rounds import MICROSECONDS, Figure, Measurement, at_least, interleaved, single_figure
from tests.benchmarks.unlimited_lookups import unlimited_lookups
from tests.support.lookup_harness import look_up, lookup_body
from tests.support.service_harness import ServiceHarness
from tests.support.soap_requests import envelope

RESIDENTS, PAIRS, CALLERS, CALLS, ROUNDS, SECONDS = 20_000, 2_000, 64, 10, 5, 2.0
DELAYED = "bench-delayed"


async def run(environment: Environment) -> list[Figure]:
    async with unlimited_lookups(environment, faults=True) as harness:
        figures = [await of_nobody(harness, environment.tiny), await of_a_delayed_caller(harness, environment.tiny)]
        settings, token = settings_of_server(harness)
    async with run_server(environment, "api", [SERVICE, "api"], READY, **settings) as server:
        return [*figures, await of_soap(server, token, environment.tiny)]


async def of_nobody(harness: ServiceHarness, tiny: bool) -> Figure:
    """Look-ups of residents whose birth date differs, and of numbers that nobody has, one of each in turn."""
    residents, pairs = (200, 20) if tiny else (RESIDENTS, PAIRS)
    async with harness.runtime.engine.begin() as connection:
        await fill_register(connection, residents, seed=6)
    citizens = [citizen for citizen, _ in zip(generate_residents(residents, 6), range(residents), strict=False)]
    taken = {citizen.personal_id for citizen in citizens}
    mismatch, absent = list[float](), list[float]()
    for number in range(pairs):
        citizen = citizens[number * 7 % len(citizens)]
        nobodys = next(
            free for step in count(1) if (free := f"{(int(citizen.personal_id) + step) % 10**12:012}") not in taken
        )
        changes = {"full_name": citizen.full_name, "birth_date": "1890-01-01"}
        cases = [(mismatch, citizen.personal_id), (absent, nobodys)]
        for times, personal_id in cases if number % 2 else cases[::-1]:
            times.append(await seconds_of(harness.runtime, lookup_body(personal_id=personal_id, **changes)))
    shorter, longer = sorted([median(mismatch), median(absent)])
    job = f"{pairs:,} look-ups of residents whose birth date differs"
    limit_name = "of numbers that nobody has: the longer against the shorter"
    return single_figure(job, limit_name, "us", longer * MICROSECONDS, shorter * MICROSECONDS, 1.02)


async def seconds_of(runtime: Runtime, body: dict[str, Any]) -> float:
    request = LookupIn.model_validate(body).request()
    received = ReceivedLookup(request, "bench", OFFICER, runtime.clock.now())
    began = time.perf_counter()
    async with runtime.engine.begin() as connection:
        await look_up_batch(await runtime.work_on(connection), [received])
    return time.perf_counter() - began


async def of_a_delayed_caller(harness: ServiceHarness, tiny: bool) -> Figure:
    """The 99th percentile of 63 callers while the look-up of another is delayed, and while it is not."""
    rounds, calls = (1, 3) if tiny else (ROUNDS, CALLS)
    tester = harness.bearer("population.faults", subject="tester") | {"X-Test-Session": DELAYED}
    delay = {"faults": [{"kind": "fixed_delay", "seconds": 0.2}]}
    beside: dict[bool, list[float]] = {True: [], False: []}
    for number in range(-1, 2 * rounds):
        delayed = bool(number % 2)
        if delayed:
            await harness.http.post("/v1/expectations", json=delay, headers=tester)
        times = await seconds_of_callers(harness, calls)
        if number >= 0:  # the first round does not count
            beside[delayed] += times
        await harness.http.delete("/v1/expectations", headers=tester)
    ours, limit = (1_000 * quantiles(beside[delayed], n=100)[98] for delayed in (True, False))
    return single_figure(
        f"p99 of {CALLERS - 1} callers beside a delayed one", "one not delayed", "ms", ours, limit, 1.1
    )


async def seconds_of_callers(harness: ServiceHarness, calls: int) -> list[float]:
    times: list[float] = []
    others_are_done = asyncio.Event()

    async def caller() -> None:
        for _ in range(calls):
            began = time.perf_counter()
            await look_up(harness, lookup_body())
            times.append(time.perf_counter() - began)

    async def last_caller() -> None:
        while not others_are_done.is_set():
            await look_up(harness, lookup_body(), **{"X-Test-Session": DELAYED})

    last = asyncio.create_task(last_caller())
    await asyncio.gather(*(caller() for _ in range(CALLERS - 1)))
    others_are_done.set()
    await last
    return times


async def of_soap(server: Server, token: str, tiny: bool) -> Figure:
    """The same question over SOAP and as JSON."""
    seconds, rounds = (0.2, 1) if tiny else (SECONDS, ROUNDS)
    request_id = f"{PREFIX}-{NUMBER}"
    soap, as_json = envelope(MaYeuCau=request_id), json.dumps(lookup_body(request_id=request_id))
    pairs = await interleaved(
        partial(measure_posts, server, "/soap", token, "text/xml", soap, seconds),
        partial(measure_posts, server, PATH, token, "application/json", as_json, seconds),
        rounds,
    )
    return at_least(f"POST /soap, {CONNECTIONS} connections", f"POST {PATH}", "look-ups", pairs, 0.6)


async def measure_posts(
    server: Server, path: str, token: str, media_type: str, content: str, seconds: float
) -> Measurement:
    given = json.dumps({"token": token, "media_type": media_type, "content": content}).encode()
    return await measure_load(server, "http_posts", str(seconds), str(CONNECTIONS), path, given=given)
