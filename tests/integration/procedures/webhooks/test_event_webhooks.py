"""Every event by webhooks: in order, signed, repeated after failures and on demand, and only to permitted addresses."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from common.database.connections import connect
from common.delivery import address_resolution as addresses
from common.delivery.address_resolution import any_address, public_address
from common.delivery.circuit import FIRST_PAUSE, OPENS_AFTER
from common.delivery.pusher import Pusher
from common.delivery.pushes import LONGEST_WAIT, Message, PushResponse
from common.delivery.stated_urls import ResolveAddress
from common.delivery.webhook_sender import Webhooks
from common.metrics import registry
from procedures.webhooks.clients.event_pusher import SUBSCRIBERS
from procedures.webhooks.commands.push_next_event import push_next_event
from tests.support.channel import SECRET, Channel, run_channel, slow_response
from tests.support.postgres import Postgres
from tests.support.procedures_harness import ProceduresHarness, item, problem, procedures_harness

A, B, C, SUBSCRIBER = "1.000101", "1.000102", "1.000103", "land_registry"
KEEP = "subscribers.write"


@pytest.fixture
async def harness(
    postgres: Postgres, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[ProceduresHarness]:
    monkeypatch.setenv("WEBHOOK_ALLOW_PRIVATE_ADDRESSES", "true")
    async with procedures_harness(postgres, tmp_path) as harness:
        yield harness


@pytest.fixture
async def receiver(harness: ProceduresHarness) -> AsyncIterator[Channel]:
    async with run_channel(harness.service.clock) as receiver:
        yield receiver


@pytest.fixture
async def pusher(harness: ProceduresHarness, tmp_path: Path) -> AsyncIterator[Pusher]:
    async with run_pusher(harness, tmp_path) as pusher:
        yield pusher


@asynccontextmanager
async def run_pusher(
    harness: ProceduresHarness, folder: Path, resolve_address: ResolveAddress = any_address, seconds: float = 5
) -> AsyncIterator[Pusher]:
    (folder / "registry").write_text(SECRET)
    webhooks = Webhooks(folder, seconds, resolve_address)
    try:
        yield Pusher(harness.service.runtime, webhooks.send, SUBSCRIBERS)
    finally:
        await webhooks.close()


async def subscribe(harness: ProceduresHarness, url: str, code: str = SUBSCRIBER, **parts: Any) -> Any:
    body = {"code": code, "name": "Đăng ký đất đai", "url": url, "secret_name": "registry", **parts}
    return await harness.http.post("/v1/webhook-subscribers", json=body, headers=harness.service.bearer(KEEP))


async def replay(harness: ProceduresHarness, after: int, code: str = SUBSCRIBER) -> Any:
    return await harness.http.post(
        f"/v1/webhook-subscribers/{code}/replay", json={"after": after}, headers=harness.service.bearer(KEEP)
    )


async def subscriber_state(harness: ProceduresHarness, code: str = SUBSCRIBER) -> dict[str, Any]:
    response = await harness.http.get("/v1/webhook-subscribers", headers=harness.service.bearer(KEEP))
    (subscriber,) = (row for row in response.json()["items"] if row["code"] == code)
    return dict(subscriber)


def sequences(receiver: Channel) -> list[int]:
    return [event["sequence"] for event in receiver.messages]


def advance_clock(harness: ProceduresHarness, seconds: float) -> None:
    harness.service.clock.moment += timedelta(seconds=seconds)


async def test_each_event_arrives_as_in_the_feed_in_order_and_signed(
    harness: ProceduresHarness, receiver: Channel, pusher: Pusher
) -> None:
    await subscribe(harness, receiver.url)
    await harness.publish(item("introduce", A), item("introduce", B))
    await harness.publish(item("repeal", A))
    await pusher.push_all(SUBSCRIBER)
    feed = (await harness.get("/v1/events"))["events"]
    assert len(feed) == 5
    assert receiver.messages == feed
    bodies = [json.loads(body) for _, body in receiver.received]
    assert [(body["type"], body["timestamp"]) for body in bodies] == [(event["type"], event["time"]) for event in feed]
    assert [id for id, _ in receiver.received] == [f"{event['id']}_{SUBSCRIBER}" for event in feed]
    assert (await subscriber_state(harness))["lag"] == 0


async def test_a_new_subscriber_receives_what_comes_next_or_starts_at_a_given_sequence(
    harness: ProceduresHarness, receiver: Channel, pusher: Pusher
) -> None:
    await harness.publish(item("introduce", A))
    await subscribe(harness, receiver.url)
    await subscribe(harness, receiver.url, "from_the_start", after=0)
    await harness.publish(item("introduce", B))
    await pusher.push_all(SUBSCRIBER)
    assert sequences(receiver) == [3, 4]
    await pusher.push_all("from_the_start")
    assert sequences(receiver) == [3, 4, 1, 2, 3, 4]


@pytest.mark.parametrize("status", [500, 404, 422, 301])
async def test_an_event_that_is_not_accepted_is_sent_again_before_any_other(
    harness: ProceduresHarness, receiver: Channel, pusher: Pusher, status: int
) -> None:
    """A refused event too: a subscriber that misses one event of a stream can trust none of the later ones."""
    await subscribe(harness, receiver.url)
    await harness.publish(item("introduce", A))
    receiver.will_respond(status)
    await pusher.push_all(SUBSCRIBER)
    await pusher.push_all(SUBSCRIBER)
    assert sequences(receiver) == [1]
    state = await subscriber_state(harness)
    assert (state["sequence"], state["lag"], state["attempts"], state["failures"], state["last_status"]) == (
        0,
        2,
        1,
        1,
        status,
    )
    advance_clock(harness, LONGEST_WAIT)
    await pusher.push_all(SUBSCRIBER)
    assert sequences(receiver) == [1, 1, 2]
    assert receiver.received[0] == receiver.received[1]
    assert (await subscriber_state(harness))["attempts"] == 0


async def test_a_subscriber_that_keeps_failing_is_paused_and_probed_once_after_a_rest(
    harness: ProceduresHarness, receiver: Channel, pusher: Pusher
) -> None:
    await subscribe(harness, receiver.url)
    await harness.publish(item("introduce", A))
    receiver.will_respond(*[503] * (OPENS_AFTER + 1))
    for _ in range(OPENS_AFTER):
        await pusher.push_all(SUBSCRIBER)
        advance_clock(harness, FIRST_PAUSE.total_seconds() - 1)
    while (await subscriber_state(harness))["circuit"] != "open":
        advance_clock(harness, LONGEST_WAIT)
        await pusher.push_all(SUBSCRIBER)
    pushed = len(receiver.received)
    await pusher.push_all(SUBSCRIBER)
    assert (len(receiver.received), pushed) == (OPENS_AFTER, OPENS_AFTER)
    advance_clock(harness, LONGEST_WAIT)
    await pusher.push_all(SUBSCRIBER)
    assert len(receiver.received) == OPENS_AFTER + 1
    await pusher.measure()
    labels = {"subscriber": SUBSCRIBER}
    measured = [
        registry.get_sample_value(f"congbo_subscriber_{name}", labels)
        for name in ("lag_events", "consecutive_failures", "circuit_open")
    ]
    assert measured == [2.0, OPENS_AFTER + 1.0, 1.0]


async def test_a_subscriber_that_is_gone_or_stopped_receives_nothing_until_it_is_recorded_again(
    harness: ProceduresHarness, receiver: Channel, pusher: Pusher
) -> None:
    await subscribe(harness, receiver.url)
    await harness.publish(item("introduce", A))
    receiver.will_respond(410)
    await pusher.push_all(SUBSCRIBER)
    advance_clock(harness, 999_999)
    await pusher.push_all(SUBSCRIBER)
    assert sequences(receiver) == [1]
    await subscribe(harness, receiver.url, active=False)
    await pusher.push_all(SUBSCRIBER)
    assert sequences(receiver) == [1]
    await subscribe(harness, receiver.url)
    await pusher.push_all(SUBSCRIBER)
    assert sequences(receiver) == [1, 1, 2]


async def test_accepted_events_are_replayed_from_a_sequence_under_the_same_ids(
    harness: ProceduresHarness, receiver: Channel, pusher: Pusher
) -> None:
    await subscribe(harness, receiver.url)
    await harness.publish(item("introduce", A), item("introduce", B))
    await pusher.push_all(SUBSCRIBER)
    assert (await replay(harness, 1)).json() == {"code": SUBSCRIBER, "after": 1}
    await pusher.push_all(SUBSCRIBER)
    assert sequences(receiver) == [1, 2, 3, 2, 3]
    assert receiver.received[1:3] == receiver.received[3:]
    assert await harness.service.rows(
        "SELECT 1 FROM event_subscriber WHERE replayed_by = 'officer-1' AND replayed_at IS NOT NULL"
    )


async def test_an_impossible_replay_is_refused(harness: ProceduresHarness, receiver: Channel) -> None:
    await subscribe(harness, receiver.url)
    ahead = problem(await replay(harness, 1))
    assert (ahead["status"], ahead["type"], ahead["tail"]) == (409, "replay-beyond-tail", 0)
    assert problem(await replay(harness, 0, "nobody"))["type"] == "subscriber-not-found"
    assert problem(await subscribe(harness, receiver.url, after=7))["type"] == "replay-beyond-tail"


async def test_two_pushers_at_once_send_once(harness: ProceduresHarness, receiver: Channel, tmp_path: Path) -> None:
    await subscribe(harness, receiver.url)
    await harness.publish(item("introduce", A), item("introduce", B), item("introduce", C))
    async with run_pusher(harness, tmp_path) as first, run_pusher(harness, tmp_path) as second:
        for _ in range(8):
            await asyncio.gather(first.push_all(SUBSCRIBER), second.push_all(SUBSCRIBER))
    assert sequences(receiver) == [1, 2, 3, 4]


async def test_a_crash_between_sending_and_recording_sends_the_same_message_again(
    harness: ProceduresHarness, receiver: Channel, pusher: Pusher
) -> None:
    await subscribe(harness, receiver.url)
    await harness.publish(item("introduce", A))

    class Crash(BaseException):
        pass

    async def send_and_crash(message: Message) -> PushResponse:
        await pusher.send(message)
        raise Crash

    driver = await connect(harness.service.runtime.settings.database_url)
    with pytest.raises(Crash):
        await push_next_event(driver, SUBSCRIBER, send_and_crash, harness.service.clock, lambda: 0.0)
    driver.terminate()
    await pusher.push_all(SUBSCRIBER)
    assert sequences(receiver) == [1, 1, 2]
    assert receiver.received[0] == receiver.received[1]


async def test_a_subscriber_that_hangs_delays_no_other(
    harness: ProceduresHarness, receiver: Channel, tmp_path: Path
) -> None:
    await subscribe(harness, receiver.url)
    await subscribe(harness, receiver.url, "other")
    await harness.publish(item("introduce", A))
    receiver.next_responses = [slow_response]
    async with run_pusher(harness, tmp_path, seconds=1) as pusher:
        stuck = asyncio.create_task(pusher.push_all(SUBSCRIBER))
        while not receiver.received:
            await asyncio.sleep(0.01)
        await pusher.push_all("other")
        assert not stuck.done()
        await stuck
    assert (await subscriber_state(harness))["last_error"] == "no answer within 1 s"


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "10.0.0.5", "169.254.169.254", "[::1]", "[::ffff:10.0.0.5]", "[64:ff9b::a00:5]", "[fe80::1]"]
)
async def test_an_address_that_is_not_public_is_refused_when_it_is_recorded(
    postgres: Postgres, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    monkeypatch.delenv("WEBHOOK_ALLOW_PRIVATE_ADDRESSES", raising=False)
    async with procedures_harness(postgres, tmp_path) as harness:
        refusal = problem(await subscribe(harness, f"https://{host}/push"))
        assert (refusal["status"], refusal["type"]) == (409, "address-not-public")
        assert (await subscribe(harness, "https://203.0.114.1/push")).status_code == 200


async def test_a_name_with_a_private_address_is_not_connected_to_whatever_other_addresses_it_has(
    harness: ProceduresHarness, receiver: Channel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The receiver listens on the loopback, so that it would notice a connection."""
    port = urlsplit(receiver.url).port

    async def public_and_private(_host: str, _port: int) -> list[str]:
        return ["203.0.114.1", "127.0.0.1"]

    monkeypatch.setattr(addresses, "addresses_of", public_and_private)
    await subscribe(harness, f"http://registry.example:{port}/push")
    await harness.publish(item("introduce", A))
    async with run_pusher(harness, tmp_path, public_address) as pusher:
        await pusher.push_all(SUBSCRIBER)
    assert receiver.received == []
    assert "127.0.0.1, which is not a public address" in (await subscriber_state(harness))["last_error"]


