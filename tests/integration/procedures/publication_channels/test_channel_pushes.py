"""Pushes of published Decisions to channels over real HTTP and PostgreSQL, to a receiver that fails, hangs or is
gone."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from common.database.connections import connect
from common.delivery.address_resolution import any_address
from common.delivery.circuit import FIRST_PAUSE, OPENS_AFTER
from common.delivery.pusher import Pusher
from common.delivery.pushes import LONGEST_WAIT, Message, PushResponse
from common.delivery.webhook_sender import Webhooks
from common.metrics import registry
from procedures.publication_channels.clients.channel_pusher import CHANNEL_RECEIVERS, push_channels
from procedures.publication_channels.commands.push_next_publication import push_next_publication
from tests.support.channel import (
    PORTAL,
    SECRET,
    Channel,
    advance_clock,
    connect_channel,
    responding_with,
    run_pusher,
    slow_response,
)
from tests.support.postgres import Postgres
from tests.support.procedures_harness import PUBLISH, ProceduresHarness, content, item, problem, procedures_harness

A, B = "1.000101", "1.000102"


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ProceduresHarness]:
    async with procedures_harness(postgres, tmp_path) as harness:
        yield harness


async def publication_of(harness: ProceduresHarness, decision: dict[str, Any], code: str = PORTAL) -> dict[str, Any]:
    items = (await harness.get(f"/v1/decisions/{decision['id']}/channels"))["items"]
    return next(publication for publication in items if publication["channel"] == code)


async def test_a_channel_receives_a_decision_with_the_content_of_all_its_procedures(
    harness: ProceduresHarness, portal: Channel, portal_pusher: Pusher
) -> None:
    decision = await harness.publish(
        item("introduce", A, content=content("Một", steps=["Nộp", "Nhận"])), item("introduce", B)
    )
    await portal_pusher.push_all(PORTAL)
    (message,) = portal.messages
    assert (message["channel"], message["decision"]["id"], message["decision"]["number"]) == (
        PORTAL,
        decision["id"],
        decision["number"],
    )
    assert [
        (line["action"], line["code"], line["version"], line["effective_on"]) for line in message["procedures"]
    ] == [
        ("publish", A, 1, "2023-02-01"),
        ("publish", B, 1, "2023-02-01"),
    ]
    assert message["procedures"][0]["content"] == (await harness.get(f"/v1/procedures/{A}"))["content"]
    assert message["legal_documents"][0]["number"] == "104/2022/NĐ-CP"


async def test_the_response_of_the_channel_is_kept_as_evidence(
    harness: ProceduresHarness, portal: Channel, portal_pusher: Pusher
) -> None:
    by_location = await harness.publish(item("introduce", A))
    by_body = await harness.publish(item("introduce", B))
    portal.next_responses = [
        responding_with(200, "xong", location="/tthc/7"),
        responding_with(200, '{"url": "https://portal.example/8"}'),
    ]
    await portal_pusher.push_all(PORTAL)
    first, second = await publication_of(harness, by_location), await publication_of(harness, by_body)
    assert (first["state"], first["shown_on"], first["attempts"]) == ("confirmed", "2026-11-23", 1)
    assert first["evidence"] == {
        "url": portal.url.replace("/push", "/tthc/7"),
        "note": "the receiver responded with 200",
        "by_officer": False,
    }
    assert second["evidence"]["url"] == "https://portal.example/8"


async def test_an_accepted_message_is_sent_and_not_yet_shown(
    harness: ProceduresHarness, portal: Channel, portal_pusher: Pusher
) -> None:
    decision = await harness.publish(item("introduce", A))
    portal.will_respond(202)
    await portal_pusher.push_all(PORTAL)
    publication = await publication_of(harness, decision)
    assert (publication["state"], publication["shown_on"]) == ("sent", None)


async def test_a_repeal_sends_a_removal_and_a_replacement_removes_before_it_publishes(
    harness: ProceduresHarness, portal: Channel, portal_pusher: Pusher
) -> None:
    await harness.publish(item("introduce", A))
    await harness.publish(item("replace", A, "2023-06-01", successor_code=B))
    await harness.publish(item("repeal", B, "2024-06-01"))
    advance_clock(harness, 1)
    await portal_pusher.push_all(PORTAL)
    _, replaced, repealed = portal.messages
    assert [(line["action"], line["code"]) for line in replaced["procedures"]] == [("remove", A), ("publish", B)]
    assert (replaced["procedures"][0]["successor_code"], replaced["procedures"][1]["predecessor_code"]) == (B, A)
    (removal,) = repealed["procedures"]
    assert (removal["action"], removal["code"], removal["kind"], removal["effective_on"]) == (
        "remove",
        B,
        "repeal",
        "2024-06-01",
    )
    assert "content" not in removal


async def test_a_declaration_sends_the_content_that_is_law_with_its_level(
    harness: ProceduresHarness, portal: Channel, portal_pusher: Pusher
) -> None:
    await harness.publish(item("introduce", A))
    await harness.publish(item("declare_online", A, "2023-06-01"))
    advance_clock(harness, 1)
    await harness.publish(item("amend", A, "2023-05-01", content=content("sau này")))
    advance_clock(harness, 1)
    await portal_pusher.push_all(PORTAL)
    (declared,) = portal.messages[1]["procedures"]
    assert (declared["action"], declared["online_level"], declared["version"]) == ("publish", "full", 1)


async def test_a_failed_push_is_retried_under_the_same_id_and_each_attempt_is_logged(
    harness: ProceduresHarness, portal: Channel, portal_pusher: Pusher
) -> None:
    decision = await harness.publish(item("introduce", A))
    portal.will_respond(500, 503)
    for _ in range(3):
        await portal_pusher.push_all(PORTAL)
        await portal_pusher.push_all(PORTAL)  # too early
        advance_clock(harness)
    assert len({id for id, _ in portal.received}) == 1
    assert len(portal.received) == 3
    rows = await harness.service.rows("SELECT status, error FROM channel_attempt ORDER BY id")
    assert [row.status for row in rows] == [500, 503, 201]
    assert (await publication_of(harness, decision))["attempts"] == 3


async def test_decisions_are_sent_in_their_order_even_while_the_first_is_retried(
    harness: ProceduresHarness, portal: Channel, portal_pusher: Pusher
) -> None:
    introduced = await harness.publish(item("introduce", A))
    advance_clock(harness, 1)
    repealed = await harness.publish(item("repeal", A, "2023-06-01"))
    portal.will_respond(500)
    await portal_pusher.push_all(PORTAL)
    assert len(portal.received) == 1
    advance_clock(harness)
    await portal_pusher.push_all(PORTAL)
    assert [message["decision"]["id"] for message in portal.messages] == [
        introduced["id"],
        introduced["id"],
        repealed["id"],
    ]


async def test_two_pushers_at_once_send_once(harness: ProceduresHarness, portal: Channel, tmp_path: Path) -> None:
    await harness.publish(*(item("introduce", f"1.00{n:04}") for n in range(20)))

    async def slow() -> Any:
        await asyncio.sleep(0.3)
        return await responding_with(200)()

    portal.next_responses = [slow]
    async with run_pusher(harness, tmp_path) as first, run_pusher(harness, tmp_path) as second:
        await asyncio.gather(first.push_all(PORTAL), second.push_all(PORTAL))
        await second.push_all(PORTAL)
    assert len(portal.received) == 1


async def test_a_crash_between_sending_and_recording_sends_the_same_message_again(
    harness: ProceduresHarness, portal: Channel, tmp_path: Path
) -> None:
    decision = await harness.publish(item("introduce", A))
    (tmp_path / "portal").write_text(SECRET)
    webhooks = Webhooks(tmp_path, 5, any_address)
    driver = await connect(harness.service.runtime.settings.database_url)

    async def send_and_die(message: Message) -> PushResponse:
        response = await webhooks.send(message)
        driver.terminate()
        return response

    with pytest.raises(Exception, match=r"connection"):
        await push_next_publication(driver, PORTAL, send_and_die, harness.service.clock, lambda: 0.0)
    assert (await publication_of(harness, decision))["state"] == "due"
    advance_clock(harness, 60)
    await harness.publish(item("amend", A, "2023-03-01"))  # a later Decision does not change the message
    await Pusher(harness.service.runtime, webhooks.send, CHANNEL_RECEIVERS).push_all(PORTAL)
    await webhooks.close()
    first, repeated, _ = portal.received
    assert first == repeated
    assert (await publication_of(harness, decision))["state"] == "confirmed"


async def test_after_consecutive_failures_the_circuit_opens_until_a_probe_succeeds(
    harness: ProceduresHarness, portal: Channel, portal_pusher: Pusher
) -> None:
    await harness.publish(item("introduce", A))
    portal.will_respond(*[500] * (OPENS_AFTER + 1))
    for _ in range(OPENS_AFTER):
        await portal_pusher.push_all(PORTAL)
        advance_clock(harness)
    clock = harness.service.clock
    clock.set_to(clock.now() - timedelta(seconds=LONGEST_WAIT))
    await portal_pusher.measure()
    assert (len(portal.received), gauge("circuit_open")) == (OPENS_AFTER, 1.0)
    await portal_pusher.push_all(PORTAL)
    assert len(portal.received) == OPENS_AFTER
    advance_clock(harness)
    await portal_pusher.push_all(PORTAL)  # the probe, which fails
    advance_clock(harness, FIRST_PAUSE.total_seconds())
    await portal_pusher.push_all(PORTAL)
    assert len(portal.received) == OPENS_AFTER + 1
    advance_clock(harness)
    await portal_pusher.push_all(PORTAL)
    await portal_pusher.measure()
    assert (len(portal.received), gauge("circuit_open")) == (OPENS_AFTER + 2, 0.0)


def gauge(name: str, code: str = PORTAL) -> float | None:
    return registry.get_sample_value(f"congbo_channel_{name}", {"channel": code})


async def test_a_channel_that_hangs_delays_no_other(
    harness: ProceduresHarness, portal: Channel, tmp_path: Path
) -> None:
    await connect_channel(harness, "e_gazette", str(httpx.URL(portal.url).copy_with(host="localhost")))
    await harness.publish(item("introduce", A))
    portal.next_responses = [slow_response]
    async with run_pusher(harness, tmp_path, seconds=1) as portal_pusher:
        stuck = asyncio.create_task(portal_pusher.push_all(PORTAL))
        while not portal.received:
            await asyncio.sleep(0.01)
        await portal_pusher.push_all("e_gazette")
        assert not stuck.done()
        assert portal.messages[-1]["channel"] == "e_gazette"
        await stuck
    errors = await harness.service.rows("SELECT error FROM channel_attempt WHERE status IS NULL")
    assert [row.error for row in errors] == ["no answer within 1 s"]


async def test_a_channel_that_is_gone_is_tried_again_once_it_is_recorded_again(
    harness: ProceduresHarness, portal: Channel, portal_pusher: Pusher
) -> None:
    decision = await harness.publish(item("introduce", A))
    portal.will_respond(410)
    await portal_pusher.push_all(PORTAL)
    advance_clock(harness, 999_999)
    await portal_pusher.push_all(PORTAL)
    assert len(portal.received) == 1
    await connect_channel(harness, PORTAL, portal.url)
    await portal_pusher.push_all(PORTAL)
    assert (await publication_of(harness, decision))["state"] == "confirmed"


async def test_a_refused_push_waits_for_an_officer_and_does_not_block_the_next(
    harness: ProceduresHarness, portal: Channel, portal_pusher: Pusher
) -> None:
    refused, passed = await harness.publish(item("introduce", A)), await harness.publish(item("introduce", B))
    portal.will_respond(422)
    await portal_pusher.push_all(PORTAL)
    assert [(await publication_of(harness, decision))["state"] for decision in (refused, passed)] == [
        "failed",
        "confirmed",
    ]
    path = f"/v1/decisions/{refused['id']}/channels/{PORTAL}/retry"
    assert (await harness.http.post(path, headers=harness.service.bearer(PUBLISH))).json()["state"] == "due"
    assert (
        problem(await harness.http.post(path, headers=harness.service.bearer(PUBLISH)))["type"]
        == "not-refused-by-channel"
    )
    await portal_pusher.push_all(PORTAL)
    assert (await publication_of(harness, refused))["state"] == "confirmed"


async def test_a_refused_decision_is_not_retried_after_a_later_one_about_the_same_procedure(
    harness: ProceduresHarness, portal: Channel, portal_pusher: Pusher
) -> None:
    refused = await harness.publish(item("introduce", A))
    repealed = await harness.publish(item("repeal", A, "2023-06-01"))
    advance_clock(harness, 1)
    portal.will_respond(422)
    await portal_pusher.push_all(PORTAL)
    retry = f"/v1/decisions/{refused['id']}/channels/{PORTAL}/retry"
    refusal = problem(await harness.http.post(retry, headers=harness.service.bearer(PUBLISH)))
    assert (refusal["status"], refusal["type"], refusal["later"]) == (409, "later-change-already-sent", repealed["id"])


@pytest.mark.parametrize("accepted", ["old", "new"])
async def test_while_a_secret_is_rotated_both_sign(
    harness: ProceduresHarness, portal: Channel, tmp_path: Path, accepted: str
) -> None:
    new = "whsec_" + "bmV3IHNlY3JldCBvZiAyNCBieXRlcw=="
    portal.secret = SECRET if accepted == "old" else new
    await harness.publish(item("introduce", A))
    async with run_pusher(harness, tmp_path, secret=f"{SECRET}\n{new}\n") as portal_pusher:
        await portal_pusher.push_all(PORTAL)
    assert len(portal.received) == 1


async def test_a_missing_secret_is_reported_and_nothing_is_sent_unsigned(
    harness: ProceduresHarness, portal: Channel, tmp_path: Path
) -> None:
    await harness.publish(item("introduce", A))
    webhooks = Webhooks(tmp_path / "nowhere", 5, any_address)
    await Pusher(harness.service.runtime, webhooks.send, CHANNEL_RECEIVERS).push_all(PORTAL)
    await webhooks.close()
    assert portal.received == []
    (row,) = await harness.service.rows("SELECT status, error FROM channel_attempt")
    assert (row.status, "FileNotFoundError" in row.error) == (None, True)


async def test_the_process_pushes_what_is_due_and_ends_when_stopped(
    harness: ProceduresHarness, portal: Channel, portal_pusher: Pusher
) -> None:
    decision = await harness.publish(item("introduce", A))
    stop = asyncio.Event()
    running = asyncio.create_task(portal_pusher.run(stop))
    async with asyncio.timeout(10):
        while (await publication_of(harness, decision))["state"] != "confirmed":
            await asyncio.sleep(0.05)
    stop.set()
    await asyncio.wait_for(running, 5)
    assert len(portal.received) == 1


@asynccontextmanager
async def run_push_channels(harness: ProceduresHarness, folder: Path, allow_private: bool) -> AsyncIterator[None]:
    """Runs the process part itself, with the settings that an operator gives."""
    settings = {"channel_secrets_dir": folder, "channel_allow_private_addresses": allow_private}
    runtime = harness.service.runtime
    part = push_channels(replace(runtime, settings=runtime.settings.model_copy(update=settings)))
    stop = asyncio.Event()
    running: asyncio.Future[None] = asyncio.ensure_future(part(stop))
    yield
    stop.set()
    await asyncio.wait_for(running, 20)


@pytest.mark.parametrize(("allow_private", "received"), [(False, 0), (True, 1)])
async def test_a_channel_at_an_internal_address_receives_pushes_only_where_the_installation_allows_them(
    harness: ProceduresHarness, portal: Channel, tmp_path: Path, allow_private: bool, received: int
) -> None:
    (tmp_path / "portal").write_text(SECRET)
    decision = await harness.publish(item("introduce", A))
    async with run_push_channels(harness, tmp_path, allow_private):
        async with asyncio.timeout(20):
            while (await publication_of(harness, decision))["attempts"] == 0:
                await asyncio.sleep(0.05)
    assert len(portal.received) == received


async def test_no_body_of_a_response_is_published_with_the_evidence(
    harness: ProceduresHarness, portal: Channel, portal_pusher: Pusher
) -> None:
    """The receiver may be another system than the one that was meant, and the list of channels is public."""
    confirmed, refused = await harness.publish(item("introduce", A)), await harness.publish(item("introduce", B))
    portal.next_responses = [responding_with(200, "secret of the inside"), responding_with(400, "secret of the inside")]
    await portal_pusher.push_all(PORTAL)
    for decision in (confirmed, refused):
        response = await harness.http.get(f"/v1/decisions/{decision['id']}/channels")
        assert "secret of the inside" not in response.text
