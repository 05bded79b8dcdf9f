"""Counts are compared with what the sources count in their own tables, at the same position of a stream."""

import asyncio
from argparse import Namespace
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from common.consumer.rebuild import rebuild
from reporting.cli.reconcile_command import reconcile
from reporting.reconciliation.domain.findings import SOURCE_FIGURES, SOURCES
from tests.support.direct_consumer import apply_stream
from tests.support.dossier_harness import DossierHarness, dossier_harness
from tests.support.postgres import Postgres
from tests.support.procedures_harness import ProceduresHarness, content, item, procedures_harness
from tests.support.served_app import serve_app
from tests.support.service_harness import ServiceHarness, service_harness

YEAR = "2026"
SIGNED = {"signed_on": "2026-02-01"}


@dataclass
class Suite:
    """The report and its two sources in this process; the report asks them over the network."""

    procedures: ProceduresHarness
    online_services: DossierHarness
    reporting: ServiceHarness

    async def follow(self) -> None:
        for source in (self.procedures.service, self.online_services.service):
            await apply_stream(source, self.reporting)

    async def get(self, path: str, **query: str) -> Any:
        response = await self.reporting.http.get(path, params=query, headers=self.reporting.bearer("reports.read"))
        assert response.status_code == 200, response.text
        return response.json()

    async def reconciliation(self) -> Any:
        return await self.get("/v1/reconciliation", period=YEAR)

    async def keep(self, **body: Any) -> Any:
        headers = self.reporting.bearer("reports.keep")
        return await self.reporting.http.post(
            "/v1/reports", json={"kind": "annual", "period": YEAR, **body}, headers=headers
        )

    async def file_and_receive(self) -> None:
        dossier = await self.online_services.file()
        await self.online_services.act(dossier, "reception", "receiver")


@pytest.fixture
async def suite(postgres: Postgres, tmp_path: Path) -> AsyncIterator[Suite]:
    async with AsyncExitStack() as stack:
        online = await stack.enter_async_context(dossier_harness(postgres, tmp_path))
        procedures = await stack.enter_async_context(procedures_harness(postgres, tmp_path))
        token = tmp_path / "service.token"
        token.write_text(online.service.issuer.token("system:suite", ["counts.read"]))
        urls = {
            "procedures_url": await stack.enter_async_context(serve_app(procedures.service)),
            "online_services_url": await stack.enter_async_context(serve_app(online.service)),
        }
        reporting = await stack.enter_async_context(
            service_harness(postgres, "reporting", tmp_path, service_token_file=token, **urls)
        )
        suite = Suite(procedures, online, reporting)
        await law_and_dossiers(suite)
        await suite.follow()
        yield suite


async def law_and_dossiers(suite: Suite) -> None:
    """Decisions of all kinds, one of the opening catalogue and one that is annulled, and two dossiers received."""
    introduced = [
        item("introduce", f"2.00000{number}", "2026-03-01", content=content(f"TTHC {number}")) for number in range(1, 6)
    ]
    await suite.procedures.publish(*introduced[:4], **SIGNED)
    await suite.procedures.publish(introduced[4], topics=["opening_catalogue"], **SIGNED)
    amended = content("TTHC 1 sửa đổi")
    published = await suite.procedures.publish(
        item("amend", "2.000001", "2026-04-01", content=amended, changed_parts=["name"]),
        item("repeal", "2.000002", "2026-04-01"),
        item("declare_online", "2.000003", "2026-04-01"),
        **SIGNED,
    )
    await suite.procedures.annul(published["id"], "2026-04-01", 1)
    for _ in range(2):
        await suite.file_and_receive()
    await suite.online_services.file()


def states(body: Any) -> dict[str, str]:
    """Of a figure that is counted in two ways, whether either differs."""
    counts = sorted(body["counts"], key=lambda count: bool(count["state"] == "differs"))
    return {count["figure"]: count["state"] for count in counts}


async def test_every_count_agrees_with_that_of_its_source(suite: Suite) -> None:
    body = await suite.reconciliation()
    assert states(body) == dict.fromkeys(SOURCE_FIGURES, "agrees")
    assert (body["reconciled"], body["not_compared"]) == (True, [])
    counts = {count["figure"]: count["own"] for count in body["counts"]}
    assert counts["decisions"] == 2
    assert (counts["introduced"], counts["changed"], counts["repealed"], counts["declared_online"]) == (4, 1, 1, 1)
    assert (counts["online_full"], counts["dossiers_received"], counts["dossiers_open"]) == (1, 2, 2)
    assert await reconcile(suite.reporting.runtime, Namespace(period=YEAR)) == 0


async def test_a_lag_is_no_error_and_concerns_only_what_later_events_may_have_changed(suite: Suite) -> None:
    await suite.file_and_receive()
    body = await suite.reconciliation()
    dossiers = ("dossiers_received", "dossiers_open")
    assert states(body) == dict.fromkeys(SOURCE_FIGURES, "agrees") | dict.fromkeys(dossiers, "lagging")
    assert body["reconciled"] is True
    await suite.procedures.publish(item("repeal", "2.000004", "2026-05-01"), **SIGNED)
    body = await suite.reconciliation()
    assert {count["state"] for count in body["counts"] if count["source"] == "procedures"} == {"lagging"}
    assert (await suite.keep()).status_code == 201
    await suite.follow()
    assert states(await suite.reconciliation()) == dict.fromkeys(SOURCE_FIGURES, "agrees")