async def test_the_address_that_was_checked_is_the_one_that_is_connected_to(
    harness: ProceduresHarness, receiver: Channel, tmp_path: Path
) -> None:
    """The name is not resolved again for the connection; the Host header has the name as it was recorded."""
    hosts: list[str] = []

    async def checked_address(host: str, port: int) -> str:
        hosts.append(f"{host}:{port}")
        return "127.0.0.1"

    port = urlsplit(receiver.url).port
    await subscribe(harness, f"http://nowhere.invalid:{port}/push")
    await harness.publish(item("introduce", A))
    async with run_pusher(harness, tmp_path, checked_address) as pusher:
        await pusher.push_all(SUBSCRIBER)
    assert sequences(receiver) == [1, 2]
    assert hosts == [f"nowhere.invalid:{port}"] * 2


async def test_the_process_pushes_what_is_due_and_ends_when_stopped(
    harness: ProceduresHarness, receiver: Channel, pusher: Pusher
) -> None:
    await subscribe(harness, receiver.url)
    await harness.publish(item("introduce", A))
    stop = asyncio.Event()
    running = asyncio.create_task(pusher.run(stop))
    async with asyncio.timeout(10):
        while (await subscriber_state(harness))["lag"]:
            await asyncio.sleep(0.05)
    stop.set()
    await asyncio.wait_for(running, 5)
    assert sequences(receiver) == [1, 2]


async def test_a_pusher_polls_on_one_connection_and_opens_another_when_that_is_lost(
    harness: ProceduresHarness, receiver: Channel, pusher: Pusher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("common.delivery.pusher.POLL_INTERVAL", 0.02)
    stop = asyncio.Event()
    running = asyncio.create_task(pusher.run(stop))

    async def until_polling() -> int:
        """Returns the server process of the connection on which the pusher has polled."""
        async with asyncio.timeout(5):
            while pusher._connection is None:
                await asyncio.sleep(0.005)
        pid: int = pusher._connection.get_server_pid()
        return pid

    first = await until_polling()
    await asyncio.sleep(0.1)
    assert await until_polling() == first
    await harness.service.execute("SELECT pg_terminate_backend(:pid)", pid=first)
    await subscribe(harness, receiver.url)
    await harness.publish(item("introduce", A))
    async with asyncio.timeout(5):
        while sequences(receiver) != [1, 2]:
            await asyncio.sleep(0.01)
    assert await until_polling() != first
    stop.set()
    await running
    sessions = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = :name"
    async with asyncio.timeout(5):
        while await harness.service.rows(sessions, name="push-webhooks"):
            await asyncio.sleep(0.01)
