"""The token by which one service of the suite calls another."""

import asyncio
from pathlib import Path


async def authorization_of(token_file: Path | None) -> dict[str, str]:
    """The header, or none without a file. The file is read for each request, since it is renewed while the process
    runs: for a moment it may be absent or empty. Raises `OSError` and `ValueError` where it cannot be read."""
    if token_file is None:
        return {}
    token = await asyncio.to_thread(token_file.read_text)
    return {"Authorization": f"Bearer {token.strip()}"}
