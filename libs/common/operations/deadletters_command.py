"""`deadletters list | retry SOURCE/SHARD | skip SOURCE/SHARD:SEQUENCE --by NAME --reason TEXT`."""

import argparse
import json
from collections.abc import Sequence

from common.consumer import deadletters
from common.eventlog.position import Position
from common.service.definition import Runtime


async def run(runtime: Runtime, arguments: Sequence[str]) -> int:
    """List events that a handler refused; retry them, or skip one with a reason, which is recorded."""
    parser = argparse.ArgumentParser(prog=f"python -m {runtime.service.name} deadletters")
    parser.add_argument("act", choices=["list", "retry", "skip"])
    parser.add_argument("where", nargs="?", help="source/shard, or source/shard:sequence to skip")
    parser.add_argument("--by")
    parser.add_argument("--reason")
    options = parser.parse_args(arguments)
    if options.act == "list":
        return await _list(runtime)
    if options.where is None or (options.act == "skip" and not (options.by and options.reason)):
        parser.error("the position is required, and to skip also --by and --reason")
    source, _, shard = options.where.partition("/")
    if options.act == "retry" and not shard.isdecimal():
        parser.error("name the shard to retry as source/shard")
    async with runtime.engine.begin() as connection:
        if options.act == "retry":
            await deadletters.retry(connection, source, int(shard))
        else:
            await deadletters.skip(connection, *Position.parse(options.where), by=options.by, reason=options.reason)
    return 0


async def _list(runtime: Runtime) -> int:
    async with runtime.engine.connect() as connection:
        letters = await deadletters.all_dead_letters(connection)
    for letter in letters:
        print(json.dumps(letter, default=str, ensure_ascii=False))
    return 1 if any(letter["skipped_at"] is None for letter in letters) else 0
