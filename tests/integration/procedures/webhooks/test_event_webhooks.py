"""Every event by webhooks: in order, signed, again after failures and on demand, and only to addresses that may be
reached."""

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
from common.delivery.circuit import FIRST_REST, OPENS_AFTER
from common.delivery.pusher import Pusher
from common.delivery.pushes import LONGEST_WAIT, Message, PushResponse
from common.delivery.webhook_sender import ResolveAddress, Webhooks
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
    async with run_channel(harness.service.clock) as made:
        yield made


@pytest.fixture
async def pusher(harness: ProceduresHarness, tmp_path: Path) -> AsyncIterator[Pusher]:
    async with run_pusher(harness, tmp_path) as made:
        yield made


@asynccontextmanager
async def run_pusher(
    harness: ProceduresHarness, folder: Path, reached: ResolveAddress = any_address, seconds: float = 5
) -> AsyncIterator[Pusher]:
    (folder / "registry").write_text(SECRET)
    webhooks = Webhooks(folder, seconds, reached)
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
    (found,) = (one for one in response.json()["items"] if one["code"] == code)
    return dict(found)


def sequences(heard: Channel) -> list[int]:
    return [one["sequence"] for one in heard.messages]


def advance_clock(harness: ProceduresHarness, seconds: float) -> None:
    harness.service.clock.moment += timedelta(seconds=seconds)


async def test_each_event_arrives_as_it_stands_in_the_feed_in_its_order_and_signed(
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
    assert [(one["type"], one["timestamp"]) for one in bodies] == [(one["type"], one["time"]) for one in feed]
    assert [id for id, _ in receiver.received] == [f"{one['id']}_{SUBSCRIBER}" for one in feed]
    assert (await subscriber_state(harness))["lag"] == 0


async def test_a_new_subscriber_hears_what_comes_next_or_begins_where_it_says(
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
async def test_an_event_that_is_not_taken_is_sent_again_before_any_other(
    harness: ProceduresHarness, receiver: Channel, pusher: Pusher, status: int
) -> None:
    """A refusal too: who misses one event of a stream has lost them all."""
    await subscribe(harness, receiver.url)
    await harness.publish(item("introduce", A))
    receiver.will_respond(status)
    await pusher.push_all(SUBSCRIBER)
    await pusher.push_all(SUBSCRIBER)
    assert sequences(receiver) == [1]
    found = await subscriber_state(harness)
    assert (found["sequence"], found["lag"], found["attempts"], found["failures"], found["last_status"]) == (
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


async def test_a_subscriber_that_fails_again_and_again_is_left_alone_and_asked_once_after_a_rest(
    harness: ProceduresHarness, receiver: Channel, pusher: Pusher
) -> None:
    await subscribe(harness, receiver.url)
    await harness.publish(item("introduce", A))
    receiver.will_respond(*[503] * (OPENS_AFTER + 1))
    for _ in range(OPENS_AFTER):
        await pusher.push_all(SUBSCRIBER)
        advance_clock(harness, FIRST_REST.total_seconds() - 1)
    while (await subscriber_state(harness))["circuit"] != "open":
        advance_clock(harness, LONGEST_WAIT)
        await pusher.push_all(SUBSCRIBER)
    asked = len(receiver.received)
    await pusher.push_all(SUBSCRIBER)
    assert (len(receiver.received), asked) == (OPENS_AFTER, OPENS_AFTER)
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


async def test_one_that_is_gone_or_stopped_hears_nothing_until_it_is_recorded_anew(
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


async def test_what_was_taken_is_replayed_from_a_position_under_the_same_ids(
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


async def test_what_cannot_be_replayed_is_refused(harness: ProceduresHarness, receiver: Channel) -> None:
    await subscribe(harness, receiver.url)
    ahead = problem(await replay(harness, 1))
    assert (ahead["status"], ahead["type"], ahead["tail"]) == (409, "replay-beyond-tail", 0)
    assert problem(await replay(harness, 0, "nobody"))["type"] == "subscriber-not-found"
    assert problem(await subscribe(harness, receiver.url, after=7))["type"] == "replay-beyond-tail"


async def test_two_pushers_at_once_send_once(harness: ProceduresHarness, receiver: Channel, tmp_path: Path) -> None:
    await subscribe(harness, receiver.url)
    await harness.publish(item("introduce", A), item("introduce", B), item("introduce", C))
    async with run_pusher(harness, tmp_path) as one, run_pusher(harness, tmp_path) as other:
        for _ in range(8):
            await asyncio.gather(one.push_all(SUBSCRIBER), other.push_all(SUBSCRIBER))
    assert sequences(receiver) == [1, 2, 3, 4]


async def test_who_dies_between_sending_and_recording_sends_the_same_again(
    harness: ProceduresHarness, receiver: Channel, pusher: Pusher
) -> None:
    await subscribe(harness, receiver.url)
    await harness.publish(item("introduce", A))

    class Killed(BaseException):
        pass

    async def sends_and_dies(message: Message) -> PushResponse:
        await pusher.send(message)
        raise Killed

    driver = await connect(harness.service.runtime.settings.database_url)
    with pytest.raises(Killed):
        await push_next_event(driver, SUBSCRIBER, sends_and_dies, harness.service.clock, lambda: 0.0)
    driver.terminate()
    await pusher.push_all(SUBSCRIBER)
    assert sequences(receiver) == [1, 1, 2]
    assert receiver.received[0] == receiver.received[1]


async def test_one_that_hangs_keeps_no_other_waiting(
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
        found = problem(await subscribe(harness, f"https://{host}/push"))
        assert (found["status"], found["type"]) == (409, "address-not-public")
        assert (await subscribe(harness, "https://203.0.114.1/push")).status_code == 200


async def test_a_name_that_leads_inside_is_not_connected_to_whatever_else_it_leads_to(
    harness: ProceduresHarness, receiver: Channel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The receiver listens on the loopback: a connection would be seen."""
    port = urlsplit(receiver.url).port

    async def both(_host: str, _port: int) -> list[str]:
        return ["203.0.114.1", "127.0.0.1"]

    monkeypatch.setattr(addresses, "addresses_of", both)
    await subscribe(harness, f"http://registry.example:{port}/push")
    await harness.publish(item("introduce", A))
    async with run_pusher(harness, tmp_path, public_address) as pusher:
        await pusher.push_all(SUBSCRIBER)
    assert receiver.received == []
    assert "127.0.0.1, which is not a public address" in (await subscriber_state(harness))["last_error"]


async def test_the_address_that_was_looked_at_is_the_one_that_is_connected_to(
    harness: ProceduresHarness, receiver: Channel, tmp_path: Path
) -> None:
    """A name that means another address a moment later changes nothing; the host is told as it was recorded."""
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


async def test_the_process_finds_by_itself_what_waits_and_ends_when_asked(
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
