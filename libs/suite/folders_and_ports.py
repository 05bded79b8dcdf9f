"""Where things of one machine live, and which ports are free."""

import fcntl
import hashlib
import os
import pwd
import socket
import tempfile
from pathlib import Path
from typing import TextIO

CLONE = Path(__file__).resolve().parents[2]


class NoHome(Exception):
    """There is no folder for binaries and data; the message says why."""


def home() -> Path:
    """A private folder for binaries and data; CONGBO_HOME names another one.

    PostgreSQL refuses to run as root, and another user cannot enter a root's 0700 home: then the folder lies outside
    the clone.
    """
    outside = Path("/var/tmp") / f"congbo-{hashlib.sha256(str(CLONE).encode()).hexdigest()[:12]}"  # noqa: S108 - made 0711, owner checked
    usual = CLONE / ".local" if os.getuid() != 0 else outside
    return _ours(Path(os.environ.get("CONGBO_HOME") or usual))


def _ours(folder: Path) -> Path:
    try:
        folder.mkdir(mode=0o711, parents=True, exist_ok=True)
    except OSError as failed:
        raise NoHome(f"the folder for the suite's data cannot be made: {failed}") from failed
    if folder.stat().st_uid != os.getuid():
        raise NoHome(f"{folder} belongs to somebody else")
    return folder


def unprivileged() -> tuple[int, int] | None:
    """Whom PostgreSQL runs as when we are root."""
    if os.getuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return entry.pw_uid, entry.pw_gid
    return 65534, 65534


def free_port(preferred: int = 0) -> int:
    """The preferred port of the loopback if nobody has it, else any."""
    for port in dict.fromkeys((preferred, 0)):
        if (found := _bound(port)) is not None:
            return found
    raise RuntimeError("no port is free on the loopback")


def _bound(port: int) -> int | None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return None
        found: int = probe.getsockname()[1]
        return found


class Ports:
    """The ports of one copy of the suite, ours until they are given back.

    Seconds pass before a service listens on its port. So each is locked as well: a copy that starts meanwhile, perhaps
    of another
    clone, finds it free too. And none is of those that the system gives to outgoing connections, which may be gone when
    the service
    comes.
    """

    STEP, TRIES = 10, 100

    def __init__(self) -> None:
        self._locks: list[TextIO] = []

    def take(self, preferred: int) -> int:
        """The preferred one, or the next that ends in the same digit."""
        for port in range(preferred, preferred + self.STEP * self.TRIES, self.STEP):
            if self._lock(port) and _bound(port) is not None:
                return port
        raise RuntimeError(f"no port is free on the loopback from {preferred} on")

    def release(self) -> None:
        for lock in self._locks:
            lock.close()
        self._locks.clear()

    def _lock(self, port: int) -> bool:
        folder = _ours(Path(tempfile.gettempdir()) / f"congbo-ports-{os.getuid()}")
        lock = (folder / str(port)).open("w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.close()
            return False
        self._locks.append(lock)
        return True
