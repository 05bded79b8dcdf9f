"""The feed of a source over HTTP: pages, long polls, the signed head, and who may read it."""

import asyncio
import time
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import msgspec
import pytest

from common.eventlog import wakeups
from common.eventlog.chain import GENESIS
from common.eventlog.feed_format import FeedPage, PageFiltered, parse_page
from common.eventlog.head import verify
from common.eventlog.keys import SigningKey, make_key_file, trusted_keys
from common.eventlog.record import Record
from common.http import feed_pages
from common.http.feed import SignedHeads
from common.service.definition import Runtime
from tests.support.extra_apis import ExtraApi, extra_api
from tests.support.postgres import Postgres
from tests.support.procedures_harness import ProceduresHarness, item, problem, procedures_harness
from tests.support.service_harness import service_harness

FEED = ("", "/head", "/keys")


class Keys(msgspec.Struct):
    keys: list[SigningKey]


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ProceduresHarness]:
    async with procedures_harness(postgres, tmp_path) as harness:
        yield harness


@pytest.fixture
async def api_with_key(harness: ProceduresHarness, tmp_path: Path) -> AsyncIterator[ExtraApi]:
    key = tmp_path / "stream.pem"
    make_key_file(key)
    async with extra_api(harness.service.runtime, stream_key_file=key) as api:
        yield api


async def sequences(http: httpx.AsyncClient, **params: float) -> list[int]:
    response = await http.get("/v1/events", params=params)
    assert response.status_code == 200, response.text
    return [record.sequence for record in parse_page(response.content)[0]]


async def test_the_feed_is_read_page_by_page_and_states_its_tail(harness: ProceduresHarness) -> None:
    await harness.publish(*(item("introduce", f"1.00010{number}") for number in range(6)))
    assert await sequences(harness.http) == [1, 2, 3, 4, 5, 6, 7]
    assert await sequences(harness.http, limit=3) == [1, 2, 3]
    assert await sequences(harness.http, limit=3, after=3) == [4, 5, 6]
    assert await sequences(harness.http, limit=3, after=6) == [7]
    records, tail = parse_page((await harness.http.get("/v1/events", params={"after": 7})).content)
    assert (records, tail) == ([], 7)
    records, tail = parse_page((await harness.http.get("/v1/events", params={"limit": 2})).content)
    assert ([record.prevhash for record in records], tail) == ([GENESIS, records[0].hash], 7)
    assert [record.type for record in records] == ["procedure.introduced.v1"] * 2


