"""Commands that look: `verify`, `rebuild`. Each prints what it looked at; exits 1 on any difference, 2 where it could
not look."""

import argparse
import asyncio
import base64
import json
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

from common.consumer.rebuild import rebuild as rebuild_projections
from common.consumer.rewind import rewind_source
from common.consumer.verify import verify_consumer, verify_projections
from common.eventlog.findings import Finding
from common.eventlog.verify_file import verify_file
from common.operations.progress import progress
from common.progress_reports import ReportProgress, nothing
from common.relay.verify_log import verify_log
from common.service.definition import Runtime
from common.verdict import CannotLook, of_all


async def findings(runtime: Runtime, report_progress: ReportProgress = nothing) -> AsyncIterator[Finding]:
    if runtime.service.shards:
        async for finding in verify_log(runtime, report_progress):
            yield finding
    for subscription in runtime.service.subscriptions:
        async for finding in verify_consumer(runtime, subscription, report_progress):
            yield finding
    async for finding in verify_projections(runtime, report_progress):
        yield finding
    for look in runtime.service.verifies:
        async for finding in look(runtime):
            yield finding


async def verify(runtime: Runtime, arguments: Sequence[str]) -> int:
    """Check the log, the topic, what consumers kept and every projection, or with `--file` an exported file; `--json`
    for programs."""
    parser = argparse.ArgumentParser(prog=f"python -m {runtime.service.name} verify")
    parser.add_argument("--json", action="store_true", help="one object a line, for programs")
    parser.add_argument("--file", type=Path, help="what `export` wrote; neither database nor network is asked")
    parser.add_argument("--first-key", help="base64: the source's first key, got out of band")
    options = parser.parse_args(arguments)
    with progress() as report_progress:
        if options.file is None:
            return await print_findings(findings(runtime, report_progress), options.json)
        if not await asyncio.to_thread(options.file.is_file):
            raise CannotLook(f"there is no file {options.file}")
        return await print_findings(in_file(options.file, options.first_key, report_progress), options.json)


async def in_file(file: Path, first_key: str | None, report_progress: ReportProgress) -> AsyncIterator[Finding]:
    for finding in verify_file(file, base64.b64decode(first_key) if first_key else None, report_progress):
        yield finding


async def print_findings(found: AsyncIterator[Finding], as_json: bool) -> int:
    """Each finding as it comes; answers the exit code."""
    verdicts = []
    async for finding in found:
        verdicts.append(finding.verdict)
        said = {"sound": finding.sound, "looked": finding.looked, "checked": finding.checked, "detail": finding.detail}
        if as_json:
            print(json.dumps({**said, **finding.facts}, ensure_ascii=False))
        else:
            print(f"{finding.verdict.mark} {finding.checked}{': ' if finding.detail else ''}{finding.detail}")
    return of_all(verdicts)


async def rebuild(runtime: Runtime, arguments: Sequence[str]) -> int:
    """Rebuild every projection beside live events; `--after-restore SOURCE` first sets aside what that source lost in a
    restore."""
    parser = argparse.ArgumentParser(prog=f"python -m {runtime.service.name} rebuild")
    parser.add_argument(
        "--after-restore", metavar="SOURCE", choices=[one.source for one in runtime.service.subscriptions]
    )
    options = parser.parse_args(arguments)
    with progress() as report_progress:
        if options.after_restore:
            await rewind_source(runtime, options.after_restore, print, report_progress)
        else:
            await rebuild_projections(runtime, print, report_progress)
    return 0
