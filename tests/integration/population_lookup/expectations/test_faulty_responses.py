"""Responses that do not arrive as they should, over a real connection: the look-up is logged all the same."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any, NamedTuple

import httpx
import pytest
from lxml import etree

from tests.support.fault_session import FaultSession
from tests.support.lookup_harness import lookup_body, lookup_harness
from tests.support.postgres import Postgres
from tests.support.served_app import serve_app
from tests.support.service_harness import ServiceHarness
from tests.support.soap_requests import XML, envelope


class Served(NamedTuple):
    harness: ServiceHarness
    http: httpx.AsyncClient


@pytest.fixture(scope="module")
async def served(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Served]:
    async with (
        lookup_harness(postgres, tmp_path_factory.mktemp("faults"), faults=True) as harness,
        serve_app(harness) as url,
        httpx.AsyncClient(base_url=url, timeout=10) as http,
    ):
        yield Served(harness, http)


@pytest.fixture
def session(served: Served) -> FaultSession:
    return FaultSession(served.harness)


async def send(served: Served, session: FaultSession, protocol: str = "json") -> httpx.Response:
    headers = served.harness.bearer("population.lookup") | {"X-Test-Session": session.name}
    if protocol == "soap":
        return await served.http.post("/soap", content=envelope(), headers=XML | headers)
    return await served.http.post("/v1/lookups", json=lookup_body(), headers=headers)


async def logged_with(harness: ServiceHarness, expectation_id: str) -> list[str]:
    rows = await harness.rows(
        "SELECT convert_from(content, 'UTF8')::jsonb AS content FROM access_log"
        " WHERE convert_from(content, 'UTF8')::jsonb->>'expectation_id' = :id",
        id=expectation_id,
    )
    return [row.content["state"] for row in rows]


@pytest.mark.parametrize("protocol", ["json", "soap"])
@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ({"kind": "reset"}, httpx.ReadError),
        ({"kind": "cut", "bytes": 100}, httpx.RemoteProtocolError),
        ({"kind": "cut", "bytes": 0}, httpx.RemoteProtocolError),
        ({"kind": "no_response", "seconds": 0.2}, httpx.RemoteProtocolError),
    ],
)
async def test_the_connection_ends_without_a_whole_response_and_the_look_up_is_logged(
    served: Served, session: FaultSession, fault: dict[str, Any], error: type[Exception], protocol: str
) -> None:
    id = await session.expect(fault, times=1)
    with pytest.raises(error):
        await send(served, session, protocol)
    assert await logged_with(served.harness, id) == ["matched"]
    assert (await send(served, session, protocol)).status_code == 200


async def test_a_reset_is_seen_as_one(served: Served, session: FaultSession) -> None:
    await session.expect({"kind": "reset"}, times=1)
    with pytest.raises(httpx.ReadError) as failure:
        await send(served, session)
    causes = []
    cause: BaseException | None = failure.value
    while cause is not None:
        causes.append(type(cause))
        cause = cause.__cause__ or cause.__context__
    assert ConnectionResetError in causes


async def test_a_cut_response_begins_as_the_whole_one_would(served: Served, session: FaultSession) -> None:
    await session.expect({"kind": "cut", "bytes": 60}, times=1)
    whole = len((await send(served, FaultSession(served.harness))).content)
    headers = served.harness.bearer("population.lookup") | {"X-Test-Session": session.name}
    async with served.http.stream("POST", "/v1/lookups", json=lookup_body(), headers=headers) as response:
        assert int(response.headers["content-length"]) > whole - 100
        pieces = response.aiter_raw()
        received = await anext(pieces)
        with pytest.raises(httpx.RemoteProtocolError):
            await anext(pieces)
    assert len(received) == 60
    assert received.startswith(b'{"request_id"')


async def test_a_malformed_response_is_complete_for_http_and_no_xml_or_json(
    served: Served, session: FaultSession
) -> None:
    await session.expect({"kind": "malformed"}, times=2)
    over_soap, over_json = await send(served, session, "soap"), await send(served, session)
    with pytest.raises(etree.XMLSyntaxError):
        etree.fromstring(over_soap.content)
    with pytest.raises(ValueError, match=r"delimiter|Expecting|Unterminated"):
        over_json.json()
    assert (over_soap.status_code, over_json.status_code) == (200, 200)


async def test_a_response_that_dribbles_is_whole_in_the_end(served: Served, session: FaultSession) -> None:
    await session.expect({"kind": "dribble", "seconds": 0.5, "pieces": 5}, times=1)
    loop = asyncio.get_running_loop()
    begin = loop.time()
    response = await send(served, session)
    assert loop.time() - begin >= 0.5
    assert response.json()["matched"] is True


async def test_a_caller_that_hangs_up_ends_the_wait(served: Served, session: FaultSession) -> None:
    id = await session.expect({"kind": "no_response", "seconds": 60}, times=1)
    headers = served.harness.bearer("population.lookup") | {"X-Test-Session": session.name}
    with pytest.raises(httpx.ReadTimeout):
        await served.http.post("/v1/lookups", json=lookup_body(), headers=headers, timeout=0.5)
    assert await logged_with(served.harness, id) == ["matched"]


async def test_a_duplicate_of_the_english_response_is_sent_twice(served: Served, session: FaultSession) -> None:
    await session.expect({"kind": "duplicate"}, times=1)
    content = (await send(served, session)).content
    assert content[: len(content) // 2] == content[len(content) // 2 :]
    assert content.count(b'"citizen"') == 2


async def test_a_delay_and_a_cut_play_together(served: Served, session: FaultSession) -> None:
    await session.expect({"kind": "fixed_delay", "seconds": 0.3}, {"kind": "cut", "bytes": 5}, times=1)
    loop = asyncio.get_running_loop()
    begin = loop.time()
    with pytest.raises(httpx.RemoteProtocolError):
        await send(served, session)
    assert loop.time() - begin >= 0.3
