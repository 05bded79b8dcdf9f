"""The commands `verify` and `rebuild`. `verify` prints the result of each check; it exits with 1 if any check failed,
with 2 if one could not run."""

import base64
import binascii
import json
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import AsyncIterator
from pathlib import Path

from common.check_state import worst_of
from common.consumer.rebuild import rebuild as rebuild_projections
from common.consumer.rewind import rewind_source
from common.consumer.verify import verify_consumer, verify_projections
from common.eventlog.findings import Finding
from common.eventlog.verify_file import verify_file
from common.operations.arguments import existing_file
from common.operations.progress import progress
from common.progress_reports import ReportProgress, no_progress
from common.relay.verify_log import verify_log
from common.service.definition import Command, OfflineBody, Runtime, Service


async def findings(runtime: Runtime, report_progress: ReportProgress = no_progress) -> AsyncIterator[Finding]:
    if runtime.service.shards:
        async for finding in verify_log(runtime, report_progress):
            yield finding
    for subscription in runtime.service.subscriptions:
        async for finding in verify_consumer(runtime, subscription, report_progress):
            yield finding
    async for finding in verify_projections(runtime, report_progress):
        yield finding
    for check in runtime.service.verifications:
        async for finding in check(runtime):
            yield finding


def add_verify_arguments(parser: ArgumentParser, _: Service) -> None:
    parser.add_argument("--json", action="store_true", help="one JSON object per line, for programs")
    parser.add_argument(
        "--file", type=existing_file, help="check a file written by `export`, without settings, database and network"
    )
    parser.add_argument("--first-key", type=key_bytes, help="the source's first key in base64, obtained out of band")


def check_verify(parser: ArgumentParser, options: Namespace, _: Service) -> None:
    if options.first_key is not None and options.file is None:
        parser.error("--first-key is the key for a --file")


def key_bytes(text: str) -> bytes:
    """The 32 bytes of an Ed25519 public key."""
    try:
        key = base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ArgumentTypeError(f"it is no base64: {error}") from error
    if len(key) != 32:
        raise ArgumentTypeError(f"a key has 32 bytes, this one has {len(key)}")
    return key


def verify_offline(options: Namespace) -> OfflineBody | None:
    return None if options.file is None else verify_exported_file


async def verify_all(runtime: Runtime, options: Namespace) -> int:
    """Check the log, the topic, the applied events and every projection, or with `--file` an exported file."""
    if options.file is not None:
        return await verify_exported_file(runtime.service, options)
    with progress() as report_progress:
        return await print_findings(findings(runtime, report_progress), options.json)


async def verify_exported_file(_: Service, options: Namespace) -> int:
    with progress() as report_progress:
        return await print_findings(in_file(options.file, options.first_key, report_progress), options.json)


async def in_file(file: Path, first_key: bytes | None, report_progress: ReportProgress) -> AsyncIterator[Finding]:
    for finding in verify_file(file, first_key, report_progress):
        yield finding


async def print_findings(findings: AsyncIterator[Finding], as_json: bool) -> int:
    """Prints each finding as soon as it is there; returns the exit code."""
    states = []
    async for finding in findings:
        states.append(finding.state)
        if as_json:
            line = {"state": finding.state.name.lower(), "check": finding.check, "detail": finding.detail}
            print(json.dumps({**line, **finding.facts}, ensure_ascii=False))
        else:
            print(f"{finding.state.label:7} {finding.check}{': ' if finding.detail else ''}{finding.detail}")
    return worst_of(states)


def add_rebuild_arguments(parser: ArgumentParser, service: Service) -> None:
    sources = [subscription.source for subscription in service.subscriptions]
    parser.add_argument(
        "--after-restore", metavar="SOURCE", choices=sources, help=f"set aside what it lost: {', '.join(sources)}"
    )


async def rebuild_all(runtime: Runtime, options: Namespace) -> int:
    """Rebuild every projection while events go on; `--after-restore SOURCE` first sets aside what SOURCE lost."""
    with progress() as report_progress:
        if options.after_restore:
            await rewind_source(runtime, options.after_restore, print, report_progress)
        else:
            await rebuild_projections(runtime, print, report_progress)
    return 0


verify = Command(verify_all, add_verify_arguments, check_verify, verify_offline)
rebuild = Command(rebuild_all, add_rebuild_arguments)
