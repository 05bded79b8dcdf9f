"""What a channel is known to show is emitted, once, in the transaction that records it."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from common.clock import FixedClock
from common.contracts.publications import Confirmation, PublicationConfirmed
from common.delivery.address_resolution import any_address
from common.delivery.pusher import Pusher
from common.delivery.webhook_sender import Webhooks
from common.eventlog.findings import Finding
from common.migrations.run import upgrade
from common.operations.verify_command import findings
from procedures.publication_channels.clients.channel_pusher import CHANNEL_RECEIVERS
from procedures.publication_channels.commands import push_next_publication as pushing
from tests.support.channel import PORTAL, Channel
from tests.support.postgres import Postgres, service_of
from tests.support.procedures_harness import PUBLISH, ProceduresHarness, item, problem, procedures_harness
from tests.support.service_harness import NOON

A = "1.000101"
POSTING = "office_posting"


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ProceduresHarness]:
    async with procedures_harness(postgres, tmp_path) as harness:
        yield harness


async def confirmed_in(harness: ProceduresHarness) -> list[PublicationConfirmed]:
    return [event for _, event in await harness.emitted_events() if isinstance(event, PublicationConfirmed)]


async def evidence(
    harness: ProceduresHarness, decision: str, shown_on: str, channel: str = POSTING, **query: str
) -> Any:
    return await harness.http.post(
        f"/v1/decisions/{decision}/channels/{channel}/evidence",
        json={"shown_on": shown_on, "note": "đã niêm yết"},
        params=query,
        headers=harness.service.bearer(PUBLISH),
    )


async def test_the_evidence_of_an_officer_is_emitted_once_with_the_deadline(harness: ProceduresHarness) -> None:
    decision = await harness.publish(item("introduce", A, "2027-01-01"), signed_on="2026-11-13")
    assert (await evidence(harness, decision["id"], "2026-11-21", "national_database")).status_code == 200
    assert problem(await evidence(harness, decision["id"], "2026-11-21", "national_database"))["status"] == 409
    (event,) = await confirmed_in(harness)
    assert (event.decision.number, event.agency.code, event.instrument) == (decision["number"], "H60.01", None)
    assert (event.channel, event.due_on, event.shown_on) == (
        "national_database",
        date(2026, 11, 20),
        date(2026, 11, 21),
    )
    assert (event.how, event.recorded_at) == (Confirmation.EVIDENCED, NOON)
    assert event.article is not None


async def test_a_push_that_the_channel_confirms_is_emitted_and_one_that_it_only_accepts_is_not(
    harness: ProceduresHarness, portal: Channel, portal_pusher: Pusher
) -> None:
    accepted = await harness.publish(item("introduce", A))
    shown = await harness.publish(item("introduce", "1.000102"))
    portal.will_respond(202)
    await portal_pusher.push_all(PORTAL)
    (event,) = await confirmed_in(harness)
    assert (event.decision_id, event.channel, event.how) == (shown["id"], PORTAL, Confirmation.CONFIRMED)
    assert (await evidence(harness, accepted["id"], "2026-11-23", PORTAL)).status_code == 200
    assert [event.how for event in await confirmed_in(harness)] == [Confirmation.CONFIRMED, Confirmation.EVIDENCED]
    found: list[Finding] = [finding async for finding in findings(harness.service.runtime)]
    assert found
    assert all(finding.intact for finding in found)


async def test_a_rectification_that_is_shown_names_its_instrument(
    harness: ProceduresHarness, portal: Channel, portal_pusher: Pusher
) -> None:
    decision = await harness.publish(item("introduce", A))
    annulment = await harness.annul(decision["id"], "2023-07-01")
    await portal_pusher.push_all(PORTAL)
    await evidence(harness, decision["id"], "2026-11-23", rectification=annulment["id"])
    of_decision, pushed, evidenced = await confirmed_in(harness)
    assert of_decision.instrument is None
    for event in (pushed, evidenced):
        assert event.instrument is not None
        assert (event.decision_id, event.instrument.id) == (decision["id"], annulment["id"])


async def test_where_the_event_is_not_written_the_push_is_not_recorded(
    harness: ProceduresHarness, portal: Channel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await harness.publish(item("introduce", A))
    (tmp_path / "portal").write_text(portal.secret)
    webhooks = Webhooks(tmp_path, 5, any_address)

    async def fail(*_: Any) -> None:
        raise RuntimeError("no event")

    monkeypatch.setattr(pushing, "confirmed_publication", fail)
    with pytest.raises(RuntimeError, match="no event"):
        await Pusher(harness.service.runtime, webhooks.send, CHANNEL_RECEIVERS).push_all(PORTAL)
    await webhooks.close()
    (row,) = await harness.service.rows(f"SELECT state FROM channel_publication WHERE channel = '{PORTAL}'")
    assert row.state == "due"


async def test_a_migration_emits_what_is_shown_already_once(harness: ProceduresHarness) -> None:
    decision = await harness.publish(item("introduce", A))
    await harness.publish(item("introduce", "1.000102"))
    annulment = await harness.annul(decision["id"], "2023-07-01")
    await evidence(harness, decision["id"], "2026-11-22")
    await evidence(harness, decision["id"], "2026-11-23", rectification=annulment["id"])
    live = await confirmed_in(harness)
    async with harness.service.runtime.engine.connect() as connection:
        await connection.execute(text("DELETE FROM alembic_version"))
        await connection.execute(text("INSERT INTO alembic_version VALUES ('0003')"))
        for _ in range(2):
            await upgrade(service_of("procedures"), connection, "0004", clock=FixedClock(NOON))
        await connection.commit()
    assert await confirmed_in(harness) == [*live, *live]
