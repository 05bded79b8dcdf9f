"""`deadletters list | retry SOURCE/SHARD | skip SOURCE/SHARD:SEQUENCE --by NAME --reason TEXT`."""

import json
from argparse import ArgumentParser, Namespace

from common.consumer import deadletters as dead_letters
from common.eventlog.position import Position
from common.service.definition import Command, Runtime, Service


def add_arguments(parser: ArgumentParser, _: Service) -> None:
    parser.add_argument("act", choices=["list", "retry", "skip"])
    parser.add_argument("where", nargs="?", help="source/shard, or source/shard:sequence to skip")
    parser.add_argument("--by", help="the person who is responsible")
    parser.add_argument("--reason", help="kept for ever, and reported by `verify`")


def check(parser: ArgumentParser, options: Namespace, _: Service) -> None:
    if options.act == "list":
        return
    if options.where is None or (options.act == "skip" and not (options.by and options.reason)):
        parser.error("the position is required, and to skip also --by and --reason")
    if options.act == "retry" and not shard_of(options.where)[1].isdecimal():
        parser.error("name the shard to retry as source/shard")


def shard_of(where: str) -> tuple[str, str]:
    source, _, shard = where.partition("/")
    return source, shard


async def handle_dead_letters(runtime: Runtime, options: Namespace) -> int:
    """List events that a handler refused; retry them, or skip one with a reason, which is recorded."""
    if options.act == "list":
        return await _list(runtime)
    source, shard = shard_of(options.where)
    async with runtime.engine.begin() as connection:
        if options.act == "retry":
            await dead_letters.retry(connection, source, int(shard))
        else:
            await dead_letters.skip(connection, *Position.parse(options.where), by=options.by, reason=options.reason)
    return 0


async def _list(runtime: Runtime) -> int:
    async with runtime.engine.connect() as connection:
        letters = await dead_letters.all_dead_letters(connection)
    for letter in letters:
        print(json.dumps(letter, default=str, ensure_ascii=False))
    return 1 if any(letter["skipped_at"] is None for letter in letters) else 0


deadletters = Command(handle_dead_letters, add_arguments, check)
