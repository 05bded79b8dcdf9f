"""What a Decision would change, before it is published: stated by all four services, and compared with what happens."""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from common.contracts.event import Event, type_of
from common.contracts.online_services import OnlineServiceEvent
from common.eventlog.log import encode_event
from procedures.impact.queries.impact_at_followers import impact_at_followers
from reporting.reports.queries import moved_figures
from tests.support.dossier_harness import BEFORE, COMMUNE, REGISTER, DossierHarness
from tests.support.law_events import introduced, period
from tests.support.lookup_harness import lookup_harness
from tests.support.postgres import Postgres
from tests.support.procedures_harness import DRAFT, Body, ProceduresHarness, content, item, problem, procedures_harness
from tests.support.served_app import serve_app
from tests.support.service_harness import NOON, ServiceHarness, service_harness

AMENDED, REPEALED, DECLARED, KEPT, NEW = "2.000001", "2.000002", "2.000003", "2.000004", "2.000005"
CHANGE_DAY = "2026-12-01"
FIELDS = ["personal_id", "full_name"]
LATER = {"signed_on": "2026-11-20"}


@dataclass
class Followers:
    """The four services in this process, which call one another over the network."""

    procedures: ProceduresHarness
    online_services: DossierHarness
    population_lookup: ServiceHarness
    reporting: ServiceHarness
    applied: int = 0

    @property
    def all(self) -> list[ServiceHarness]:
        return [self.online_services.service, self.population_lookup, self.reporting]

    async def follow(self) -> None:
        """Applies what `procedures` has emitted since."""
        events: list[Event] = [event for _, event in (await self.procedures.emitted_events())[self.applied :]]
        for follower in self.all:
            await follower.apply_events(events)
        self.applied += len(events)

    async def impact(self, id: str, **headers: str) -> Any:
        bearer = self.procedures.service.bearer(DRAFT)
        return await self.procedures.http.get(f"/v1/decisions/{id}/impact", headers=bearer | headers)

    async def stated(self, id: str) -> Body:
        response = await self.impact(id)
        assert response.status_code == 200, response.text
        return dict(response.json())

    async def events_of_services(self) -> list[tuple[str, str, str]]:
        events = await self.online_services.service.emitted_events()
        return [
            (event.procedure_code, type_of(event).name.split(".")[1], event.effective_on.isoformat())
            for event in events
            if isinstance(event, OnlineServiceEvent)
        ]

    async def fields_on(self, day: str) -> dict[str, set[str]]:
        rows = await self.population_lookup.rows(
            "SELECT procedure_code, population_fields, household_member_fields FROM projected.lawful_period"
            " WHERE effective_from <= CAST(:day AS text)::date"
            " AND (effective_to IS NULL OR effective_to > CAST(:day AS text)::date)",
            day=day,
        )
        return {
            row.procedure_code: {
                *row.population_fields.split(),
                *(f"{field} of members" for field in row.household_member_fields.split()),
            }
            for row in rows
        }

    async def figures(self, year: int) -> dict[Any, int]:
        async with self.reporting.runtime.engine.connect() as connection:
            return dict(await moved_figures.figures_of_year(connection, year))


@pytest.fixture
async def followers(postgres: Postgres, tmp_path: Path) -> AsyncIterator[Followers]:
    async with AsyncExitStack() as stack:
        token = tmp_path / "service.token"
        online = await stack.enter_async_context(service_harness(postgres, "online_services", tmp_path))
        dossiers = DossierHarness(online)
        online.clock.set_to(BEFORE)
        await dossiers.prepare()
        online.clock.moment = NOON
        lookups = await stack.enter_async_context(lookup_harness(postgres, tmp_path))
        reports = await stack.enter_async_context(service_harness(postgres, "reporting", tmp_path))
        token.write_text(online.issuer.token("system:suite", ["impact.read"]))
        urls = {
            f"{name}_url": await stack.enter_async_context(serve_app(harness))
            for name, harness in (("online_services", online), ("population_lookup", lookups), ("reporting", reports))
        }
        procedures = await stack.enter_async_context(
            procedures_harness(postgres, tmp_path, service_token_file=token, **urls)
        )
        yield Followers(procedures, dossiers, lookups, reports)


