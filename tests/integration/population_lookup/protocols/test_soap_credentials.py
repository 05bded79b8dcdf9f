"""Clients with a shared secret: a digest is good for one request, for five minutes, and tells nobody anything."""

import base64
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from population_lookup.cli.clients_command import clients
from population_lookup.clients.domain.basic_credentials import digest_of
from population_lookup.settings import Settings
from tests.support.extra_apis import ExtraApi, extra_api
from tests.support.lookup_harness import lookup_harness
from tests.support.postgres import Postgres
from tests.support.service_harness import NOON, ServiceHarness
from tests.support.soap_requests import XML, envelope, problem_in

SECRET = "a secret of a court, 32 letters"
NOW = int(NOON.timestamp())


@pytest.fixture(scope="module")
async def population(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[ServiceHarness]:
    async with lookup_harness(postgres, tmp_path_factory.mktemp("soap")) as harness:
        yield harness


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("secrets")
    (folder / "court").write_text(SECRET + "\n")
    (folder / "short").write_text("secret")
    return folder


@pytest.fixture(scope="module")
async def api(population: ServiceHarness, folder: Path) -> AsyncIterator[ExtraApi]:
    """With one client, `court`."""
    async with extra_api(population.runtime, client_secrets_dir=folder) as api:
        settings = population.runtime.settings.model_copy(update={"client_secrets_dir": folder})
        assert isinstance(settings, Settings)
        runtime = type(population.runtime)(**{**vars(population.runtime), "settings": settings})
        assert await clients(runtime, ["add", "court", "--agency", "H60.01", "--secret-file", "court"]) == 0
        for wrong in ("short", "absent", "../court", "/etc/hostname"):
            assert await clients(runtime, ["add", "x", "--agency", "H60.01", "--secret-file", wrong]) == 1
        yield api


def credentials(
    timestamp: int | str = NOW, address: str = "/soap", user: str = "court", secret: str = SECRET
) -> dict[str, str]:
    digest = digest_of(address, user, str(timestamp), secret)
    encoded = base64.b64encode(f"{user}:{digest}".encode()).decode()
    return {"Authorization": f"Basic {encoded}", "Timestamp": str(timestamp)}


async def post(api: ExtraApi, headers: Any, body: str | None = None) -> httpx.Response:
    sent = list((XML | headers).items()) if isinstance(headers, dict) else [*XML.items(), *headers]
    return await api.http.post("/soap", content=body or envelope(), headers=sent)


@pytest.mark.parametrize(
    "headers",
    [
        credentials(NOW),
        credentials(NOW * 1000),
        credentials(NOW, "http://service.test/soap"),
        credentials(NOW - 300),
        credentials((NOW + 300) * 1000),
    ],
)
async def test_path_or_url_and_seconds_or_milliseconds_are_accepted(
    api: ExtraApi, population: ServiceHarness, headers: dict[str, str]
) -> None:
    response = await post(api, headers)
    assert response.status_code == 200, response.text
    (row,) = await population.rows(
        "SELECT convert_from(content, 'UTF8')::jsonb AS line FROM access_log ORDER BY sequence DESC LIMIT 1"
    )
    assert (row.line["account"], row.line["agency_code"]) == ("client:court", "H60.01")


async def test_a_timestamp_is_good_for_one_request(api: ExtraApi) -> None:
    headers, body = credentials(NOW - 7), envelope()
    first, again = [await post(api, headers, body) for _ in range(2)]
    assert (first.status_code, again.status_code, problem_in(again)) == (200, 401, "credentials-not-accepted")
    assert (await post(api, headers, envelope())).status_code == 200, "another body"


@pytest.mark.parametrize(
    "headers",
    [
        credentials(NOW - 301),
        credentials((NOW + 301) * 1000),
        credentials(secret="another"),
        credentials(user="nobody"),
        credentials(address="/v1/lookups"),
        credentials(user="court", secret=""),
        {**credentials(), "Timestamp": str(NOW - 1)},
        {"Authorization": credentials()["Authorization"]},
        {"Authorization": "Basic !", "Timestamp": str(NOW)},
        {"Authorization": "Basic " + base64.b64encode(b"court:" + SECRET.encode()).decode(), "Timestamp": str(NOW)},
        [*credentials().items(), ("Authorization", "Bearer x")],
        [*credentials().items(), ("Timestamp", str(NOW))],
    ],
)
async def test_wrong_credentials_are_refused_alike_and_not_logged(
    api: ExtraApi, population: ServiceHarness, headers: Any
) -> None:
    before = await population.rows("SELECT sequence FROM access_log_tail")
    response = await post(api, headers)
    assert (response.status_code, problem_in(response)) == (401, "credentials-not-accepted")
    assert response.text == (await post(api, credentials(user="nobody"))).text
    assert await population.rows("SELECT sequence FROM access_log_tail") == before


async def test_the_secret_is_in_no_table(api: ExtraApi, population: ServiceHarness) -> None:
    tables = await population.rows("SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables")
    for table in [row.name for row in tables if not row.name.startswith(("pg_catalog.", "information_schema."))]:
        (count,) = await population.rows(
            f"SELECT count(*) AS n FROM {table} t WHERE t::text LIKE :text", text=f"%{SECRET}%"
        )
        assert count.n == 0


async def test_a_secret_that_is_replaced_or_removed_counts_at_once(api: ExtraApi, folder: Path) -> None:
    (folder / "court").write_text("another secret of the court")
    assert (await post(api, credentials(NOW - 11))).status_code == 401
    assert (await post(api, credentials(NOW - 12, secret="another secret of the court"))).status_code == 200
    (folder / "court").unlink()
    assert (await post(api, credentials(NOW - 13))).status_code == 401
    (folder / "court").write_text(SECRET)
