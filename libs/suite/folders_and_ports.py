"""The folder for data and binaries on this machine, and free ports."""

import fcntl
import hashlib
import os
import pwd
import socket
import tempfile
from pathlib import Path
from typing import TextIO

CLONE = Path(__file__).resolve().parents[2]


class HomeFolderUnusable(Exception):
    """The folder for binaries and data cannot be used; the message says why."""


def home() -> Path:
    """Returns a private folder for binaries and data; CONGBO_HOME names another one.

    PostgreSQL refuses to run as root, and the user that it runs as instead cannot enter root's home folder (0700). So
    for root the folder is outside the clone.
    """
    outside = Path("/var/tmp") / f"congbo-{hashlib.sha256(str(CLONE).encode()).hexdigest()[:12]}"  # noqa: S108 - created with mode 0711, owner checked
    usual = CLONE / ".local" if os.getuid() != 0 else outside
    return _owned_folder(Path(os.environ.get("CONGBO_HOME") or usual))


def _owned_folder(folder: Path) -> Path:
    try:
        folder.mkdir(mode=0o711, parents=True, exist_ok=True)
    except OSError as error:
        raise HomeFolderUnusable(f"the folder for the suite's data cannot be created: {error}") from error
    if folder.stat().st_uid != os.getuid():
        raise HomeFolderUnusable(f"{folder} belongs to another user")
    return folder


def unprivileged() -> tuple[int, int] | None:
    """Returns the user and group that PostgreSQL runs as where the suite runs as root; else None."""
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
    """Returns the preferred port of the loopback if it is free, else any free port."""
    for port in dict.fromkeys((preferred, 0)):
        if (bound := _bind(port)) is not None:
            return bound
    raise RuntimeError("no port is free on the loopback")


def _bind(port: int) -> int | None:
    """Returns the port that was bound for a moment; None where `port` is taken."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return None
        bound: int = probe.getsockname()[1]
        return bound


class Ports:
    """Reserves ports for one copy of the suite until they are released.

    Seconds pass before a service listens on its port, and another copy of the suite that starts meanwhile, perhaps from
    another clone, would find it free too. So each port is also locked by a file. All ports are below those that the
    system gives to outgoing connections, since such a port may be taken by the time that the service listens.
    """

    STEP, ATTEMPTS = 10, 100

    def __init__(self) -> None:
        self._locks: list[TextIO] = []

    def take(self, preferred: int) -> int:
        """Reserves the preferred port, or the next free one that ends in the same digit."""
        for port in range(preferred, preferred + self.STEP * self.ATTEMPTS, self.STEP):
            if self._lock(port) and _bind(port) is not None:
                return port
        raise RuntimeError(f"no port is free on the loopback from {preferred} on")

    def release(self) -> None:
        for lock in self._locks:
            lock.close()
        self._locks.clear()

    def _lock(self, port: int) -> bool:
        folder = _owned_folder(Path(tempfile.gettempdir()) / f"congbo-ports-{os.getuid()}")
        lock = (folder / str(port)).open("w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.close()
            return False
        self._locks.append(lock)
        return True
