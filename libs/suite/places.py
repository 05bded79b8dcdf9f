"""Where things of one machine live, and which ports are free."""

import hashlib
import os
import pwd
import socket
from pathlib import Path

CLONE = Path(__file__).resolve().parents[2]


def home() -> Path:
    """A private folder for binaries and data.

    PostgreSQL refuses to run as root, and another user cannot enter a root's 0700 home: then the folder lies outside the clone.
    """
    outside = Path("/var/tmp") / f"congbo-{hashlib.sha256(str(CLONE).encode()).hexdigest()[:12]}"  # noqa: S108 - made 0711, owner checked
    folder = CLONE / ".local" if os.getuid() != 0 else outside
    folder.mkdir(mode=0o711, parents=True, exist_ok=True)
    if folder.stat().st_uid != os.getuid():
        raise RuntimeError(f"{folder} belongs to somebody else")
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
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            found: int = probe.getsockname()[1]
            return found
    raise RuntimeError("no port is free on the loopback")
