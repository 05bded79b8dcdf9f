"""The tools that generate and compile clients, kept outside the clone: jars by Maven, packages of JavaScript by npm. Go
and Node are wheels of requirements/clients.txt, beside the Python that runs this."""

import hashlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
GENERATOR = "org.openapitools:openapi-generator-cli:7.25.0"
PINS = ("package.json", "package-lock.json", "pom.xml")
PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1"
MAVEN = ("mvn", "-B", "-q")
TIME_LIMIT = 600
"""Seconds, many times what the slowest tool needs: a tool that waits for something else fails too."""


class ToolFailed(Exception):
    """A tool ended with an error, or not in time; the message is what it printed."""


def run(command: Sequence[str | Path], folder: Path, time_limit: float = TIME_LIMIT) -> str:
    """Returns what the command printed. Raises `ToolFailed` where it fails, or has not ended after `time_limit`
    seconds: then it is killed with all that it has started."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "GOTOOLCHAIN": "local", "REDOCLY_TELEMETRY": "off"}
    program = shutil.which(str(command[0]), path=path)
    if program is None:
        raise ToolFailed(f"{command[0]} is not installed")
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    tool = subprocess.Popen([program, *command[1:]], cwd=folder, env=environment, start_new_session=True, **pipes)
    try:
        printed = "".join(tool.communicate(timeout=time_limit))
    except subprocess.TimeoutExpired as late:
        os.killpg(tool.pid, signal.SIGKILL)
        tool.communicate()
        raise ToolFailed(f"{Path(program).name} in {folder.name} has not ended after {time_limit} s") from late
    if tool.returncode:
        raise ToolFailed(f"{Path(program).name} in {folder.name}:\n{printed[-6000:]}")
    return printed


def tools_folder() -> Path:
    """Fetches the tools, where this machine does not have these versions yet."""
    return packages_folder("clients", HERE, GENERATOR)


def packages_folder(name: str, pinned: Path, *artifacts: str) -> Path:
    """The folder of this machine with what the files in the folder `pinned` pin: `jars` and `node_modules`, and beside
    them these artifacts of Maven, each without what it needs."""

    def fetch(folder: Path) -> None:
        for pin in PINS:
            shutil.copy(pinned / pin, folder)
        for artifact in artifacts:
            run([*MAVEN, f"{PLUGIN}:copy", f"-Dartifact={artifact}", f"-DoutputDirectory={folder}"], folder)
        run([*MAVEN, f"{PLUGIN}:copy-dependencies", f"-DoutputDirectory={folder / 'jars'}"], folder)
        run(["npm", "ci", "--ignore-scripts"], folder)

    pins = b"".join((pinned / pin).read_bytes() for pin in PINS)
    return cached_folder(name, pins + "".join(artifacts).encode(), fetch)


def cached_folder(name: str, pins: bytes, fetch: Callable[[Path], None]) -> Path:
    """The folder that `fetch` has filled on this machine for these pins, now or earlier."""
    cache = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache"))
    folder = cache / "congbo" / f"{name}-{hashlib.sha256(pins).hexdigest()[:12]}"
    if not folder.exists():
        unfinished = folder.with_suffix(f".{os.getpid()}")
        unfinished.mkdir(parents=True)
        fetch(unfinished)
        unfinished.rename(folder)
    return folder
