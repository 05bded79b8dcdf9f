"""Runs Schemathesis for one service: first with a token of all scopes, then without one."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from suite.folders_and_ports import CLONE
from suite.stack import Stack
from tests.fuzz.documents import write_document
from tests.fuzz.fuzzed_stack import token_of_everyone
from tests.fuzz.known_values import KnownValues

WITHOUT_TOKEN = 0.2
"""The share of the time in which requests carry no token, or an invented one."""
REQUEST_TIMEOUT = 60  # seconds; what takes longer than the limit of tests/fuzz/checks.py is a finding before
MARGIN = 240  # seconds that a run may take beyond its time: it shrinks what it has found
PHASES = "examples,coverage,fuzzing,stateful"
CHECKS = "no_fault_of_the_service,responds_in_time,responds_as_documented"


@dataclass(frozen=True)
class Run:
    """One run of Schemathesis. `caller` says whose requests they were."""

    caller: str
    cases: int
    failed: bool
    output: str


@dataclass(frozen=True)
class FuzzResult:
    service: str
    runs: tuple[Run, ...]

    @property
    def cases(self) -> int:
        return sum(run.cases for run in self.runs)

    @property
    def failed(self) -> bool:
        return any(run.failed for run in self.runs)


def fuzz_service(stack: Stack, service: str, known: KnownValues, seconds: int, seed: int) -> FuzzResult:
    document = write_document(service, known, stack.folder)
    without = max(1, round(seconds * WITHOUT_TOKEN))
    token = ["--header", f"Authorization: Bearer {token_of_everyone(stack)}"]
    authorized = [*token, "--generation-with-security-parameters", "false"]
    runs = (
        _run(document, stack.urls[service], "with all scopes", seconds - without, seed, authorized),
        _run(document, stack.urls[service], "without a token", without, seed, []),
    )
    return FuzzResult(service, runs)


def _run(document: Path, url: str, caller: str, seconds: int, seed: int, more: list[str]) -> Run:
    report = document.with_suffix(f".{caller.replace(' ', '-')}.json")
    command = [sys.executable, "-m", "schemathesis.cli", "run", str(document), "--url", url, *more]
    command += ["--phases", PHASES, "--checks", CHECKS, "--generation-allow-x00", "true", "--mode", "all"]
    command += ["--max-time", str(seconds), "--request-timeout", str(REQUEST_TIMEOUT), "--seed", str(seed)]
    command += ["--continue-on-failure", "--generation-database", "none", "--suppress-health-check", "all"]
    command += ["--output-sanitize", "false", "--warnings", "off", "--no-color"]
    command += ["--report", "json", "--report-json-path", str(report)]
    environment = {**os.environ, "SCHEMATHESIS_HOOKS": "tests.fuzz.checks", "PYTHONPATH": str(CLONE)}
    ended = subprocess.run(
        command,
        cwd=document.parent,  # else it would read a configuration from the clone
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=seconds + MARGIN,
    )
    cases = json.loads(report.read_text())["test_cases"]["generated"] if report.exists() else 0
    return Run(caller, cases, ended.returncode != 0 or cases == 0, ended.stdout + ended.stderr)
