"""`keys generate FILE | add FILE`: the key that signs the heads of this service's stream."""

import asyncio
from argparse import ArgumentParser, Namespace
from pathlib import Path

from common.check_state import PrerequisiteMissing
from common.eventlog.keys import ensure_registered, key_id_of, load_key, make_key_file, public_bytes, register_key
from common.operations.arguments import existing_file, new_file
from common.service.definition import Command, OfflineBody, Runtime, Service


def add_arguments(parser: ArgumentParser, _: Service) -> None:
    acts = parser.add_subparsers(dest="act", required=True)
    acts.add_parser("generate", help="write a new private key").add_argument("file", type=new_file)
    adding = acts.add_parser("add", help="register a key, signed by that of STREAM_KEY_FILE")
    adding.add_argument("file", type=existing_file)


def offline(options: Namespace) -> OfflineBody | None:
    return generate_key if options.act == "generate" else None


async def generate_key(_: Service, options: Namespace) -> int:
    if await asyncio.to_thread(options.file.exists):
        raise PrerequisiteMissing(f"{options.file} exists already")
    await asyncio.to_thread(make_key_file, options.file)
    print(f"{options.file} holds a new private key; keep a copy of it: followers pin the first key of a stream")
    return 0


async def handle_keys(runtime: Runtime, options: Namespace) -> int:
    """Write a new private key: `keys generate FILE`; or register one, signed by the current one: `keys add FILE`."""
    if options.act == "generate":
        return await generate_key(runtime.service, options)
    return await add_key(runtime, options.file)


async def add_key(runtime: Runtime, file: Path) -> int:
    if runtime.settings.stream_key_file is None:
        raise PrerequisiteMissing("STREAM_KEY_FILE must name the current key, which signs the new one")
    new, current = load_key(file), load_key(runtime.settings.stream_key_file)
    async with runtime.engine.begin() as connection:
        await runtime.require_plausible_clock(connection)
        await ensure_registered(connection, current, runtime.clock.now())
        await register_key(connection, new, runtime.clock.now(), current)
    print(f"key {key_id_of(public_bytes(new))} is registered; start the service with STREAM_KEY_FILE={file}")
    return 0


keys = Command(handle_keys, add_arguments, offline=offline)
