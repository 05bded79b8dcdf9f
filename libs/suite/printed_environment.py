"""The settings of the services of a running `up`, for the shell of an operator."""

import json
import os
import shlex
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from sqlalchemy.engine import make_url

from common.check_state import PrerequisiteMissing
from common.database.urls import url_with
from suite.folders_and_ports import home
from suite.http_get import is_ready
from suite.postgres import binaries
from suite.stack import Stack

FOLDERS = {"KEYS": "keys", "BACKUPS": "backups"}
"""Where an operator puts keys and backups, below the folder of the data."""


def folder_of(bus: str) -> Path:
    return home() / f"up-{bus}"


def write_environments(stack: Stack) -> None:
    """Writes what `environment_lines` prints to a private file, for as long as the stack runs."""
    file = _file(stack.folder)
    file.touch(mode=0o600)
    file.write_text(json.dumps({service: _settings(stack, service) for service in stack.environments}))


def forget_environments(folder: Path) -> None:
    _file(folder).unlink(missing_ok=True)


def environment_lines(service: str, bus: str) -> Iterator[str]:
    """Yields assignments for a POSIX shell. Raises `PrerequisiteMissing` where no such suite runs."""
    folder = folder_of(bus)
    settings = _read(folder).get(service, {})
    if not settings or not is_ready(settings[f"{service.upper()}_URL"]):
        command = "`make up`" if bus == "feed" else f"`make up BUS={bus}`"
        raise PrerequisiteMissing(f"no suite runs on {folder}: start it with {command}, and wait until it is ready")
    for name, value in settings.items():
        yield f"export {name}={shlex.quote(value)}"
    for name, subfolder in FOLDERS.items():
        (folder / subfolder).mkdir(mode=0o700, exist_ok=True)
        yield f"export {name}={shlex.quote(str(folder / subfolder))}"
    yield f'export PATH={shlex.quote(os.pathsep.join(_programs()))}:"$PATH"'


def _settings(stack: Stack, service: str) -> dict[str, str]:
    """The settings with which the service runs, as the owner of its database; the database for a drill; and the
    superuser, for the client programs of PostgreSQL."""
    owner, server = stack.database_urls[service].owner, make_url(stack.server_url)
    superuser = {"PGHOST": server.host, "PGPORT": server.port, "PGUSER": server.username, "PGPASSWORD": server.password}
    given: Mapping[str, object] = {
        **stack.environments[service],
        "DATABASE_URL": owner,
        "DRILL_DATABASE_URL": url_with(owner, database=f"{service}_drill"),
        **superuser,
    }
    return {name: str(value) for name, value in given.items() if value}


def _programs() -> list[str]:
    """The folders of `python` and of PostgreSQL's programs."""
    return [str(Path(sys.executable).parent), str(binaries())]


def _file(folder: Path) -> Path:
    return folder / "private" / "environments.json"


def _read(folder: Path) -> dict[str, dict[str, str]]:
    try:
        settings: dict[str, dict[str, str]] = json.loads(_file(folder).read_text())
    except FileNotFoundError:
        return {}
    return settings
