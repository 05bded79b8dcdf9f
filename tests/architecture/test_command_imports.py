"""A process imports only what it uses: the start of a stack of twelve processes, or of a pod, depends on it."""

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
def test_only_the_api_imports_the_libraries_of_an_api_and_only_migrate_imports_alembic(service: str) -> None:
    """Runs in a process of its own, in which no test has imported anything."""
    command = [sys.executable, "-c", PROGRAM, service, " ".join(COMMANDS)]
    loaded = set(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())
    assert {"asyncpg", service} <= loaded
    assert loaded.isdisjoint(API_LIBRARIES)
