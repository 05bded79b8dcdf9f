"""Every event by webhooks: in order, signed, again after failures and on demand, and only to addresses that may be reached."""

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
from common.delivery.address_resolution import private_too, public_only
from common.delivery.circuit import FIRST_REST, OPENS_AFTER
from common.delivery.pusher import Pusher
from common.delivery.pushes import LONGEST_WAIT, Answer, Message
from common.delivery.webhook_sender import Reached, Webhooks
from common.metrics import registry
from procedures.webhooks.clients.event_pusher import SUBSCRIBERS
from procedures.webhooks.commands.push_next_event import push_next_event
from tests.support.channel import SECRET, Channel, channel, hanging
from tests.support.postgres import Postgres
from tests.support.procedures_harness import Office, item, office, problem

A, B, C, ONE = "1.000101", "1.000102", "1.000103", "land_registry"
KEEP = "subscribers.write"


@pytest.fixture
async def at(postgres: Postgres, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Office]:
    monkeypatch.setenv("WEBHOOK_ALLOW_PRIVATE_ADDRESSES", "true")
    async with office(postgres, tmp_path) as made:
        yield made


@pytest.fixture
async def heard(at: Office) -> AsyncIterator[Channel]:
    async with channel(at.room.clock) as made:
        yield made


@pytest.fixture
async def pushes(at: Office, tmp_path: Path) -> AsyncIterator[Pusher]:
    async with pusher(at, tmp_path) as made:
        yield made


@asynccontextmanager
async def pusher(at: Office, folder: Path, reached: Reached = private_too, seconds: float = 5) -> AsyncIterator[Pusher]:
    (folder / "registry").write_text(SECRET)
    webhooks = Webhooks(folder, seconds, reached)
    try:
        yield Pusher(at.room.runtime, webhooks.send, SUBSCRIBERS)
    finally:
        await webhooks.close()


async def subscribe(at: Office, url: str, code: str = ONE, **parts: Any) -> Any:
    body = {"code": code, "name": "Đăng ký đất đai", "url": url, "secret_name": "registry", **parts}
    return await at.http.post("/v1/webhook-subscribers", json=body, headers=at.room.bearer(KEEP))


async def replay(at: Office, after: int, code: str = ONE) -> Any:
    return await at.http.post(f"/v1/webhook-subscribers/{code}/replay", json={"after": after}, headers=at.room.bearer(KEEP))


async def standing(at: Office, code: str = ONE) -> dict[str, Any]:
    answer = await at.http.get("/v1/webhook-subscribers", headers=at.room.bearer(KEEP))
    (found,) = (one for one in answer.json()["items"] if one["code"] == code)
    return dict(found)


def sequences(heard: Channel) -> list[int]:
    return [one["sequence"] for one in heard.told]


def later(at: Office, seconds: float) -> None:
    at.room.clock.moment += timedelta(seconds=seconds)


async def test_each_event_arrives_as_it_stands_in_the_feed_in_its_order_and_signed(
    at: Office, heard: Channel, pushes: Pusher
) -> None:
    await subscribe(at, heard.url)
    await at.published(item("introduce", A), item("introduce", B))
    await at.published(item("repeal", A))
    await pushes.push_all(ONE)
    feed = (await at.get("/v1/events"))["events"]
    assert len(feed) == 5
    assert heard.told == feed
    bodies = [json.loads(body) for _, body in heard.heard]
    assert [(one["type"], one["timestamp"]) for one in bodies] == [(one["type"], one["time"]) for one in feed]
    assert [id for id, _ in heard.heard] == [f"{one['id']}_{ONE}" for one in feed]
    assert (await standing(at))["lag"] == 0


async def test_a_new_subscriber_hears_what_comes_next_or_begins_where_it_says(at: Office, heard: Channel, pushes: Pusher) -> None:
    await at.published(item("introduce", A))
    await subscribe(at, heard.url)
    await subscribe(at, heard.url, "from_the_start", after=0)
    await at.published(item("introduce", B))
    await pushes.push_all(ONE)
    assert sequences(heard) == [3, 4]
    await pushes.push_all("from_the_start")
    assert sequences(heard) == [3, 4, 1, 2, 3, 4]


