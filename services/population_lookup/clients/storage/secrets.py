"""The secrets of clients: mounted files, read at each use, so that a replaced file counts at once. They are in no
database and in no backup."""

from pathlib import Path

from population_lookup.clients.domain.clients import FILE_NAME, SHORTEST_SECRET


def read_secret(folder: Path | None, name: str) -> str | None:
    """Returns None where there is no such file, or where it holds too little to be a secret."""
    if folder is None or not FILE_NAME.fullmatch(name):
        return None
    try:
        secret = (folder / name).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return secret if len(secret) >= SHORTEST_SECRET else None
