"""The commands `verify` and `rebuild`. `verify` prints the result of each check; it exits with 1 if any check failed,
with 2 if one could not run."""

import argparse
import asyncio
import base64
import json
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

from common.check_state import PrerequisiteMissing, worst_of
from common.consumer.rebuild import rebuild as rebuild_projections
from common.consumer.rewind import rewind_source
from common.consumer.verify import verify_consumer, verify_projections
from common.eventlog.findings import Finding
from common.eventlog.verify_file import verify_file
from common.operations.progress import progress
from common.progress_reports import ReportProgress, no_progress
from common.relay.verify_log import verify_log
from common.service.definition import Runtime


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


async def verify(runtime: Runtime, arguments: Sequence[str]) -> int:
    """Check the log, the topic, the applied events and every projection, or with `--file` an exported file."""
    parser = argparse.ArgumentParser(prog=f"python -m {runtime.service.name} verify")
    parser.add_argument("--json", action="store_true", help="one JSON object per line, for programs")
    parser.add_argument("--file", type=Path, help="check a file written by `export`, without database and network")
    parser.add_argument("--first-key", help="the source's first key in base64, obtained out of band")
    options = parser.parse_args(arguments)
    with progress() as report_progress:
        if options.file is None:
            return await print_findings(findings(runtime, report_progress), options.json)
        if not await asyncio.to_thread(options.file.is_file):
            raise PrerequisiteMissing(f"there is no file {options.file}")
        return await print_findings(in_file(options.file, options.first_key, report_progress), options.json)


async def in_file(file: Path, first_key: str | None, report_progress: ReportProgress) -> AsyncIterator[Finding]:
    for finding in verify_file(file, base64.b64decode(first_key) if first_key else None, report_progress):
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


async def rebuild(runtime: Runtime, arguments: Sequence[str]) -> int:
    """Rebuild every projection while events go on; `--after-restore SOURCE` first sets aside what SOURCE lost."""
    parser = argparse.ArgumentParser(prog=f"python -m {runtime.service.name} rebuild")
    sources = [subscription.source for subscription in runtime.service.subscriptions]
    parser.add_argument("--after-restore", metavar="SOURCE", choices=sources)
    options = parser.parse_args(arguments)
    with progress() as report_progress:
        if options.after_restore:
            await rewind_source(runtime, options.after_restore, print, report_progress)
        else:
            await rebuild_projections(runtime, print, report_progress)
    return 0