@pytest.mark.parametrize("status", [500, 404, 422, 301])
async def test_an_event_that_is_not_taken_is_sent_again_before_any_other(
    at: Office, heard: Channel, pushes: Pusher, status: int
) -> None:
    """A refusal too: who misses one event of a stream has lost them all."""
    await subscribe(at, heard.url)
    await at.published(item("introduce", A))
    heard.will_answer(status)
    await pushes.push_all(ONE)
    await pushes.push_all(ONE)
    assert sequences(heard) == [1]
    found = await standing(at)
    assert (found["sequence"], found["lag"], found["attempts"], found["failures"], found["last_status"]) == (0, 2, 1, 1, status)
    later(at, LONGEST_WAIT)
    await pushes.push_all(ONE)
    assert sequences(heard) == [1, 1, 2]
    assert heard.heard[0] == heard.heard[1]
    assert (await standing(at))["attempts"] == 0


async def test_a_subscriber_that_fails_again_and_again_is_left_alone_and_asked_once_after_a_rest(
    at: Office, heard: Channel, pushes: Pusher
) -> None:
    await subscribe(at, heard.url)
    await at.published(item("introduce", A))
    heard.will_answer(*[503] * (OPENS_AFTER + 1))
    for _ in range(OPENS_AFTER):
        await pushes.push_all(ONE)
        later(at, FIRST_REST.total_seconds() - 1)
    while (await standing(at))["circuit"] != "open":
        later(at, LONGEST_WAIT)
        await pushes.push_all(ONE)
    asked = len(heard.heard)
    await pushes.push_all(ONE)
    assert (len(heard.heard), asked) == (OPENS_AFTER, OPENS_AFTER)
    later(at, LONGEST_WAIT)
    await pushes.push_all(ONE)
    assert len(heard.heard) == OPENS_AFTER + 1
    await pushes.measure()
    labels = {"subscriber": ONE}
    measured = [
        registry.get_sample_value(f"congbo_subscriber_{name}", labels)
        for name in ("lag_events", "consecutive_failures", "circuit_open")
    ]
    assert measured == [2.0, OPENS_AFTER + 1.0, 1.0]


async def test_one_that_is_gone_or_stopped_hears_nothing_until_it_is_recorded_anew(
    at: Office, heard: Channel, pushes: Pusher
) -> None:
    await subscribe(at, heard.url)
    await at.published(item("introduce", A))
    heard.will_answer(410)
    await pushes.push_all(ONE)
    later(at, 999_999)
    await pushes.push_all(ONE)
    assert sequences(heard) == [1]
    await subscribe(at, heard.url, active=False)
    await pushes.push_all(ONE)
    assert sequences(heard) == [1]
    await subscribe(at, heard.url)
    await pushes.push_all(ONE)
    assert sequences(heard) == [1, 1, 2]


async def test_what_was_taken_is_replayed_from_a_position_under_the_same_ids(at: Office, heard: Channel, pushes: Pusher) -> None:
    await subscribe(at, heard.url)
    await at.published(item("introduce", A), item("introduce", B))
    await pushes.push_all(ONE)
    assert (await replay(at, 1)).json() == {"code": ONE, "after": 1}
    await pushes.push_all(ONE)
    assert sequences(heard) == [1, 2, 3, 2, 3]
    assert heard.heard[1:3] == heard.heard[3:]
    assert await at.room.rows("SELECT 1 FROM event_subscriber WHERE replayed_by = 'officer-1' AND replayed_at IS NOT NULL")


async def test_what_cannot_be_replayed_is_refused(at: Office, heard: Channel) -> None:
    await subscribe(at, heard.url)
    ahead = problem(await replay(at, 1))
    assert (ahead["status"], ahead["type"], ahead["tail"]) == (409, "replay-beyond-tail", 0)
    assert problem(await replay(at, 0, "nobody"))["type"] == "subscriber-not-found"
    assert problem(await subscribe(at, heard.url, after=7))["type"] == "replay-beyond-tail"


async def test_two_pushers_at_once_send_once(at: Office, heard: Channel, tmp_path: Path) -> None:
    await subscribe(at, heard.url)
    await at.published(item("introduce", A), item("introduce", B), item("introduce", C))
    async with pusher(at, tmp_path) as one, pusher(at, tmp_path) as other:
        for _ in range(8):
            await asyncio.gather(one.push_all(ONE), other.push_all(ONE))
    assert sequences(heard) == [1, 2, 3, 4]


