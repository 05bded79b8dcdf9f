"""A process imports only what it uses: the start of a stack of twelve processes, or of a pod, depends on it."""

import subprocess
import sys

from suite.databases import SERVICES

API_LIBRARIES = ("fastapi", "starlette", "uvicorn", "docx", "openpyxl", "alembic")
COMMANDS = ("relay", "consume", "status", "verify", "rebuild", "topics", "deadletters", "epoch", "export")
PROGRAM = """
import sys
from importlib import import_module
from common.operations.command_line import COMMANDS
for service in sys.argv[2:]:
    import_module(service + ".app")
for command in sys.argv[1].split():
    COMMANDS[command]()
print(*{name.partition(".")[0] for name in sys.modules})
"""


def test_only_the_api_imports_the_libraries_of_an_api_and_only_migrate_imports_alembic() -> None:
    """Runs in a process of its own, in which no test has imported anything: one for all services, since none of them
    may import these."""
    command = [sys.executable, "-c", PROGRAM, " ".join(COMMANDS), *SERVICES]
    loaded = set(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())
    assert {"asyncpg", *SERVICES} <= loaded
    assert loaded.isdisjoint(API_LIBRARIES)
