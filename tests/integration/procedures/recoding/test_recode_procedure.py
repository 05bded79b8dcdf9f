"""A procedure that was published under a provisional code gets its own one: the old code leads to it for ever."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy.exc import DBAPIError

from common.contracts.procedures import ProcedureRecoded
from procedures.recoding.api.examples import RECODING
from procedures.shared.domain.document_numbers import canonical_number
from tests.support.postgres import Postgres
from tests.support.procedures_harness import (
    CONTROLLER,
    PUBLISHER,
    ProceduresHarness,
    content,
    item,
    problem,
    procedures_harness,
)

RECODE = "procedures.recode"
FORMER, CODE, OTHER = "0.000123.H60", "1.012345", "1.000102"
DOCUMENT = RECODING["document"]
PROCESS = {
    "code": "QT.01",
    "procedure_code": FORMER,
    "name": "Quy trình",
    "agency_code": "H60.01",
    "steps": [{"name": "Tiếp nhận", "role": "Công chức", "hours": "2"}],
}


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ProceduresHarness]:
    async with procedures_harness(postgres, tmp_path) as harness:
        yield harness


async def post_recode(
    harness: ProceduresHarness, former: str = FORMER, to: str = CODE, **headers: str
) -> httpx.Response:
    own = harness.service.bearer(RECODE, subject=PUBLISHER)
    body = {"to": to, "document": DOCUMENT}
    return await harness.http.post(f"/v1/procedures/{former}/recode", json=body, headers=own | headers)


async def recoded(harness: ProceduresHarness) -> dict[str, Any]:
    response = await post_recode(harness)
    assert response.status_code == 200, response.text
    return dict(response.json())


async def refusal_of(harness: ProceduresHarness, former: str = FORMER, to: str = CODE) -> tuple[int, str]:
    refused = problem(await post_recode(harness, former, to))
    return refused["status"], refused["type"]


async def test_the_procedure_has_its_code_and_its_whole_history(harness: ProceduresHarness) -> None:
    first = await harness.publish(item("introduce", FORMER), processes=[PROCESS])
    await harness.publish(item("amend", FORMER, "2023-03-01"), item("introduce", OTHER))
    act = await recoded(harness)
    assert (act["from"], act["to"], act["document"]["number"]) == (FORMER, CODE, DOCUMENT["number"])
    shown = await harness.get(f"/v1/procedures/{CODE}")
    assert (shown["code"], shown["period"]["version"]) == (CODE, 2)
    assert await harness.version_on(CODE, "2023-02-15") == 1
    whole_chain = await harness.get(f"/v1/procedures/{CODE}/chain")
    given, chain = whole_chain["code_given"], whole_chain["items"]
    assert (given["former_code"], given["number"], given["recorded_at"]) == (
        FORMER,
        DOCUMENT["number"],
        act["recorded_at"],
    )
    assert (await harness.get(f"/v1/procedures/{OTHER}/chain"))["code_given"] is None
    page = (await harness.http.get(f"/thu-tuc/{CODE}")).text
    assert "Mã tạm trước đây" in page
    assert FORMER in page
    assert [(link["kind"], link["successor_code"], link["predecessor_code"]) for link in chain] == [
        ("introduce", None, None),
        ("amend", None, None),
    ]
    listed = [row["code"] for row in (await harness.get("/v1/procedures"))["items"]]
    assert listed == sorted([CODE, OTHER])
    stated = (await harness.get(f"/v1/decisions/{first['id']}"))["items"][0]
    assert stated["procedure_code"] == FORMER
    for code in (CODE, FORMER):
        processes = (await harness.get("/v1/processes", procedure=code))["items"]
        assert [process["procedure"]["procedure_code"] for process in processes] == [CODE]


@pytest.mark.parametrize(
    "path",
    [
        "/v1/procedures/{}",
        "/v1/procedures/{}?in_force_on=2023-03-01",
        "/v1/procedures/{}/versions",
        "/v1/procedures/{}/versions/1",
        "/v1/procedures/{}/chain",
        "/v1/procedures/{}/difference?from=1&to=2",
        "/v1/procedures/{}/difference.html?from=1&to=2",
        "/v1/procedures/{}.jsonld",
        "/v1/procedures/{}.ttl",
        "/v1/procedures/{}.schema.jsonld",
        "/LayThuTuc?maTTHC={}",
        "/thu-tuc/{}",
        "/thu-tuc/{}/thay-doi?from=1&to=2",
    ],
)
async def test_the_old_code_leads_to_the_procedure_for_ever(harness: ProceduresHarness, path: str) -> None:
    await harness.publish(item("introduce", FORMER))
    await harness.publish(item("amend", FORMER, "2023-03-01"))
    await recoded(harness)
    for written in (FORMER, FORMER.lower()):
        response = await harness.http.get(path.format(written), follow_redirects=False)
        assert response.status_code == 308, response.text
        assert response.headers["Location"] == path.format(CODE)
        assert problem(response)["type"] == "procedure-recoded"
    assert (await harness.http.get(path.format(FORMER), follow_redirects=True)).status_code == 200


async def test_the_search_finds_it_by_either_code(harness: ProceduresHarness) -> None:
    await harness.publish(item("introduce", FORMER, content=content("Cấp giấy phép xây dựng")))
    await harness.publish(item("declare_online", FORMER, "2023-03-01"), item("introduce", OTHER))
    before = await harness.get("/v1/search", q="giấy phép xây dựng")
    assert [row["code"] for row in before["hits"]][:1] == [FORMER]
    await recoded(harness)
    for query in (FORMER, CODE, "giấy phép xây dựng"):
        found = (await harness.get("/v1/search", q=query))["hits"]
        assert [row["code"] for row in found][:1] == [CODE], query
    online = await harness.get("/v1/search", online_level="full")
    assert [row["code"] for row in online["hits"]] == [CODE]


async def test_the_event_states_both_codes_and_all_that_moves(harness: ProceduresHarness) -> None:
    first = await harness.publish(item("introduce", FORMER), processes=[PROCESS])
    second = await harness.publish(item("introduce", OTHER), item("amend", FORMER, "2023-03-01"))
    response = await post_recode(harness)
    sequence, event = (await harness.emitted_events())[-1]
    assert isinstance(event, ProcedureRecoded)
    assert response.headers["Event-Position"] == f"procedures/0:{sequence}"
    assert (event.former_code, event.to) == (FORMER, CODE)
    assert event.document.canonical_number == canonical_number(DOCUMENT["number"])
    assert [(part.decision_id, part.number) for part in event.items] == [(first["id"], 1), (second["id"], 2)]
    assert [(part.decision_id, part.process_code) for part in event.processes] == [(first["id"], "QT.01")]
    assert [period.version for period in event.periods] == [1, 2]
    (row,) = await harness.service.rows("SELECT type, aggregateid, payload FROM event_log WHERE type LIKE '%recoded%'")
    assert (row.type, row.aggregateid) == ("procedure.recoded.v1", CODE)
    assert b'"from":"0.000123.H60"' in row.payload


async def test_the_same_again_changes_nothing_and_another_code_is_refused(harness: ProceduresHarness) -> None:
    await harness.publish(item("introduce", FORMER))
    first = await recoded(harness)
    events = len(await harness.emitted_events())
    assert await recoded(harness) == first
    assert len(await harness.emitted_events()) == events
    assert await refusal_of(harness, to="1.012346") == (409, "procedure-recoded-otherwise")
    (act,) = await harness.service.rows("SELECT former_code, code, recorded_by, agency_code FROM recoding")
    assert tuple(act) == (FORMER, CODE, PUBLISHER, "H60.01")


async def test_a_repeated_request_gets_its_first_response(harness: ProceduresHarness) -> None:
    await harness.publish(item("introduce", FORMER))
    key = {"Idempotency-Key": "0199aaaa-0000-7000-8000-000000000001"}
    first, again = await post_recode(harness, **key), await post_recode(harness, **key)
    assert (again.status_code, again.json()) == (200, first.json())


async def test_the_source_is_provisional_and_in_force_and_the_target_is_new(harness: ProceduresHarness) -> None:
    await harness.publish(item("introduce", FORMER), item("introduce", OTHER), item("introduce", "0.000124.H60"))
    assert await refusal_of(harness, former=OTHER) == (409, "code-not-provisional")
    assert await refusal_of(harness, to="0.000125.H60") == (409, "code-provisional")
    assert await refusal_of(harness, to=OTHER) == (409, "procedure-code-taken")
    assert await refusal_of(harness, former="0.000999.H60") == (404, "procedure-not-found")
    await recoded(harness)
    assert await refusal_of(harness, former="0.000124.H60", to=CODE) == (409, "procedure-code-taken")
    await harness.publish(item("repeal", "0.000124.H60", "2023-03-01"))
    assert await refusal_of(harness, former="0.000124.H60", to="1.012347") == (409, "recoded-not-in-force")
    late = {"to": "1.012348", "document": {**DOCUMENT, "signed_on": "2099-01-01"}}
    own = harness.service.bearer(RECODE, subject=PUBLISHER)
    response = await harness.http.post("/v1/procedures/0.000124.H60/recode", json=late, headers=own)
    assert problem(response)["type"] == "code-document-in-future"


async def test_it_takes_the_scope_and_the_role_of_the_publisher(harness: ProceduresHarness) -> None:
    await harness.publish(item("introduce", FORMER))
    path, body = f"/v1/procedures/{FORMER}/recode", {"to": CODE, "document": DOCUMENT}
    assert (await harness.http.post(path, json=body)).status_code == 401
    wrong = await harness.http.post(path, json=body, headers=harness.service.bearer("decisions.publish"))
    assert problem(wrong)["scope"] == RECODE
    other = harness.service.bearer(RECODE, subject=CONTROLLER, agency="H60.02")
    assert problem(await harness.http.post(path, json=body, headers=other))["type"] == "role-not-held"


async def test_later_decisions_may_name_either_code(harness: ProceduresHarness) -> None:
    await harness.publish(item("introduce", FORMER))
    prepared = await harness.draft(item("amend", FORMER, "2023-03-01"))
    await recoded(harness)
    assert (await harness.post_publish(prepared["id"])).status_code == 200
    assert await harness.version_on(CODE, "2023-03-01") == 2
    assert (await harness.publish_refused(item("introduce", FORMER)))["type"] == "procedure-already-in-force"
    await harness.publish(item("repeal", CODE, "2023-05-01"))
    assert await harness.version_on(CODE, "2023-05-01") is None
    assert [row.code for row in await harness.service.rows("SELECT code FROM procedure")] == [CODE]


async def test_an_item_under_the_old_code_is_annulled_and_corrected(harness: ProceduresHarness) -> None:
    await harness.publish(item("introduce", FORMER))
    amending = await harness.publish(item("amend", FORMER, "2023-03-01"))
    repealing = await harness.publish(item("repeal", FORMER, "2030-05-01"))
    await recoded(harness)
    await harness.correct(amending["id"], {"number": 1, "effective_on": "2023-04-01"})
    assert await harness.version_on(CODE, "2023-03-01") == 1
    await harness.annul(repealing["id"], "2030-05-01")
    assert await harness.version_on(CODE, "2030-06-01") == 2
    acts = [link["act"] for link in (await harness.get(f"/v1/procedures/{CODE}/chain"))["items"]]
    assert sorted(acts) == ["annulment", "correction", "publication", "publication", "publication"]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE procedure SET code = '1.999999'",
        "UPDATE procedure SET provisional_code = NULL",
        "UPDATE recoding SET code = '1.999999'",
        "DELETE FROM recoding",
    ],
)
async def test_postgresql_itself_refuses_another_change_of_a_code(harness: ProceduresHarness, change: str) -> None:
    await harness.publish(item("introduce", FORMER), item("introduce", OTHER))
    await recoded(harness)
    with pytest.raises(DBAPIError, match=r"changes in one way|append-only"):
        await harness.service.rows(change)
