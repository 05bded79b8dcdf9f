"""Logs, problems and the process list reveal neither the residents who are looked up nor any secret."""

import asyncio
import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import asyncpg
import httpx
import pytest
from sqlalchemy.engine import make_url

from common.database.urls import url_with
from population_lookup.personas.domain.residents import generate_residents
from population_lookup.register.domain.citizen import Citizen
from population_lookup.register.domain.name_keys import name_key
from suite.stack import SEED, Stack
from tests.support.api_client import Official
from tests.support.output_capture import WEBHOOK_SECRET, ProcessList, leaks, logs_of, secrets_of, watching_processes
from tests.support.requirements import only_in_full_run

pytestmark = only_in_full_run("every operation and every command of all services, half a minute of CPU")

PASSWORD = "a-password-of-nobody"
BROKEN = "ALTER TABLE access_log ADD CONSTRAINT broken CHECK (lookup_id IS NULL) NOT VALID"
"""PostgreSQL then refuses each row with an error that shows the row, as it does for any constraint."""


@dataclass
class Captured:
    stack: Stack
    processes: ProcessList
    people: list[Citizen]
    tokens: list[str] = field(default_factory=list)
    responses: list[httpx.Response] = field(default_factory=list)
    outputs: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def captured(stack_over_feed: Stack) -> Captured:
    """All output of a run in which every kind of request and command occurs."""
    with watching_processes() as processes, Official(stack_over_feed) as official:
        captured = Captured(
            stack_over_feed, processes, list(generate_residents(stack_over_feed.residents, int(SEED)))[:12]
        )
        exercise_services(captured, official)
        commands(captured)
    return captured


def exercise_services(captured: Captured, official: Official) -> None:
    captured.tokens += [official.http.headers["Authorization"].removeprefix("Bearer "), *official.step_tokens.values()]
    code = official.code(1)
    at_least = official.introduce(code, -1, "personal_id", "full_name", "birth_date", "sex").position
    official.register(code, -1, at_least)
    for person in captured.people:
        for body in lookup_bodies(official, code, person):
            captured.responses.append(
                official.request("population_lookup", "POST", "/v1/lookups", json=body, at_least=at_least)
            )
    subscriber = {
        "code": "registry",
        "name": "Đăng ký",
        "url": "https://registry.invalid/x",
        "secret_name": "registry",
        "after": 0,
    }
    response = httpx.post(
        f"{captured.stack.urls['procedures']}/v1/webhook-subscribers",
        json=subscriber,
        headers={"Authorization": f"Bearer {token(captured, 'subscribers.write')}"},
    )
    assert response.is_success, response.text
    captured.responses += [
        response for person in captured.people for response in other_requests(captured, official, person)
    ]
    asyncio.run(with_a_broken_database(captured, official, code))
    withdrawn = official.repeal(code, 0).position
    captured.responses.append(official.look_up(code, withdrawn))
    captured.responses.append(official.request("online_services", "GET", "/v1/online-services", params={"on": "today"}))


def lookup_bodies(official: Official, code: str, person: Citizen) -> Iterator[dict[str, Any]]:
    """Bodies of look-ups that match, do not match, are refused by law, or are malformed in one member."""
    valid: dict[str, Any] = {
        "request_id": f"r-{person.personal_id[:2]}-{id(person)}",
        "procedure_code": code,
        "officer_id": "CB.0001",
        "agency_code": official.agency,
        "personal_id": person.personal_id,
        "full_name": person.full_name,
        "birth_date": str(person.birth_date),
    }
    changes: tuple[dict[str, Any], ...] = (
        {},
        {"full_name": f"{person.full_name} khác"},
        {"birth_date": "1900"},
        {"procedure_code": "1.999999"},
        {"agency_code": "H60.99"},
        {"personal_id": f"{person.personal_id}0"},
        {"birth_date": f"{person.birth_date}x"},
        {"full_name": [person.full_name]},
        {person.full_name: person.personal_id},
    )
    for place, change in enumerate(changes):
        yield {**valid, "request_id": f"{valid['request_id']}-{place}", **change}


def other_requests(captured: Captured, official: Official, person: Citizen) -> Iterator[httpx.Response]:
    """Requests with a person's number or name in the URL, a header or a token."""
    path = f"/v1/citizens/{person.personal_id}/accesses"
    yield official.request("population_lookup", "GET", path)
    yield official.request("population_lookup", "GET", f"{path}/none", params={"name": person.full_name})
    yield official.request("population_lookup", "GET", path, params={"limit": person.personal_id})
    yield official.request("procedures", "GET", "/v1/search", params={"q": person.full_name, "limit": "many"})
    yield official.request("procedures", "GET", f"/v1/procedures/{person.personal_id}")
    yield official.request("online_services", "GET", f"/v1/{person.personal_id}")
    own = captured.stack.token("population.lookup", subject=person.personal_id, name=person.full_name)
    for candidate in (own, f"{own}x", own[:-9], f"{PASSWORD}.{PASSWORD}.{PASSWORD}"):
        captured.tokens.append(candidate)
        headers = {"Authorization": f"Bearer {candidate}", "Idempotency-Key": person.personal_id}
        yield httpx.get(f"{captured.stack.urls['population_lookup']}{path}", headers=headers)
        yield httpx.post(
            f"{captured.stack.urls['procedures']}/v1/decisions", headers=headers, content=json.dumps([person.full_name])
        )