async def test_a_long_poll_returns_as_soon_as_an_event_is_committed(
    harness: ProceduresHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the notification: nobody looks for missed ones meanwhile."""
    for interval in ("POLL_INTERVAL", "PROBE_INTERVAL"):
        monkeypatch.setattr(wakeups, interval, 60)
    draft = await harness.draft(item("introduce", "1.000101"))
    polls = [asyncio.create_task(sequences(harness.http, wait=30)) for _ in range(3)]
    await asyncio.sleep(0.2)
    assert not any(poll.done() for poll in polls)
    assert (await harness.post_publish(draft["id"], "decisions.publish", "decisions.back_enter")).status_code == 200
    async with asyncio.timeout(20):
        assert await asyncio.gather(*polls) == [[1, 2]] * 3


async def test_polls_that_wake_at_once_share_one_page_and_one_that_fails_gets_its_refusal(
    harness: ProceduresHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, reads = feed_pages.page_of, list[tuple[int, ...]]()

    async def counting_read(runtime: Runtime, *key: int) -> tuple[list[Record], int]:
        reads.append(key)
        return await read(runtime, *key)

    monkeypatch.setattr(feed_pages, "page_of", counting_read)
    pages = feed_pages.FeedPages(harness.service.runtime)
    await harness.publish(item("introduce", "1.000101"))
    first, beyond = feed_pages.PageKey(0, 0, 1_000), feed_pages.PageKey(0, 9, 1_000)
    *shared, refused = await asyncio.gather(
        *(pages.at(first) for _ in range(3)), pages.at(beyond), return_exceptions=True
    )
    assert reads == [key[:3] for key in (first, beyond, beyond)]
    assert isinstance(refused, feed_pages.PositionBeyondTail)
    assert isinstance(shared[0], feed_pages.RenderedPage)
    assert [record.sequence for record in parse_page(shared[0].rendered)[0]] == [1, 2]
    assert shared == shared[:1] * 3
    await harness.publish(item("introduce", "1.000102"))
    assert await pages.at(first) != shared[0]  # pages are not stored
    await pages.close()


async def test_a_long_poll_without_events_returns_when_its_time_is_over(harness: ProceduresHarness) -> None:
    started = time.monotonic()
    assert await sequences(harness.http, wait=0.5) == []
    assert time.monotonic() - started >= 0.5
    async with asyncio.timeout(20):
        assert await sequences(harness.http) == []


async def test_a_long_poll_returns_when_the_process_stops(api_with_key: ExtraApi) -> None:
    poll = asyncio.create_task(sequences(api_with_key.http, wait=20))
    await asyncio.sleep(0.2)
    assert not poll.done()
    api_with_key.app.state.close()
    assert await asyncio.wait_for(poll, 2) == []
    assert await asyncio.wait_for(sequences(api_with_key.http, wait=20), 2) == []


async def test_polls_that_wait_take_no_connection(harness: ProceduresHarness) -> None:
    polls = [asyncio.create_task(sequences(harness.http, wait=20)) for _ in range(30)]
    await asyncio.sleep(0.3)
    async with asyncio.timeout(15):
        await harness.publish(item("introduce", "1.000101"))
    assert await asyncio.gather(*polls) == [[1, 2]] * 30


async def test_a_follower_of_another_history_is_refused(harness: ProceduresHarness) -> None:
    await harness.publish(item("introduce", "1.000101"))
    for after in (3, 2**63 - 1):
        refusal = problem(await harness.http.get("/v1/events", params={"after": after, "wait": 20}))
        assert (refusal["status"], refusal["type"], refusal["after"], refusal["tail"]) == (
            409,
            "position-beyond-tail",
            after,
            2,
        )


@pytest.mark.parametrize("shard", [1, 4, 2**31 - 1])
async def test_an_unknown_shard_is_a_problem(harness: ProceduresHarness, shard: int) -> None:
    refusal = problem(await harness.http.get("/v1/events", params={"shard": shard}))
    assert (refusal["status"], refusal["type"], refusal["shard"]) == (404, "shard-not-found", shard)


@pytest.mark.parametrize(
    "params",
    [
        {"shard": -1},
        {"shard": 2**31},
        {"after": -1},
        {"after": 2**63},
        {"after": "9" * 30},
        {"limit": 0},
        {"limit": 2_001},
        {"wait": -1},
        {"wait": 31},
        {"wait": "nan"},
        {"wait": "inf"},
        {"after": "x"},
    ],
    ids=str,
)
async def test_parameters_out_of_bounds_are_malformed(
    harness: ProceduresHarness, params: dict[str, float | str]
) -> None:
    response = await harness.http.get("/v1/events", params=params)
    assert (response.status_code, problem(response)["type"]) == (422, "malformed-request")


async def test_a_page_of_some_types_is_marked_and_names_the_last_sequence_that_was_scanned(
    harness: ProceduresHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    await harness.publish(*(item("introduce", f"1.00010{number}") for number in range(3)))
    introduced, published = "procedure.introduced.v1", "decision.published.v1"

    async def page(*types: str, **params: int) -> tuple[list[int], int, bool, int]:
        response = await harness.http.get("/v1/events", params={"type": list(types), **params})
        read = msgspec.json.decode(response.content, type=FeedPage)
        with pytest.raises(PageFiltered):
            parse_page(response.content)
        return [event.sequence for event in read.events], read.tail, read.filtered, read.scanned or 0

    assert await page(published) == ([4], 4, True, 4)
    assert await page(introduced) == ([1, 2, 3], 4, True, 4)
    assert await page(introduced, limit=2) == ([1, 2], 4, True, 2)
    assert await page(introduced, after=3) == ([], 4, True, 4)
    assert await page(introduced, published, published, after=2) == ([3, 4], 4, True, 4)
    monkeypatch.setattr(feed_pages, "SCANNED", 2)
    assert await page(published, wait=20) == ([], 4, True, 2), "it waits only at the tail"
    assert await page(published, after=2) == ([4], 4, True, 4)


async def test_a_type_that_the_source_does_not_send_is_refused(harness: ProceduresHarness) -> None:
    types = ["procedure.introduced.v1", "procedure.introducd.v1", "dossier.filed.v1", "008190123456"]
    refusal = problem(await harness.http.get("/v1/events", params={"type": types}))
    assert (refusal["status"], refusal["type"]) == (422, "event-type-not-sent")
    assert refusal["types"] == ["dossier.filed.v1", "procedure.introducd.v1", "…"]
    assert "procedure.introduced.v1" in refusal["known"]


async def test_the_feed_of_the_public_record_needs_no_token(api_with_key: ExtraApi) -> None:
    assert [(await api_with_key.http.get(f"/v1/events{part}")).status_code for part in FEED] == [200, 200, 200]


@pytest.mark.parametrize("name", ["online_services", "population_lookup"])
async def test_other_feeds_need_a_scope_of_their_own(name: str, postgres: Postgres, tmp_path: Path) -> None:
    key = tmp_path / "stream.pem"
    make_key_file(key)
    async with (
        service_harness(postgres, name, tmp_path) as harness,
        extra_api(harness.runtime, stream_key_file=key) as api,
    ):
        for part in FEED:
            path = f"/v1/events{part}"
            assert problem(await api.http.get(path))["type"] == "token-missing"
            refused = problem(
                await api.http.get(path, headers=harness.bearer("population.lookup", "online_services.register"))
            )
            assert (refused["type"], refused["scope"]) == ("insufficient-scope", "events.read")
            assert (await api.http.get(path, headers=harness.bearer("events.read"))).status_code == 200


async def test_a_service_without_events_has_no_feed(postgres: Postgres, tmp_path: Path) -> None:
    async with service_harness(postgres, "reporting", tmp_path) as harness:
        headers = harness.bearer("events.read")
        assert [(await harness.http.get(f"/v1/events{part}", headers=headers)).status_code for part in FEED] == [
            404
        ] * 3


async def test_the_head_is_signed_by_a_listed_key_and_states_the_tail_of_the_log(
    harness: ProceduresHarness, api_with_key: ExtraApi
) -> None:
    await harness.publish(item("introduce", "1.000101"))
    response = await api_with_key.http.get("/v1/events/head")
    (signed,) = msgspec.json.decode(response.content, type=SignedHeads).heads
    keys = msgspec.json.decode((await api_with_key.http.get("/v1/events/keys")).content, type=Keys).keys
    head = verify(signed, trusted_keys(keys, keys[0].public_key))
    last = parse_page((await harness.http.get("/v1/events")).content)[0][-1]
    assert (head.source, head.shard, head.sequence, head.hash) == ("procedures", 0, last.sequence, last.hash.hex())
    assert (head.time, response.headers["Cache-Control"]) == ("2026-11-23T05:00:00.000000Z", "no-store")


async def test_the_head_names_every_shard_also_an_empty_one(postgres: Postgres, tmp_path: Path) -> None:
    key = tmp_path / "stream.pem"
    make_key_file(key)
    async with (
        service_harness(postgres, "online_services", tmp_path) as harness,
        extra_api(harness.runtime, stream_key_file=key) as api,
    ):
        response = await api.http.get("/v1/events/head", headers=harness.bearer("events.read"))
        heads = [signed.head for signed in msgspec.json.decode(response.content, type=SignedHeads).heads]
        assert [(head.shard, head.sequence, head.hash) for head in heads] == [
            (shard, 0, GENESIS.hex()) for shard in range(4)
        ]


async def test_without_a_signing_key_there_is_no_head_and_the_feed_goes_on(harness: ProceduresHarness) -> None:
    response = await harness.http.get("/v1/events/head")
    assert (response.status_code, problem(response)["type"]) == (503, "head-not-signed")
    assert (await harness.http.get("/v1/events/keys")).json() == {"keys": []}
    assert await sequences(harness.http) == []
