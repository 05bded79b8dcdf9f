"""Compression, `Link` beside cursors, and CORS: on the wire, cached and not."""

import gzip
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from backports import zstd

from common.http import compression
from common.http.cache import cached_response
from common.http.compression import preferred_encoding
from tests.contract.test_http_semantics import operations_of
from tests.support.extra_apis import extra_api
from tests.support.operations import SERVICES
from tests.support.postgres import Postgres
from tests.support.procedures_harness import ProceduresHarness, content, item, procedures_harness
from tests.support.service_harness import service_harness

LIST, POINT_READ, SEARCH = "/v1/procedures?limit=4", "/v1/procedures/1.000101", "/v1/search?q=ho+tich"
DOWNLOAD, PAGE = "/v1/catalogue.jsonl", "/v1/fields"
UNPACK = {"gzip": gzip.decompress, "zstd": zstd.decompress}
FRESH = {"Event-Position-At-Least": "procedures/0:0"}


@pytest.fixture(scope="module")
async def harness(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[ProceduresHarness]:
    async with procedures_harness(postgres, tmp_path_factory.mktemp("procedures")) as harness:
        await harness.publish(
            *(item("introduce", f"1.00010{n}", number=n + 1, content=content()) for n in range(6)),
        )
        yield harness


async def raw(harness: ProceduresHarness, path: str, **headers: str) -> tuple[httpx.Headers, bytes]:
    """The response as it was sent: httpx unpacks no body that it is given piece by piece."""
    request = harness.http.build_request("GET", path, headers=headers)
    response = await harness.http.send(request, stream=True)
    body = b"".join([piece async for piece in response.aiter_raw()])
    assert response.status_code in (200, 304), (path, response.status_code)
    return response.headers, body


@pytest.mark.parametrize("encoding", ["gzip", "zstd"])
@pytest.mark.parametrize("path", [LIST, POINT_READ, SEARCH, DOWNLOAD, "/openapi.json"])
async def test_a_body_is_compressed_at_request_with_a_tag_of_its_own(
    harness: ProceduresHarness, path: str, encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compression, "SMALLEST", 200)
    monkeypatch.setattr(cached_response, "SMALLEST", 200)
    plain, body = await raw(harness, path)
    assert "content-encoding" not in plain
    for fresh in ({}, {}, FRESH):  # the first two may be from the cache, the last is from the plain route
        headers, packed = await raw(harness, path, **{"Accept-Encoding": encoding}, **fresh)
        assert (headers["content-encoding"], UNPACK[encoding](packed)) == (encoding, body)
        assert headers["vary"] == plain["vary"] == "Accept-Encoding"
        assert int(headers.get("content-length", len(packed))) == len(packed) < len(body)
        if "etag" in plain:
            assert headers["etag"] == f'{plain["etag"][:-1]}-{encoding}"'


@pytest.mark.parametrize("path", [LIST, POINT_READ])
async def test_each_encodings_tag_leads_to_304_with_that_tag(harness: ProceduresHarness, path: str) -> None:
    for encoding in ("identity", "gzip", "zstd"):
        tag = (await raw(harness, path, **{"Accept-Encoding": encoding}))[0]["etag"]
        for fresh in ({}, FRESH):
            headers, body = await raw(harness, path, **{"If-None-Match": f'"x", {tag}'}, **fresh)
            assert (headers["etag"], headers["vary"], body) == (tag, "Accept-Encoding", b"")


async def test_neither_a_response_to_credentials_nor_a_small_body_is_compressed(harness: ProceduresHarness) -> None:
    gzipped = {"Accept-Encoding": "gzip"}
    for path in (LIST, POINT_READ, DOWNLOAD):
        for credentials in (harness.service.bearer("x.y"), {"Cookie": "a=b"}):
            assert "content-encoding" not in (await raw(harness, path, **gzipped, **credentials))[0]
    headers, _ = await raw(harness, PAGE, **gzipped)
    assert ("content-encoding" in headers, headers["vary"]) == (False, "Accept-Encoding")


@pytest.mark.parametrize("name", SERVICES)
async def test_no_response_to_a_token_is_compressed(postgres: Postgres, tmp_path: Path, name: str) -> None:
    async with service_harness(postgres, name, tmp_path) as service:
        for operation in operations_of(service):
            for method in {operation.method, "GET"}:
                headers = service.bearer(*operation.scopes) | {"Accept-Encoding": "zstd, gzip"}
                response = await service.http.request(method, operation.address, json={}, headers=headers)
                assert "content-encoding" not in response.headers, operation


@pytest.mark.parametrize(
    ("accept", "encoding"),
    [
        ("gzip, deflate, br, zstd", "zstd"),
        ("gzip, deflate", "gzip"),
        ("gzip;q=1.0, zstd;q=0.5", "gzip"),
        ("*", "zstd"),
        ("zstd;q=0, *;q=0.1", "gzip"),
        ("identity, gzip;q=0.5", None),
        ("gzip;q=0", None),
        ("br", None),
        ("GZIP ; Q=0.4", "gzip"),
        ("gzip;q=x, zstd;q=7", None),
        ("", None),
    ],
)
def test_the_encoding_that_the_caller_prefers_is_chosen(accept: str, encoding: str | None) -> None:
    assert preferred_encoding(accept.encode()) == encoding


async def test_a_link_leads_from_each_page_to_the_next_one_until_the_last(harness: ProceduresHarness) -> None:
    for path in ("/v1/procedures?limit=2&level=province", "/v1/national-catalogue?limit=2"):
        for fresh in ({}, FRESH):
            url, seen = httpx.URL(f"http://service.test{path}"), list[str]()
            while True:
                response = await harness.http.get(url, headers=fresh)
                assert (response.json()["next"] is None) is ("next" not in response.links)
                seen += [item["code"] for item in response.json()["items"]]
                if "next" not in response.links:
                    break
                url = response.url.join(response.links["next"]["url"])
                assert url.params["limit"] == "2"
            assert seen == ([f"1.00010{n}" for n in range(6)] if path.startswith("/v1/procedures") else [])


async def test_pages_of_named_origins_may_read_what_needs_no_token(harness: ProceduresHarness) -> None:
    ours, other = "https://dichvucong.example", "https://other.example"
    async with extra_api(harness.service.runtime, cors_origins=f"{ours},https://b.example") as api:
        for path in (LIST, POINT_READ, "/v1/events", "/nowhere"):
            read = await api.http.get(path, headers={"Origin": ours})
            assert (read.headers["access-control-allow-origin"], "Origin" in read.headers["vary"]) == (ours, True)
            assert "ETag" in read.headers["access-control-expose-headers"]
            for headers in ({"Origin": other}, {"Origin": ours} | harness.service.bearer("x.y")):
                assert "access-control-allow-origin" not in (await api.http.get(path, headers=headers)).headers
        guarded = await api.http.get("/v1/review-rounds", headers={"Origin": ours})
        assert "access-control-allow-origin" not in guarded.headers
        for path, method, allowed in (
            (LIST, "GET", True),
            ("/v1/review-rounds", "GET", False),
            ("/v1/decisions", "POST", False),
        ):
            request = {"Origin": ours, "Access-Control-Request-Method": method}
            preflight = await api.http.options(path, headers=request)
            assert preflight.status_code == 204
            assert ("access-control-allow-origin" in preflight.headers) is allowed
            assert "authorization" not in preflight.headers.get("access-control-allow-headers", "").lower()
    assert "access-control-allow-origin" not in (await harness.http.get(LIST, headers={"Origin": ours})).headers


async def test_all_origins_may_read_where_the_setting_is_a_star(harness: ProceduresHarness) -> None:
    async with extra_api(harness.service.runtime, cors_origins="*") as api:
        read = await api.http.get(POINT_READ, headers={"Origin": "https://other.example"})
        assert (read.headers["access-control-allow-origin"], read.headers["vary"]) == ("*", "Accept-Encoding")