async def with_a_broken_database(captured: Captured, official: Official, code: str) -> None:
    assert captured.stack.cluster is not None
    owner = await asyncpg.connect(captured.stack.cluster.url("population_lookup"))
    try:
        await owner.execute(BROKEN)
        for person in captured.people:
            body = next(lookup_bodies(official, code, person))
            captured.responses.append(
                official.request(
                    "population_lookup", "POST", "/v1/lookups", json={**body, "request_id": f"broken-{id(person)}"}
                )
            )
        await owner.execute("ALTER TABLE access_log DROP CONSTRAINT broken")
    finally:
        await owner.close()


def commands(captured: Captured) -> None:
    """Commands of operators, also with wrong URLs of the database."""
    results = [
        Stack.run(captured.stack, *command)
        for command in (captured.stack.residents_command, ("population_lookup", "verify"))
    ]
    captured.outputs += [result.stdout + result.stderr for result in results]
    urls = captured.stack.database_urls["population_lookup"]
    for url in (
        f"postgresql://nobody:{PASSWORD}@127.0.0.1:1/none",
        f"nonsense {PASSWORD}",
        url_with(urls.owner, password=f"{make_url(urls.owner).password}x"),
    ):
        captured.stack.database_urls["population_lookup"] = replace(urls, owner=url)
        wrong = captured.stack.run("population_lookup", "migrate")
        assert wrong.returncode != 0
        captured.outputs.append(wrong.stdout + wrong.stderr)
    captured.stack.database_urls["population_lookup"] = urls


def token(captured: Captured, *scopes: str) -> str:
    captured.tokens.append(captured.stack.token(*scopes))
    return captured.tokens[-1]


def hidden(captured: Captured) -> dict[str, str]:
    """All values that must not be revealed, by a name that says what they are."""
    values = secrets_of(captured.stack) | {"a password": PASSWORD, "the secret of a webhook": WEBHOOK_SECRET}
    values |= {f"token {number}": text for number, text in enumerate(captured.tokens)}
    for number, person in enumerate(captured.people):
        born = person.birth_date
        values |= {
            f"the number of person {number}": person.personal_id,
            f"the name of person {number}": person.full_name,
        }
        values[f"the plain name of person {number}"] = name_key(person.full_name)
        if born.day is not None:
            formats = ("%Y-%m-%d", "%d/%m/%Y", "%Y%m%d")
            values |= {f"the birth date of person {number} as {form}": born.day.strftime(form) for form in formats}
    return values


def test_the_captured_run_contains_every_kind_of_response_and_log(captured: Captured) -> None:
    """Otherwise the other tests here would find nothing to check."""
    statuses = {response.status_code for response in captured.responses}
    assert {200, 401, 403, 404, 409, 422, 500} <= statuses
    logs = logs_of(captured.stack)
    assert {f"{service}.log" for service in captured.stack.environments} <= set(logs)
    assert "a request failed" in logs["population_lookup.log"]
    assert "violates check constraint" in logs["population_lookup.log"]
    assert any("suite.guard" in line for line in captured.processes.command_lines)
    assert any("residents --count" in line for line in captured.processes.command_lines)


def test_no_log_names_a_person_or_reveals_a_secret(captured: Captured) -> None:
    assert (
        leaks(
            logs_of(captured.stack) | {f"command {number}": output for number, output in enumerate(captured.outputs)},
            hidden(captured),
        )
        == []
    )


def test_each_line_of_a_service_s_log_is_json_with_timestamp_level_and_service(captured: Captured) -> None:
    for service in captured.stack.environments:
        lines = [
            line
            for line in (captured.stack.folder / f"{service}.log").read_text().splitlines()
            if "residents of seed" not in line
        ]
        assert lines
        for line in lines:
            entry = json.loads(line)
            assert {"event", "level", "timestamp", "service"} <= set(entry), line
            assert entry["service"] == service


def test_no_problem_names_a_person_or_reveals_a_secret(captured: Captured) -> None:
    problems = {
        f"{number}: {response.request.url.path[:20]} {response.status_code}": response.text + str(response.headers)
        for number, response in enumerate(captured.responses)
        if response.status_code >= 400
    }
    assert len(problems) > 100
    assert leaks(problems, hidden(captured)) == []


def test_no_command_line_reveals_a_secret_or_names_a_person(captured: Captured) -> None:
    assert len(captured.processes.command_lines) > 10
    assert (
        leaks(
            dict(zip(captured.processes.command_lines, captured.processes.command_lines, strict=True)), hidden(captured)
        )
        == []
    )


def test_a_hidden_value_is_found_in_every_spelling() -> None:
    """Tests the search for leaks itself: it must be able to find one."""
    name = "Đặng Thị Mẩy"
    for text in (
        name,
        name.upper(),
        json.dumps(name),
        repr(name),
        f"/find?q={httpx.QueryParams(q=name)}".replace("+", "%20"),
        name.encode().hex(),
    ):
        assert leaks({"log": f"...{text}..."}, {"the name": name}) == ["log reveals the name"], text
    assert leaks({"log": "nothing"}, {"the name": name}) == []


def test_the_logs_of_postgresql_are_checked_too(captured: Captured, tmp_path: Path) -> None:
    assert "postgresql.log" in {Path(file).name for file in logs_of(captured.stack)}
