"""`/docs` of all four services and of the issuer: it works without internet, loads no script of others, and its files
are the ones that were published."""

import json
import re
from collections.abc import AsyncIterator
from hashlib import sha256
from pathlib import Path

import httpx
import pytest
from starlette.types import ASGIApp

from common.clock import SystemClock
from common.database.connections import create_engine
from common.http import reference
from common.http.app import build_api
from common.service.definition import Runtime
from common.settings import ServiceSettings
from suite.databases import SERVICES
from suite.issuer import issuer_app
from suite.tokens import Issuer
from tests.support.postgres import service_of

SWAGGER_UI = reference.FOLDER / "swagger_ui"
ADDRESS = re.compile(r'(?:src|href)="([^"]+)"')


def app_of(name: str, folder: Path) -> ASGIApp:
    if name == "issuer":
        return issuer_app(Issuer(folder / "issuer.pem", "http://issuer.test"))
    settings = ServiceSettings(database_url="postgresql://nobody@127.0.0.1/none")
    return build_api(Runtime(service_of(name), settings, create_engine(settings.database_url), SystemClock(), None))


@pytest.fixture(scope="module", params=[*SERVICES, "issuer"])
async def http(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[httpx.AsyncClient]:
    app = app_of(request.param, tmp_path_factory.mktemp("issuer"))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://service.test") as client:
        yield client


async def test_every_api_has_a_page_that_loads_its_own_files_only(http: httpx.AsyncClient) -> None:
    page = await http.get("/docs")
    assert (page.status_code, page.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    addresses = [address for address in ADDRESS.findall(page.text) if not address.startswith("data:")]
    assert len(addresses) == 4
    for address in addresses:
        assert not re.match(r"[a-z]+:|//", address), "of another origin"
        assert (await http.get(f"/{address}")).status_code == 200, address
    (policy,) = page.headers.get_list("Content-Security-Policy")
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    assert "unsafe" not in policy
    assert "<script>" not in page.text, "the policy refuses inline scripts"


async def test_head_and_conditional_requests_work_and_files_are_cached_for_ever(http: httpx.AsyncClient) -> None:
    paths = ["/docs", *(f"/docs/{reference.release()}/{name}" for name in reference.FILES)]
    for path in paths:
        got, head = await http.get(path), await http.head(path)
        assert (head.status_code, head.content) == (200, b"")
        assert [head.headers[name] for name in ("ETag", "Content-Length", "Content-Type")] == [
            got.headers[name] for name in ("ETag", "Content-Length", "Content-Type")
        ]
        again = await http.get(path, headers={"If-None-Match": got.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert got.headers["Cache-Control"] == ("no-cache" if path == "/docs" else reference.FOR_EVER)
    other = await http.get("/docs/of-another-release/start.js")
    assert (other.status_code, other.headers["Cache-Control"]) == (200, "no-cache")
    assert (await http.get(f"/docs/{reference.release()}/SOURCE.json")).status_code == 404


def test_the_files_of_swagger_ui_are_those_that_were_published_with_their_licence() -> None:
    source = json.loads((SWAGGER_UI / "SOURCE.json").read_text())
    assert (source["name"], source["licence"]) == ("swagger-ui-dist", "Apache-2.0")
    assert re.fullmatch(r"\d+\.\d+\.\d+", source["version"])
    files = {file.name: sha256(file.read_bytes()).hexdigest() for file in SWAGGER_UI.iterdir()}
    files.pop("SOURCE.json")
    assert source["sha256"] == files
    assert {"LICENSE", "NOTICE"} <= files.keys()
