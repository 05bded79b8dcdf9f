"""Commands that look: `verify`, `rebuild`, `openapi`. Each prints what it looked at, and exits non-zero on any difference."""

import json
from collections.abc import AsyncIterator, Sequence

from common.http.app import build_api
from common.messaging.rebuild import rebuild as rebuild_projections
from common.messaging.verify import verify_consumer, verify_projections
from common.runtime import Runtime
from common.streams.findings import Finding
from common.streams.verify import verify_log


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
    sound = True
    async for finding in findings(runtime):
        sound &= finding.sound
        if "--json" in arguments:
            print(json.dumps({"sound": finding.sound, "checked": finding.checked, "detail": finding.detail, **finding.facts}))
        else:
            print(f"{'ok ' if finding.sound else 'BAD'} {finding.checked}{': ' if finding.detail else ''}{finding.detail}")
    return 0 if sound else 1


async def rebuild(runtime: Runtime, _: Sequence[str]) -> int:
    """Rebuild every projection from what was heard, beside live events, and put it in place of the old."""
    await rebuild_projections(runtime, print)
    return 0


async def openapi(runtime: Runtime, _: Sequence[str]) -> int:
    """Print the OpenAPI document."""
    print(json.dumps(build_api(runtime).openapi(), ensure_ascii=False, indent=1, sort_keys=True))
    return 0
