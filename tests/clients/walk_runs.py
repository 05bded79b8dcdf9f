"""One walk through a running suite with each kind of generated client: list, draft, submit, approve, sign, publish,
list again, register an online service, look a resident up, read the type of a problem."""

import asyncio
import json
from pathlib import Path
from typing import Any

from suite.databases import SERVICES
from suite.dataset_loader import SuiteClient, record_entries
from suite.demo import run_stack
from suite.demo_scenario import Resident, example_resident
from suite.installation import Installation
from suite.journey import READER_SCOPES, Journey
from suite.signed_file import signed_file
from suite.stack import Stack
from tests.clients.toolbox import ToolFailed, run
from tests.clients.walk_programs import PROGRAMS, Command
from tests.support.postgres import new_cluster
from tests.support.scratch_folders import scratch_folder

RESIDENTS = 60
UNKNOWN = "9.999999"
PROBLEM = "urn:congbo:problem:procedure-not-found"


class Walk:
    """What a walk is given, and what it must have received in the end. Its procedure and its agency are its own."""

    def __init__(self, installation: Installation, resident: Resident) -> None:
        self.installation, self.resident = installation, resident
        self.journey = Journey(installation)

    async def record_registers(self) -> None:
        """What a Decision refers to."""
        async with SuiteClient(self.installation, self.journey.accounts) as client:
            await record_entries(client, self.journey.registers(), self.journey.suffix)

    def write_input(self, folder: Path) -> Path:
        pdf, file = folder / "signed.pdf", folder / "input.json"
        pdf.write_bytes(signed_file(self.journey.code))
        file.write_text(json.dumps({**self.values(), "signed_file": str(pdf)}))
        return file

    def values(self) -> dict[str, Any]:
        journey, resident = self.journey, self.resident
        return {
            "urls": {service: self.installation.urls[service] for service in SERVICES},
            "tokens": self.tokens(),
            "agency": journey.agency,
            "key": journey.suffix,
            "decision": journey.decision(1, journey.introduction()),
            "online_services": journey.registration(),
            "lookup": journey.lookup_input(resident.personal_id, resident.full_name, resident.birth_date),
            "unknown_code": UNKNOWN,
        }

    def tokens(self) -> dict[str, str]:
        scopes = {role: (account.subject, account.scopes) for role, account in self.journey.accounts.items()}
        return {
            role: self.installation.token(*allowed, subject=subject, agency=self.journey.agency)
            for role, (subject, allowed) in {**scopes, "reader": ("reader", READER_SCOPES)}.items()
        }

    def expected(self) -> dict[str, Any]:
        code = self.journey.code
        return {
            "listed_before": [],
            "same_draft": True,
            "status": "published",
            "listed": [code],
            "registered": [code],
            "found": self.resident.full_name,
            "problem": PROBLEM,
        }


def walk_all(tools: Path, folder: Path) -> None:
    """Raises `ToolFailed` where a client does not do the walk."""
    commands = {kind: prepare(tools, folder, kind) for kind, prepare in PROGRAMS.items()}
    with scratch_folder() as data:
        new_cluster(data / "postgresql")
        if run_stack(Stack(data, residents=RESIDENTS), lambda stack: walk_each(stack, commands, folder)):
            raise ToolFailed("the walk failed")


def walk_each(stack: Stack, commands: dict[str, Command], folder: Path) -> None:
    installation = Installation(stack.urls, stack.urls["issuer"])
    resident = example_resident(stack)
    for kind, command in commands.items():
        walk = Walk(installation, resident)
        asyncio.run(walk.record_registers())
        compare(kind, walk.expected(), run([*command, walk.write_input(folder)], folder))


def compare(kind: str, expected: dict[str, Any], printed: str) -> None:
    """Raises `ToolFailed` where the program printed something else. Warnings of a language may stand beside it."""
    seen: dict[str, Any] = next((json.loads(line) for line in printed.splitlines() if line.startswith("{")), {})
    if wrong := [f"{name} {seen.get(name)!r}" for name, value in expected.items() if seen.get(name) != value]:
        raise ToolFailed(f"{kind}: the walk received {', '.join(wrong)}; expected {expected}")
