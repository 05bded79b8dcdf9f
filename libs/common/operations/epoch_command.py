"""`epoch list [--json] | raise --by NAME --reason TEXT [--from SOURCE/SHARD:SEQUENCE …] [--to NUMBER]`."""

import argparse
import json
from collections.abc import Sequence

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from common.check_state import PrerequisiteMissing
from common.eventlog.epochs import Epoch, listed_epochs, raise_epoch
from common.eventlog.keys import ensure_registered, load_key
from common.eventlog.log import EventLog
from common.eventlog.position import Position
from common.service.definition import Runtime


async def run(runtime: Runtime, arguments: Sequence[str]) -> int:
    """List the epochs of this service's streams, or after a restore raise the epoch by a signed act."""
    parser = argparse.ArgumentParser(prog=f"python -m {runtime.service.name} epoch")
    acts = parser.add_subparsers(dest="act", required=True)
    acts.add_parser("list").add_argument("--json", action="store_true", help="one object a line, for programs")
    raising = acts.add_parser("raise")
    raising.add_argument("--by", required=True, help="who answers for it")
    raising.add_argument("--reason", required=True, help="kept for ever, and shown to everyone who follows")
    raising.add_argument(
        "--from",
        dest="points",
        action="append",
        default=[],
        metavar="SOURCE/SHARD:SEQUENCE",
        help="the last event before the restore, where more was recorded since; else the last of all",
    )
    raising.add_argument("--to", type=int, help="a number above those that followers know already")
    options = parser.parse_args(arguments)
    if options.act == "list":
        return await _list(runtime, options.json)
    if not (options.by and options.reason):
        parser.error("say who and why")
    print(
        description(
            await raised(
                runtime, options.by, options.reason, [Position.parse(point) for point in options.points], options.to
            )
        )
    )
    return 0


async def raised(
    runtime: Runtime, by: str, reason: str, points: Sequence[Position] = (), to: int | None = None
) -> Epoch:
    log, key = signing(runtime)
    async with runtime.engine.begin() as connection:
        await ensure_registered(connection, key, runtime.clock.now())
        return await raise_epoch(connection, log, key, runtime.clock.now(), by, reason, points, to)


def signing(runtime: Runtime) -> tuple[EventLog, Ed25519PrivateKey]:
    """Raises `PrerequisiteMissing`."""
    if runtime.log is None:
        raise PrerequisiteMissing("this service has no stream of its own")
    if runtime.settings.stream_key_file is None:
        raise PrerequisiteMissing("STREAM_KEY_FILE must name the key that signs")
    return runtime.log, load_key(runtime.settings.stream_key_file)


def description(act: Epoch) -> str:
    points = ", ".join(str(Position(act.source, point.shard, point.sequence)) for point in act.points)
    return (
        f"epoch {act.epoch} of {act.source} begins behind {points}: by {act.raised_by}, {act.raised_at}: {act.reason}"
    )


async def _list(runtime: Runtime, as_json: bool) -> int:
    if runtime.log is None:
        raise PrerequisiteMissing("this service has no stream of its own")
    async with runtime.engine.connect() as connection:
        found = await listed_epochs(connection)
    for signed in found:
        print(json.dumps(msgspec.to_builtins(signed), ensure_ascii=False) if as_json else description(signed.act))
    return 0
