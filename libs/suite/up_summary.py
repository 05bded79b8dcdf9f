"""What `make up` prints once it is ready: where everything is, and what to type next."""

import json
import shlex
from collections.abc import Iterator
from typing import Any

from suite import dataset
from suite.actors import accounts
from suite.stack import CannotRun, Stack

EXAMPLES = 3
"""Residents who can be looked up."""
CURLS = (
    "curl -s '{procedures}/v1/procedures?limit=3'",
    "curl -s '{reporting}/v1/reports/annual?year=2023' -H \"Authorization: Bearer $TOKEN\"",
    "curl -s '{online_services}/v1/online-services?level=full&limit=3'",
)
SCOPES = (
    "catalogue.write",
    "roles.write",
    "online_services.register",
    "online_services.review",
    "population.lookup",
    "population.sensitive",
    "reports.read",
    "indicators.define",
    "values.enter",
    "values.approve",
    "events.read",
    "reviews.manage",
    "reviews.propose",
    "reviews.read",
)


def summary(stack: Stack, residents: list[dict[str, str]]) -> Iterator[str]:
    token = stack.token(*SCOPES, subject="developer", name="Developer", agency=dataset.SCENARIO_PROCEDURE.agency_code)
    yield from addresses(stack)
    yield "\na development token for everything but Decisions, in the shell where you try the commands below:"
    yield f"TOKEN={token}"
    yield "\nseveral accounts handle a Decision, each with a token of its own:"
    for role in accounts():
        yield f"  .venv/bin/python -m suite token --issuer {stack.urls['issuer']} --as {role}"
    yield "\ntry:"
    for curl in CURLS:
        yield "  " + curl.format(**stack.urls)
    yield f"\nresidents who can be looked up for procedure {dataset.SCENARIO_PROCEDURE.procedure_code}:"
    for number, resident in enumerate(residents, 1):
        yield f"  {resident['personal_id']}  {resident['birth_date']}  {resident['full_name']}"
        yield "  " + look_up(stack, resident, f"try-{number}")
    yield from folders(stack)


def addresses(stack: Stack) -> Iterator[str]:
    yield f"  pages for people   {stack.urls['procedures']}/"
    yield f"  personas for tests {stack.urls['population_lookup']}/nhan-vat-kiem-thu"
    for service, url in stack.urls.items():
        yield f"  {service:18} {url}/docs"
    yield f"  {'kafka':18} {stack.kafka or 'none: events travel over the feeds; BUS=kafka starts one'}"


def look_up(stack: Stack, resident: dict[str, str], request_id: str) -> str:
    body = {
        "request_id": request_id,
        "procedure_code": dataset.SCENARIO_PROCEDURE.procedure_code,
        "officer_id": "CB.0001",
        "agency_code": dataset.SCENARIO_PROCEDURE.agency_code,
        **resident,
    }
    headers = "-H \"Authorization: Bearer $TOKEN\" -H 'Content-Type: application/json'"
    data = shlex.quote(json.dumps(body, ensure_ascii=False))
    return f"curl -s {stack.urls['population_lookup']}/v1/lookups {headers} -d {data}"


def folders(stack: Stack) -> Iterator[str]:
    bus = "" if stack.bus == "feed" else f" BUS={stack.bus}"
    yield f"\ndata and keys are in  {stack.folder}"
    yield f"logs are in           {stack.folder}/*.log"
    yield f"to begin anew:        Ctrl-C, then rm -r {stack.folder}"
    yield f'commands of operators: eval "$(make -s env SERVICE=procedures{bus})", then python -m procedures status'


def example_residents(stack: Stack) -> list[dict[str, str]]:
    """Raises `CannotRun`."""
    result = stack.run(*stack.residents_command, "--examples", str(EXAMPLES))
    if result.returncode:
        raise CannotRun(f"the command for example residents failed: {result.stderr.strip()[-300:]}")
    residents: list[dict[str, Any]] = [json.loads(line) for line in result.stdout.splitlines()]
    return residents
