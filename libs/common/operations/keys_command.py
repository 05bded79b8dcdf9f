"""`keys generate FILE | add FILE`: the key that signs the heads of this service's stream."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

from common.eventlog.keys import (
    KeyNotTrusted,
    ensure_registered,
    key_id_of,
    load_key,
    make_key_file,
    public_bytes,
    register_key,
)
from common.service.definition import Runtime


async def run(runtime: Runtime, arguments: Sequence[str]) -> int:
    """`keys generate FILE` writes a new private key; `keys add FILE` registers it, signed by the current one."""
    if len(arguments) != 2 or arguments[0] not in ("generate", "add"):
        print("usage: keys generate FILE | keys add FILE")
        return 2
    act, file = arguments[0], Path(arguments[1])
    try:
        return await (_generate(file) if act == "generate" else _add(runtime, file))
    except (KeyNotTrusted, OSError) as error:
        print(error)
        return 1


async def _generate(file: Path) -> int:
    await asyncio.to_thread(make_key_file, file)
    return 0


async def _add(runtime: Runtime, file: Path) -> int:
    if runtime.settings.stream_key_file is None:
        print("STREAM_KEY_FILE must name the current key, which signs the new one")
        return 2
    new, current = load_key(file), load_key(runtime.settings.stream_key_file)
    async with runtime.engine.begin() as connection:
        await runtime.require_plausible_clock(connection)
        await ensure_registered(connection, current, runtime.clock.now())
        await register_key(connection, new, runtime.clock.now(), current)
    print(f"key {key_id_of(public_bytes(new))} is registered; start the service with STREAM_KEY_FILE={file}")
    return 0
