"""Nobody who reads the logs, the problems or the process list learns who was looked up, or what opens a door."""

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
from population_lookup.personas.domain.residents import residents
from population_lookup.register.domain.citizen import Citizen
from population_lookup.register.domain.name_keys import name_key
from suite.stack import SEED, Stack
from tests.support.api_client import Official
from tests.support.output_capture import WEBHOOK_SECRET, ProcessList, leaks, logs_of, secrets_of, watching_processes

PASSWORD = "a-password-of-nobody"
BROKEN = "ALTER TABLE access_log ADD CONSTRAINT broken CHECK (lookup_id IS NULL) NOT VALID"
"""PostgreSQL then refuses each line by an error that shows the line, as it does for any constraint."""


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
    """A day at the office."""
    with watching_processes() as processes, Official(stack_over_feed) as official:
        captured = Captured(stack_over_feed, processes, list(residents(stack_over_feed.residents, int(SEED)))[:12])
        exercise_services(captured, official)
        commands(captured)
    return captured


def exercise_services(captured: Captured, official: Official) -> None:
    captured.tokens += [official.http.headers["Authorization"].removeprefix("Bearer "), *official.step_tokens.values()]
    code = official.code(1)
    at_least = official.introduce(code, -1, "personal_id", "full_name", "birth_date", "sex").position
    official.register(code, -1, at_least)
    for person in captured.people:
        for body in questions(official, code, person):
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
    told_them = httpx.post(
        f"{captured.stack.urls['procedures']}/v1/webhook-subscribers",
        json=subscriber,
        headers={"Authorization": f"Bearer {token(captured, 'subscribers.write')}"},
    )
    assert told_them.is_success, told_them.text
    captured.responses += [response for person in captured.people for response in elsewhere(captured, official, person)]
    asyncio.run(with_a_broken_database(captured, official, code))
    withdrawn = official.repeal(code, 0).position
    captured.responses.append(official.look_up(code, withdrawn))
    captured.responses.append(official.request("online_services", "GET", "/v1/online-services", params={"on": "today"}))


def questions(official: Official, code: str, person: Citizen) -> Iterator[dict[str, Any]]:
    """Answered, not matched, refused by the law, and malformed in each part."""
    right: dict[str, Any] = {
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
        yield {**right, "request_id": f"{right['request_id']}-{place}", **change}


def elsewhere(captured: Captured, official: Official, person: Citizen) -> Iterator[httpx.Response]:
    """Where a person's number or name comes in by an address, a header or a token."""
    path = f"/v1/citizens/{person.personal_id}/accesses"
    yield official.request("population_lookup", "GET", path)
    yield official.request("population_lookup", "GET", f"{path}/none", params={"name": person.full_name})
    yield official.request("population_lookup", "GET", path, params={"limit": person.personal_id})
    yield official.request("procedures", "GET", "/v1/search", params={"q": person.full_name, "limit": "many"})
    yield official.request("procedures", "GET", f"/v1/procedures/{person.personal_id}")
    yield official.request("online_services", "GET", f"/v1/{person.personal_id}")
    own = captured.stack.token("population.lookup", subject=person.personal_id, name=person.full_name)
    for given in (own, f"{own}x", own[:-9], f"{PASSWORD}.{PASSWORD}.{PASSWORD}"):
        captured.tokens.append(given)
        headers = {"Authorization": f"Bearer {given}", "Idempotency-Key": person.personal_id}
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
            body = next(questions(official, code, person))
            captured.responses.append(
                official.request(
                    "population_lookup", "POST", "/v1/lookups", json={**body, "request_id": f"broken-{id(person)}"}
                )
            )
        await owner.execute("ALTER TABLE access_log DROP CONSTRAINT broken")
    finally:
        await owner.close()


def commands(captured: Captured) -> None:
    """What operators type, also with a wrong address of the database."""
    typed = [
        Stack.run(captured.stack, *command)
        for command in (captured.stack.residents_command, ("population_lookup", "verify"))
    ]
    captured.outputs += [result.stdout + result.stderr for result in typed]
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
    """Everything that must not be told, by what it is."""
    found = secrets_of(captured.stack) | {"a password": PASSWORD, "the secret of a webhook": WEBHOOK_SECRET}
    found |= {f"token {number}": each for number, each in enumerate(captured.tokens)}
    for number, person in enumerate(captured.people):
        born = person.birth_date
        found |= {
            f"the number of person {number}": person.personal_id,
            f"the name of person {number}": person.full_name,
        }
        found[f"the plain name of person {number}"] = name_key(person.full_name)
        if born.day is not None:
            written = ("%Y-%m-%d", "%d/%m/%Y", "%Y%m%d")
            found |= {f"the birth date of person {number} as {form}": born.day.strftime(form) for form in written}
    return found


def test_the_day_was_one_on_which_everything_happened(captured: Captured) -> None:
    """Else there would be nothing to tell."""
    statuses = {response.status_code for response in captured.responses}
    assert {200, 401, 403, 404, 409, 422, 500} <= statuses
    logs = logs_of(captured.stack)
    assert {f"{service}.log" for service in captured.stack.environments} <= set(logs)
    assert "a request failed" in logs["population_lookup.log"]
    assert "violates check constraint" in logs["population_lookup.log"]
    assert any("suite.guard" in line for line in captured.processes.seen)
    assert any("residents --count" in line for line in captured.processes.seen)


def test_no_log_names_a_person_or_tells_a_secret(captured: Captured) -> None:
    assert (
        leaks(
            logs_of(captured.stack) | {f"command {number}": said for number, said in enumerate(captured.outputs)},
            hidden(captured),
        )
        == []
    )


def test_each_line_of_a_service_s_log_is_json_with_its_moment_its_level_and_its_service(captured: Captured) -> None:
    for service in captured.stack.environments:
        lines = [
            line
            for line in (captured.stack.folder / f"{service}.log").read_text().splitlines()
            if "residents of seed" not in line
        ]
        assert lines
        for line in lines:
            said = json.loads(line)
            assert {"event", "level", "timestamp", "service"} <= set(said), line
            assert said["service"] == service


def test_no_problem_names_a_person_or_tells_a_secret(captured: Captured) -> None:
    problems = {
        f"{number}: {response.request.url.path[:20]} {response.status_code}": response.text + str(response.headers)
        for number, response in enumerate(captured.responses)
        if response.status_code >= 400
    }
    assert len(problems) > 100
    assert leaks(problems, hidden(captured)) == []


def test_no_command_line_tells_a_secret_or_names_a_person(captured: Captured) -> None:
    assert len(captured.processes.seen) > 10
    assert leaks(dict(zip(captured.processes.seen, captured.processes.seen, strict=True)), hidden(captured)) == []


def test_what_is_hidden_is_found_however_it_is_written() -> None:
    """The search itself: it would be of no use if it found nothing."""
    name = "Đặng Thị Mẩy"
    for said in (
        name,
        name.upper(),
        json.dumps(name),
        repr(name),
        f"/find?q={httpx.QueryParams(q=name)}".replace("+", "%20"),
        name.encode().hex(),
    ):
        assert leaks({"log": f"...{said}..."}, {"the name": name}) == ["log tells the name"], said
    assert leaks({"log": "nothing"}, {"the name": name}) == []


def test_a_log_is_looked_at_where_it_lies(captured: Captured, tmp_path: Path) -> None:
    assert "postgresql.log" in {Path(file).name for file in logs_of(captured.stack)}