async def test_who_dies_between_sending_and_recording_sends_the_same_again(at: Office, heard: Channel, pushes: Pusher) -> None:
    await subscribe(at, heard.url)
    await at.published(item("introduce", A))

    class Killed(BaseException):
        pass

    async def sends_and_dies(message: Message) -> Answer:
        await pushes.send(message)
        raise Killed

    driver = await connect(at.room.runtime.settings.database_url)
    with pytest.raises(Killed):
        await push_next_event(driver, ONE, sends_and_dies, at.room.clock, lambda: 0.0)
    driver.terminate()
    await pushes.push_all(ONE)
    assert sequences(heard) == [1, 1, 2]
    assert heard.heard[0] == heard.heard[1]


async def test_one_that_hangs_keeps_no_other_waiting(at: Office, heard: Channel, tmp_path: Path) -> None:
    await subscribe(at, heard.url)
    await subscribe(at, heard.url, "other")
    await at.published(item("introduce", A))
    heard.next = [hanging]
    async with pusher(at, tmp_path, seconds=1) as pushes:
        stuck = asyncio.create_task(pushes.push_all(ONE))
        while not heard.heard:
            await asyncio.sleep(0.01)
        await pushes.push_all("other")
        assert not stuck.done()
        await stuck
    assert (await standing(at))["last_error"] == "no answer within 1 s"


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "10.0.0.5", "169.254.169.254", "[::1]", "[::ffff:10.0.0.5]", "[64:ff9b::a00:5]", "[fe80::1]"]
)
async def test_an_address_that_is_not_public_is_refused_when_it_is_recorded(
    postgres: Postgres, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    monkeypatch.delenv("WEBHOOK_ALLOW_PRIVATE_ADDRESSES", raising=False)
    async with office(postgres, tmp_path) as at:
        found = problem(await subscribe(at, f"https://{host}/push"))
        assert (found["status"], found["type"]) == (409, "address-not-public")
        assert (await subscribe(at, "https://203.0.114.1/push")).status_code == 200


async def test_a_name_that_leads_inside_is_not_connected_to_whatever_else_it_leads_to(
    at: Office, heard: Channel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The receiver listens on the loopback: a connection would be seen."""
    port = urlsplit(heard.url).port

    async def both(_host: str, _port: int) -> list[str]:
        return ["203.0.114.1", "127.0.0.1"]

    monkeypatch.setattr(addresses, "addresses_of", both)
    await subscribe(at, f"http://registry.example:{port}/push")
    await at.published(item("introduce", A))
    async with pusher(at, tmp_path, public_only) as pushes:
        await pushes.push_all(ONE)
    assert heard.heard == []
    assert "127.0.0.1, which is not a public address" in (await standing(at))["last_error"]


async def test_the_address_that_was_looked_at_is_the_one_that_is_connected_to(at: Office, heard: Channel, tmp_path: Path) -> None:
    """A name that means another address a moment later changes nothing; the host is told as it was recorded."""
    hosts: list[str] = []

    async def looked_at(host: str, port: int) -> str:
        hosts.append(f"{host}:{port}")
        return "127.0.0.1"

    port = urlsplit(heard.url).port
    await subscribe(at, f"http://nowhere.invalid:{port}/push")
    await at.published(item("introduce", A))
    async with pusher(at, tmp_path, looked_at) as pushes:
        await pushes.push_all(ONE)
    assert sequences(heard) == [1, 2]
    assert hosts == [f"nowhere.invalid:{port}"] * 2


async def test_the_process_finds_by_itself_what_waits_and_ends_when_asked(at: Office, heard: Channel, pushes: Pusher) -> None:
    await subscribe(at, heard.url)
    await at.published(item("introduce", A))
    stop = asyncio.Event()
    running = asyncio.create_task(pushes.run(stop))
    async with asyncio.timeout(10):
        while (await standing(at))["lag"]:
            await asyncio.sleep(0.05)
    stop.set()
    await asyncio.wait_for(running, 5)
    assert sequences(heard) == [1, 2]