async def law_with_services(followers: Followers) -> None:
    """Four procedures in force with online services, one that changes again in 2027, and open dossiers."""
    codes = (AMENDED, REPEALED, DECLARED, KEPT)
    items = [item("introduce", code, content=content(f"TTHC {code}", population_fields=FIELDS)) for code in codes]
    await followers.procedures.publish(*items)
    later = content(f"TTHC {REPEALED} sửa đổi", population_fields=FIELDS)
    await followers.procedures.publish(item("amend", REPEALED, "2027-03-01", content=later, changed_parts=["name"]))
    await followers.follow()
    services = [
        {"procedure_code": code, "level": "full", "partial_reason": None, "effective_on": "2023-06-01"}
        for code in (AMENDED, REPEALED, KEPT)
    ]
    registered = await followers.online_services.post(
        "/v1/online-services", {"services": services}, followers.online_services.bearer(REGISTER)
    )
    assert registered.status_code == 201, registered.text
    await open_dossiers(followers, REPEALED, ["filed", "in_process", "in_process", "finished"])
    await open_dossiers(followers, KEPT, ["filed"])


async def open_dossiers(followers: Followers, code: str, stages: Sequence[str]) -> None:
    for stage in stages:
        await followers.online_services.service.execute(
            "INSERT INTO dossier (id, procedure_code, version, channel, filed_at_agency, receiving_agency,"
            " deciding_agency, stage, revision, filed_at, ended_at, supplement_requested, handed_in, extended)"
            " VALUES (gen_random_uuid(), :code, 1, 'direct', :agency, :agency, :agency, :stage, 1, now(),"
            " CASE WHEN :stage = 'finished' THEN now() END, false, false, false)",
            code=code,
            agency=COMMUNE,
            stage=stage,
        )


def changing_items() -> list[Body]:
    lists = {"population_fields": ["birth_date", "household_head"], "household_member_fields": ["full_name"]}
    amended = content(f"TTHC {AMENDED}", **lists, steps=[{"steps": ["Nộp"]}])
    return [
        item("amend", AMENDED, CHANGE_DAY, content=amended, changed_parts=None),
        item("repeal", REPEALED, CHANGE_DAY),
        item("declare_online", DECLARED, CHANGE_DAY),
        item("introduce", NEW, CHANGE_DAY, content=content("TTHC mới", population_fields=["sex"])),
    ]


async def test_the_stated_impact_equals_what_happens_when_it_is_published(followers: Followers) -> None:
    await law_with_services(followers)
    draft = await followers.procedures.draft(*changing_items(), **LATER)
    stated = await followers.stated(draft["id"])
    before = await followers.events_of_services(), await followers.fields_on(CHANGE_DAY), await followers.figures(2026)
    published = await followers.procedures.post_publish(draft["id"])
    assert published.status_code == 200, published.text
    await followers.follow()
    after = await followers.events_of_services(), await followers.fields_on(CHANGE_DAY), await followers.figures(2026)

    assert stated["not_answering"] == []
    services = stated["online_services"]["services"]
    assert sorted((each["procedure_code"], each["change"], each["effective_on"]) for each in services) == sorted(
        (Counter(after[0]) - Counter(before[0])).elements()
    )
    assert len(services) == 3
    fields = {
        (each["procedure_code"], field, sign)
        for each in stated["population_lookup"]["procedures"]
        for sign in ("gained", "lost")
        for field in (*each[sign], *(f"{field} of members" for field in each[f"household_members_{sign}"]))
    }
    codes = {*before[1], *after[1]}
    assert fields == {
        *(
            (code, field, "gained")
            for code in codes
            for field in after[1].get(code, set()) - before[1].get(code, set())
        ),
        *((code, field, "lost") for code in codes for field in before[1].get(code, set()) - after[1].get(code, set())),
    }
    assert (AMENDED, "full_name of members", "gained") in fields
    assert {(AMENDED, "birth_date", "gained"), (REPEALED, "full_name", "lost"), (NEW, "sex", "gained")} <= fields
    moved = {
        (each["figure"], tuple(each["of"])): (each["before"], each["after"]) for each in stated["reporting"]["figures"]
    }
    keys = {*before[2], *after[2]}
    happened = {key: (before[2].get(key, 0), after[2].get(key, 0)) for key in keys}
    assert moved == {key: counts for key, counts in happened.items() if counts[0] != counts[1]}
    assert moved["decisions", ("H60.01",)] == (0, 1)


