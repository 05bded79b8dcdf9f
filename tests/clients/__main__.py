"""`make clients`: lints the four OpenAPI documents, and generates and compiles clients from them with the tools that
integrators use, and sends the requests of one walk with them to a running suite. Exits with 1 where a tool fails, drops
an operation, or receives what it must not."""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from tests.clients.compilers import compile_all
from tests.clients.documents import SERVICES, operation_ids
from tests.clients.generators import KINDS, check_operations, generate
from tests.clients.linters import lint
from tests.clients.toolbox import ToolFailed, tools_folder
from tests.clients.walk_programs import PROGRAMS
from tests.clients.walk_runs import walk_all

T = TypeVar("T")


def main() -> int:
    try:
        tools = step("tools fetched", tools_folder)
        with tempfile.TemporaryDirectory(prefix="congbo-clients-") as name:
            folder = Path(name)
            step("documents linted", lambda: lint(tools, folder))
            step("clients generated", lambda: generate(tools, folder))
            check_operations(folder)
            step("clients compiled", lambda: compile_all(tools, folder))
            step("walks done", lambda: walk_all(tools, folder))
    except ToolFailed as failure:
        print(failure, file=sys.stderr)
        return 1
    operations = sum(len(operation_ids(service)) for service in SERVICES)
    print(
        f"{len(KINDS)} kinds of client, each for {len(SERVICES)} services and with all {operations} operations;"
        f" {len(PROGRAMS)} did the walk"
    )
    return 0


def step(done: str, action: Callable[[], T]) -> T:
    began = time.monotonic()
    result = action()
    print(f"  {done:20} {time.monotonic() - began:6.1f} s", flush=True)
    return result


if __name__ == "__main__":
    sys.exit(main())