async def test_a_count_that_differs_is_an_error_and_is_kept_only_with_a_reason(
    suite: Suite, capsys: pytest.CaptureFixture[str]
) -> None:
    await suite.reporting.execute(
        "DELETE FROM projected.dossier WHERE received_on IS NOT NULL AND number IS NOT NULL"
        " AND dossier_id = (SELECT max(dossier_id) FROM projected.dossier WHERE number <> '')"
    )
    body = await suite.reconciliation()
    assert states(body)["dossiers_received"] == "differs"
    assert body["reconciled"] is False
    assert await reconcile(suite.reporting.runtime, Namespace(period=YEAR)) == 1
    assert "online_services dossiers_received: differs (here 1, there 2)" in capsys.readouterr().out
    refused = await suite.keep()
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:congbo:problem:report-not-balanced")
    assert "online_services counts 2 dossiers_received, and here are 1" in refused.json()["errors"]
    kept = await suite.keep(reason="Đang đối chiếu")
    assert kept.status_code == 201, kept.text
    assert kept.json()["reconciliation"]["reconciled"] is False
    assert len(kept.json()["errors"]) == 2
    assert await suite.get(f"/v1/reports/{kept.json()['id']}") == kept.json()


async def test_daily_sums_that_miss_a_dossier_are_an_error_since_reports_are_made_from_them(suite: Suite) -> None:
    """As after an upgrade without a rebuild: what the former version applied meanwhile is in the rows alone."""
    await suite.reporting.execute("UPDATE projected.dossier_day_count SET received = received - 1 WHERE received > 0")
    body = await suite.reconciliation()
    counts = [(count["figure"], count["ours"], count["state"]) for count in body["counts"]]
    for figure in ("dossiers_received", "dossiers_open"):
        assert [each for each in counts if each[0] == figure] == [(figure, 2, "agrees"), (figure, 1, "differs")]
    assert body["reconciled"] is False
    refused = await suite.keep()
    assert "online_services counts 2 dossiers_received, and here are 1" in refused.json()["errors"]
    await rebuild(suite.reporting.runtime, lambda _: None)
    assert states(await suite.reconciliation()) == dict.fromkeys(SOURCE_FIGURES, "agrees")


async def test_a_source_that_does_not_respond_or_refuses_is_named_and_nothing_waits_for_it(
    suite: Suite,
) -> None:
    async def never(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    silent = await asyncio.start_server(never, "127.0.0.1", 0)
    settings = suite.reporting.runtime.settings
    url = f"http://127.0.0.1:{silent.sockets[0].getsockname()[1]}"
    object.__setattr__(settings, "procedures_url", url)
    async with asyncio.timeout(60):
        kept = await suite.keep()
    assert kept.status_code == 201, kept.text
    head = kept.json()["reconciliation"]
    assert (head["not_compared"], head["reconciled"]) == (["procedures"], True)
    assert {count["source"] for count in head["counts"]} == {"online_services"}
    silent.close()
    token = settings.service_token_file
    assert token is not None
    token.write_text(suite.reporting.issuer.token("system:suite", ["events.read"]))
    assert (await suite.reconciliation())["not_compared"] == list(SOURCES)


async def test_other_reports_have_the_rules_at_their_head_and_name_the_sources_as_not_compared(suite: Suite) -> None:
    reports = [("/v1/reports/annual", {"year": YEAR}), ("/v1/reports/dossiers", {"period": YEAR})]
    for path, query in reports:
        head = (await suite.get(path, **query))["reconciliation"]
        assert head == {"reconciled": True, "errors": [], "rules": [], "counts": [], "not_compared": list(SOURCES)}
    await suite.reporting.execute("UPDATE projected.dossier SET channel = 'pigeon' WHERE received_on IS NOT NULL")
    for path, query in reports:
        head = (await suite.get(path, **query))["reconciliation"]
        assert [(rule["rule"], rule["misfits"]) for rule in head["rules"]] == [("dossier_parts", 2)]
        assert (head["reconciled"], len(head["errors"])) == (False, 1)


async def test_own_counts_are_for_stated_days_and_the_scope_of_their_own(suite: Suite) -> None:
    for source in (suite.procedures.service, suite.online_services.service):
        query = {"first": "2026-02-01", "last": "2026-01-31"}
        reversed_days = await source.http.get("/v1/own-counts", params=query, headers=source.bearer("counts.read"))
        assert (reversed_days.status_code, reversed_days.json()["type"]) == (422, "urn:congbo:problem:days-reversed")
        refused = await source.http.get("/v1/own-counts", params=query, headers=source.bearer("events.read"))
        assert refused.status_code == 403
        seconds = {"first": "0", "last": "86400"}
        no_days = await source.http.get("/v1/own-counts", params=seconds, headers=source.bearer("counts.read"))
        assert no_days.status_code == 422, "a number is no day"
        query = {"first": "0001-01-01", "last": "9999-12-31", "applied": f"{source.runtime.service.name}/0:1000000"}
        counted = await source.http.get("/v1/own-counts", params=query, headers=source.bearer("counts.read"))
        assert counted.status_code == 200, counted.text
        assert {count["figure"] for count in counted.json()["counts"]} <= set(SOURCE_FIGURES)