async def test_it_states_positions_cancelled_periods_pauses_and_open_dossiers_and_records_nothing(
    followers: Followers,
) -> None:
    await law_with_services(followers)
    draft = await followers.procedures.draft(*changing_items(), **LATER)
    events = len(await followers.procedures.emitted_events())
    response = await followers.impact(draft["id"])
    stated = response.json()
    assert response.headers["Event-Position"] == f"procedures/0:{events}"
    cancelled = {each["procedure_code"]: each["cancelled"] for each in stated["changes"]}
    assert cancelled[REPEALED] == [{"version": 2, "effective_from": "2027-03-01", "effective_to": None}]
    assert cancelled[AMENDED] == []
    paused = {each["procedure_code"]: each["paused"] for each in stated["online_services"]["services"]}
    assert paused == {AMENDED: True, REPEALED: False, DECLARED: False}
    assert stated["online_services"]["open_dossiers"] == [
        {"procedure_code": REPEALED, "agency_code": COMMUNE, "state": 1, "count": 1},
        {"procedure_code": REPEALED, "agency_code": COMMUNE, "state": 4, "count": 2},
    ]
    assert await followers.stated(draft["id"]) == stated, "asked again, nothing has changed"
    assert len(await followers.procedures.emitted_events()) == events
    assert (await followers.reporting.rows("SELECT count(*) FROM projected.decision"))[0][0] == 2
    assert await followers.procedures.version_on(REPEALED, CHANGE_DAY) == 1


async def test_a_follower_that_does_not_respond_or_refuses_is_named_and_nothing_waits_for_it(
    followers: Followers,
) -> None:
    async def never(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    silent = await asyncio.start_server(never, "127.0.0.1", 0)
    urls = {
        "online_services_url": f"http://127.0.0.1:{silent.sockets[0].getsockname()[1]}",
        "population_lookup_url": "http://127.0.0.1:9",
    }
    settings = followers.procedures.service.runtime.settings.model_copy(update=urls)
    events = [encode_event(introduced(NEW, period(date(2026, 12, 1))))]
    began = time.monotonic()
    async with asyncio.timeout(60):
        stated = await impact_at_followers(settings, events)
    assert time.monotonic() - began > 1.9
    assert stated.not_answering == ["online_services", "population_lookup"]
    assert stated.reporting is not None
    silent.close()
    without_token = settings.model_copy(update={"service_token_file": None})
    assert "reporting" in (await impact_at_followers(without_token, events)).not_answering


async def test_only_who_may_read_a_draft_sees_its_impact_and_a_published_decision_has_none(
    followers: Followers,
) -> None:
    draft = await followers.procedures.draft(item("introduce", NEW))
    path = f"/v1/decisions/{draft['id']}/impact"
    assert (await followers.procedures.http.get(path)).status_code == 401
    stranger = followers.procedures.service.bearer(DRAFT, agency="H60.03")
    assert problem(await followers.procedures.http.get(path, headers=stranger))["type"] == "decision-not-found"
    published = await followers.procedures.publish(item("introduce", KEPT))
    assert problem(await followers.impact(published["id"]))["type"] == "decision-already-published"
    impossible = await followers.procedures.draft(item("repeal", "9.000001"))
    assert (await followers.impact(impossible["id"])).status_code == 409


async def test_a_follower_takes_events_of_the_source_only(followers: Followers) -> None:
    for follower in followers.all:
        bearer = follower.bearer("impact.read")
        for event in ({"type": "procedure.unheard_of.v1", "data": {}}, {"type": "procedure.repealed.v1", "data": {}}):
            refused = await follower.http.post("/v1/impact", json={"events": [event]}, headers=bearer)
            assert problem(refused)["type"] == "proposed-event-unreadable"
        without = await follower.http.post("/v1/impact", json={"events": []}, headers=follower.bearer("events.read"))
        assert problem(without)["type"] == "insufficient-scope"
