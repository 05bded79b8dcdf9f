"""The operations that all services have alike answer in each of them: probes, applied positions, the feed."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from common.eventlog.keys import make_key_file
from common.operations.epoch_command import begin_epoch
from tests.support.dossier_harness import dossier_harness
from tests.support.lookup_harness import look_up, lookup_body, lookup_harness
from tests.support.operations import SERVICES
from tests.support.postgres import Postgres, service_of
from tests.support.service_harness import ServiceHarness, service_harness

AGENCY = {"code": "H60.01", "name": "Sở Tư pháp"}
OF_A_FEED = ("", "/head", "/keys", "/epochs")


@asynccontextmanager
async def with_an_event(postgres: Postgres, name: str, folder: Path) -> AsyncIterator[ServiceHarness]:
    """The service with one event in its log at least, if it has one, and with the key that signs its heads."""
    key = folder / "stream.pem"
    make_key_file(key)
    match name:
        case "online_services":
            async with dossier_harness(postgres, folder, stream_key_file=key) as dossiers:
                yield dossiers.service
        case "population_lookup":
            async with lookup_harness(postgres, folder, stream_key_file=key) as harness:
                await look_up(harness, lookup_body())
                yield harness
        case _:
            settings: dict[str, Any] = {"stream_key_file": key} if service_of(name).shards else {}
            async with service_harness(postgres, name, folder, **settings) as harness:
                if name == "procedures":
                    headers = harness.bearer("catalogue.write")
                    await harness.http.post("/v1/agencies", json={"agencies": [AGENCY]}, headers=headers)
                yield harness


@pytest.fixture(params=SERVICES)
async def harness(request: pytest.FixtureRequest, postgres: Postgres, tmp_path: Path) -> AsyncIterator[ServiceHarness]:
    opened: AbstractAsyncContextManager[ServiceHarness] = with_an_event(postgres, request.param, tmp_path)
    async with opened as harness:
        yield harness


async def test_the_probes_of_every_service_return_200(harness: ServiceHarness) -> None:
    assert (await harness.http.get("/healthz/live")).json() == {"status": "alive"}
    ready = await harness.http.get("/healthz/ready")
    assert ready.status_code == 200, ready.text


async def test_a_service_that_follows_others_states_what_it_has_applied(harness: ServiceHarness) -> None:
    applied = await harness.http.get("/v1/applied-positions")
    follows = bool(harness.runtime.service.subscriptions)
    assert applied.status_code == (200 if follows else 404)


async def test_a_service_with_a_log_serves_its_events_heads_keys_and_epochs(harness: ServiceHarness) -> None:
    """After a restore, so that there is an epoch to serve."""
    statuses, shards = [], max(harness.runtime.service.shards, 1)
    if harness.runtime.service.shards:
        await begin_epoch(harness.runtime, "Lò Thị Mẩy", "phục hồi từ bản sao lưu")
    for path in OF_A_FEED:
        for shard in range(shards if path == "" else 1):
            page = await harness.http.get(
                f"/v1/events{path}",
                params={"shard": shard} if path == "" else {},
                headers=harness.bearer("events.read"),
            )
            statuses.append(page.status_code)
    assert set(statuses) == {200 if harness.runtime.service.shards else 404}
