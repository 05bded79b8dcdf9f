"""Pushing published Decisions to channels: real HTTP, real PostgreSQL, and a receiver that fails, hangs or is gone."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from common.database.connections import connect
from common.delivery.circuit import FIRST_REST, OPENS_AFTER
from common.delivery.pusher import Pusher
from common.delivery.pushes import LONGEST_WAIT, Answer, Message
from common.delivery.webhook_sender import Webhooks
from common.metrics import registry
from procedures.publication_channels.clients.channel_pusher import CHANNELS as TO_CHANNELS
from procedures.publication_channels.commands.push_next import push_next
from tests.support.channel import PORTAL, SECRET, Channel, answering, connect_channel, hanging, later, pusher
from tests.support.postgres import Postgres
from tests.support.procedures_harness import PUBLISH, Office, content, item, office, problem

A, B = "1.000101", "1.000102"


@pytest.fixture
async def at(postgres: Postgres, tmp_path: Path) -> AsyncIterator[Office]:
    async with office(postgres, tmp_path) as made:
        yield made


async def standing(at: Office, decision: dict[str, Any], code: str = PORTAL) -> dict[str, Any]:
    items = (await at.get(f"/v1/decisions/{decision['id']}/channels"))["items"]
    return next(one for one in items if one["channel"] == code)


async def test_a_channel_is_told_of_a_decision_with_the_content_of_all_its_procedures(
    at: Office, portal: Channel, pushes: Pusher
) -> None:
    decision = await at.published(item("introduce", A, content=content("Một", steps=["Nộp", "Nhận"])), item("introduce", B))
    await pushes.push_all(PORTAL)
    (told,) = portal.told
    assert (told["channel"], told["decision"]["id"], told["decision"]["number"]) == (PORTAL, decision["id"], decision["number"])
    assert [(one["act"], one["code"], one["version"], one["effective_on"]) for one in told["procedures"]] == [
        ("publish", A, 1, "2023-02-01"), ("publish", B, 1, "2023-02-01"),
    ]  # fmt: skip
    assert told["procedures"][0]["content"] == (await at.get(f"/v1/procedures/{A}"))["content"]
    assert told["legal_documents"][0]["number"] == "104/2022/NĐ-CP"


async def test_what_the_channel_answers_is_kept_as_evidence(at: Office, portal: Channel, pushes: Pusher) -> None:
    by_location = await at.published(item("introduce", A))
    by_body = await at.published(item("introduce", B))
    portal.next = [answering(200, "xong", location="/tthc/7"), answering(200, '{"url": "https://portal.example/8"}')]
    await pushes.push_all(PORTAL)
    one, two = await standing(at, by_location), await standing(at, by_body)
    assert (one["state"], one["shown_on"], one["attempts"]) == ("confirmed", "2026-11-23", 1)
    assert one["evidence"] == {"url": portal.url.replace("/push", "/tthc/7"), "note": "xong", "by_officer": False}
    assert two["evidence"]["url"] == "https://portal.example/8"


async def test_what_is_only_taken_is_sent_and_not_yet_shown(at: Office, portal: Channel, pushes: Pusher) -> None:
    decision = await at.published(item("introduce", A))
    portal.will_answer(202)
    await pushes.push_all(PORTAL)
    one = await standing(at, decision)
    assert (one["state"], one["shown_on"]) == ("sent", None)


async def test_a_repeal_sends_a_removal_and_a_replacement_removes_before_it_publishes(
    at: Office, portal: Channel, pushes: Pusher
) -> None:
    await at.published(item("introduce", A))
    await at.published(item("replace", A, "2023-06-01", successor_code=B))
    await at.published(item("repeal", B, "2024-06-01"))
    later(at, 1)
    await pushes.push_all(PORTAL)
    _, replaced, repealed = portal.told
    assert [(one["act"], one["code"]) for one in replaced["procedures"]] == [("remove", A), ("publish", B)]
    assert (replaced["procedures"][0]["successor_code"], replaced["procedures"][1]["predecessor_code"]) == (B, A)
    (removal,) = repealed["procedures"]
    assert (removal["act"], removal["code"], removal["kind"], removal["effective_on"]) == ("remove", B, "repeal", "2024-06-01")
    assert "content" not in removal


async def test_a_declaration_sends_the_content_that_is_law_with_its_level(at: Office, portal: Channel, pushes: Pusher) -> None:
    await at.published(item("introduce", A))
    await at.published(item("declare_online", A, "2023-06-01"))
    later(at, 1)
    await at.published(item("amend", A, "2023-05-01", content=content("sau này")))
    later(at, 1)
    await pushes.push_all(PORTAL)
    (declared,) = portal.told[1]["procedures"]
    assert (declared["act"], declared["online_level"], declared["version"]) == ("publish", "full", 1)


async def test_what_cannot_be_delivered_is_sent_again_later_under_the_same_id_and_each_attempt_is_logged(
    at: Office, portal: Channel, pushes: Pusher
) -> None:
    decision = await at.published(item("introduce", A))
    portal.will_answer(500, 503)
    for _ in range(3):
        await pushes.push_all(PORTAL)
        await pushes.push_all(PORTAL)  # too early
        later(at)
    assert len({id for id, _ in portal.heard}) == 1
    assert len(portal.heard) == 3
    rows = await at.room.rows("SELECT status, error FROM channel_attempt ORDER BY id")
    assert [row.status for row in rows] == [500, 503, 201]
    assert (await standing(at, decision))["attempts"] == 3


async def test_decisions_are_told_in_their_order_also_while_the_first_has_to_wait(
    at: Office, portal: Channel, pushes: Pusher
) -> None:
    introduced = await at.published(item("introduce", A))
    later(at, 1)
    repealed = await at.published(item("repeal", A, "2023-06-01"))
    portal.will_answer(500)
    await pushes.push_all(PORTAL)
    assert len(portal.heard) == 1
    later(at)
    await pushes.push_all(PORTAL)
    assert [told["decision"]["id"] for told in portal.told] == [introduced["id"], introduced["id"], repealed["id"]]


async def test_two_pushers_at_once_send_once(at: Office, portal: Channel, tmp_path: Path) -> None:
    await at.published(*(item("introduce", f"1.00{n:04}") for n in range(20)))

    async def slow() -> Any:
        await asyncio.sleep(0.3)
        return await answering(200)()

    portal.next = [slow]
    async with pusher(at, tmp_path) as one, pusher(at, tmp_path) as other:
        await asyncio.gather(one.push_all(PORTAL), other.push_all(PORTAL))
        await other.push_all(PORTAL)
    assert len(portal.heard) == 1


async def test_who_dies_between_sending_and_recording_sends_the_same_again(at: Office, portal: Channel, tmp_path: Path) -> None:
    decision = await at.published(item("introduce", A))
    (tmp_path / "portal").write_text(SECRET)
    webhooks = Webhooks(tmp_path, 5)
    driver = await connect(at.room.runtime.settings.database_url)

    async def send_and_die(message: Message) -> Answer:
        answer = await webhooks.send(message)
        driver.terminate()
        return answer

    with pytest.raises(Exception, match=r"connection"):
        await push_next(driver, PORTAL, send_and_die, at.room.clock, lambda: 0.0)
    assert (await standing(at, decision))["state"] == "due"
    later(at, 60)
    await at.published(item("amend", A, "2023-03-01"))  # what comes later changes nothing of the message
    await Pusher(at.room.runtime, webhooks.send, TO_CHANNELS).push_all(PORTAL)
    await webhooks.close()
    first, again, _ = portal.heard
    assert first == again
    assert (await standing(at, decision))["state"] == "confirmed"


async def test_after_failures_in_a_row_the_channel_is_left_alone_then_probed_once_and_asked_again(
    at: Office, portal: Channel, pushes: Pusher
) -> None:
    await at.published(item("introduce", A))
    portal.will_answer(*[500] * (OPENS_AFTER + 1))
    for _ in range(OPENS_AFTER):
        await pushes.push_all(PORTAL)
        later(at)
    at.room.clock.moment -= timedelta(seconds=LONGEST_WAIT)
    await pushes.measure()
    assert (len(portal.heard), gauge("circuit_open")) == (OPENS_AFTER, 1.0)
    await pushes.push_all(PORTAL)
    assert len(portal.heard) == OPENS_AFTER
    later(at)
    await pushes.push_all(PORTAL)  # the probe, which fails
    later(at, FIRST_REST.total_seconds())
    await pushes.push_all(PORTAL)
    assert len(portal.heard) == OPENS_AFTER + 1
    later(at)
    await pushes.push_all(PORTAL)
    await pushes.measure()
    assert (len(portal.heard), gauge("circuit_open")) == (OPENS_AFTER + 2, 0.0)


def gauge(name: str, code: str = PORTAL) -> float | None:
    return registry.get_sample_value(f"congbo_channel_{name}", {"channel": code})


async def test_a_channel_that_hangs_keeps_no_other_waiting(at: Office, portal: Channel, tmp_path: Path) -> None:
    await connect_channel(at, "e_gazette", str(httpx.URL(portal.url).copy_with(host="localhost")))
    await at.published(item("introduce", A))
    portal.next = [hanging]
    async with pusher(at, tmp_path, seconds=1) as pushes:
        stuck = asyncio.create_task(pushes.push_all(PORTAL))
        while not portal.heard:
            await asyncio.sleep(0.01)
        await pushes.push_all("e_gazette")
        assert not stuck.done()
        assert portal.told[-1]["channel"] == "e_gazette"
        await stuck
    errors = await at.room.rows("SELECT error FROM channel_attempt WHERE status IS NULL")
    assert [row.error for row in errors] == ["no answer within 1 s"]


async def test_a_channel_that_is_gone_is_asked_again_once_it_is_recorded_anew(
    at: Office, portal: Channel, pushes: Pusher
) -> None:
    decision = await at.published(item("introduce", A))
    portal.will_answer(410)
    await pushes.push_all(PORTAL)
    later(at, 999_999)
    await pushes.push_all(PORTAL)
    assert len(portal.heard) == 1
    await connect_channel(at, PORTAL, portal.url)
    await pushes.push_all(PORTAL)
    assert (await standing(at, decision))["state"] == "confirmed"


async def test_what_a_channel_refuses_waits_for_an_officer_and_lets_the_next_pass(
    at: Office, portal: Channel, pushes: Pusher
) -> None:
    refused, passed = await at.published(item("introduce", A)), await at.published(item("introduce", B))
    portal.will_answer(422)
    await pushes.push_all(PORTAL)
    assert [(await standing(at, one))["state"] for one in (refused, passed)] == ["failed", "confirmed"]
    path = f"/v1/decisions/{refused['id']}/channels/{PORTAL}/retry"
    assert (await at.http.post(path, headers=at.room.bearer(PUBLISH))).json()["state"] == "due"
    assert problem(await at.http.post(path, headers=at.room.bearer(PUBLISH)))["type"] == "not-refused-by-channel"
    await pushes.push_all(PORTAL)
    assert (await standing(at, refused))["state"] == "confirmed"


async def test_what_was_refused_is_not_told_after_a_later_decision_about_the_same_procedure(
    at: Office, portal: Channel, pushes: Pusher
) -> None:
    refused = await at.published(item("introduce", A))
    repealed = await at.published(item("repeal", A, "2023-06-01"))
    later(at, 1)
    portal.will_answer(422)
    await pushes.push_all(PORTAL)
    retry = f"/v1/decisions/{refused['id']}/channels/{PORTAL}/retry"
    found = problem(await at.http.post(retry, headers=at.room.bearer(PUBLISH)))
    assert (found["status"], found["type"], found["later"]) == (409, "later-change-already-sent", repealed["id"])


@pytest.mark.parametrize("known", ["old", "new"])
async def test_while_a_secret_is_renewed_both_sign(at: Office, portal: Channel, tmp_path: Path, known: str) -> None:
    other = "whsec_" + "bmV3IHNlY3JldCBvZiAyNCBieXRlcw=="
    portal.secret = SECRET if known == "old" else other
    await at.published(item("introduce", A))
    async with pusher(at, tmp_path, secret=f"{SECRET}\n{other}\n") as pushes:
        await pushes.push_all(PORTAL)
    assert len(portal.heard) == 1


async def test_a_secret_that_is_missing_is_said_and_nothing_goes_out_unsigned(
    at: Office, portal: Channel, tmp_path: Path
) -> None:
    await at.published(item("introduce", A))
    webhooks = Webhooks(tmp_path / "nowhere", 5)
    await Pusher(at.room.runtime, webhooks.send, TO_CHANNELS).push_all(PORTAL)
    await webhooks.close()
    assert portal.heard == []
    (row,) = await at.room.rows("SELECT status, error FROM channel_attempt")
    assert (row.status, "FileNotFoundError" in row.error) == (None, True)


async def test_the_process_finds_by_itself_what_waits_and_ends_when_asked(at: Office, portal: Channel, pushes: Pusher) -> None:
    decision = await at.published(item("introduce", A))
    stop = asyncio.Event()
    running = asyncio.create_task(pushes.run(stop))
    async with asyncio.timeout(10):
        while (await standing(at, decision))["state"] != "confirmed":
            await asyncio.sleep(0.05)
    stop.set()
    await asyncio.wait_for(running, 5)
    assert len(portal.heard) == 1
