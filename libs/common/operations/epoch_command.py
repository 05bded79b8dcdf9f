"""`epoch list [--json] | raise --by NAME --reason TEXT [--from SOURCE/SHARD:SEQUENCE …] [--to NUMBER]
| after-clock-error --by NAME --reason TEXT`."""

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from common.check_state import PrerequisiteMissing
from common.eventlog.epochs import Epoch, listed_epochs, raise_epoch, raise_epoch_after_clock_error
from common.eventlog.keys import ensure_registered, load_key
from common.eventlog.log import EventLog
from common.eventlog.position import Position
from common.operations.arguments import not_empty
from common.service.definition import Command, Runtime, Service


def add_arguments(parser: ArgumentParser, _: Service) -> None:
    acts = parser.add_subparsers(dest="act", required=True)
    acts.add_parser("list").add_argument("--json", action="store_true", help="one JSON object per line, for programs")
    raise_parser, clock_parser = acts.add_parser("raise"), acts.add_parser("after-clock-error")
    for act_parser in (raise_parser, clock_parser):
        act_parser.add_argument("--by", required=True, type=not_empty, help="the person who is responsible")
        act_parser.add_argument(
            "--reason", required=True, type=not_empty, help="kept for ever, and shown to all followers"
        )
    raise_parser.add_argument(
        "--from",
        dest="points",
        action="append",
        default=[],
        metavar="SOURCE/SHARD:SEQUENCE",
        help="the last event before the restore, where more was recorded since; by default the last event of all",
    )
    raise_parser.add_argument("--to", type=int, help="a number above those that followers know already")


async def handle_epochs(runtime: Runtime, options: Namespace) -> int:
    """List the epochs of this service's streams, or begin one, signed: after a restore, or after a clock that was
    ahead."""
    if options.act == "list":
        return await _list(runtime, options.json)
    if options.act == "after-clock-error":
        act = await begin_epoch_after_clock_error(runtime, options.by, options.reason)
        print("no last event is dated into the future: nothing was signed" if act is None else description(act))
        return 0
    points = [Position.parse(point) for point in options.points]
    print(description(await begin_epoch(runtime, options.by, options.reason, points, options.to)))
    return 0


async def begin_epoch(
    runtime: Runtime, by: str, reason: str, points: Sequence[Position] = (), to: int | None = None
) -> Epoch:
    log, key = log_and_key(runtime)
    async with runtime.engine.begin() as connection:
        await runtime.require_plausible_clock(connection)
        await ensure_registered(connection, key, runtime.clock.now())
        return await raise_epoch(connection, log, key, runtime.clock.now(), by, reason, points, to)


async def begin_epoch_after_clock_error(runtime: Runtime, by: str, reason: str) -> Epoch | None:
    """Returns None where no stream is dated into the future, so that a repetition changes nothing."""
    log, key = log_and_key(runtime)
    async with runtime.engine.begin() as connection:
        await runtime.require_plausible_clock(connection)
        await ensure_registered(connection, key, runtime.clock.now())
        return await raise_epoch_after_clock_error(connection, log, key, runtime.clock.now(), by, reason)


def log_and_key(runtime: Runtime) -> tuple[EventLog, Ed25519PrivateKey]:
    """Raises `PrerequisiteMissing`."""
    if runtime.log is None:
        raise PrerequisiteMissing("this service has no stream of its own")
    if runtime.settings.stream_key_file is None:
        raise PrerequisiteMissing("STREAM_KEY_FILE must name the key that signs")
    return runtime.log, load_key(runtime.settings.stream_key_file)


def description(act: Epoch) -> str:
    points = ", ".join(str(Position(act.source, point.shard, point.sequence)) for point in act.points)
    return f"epoch {act.epoch} of {act.source} begins after {points}: by {act.raised_by}, {act.raised_at}: {act.reason}"


async def _list(runtime: Runtime, as_json: bool) -> int:
    async with runtime.engine.connect() as connection:
        epochs = await listed_epochs(connection)
    for signed in epochs:
        print(json.dumps(msgspec.to_builtins(signed), ensure_ascii=False) if as_json else description(signed.act))
    return 0


epoch = Command(handle_epochs, add_arguments)
