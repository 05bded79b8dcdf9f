"""Commands that look: `verify`, `rebuild`, `openapi`. Each prints what it looked at; exits 1 on any difference, 2 where it could not look."""

import argparse
import json
from collections.abc import AsyncIterator, Sequence

from common.http.app import build_api
from common.messaging.rebuild import rebuild as rebuild_projections
from common.messaging.verify import verify_consumer, verify_projections
from common.runtime import Runtime
from common.streams.findings import Finding
from common.streams.verify import verify_log
from common.verdict import of_all


async def findings(runtime: Runtime) -> AsyncIterator[Finding]:
    if runtime.service.shards:
        async for finding in verify_log(runtime):
            yield finding
    for listening in runtime.service.listens:
        async for finding in verify_consumer(runtime, listening):
            yield finding
    async for finding in verify_projections(runtime):
        yield finding
    for look in runtime.service.verifies:
        async for finding in look(runtime):
            yield finding


async def verify(runtime: Runtime, arguments: Sequence[str]) -> int:
    """Check the log, the topic, what consumers kept and every projection; `--json` prints one object a line."""
    parser = argparse.ArgumentParser(prog=f"python -m {runtime.service.name} verify")
    parser.add_argument("--json", action="store_true", help="one object a line, for programs")
    return await told(findings(runtime), parser.parse_args(arguments).json)


async def told(found: AsyncIterator[Finding], as_json: bool) -> int:
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


async def rebuild(runtime: Runtime, _: Sequence[str]) -> int:
    """Rebuild every projection from what was heard, beside live events, and put it in place of the old."""
    await rebuild_projections(runtime, print)
    return 0


async def openapi(runtime: Runtime, _: Sequence[str]) -> int:
    """Print the OpenAPI document."""
    print(json.dumps(build_api(runtime).openapi(), ensure_ascii=False, indent=1, sort_keys=True))
    return 0
