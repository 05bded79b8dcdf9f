"""A process loads what it works with, and nothing of what others do: a town of twelve processes, or a pod that comes
back, waits for that."""

import subprocess
import sys

import pytest

from suite.databases import SERVICES

API_LIBRARIES = ("fastapi", "starlette", "uvicorn", "docx", "openpyxl", "alembic")
COMMANDS = ("relay", "consume", "status", "verify", "rebuild", "topics", "deadletters", "epoch", "export")
PROGRAM = """
import sys
from importlib import import_module
from common.operations import COMMANDS
import_module(sys.argv[1] + ".app")
for command in sys.argv[2].split():
    COMMANDS[command]()
print(*{name.partition(".")[0] for name in sys.modules})
"""


@pytest.mark.parametrize("service", SERVICES)
def test_only_who_answers_requests_loads_what_that_takes_and_only_who_migrates_alembic(service: str) -> None:
    """Asked in a process of its own, where no test has loaded anything."""
    command = [sys.executable, "-c", PROGRAM, service, " ".join(COMMANDS)]
    loaded = set(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())
    assert {"asyncpg", service} <= loaded
    assert loaded.isdisjoint(API_LIBRARIES)
