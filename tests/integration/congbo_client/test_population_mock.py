"""The fixture `population_mock`, used by the tests of another team in a pytest of their own."""

import asyncio
import os
import re
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest

from tests.support.lookup_harness import lookup_body, lookup_harness
from tests.support.postgres import Postgres
from tests.support.requirements import only_in_full_run
from tests.support.served_app import serve_app
from tests.support.service_harness import ServiceHarness

ROOT = Path(__file__).parents[3]
LIBS = ROOT / "libs"
RECIPES = re.findall(r"```python\n(def test_.*?)```", (ROOT / "docs" / "faults.md").read_text(), re.DOTALL)
CONFTEST = """
import json, os, uuid
import httpx, pytest

@pytest.fixture
def look_up(population_mock):
    def send(**changes):
        body = {**json.loads(os.environ["LOOKUP"]), "request_id": uuid.uuid4().hex, **changes}
        headers = {"Authorization": "Bearer " + os.environ["OFFICER"], **population_mock.headers}
        return httpx.post(os.environ["POPULATION_MOCK_URL"] + "/v1/lookups", json=body, headers=headers)
    return send
"""
PASSES = """
import httpx, pytest

def test_a_client_waits_and_tries_again(population_mock, look_up):
    population_mock.expect({"kind": "unavailable", "retry_after": 1}, times=1)
    assert [look_up().status_code, look_up().status_code] == [503, 200]
    population_mock.assert_called(at_least=2, at_most=2)

def test_another_test_has_a_session_of_its_own(population_mock, look_up):
    assert look_up().json()["matched"] is True
    population_mock.assert_called_once()
    assert [call["endpoint"] for call in population_mock.calls()] == ["POST /v1/lookups"]

def test_the_connection_is_cut(population_mock, look_up):
    population_mock.expect({"kind": "cut", "bytes": 9}, call={"procedure_code": "1.000101"})
    with pytest.raises(httpx.RemoteProtocolError):
        look_up()

def test_two_calls_in_order(population_mock, look_up):
    look_up(procedure_code="1.000102")
    look_up()
    population_mock.assert_called_in_order({"procedure_code": "1.000102"}, {"procedure_code": "1.000101"})
    population_mock.assert_never_called({"procedure_code": "1.000103"})

def test_a_person_of_this_test_alone(population_mock, look_up):
    key = {"personal_id": "009190000001", "full_name": "Nguyễn Thị Thử", "birth_date": "1990-05-05"}
    assert look_up(**key).json()["matched"] is False
    assert population_mock.add_persona(key)["full_name"] == "Nguyễn Thị Thử"
    assert look_up(**key).json()["matched"] is True
"""
FAILS = """
def test_never(population_mock, look_up):
    look_up()
    population_mock.assert_never_called()

def test_near_miss(population_mock, look_up):
    look_up()
    population_mock.assert_called({"procedure_code": "1.000109"})

def test_order(population_mock, look_up):
    look_up()
    population_mock.assert_called_in_order({"procedure_code": "1.000101"}, {"procedure_code": "1.000101"})
"""


class Served(NamedTuple):
    harness: ServiceHarness
    url: str


@pytest.fixture(scope="module")
async def served(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Served]:
    async with (
        lookup_harness(postgres, tmp_path_factory.mktemp("faults"), faults=True) as harness,
        serve_app(harness) as url,
    ):
        yield Served(harness, url)


async def run_pytest(served: Served, folder: Path, tests: str) -> tuple[int | None, str]:
    (folder / "conftest.py").write_text(CONFTEST)
    (folder / "test_client.py").write_text(tests)
    body = httpx.Request("POST", served.url, json=lookup_body(request_id=None)).content
    variables = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(LIBS),
        "POPULATION_MOCK_URL": served.url,
        "POPULATION_MOCK_TOKEN": token_of(served.harness.bearer("population.faults", subject="tester")),
        "OFFICER": token_of(served.harness.bearer("population.lookup")),
        "LOOKUP": body.decode(),
    }
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "pytest", "-q", "-p", "congbo_client.pytest_plugin", "-p", "no:cacheprovider"),
        cwd=folder,
        env=variables,
        stdout=asyncio.subprocess.PIPE,
    )
    output, _ = await process.communicate()
    return process.returncode, output.decode()


def token_of(bearer: dict[str, str]) -> str:
    return bearer["Authorization"].removeprefix("Bearer ")


@only_in_full_run("a pytest of its own beside those of other tests")
async def test_other_teams_order_faults_and_assert_calls_and_nothing_is_left(served: Served, tmp_path: Path) -> None:
    code, output = await run_pytest(served, tmp_path, PASSES)
    assert code == 0, output
    assert "5 passed" in output
    for table in ("expectation", "recorded_call", "session_persona"):
        assert await served.harness.rows(f"SELECT 1 FROM {table}") == []


async def test_a_failed_assertion_names_what_differed(served: Served, tmp_path: Path) -> None:
    code, output = await run_pytest(served, tmp_path, FAILS)
    assert code == 1, output
    assert "3 failed" in output
    assert "expected no call with any values; 1 came" in output
    assert "call 1 to POST /v1/lookups: procedure_code is '1.000101', not '1.000109'" in output
    assert "in this order" in output


@only_in_full_run("the waits of all recipes add up to half a minute")
async def test_the_recipes_of_the_page_work(served: Served, tmp_path: Path) -> None:
    code, output = await run_pytest(served, tmp_path, "\n\n".join(["import httpx, pytest", *RECIPES]))
    assert code == 0, output
    assert "4 passed" in output
