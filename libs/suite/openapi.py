"""Writes the OpenAPI document of each service, as its `openapi` command prints it, to docs/contracts/openapi, or
compares it with the file there."""

import os
import subprocess
import sys

from suite.databases import SERVICES
from suite.folders_and_ports import CLONE

FOLDER = CLONE / "docs" / "contracts" / "openapi"


def document_of(service: str) -> str:
    env = {**os.environ, "DATABASE_URL": "postgresql://nobody@127.0.0.1/none"}  # required, but never connected to
    result = subprocess.run(  # noqa: S603 - a command of the suite
        [sys.executable, "-m", service, "openapi"], env=env, capture_output=True, text=True, check=True
    )
    return result.stdout


def main(action: str) -> int:
    stale = []
    for service in SERVICES:
        file, document = FOLDER / f"{service}.json", document_of(service)
        if action == "write":
            FOLDER.mkdir(parents=True, exist_ok=True)
            file.write_text(document)
        elif not file.exists() or file.read_text() != document:
            stale.append(f"{file.relative_to(CLONE)} is stale; run `make contracts`")
    print("\n".join(stale), file=sys.stderr, end="\n" if stale else "")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
