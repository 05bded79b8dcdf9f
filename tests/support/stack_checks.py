"""What must hold of a town once it has settled: each log, topic, position and projection is what it should be."""

import json
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from suite.catch_up import wait_until_caught_up
from suite.databases import SERVICES
from suite.stack import PUBLISHERS
from tests.support.observed_stack import ObservedStack

Finding = dict[str, Any]
SENT_WITHIN = 60.0  # seconds


def findings_of(stack: ObservedStack, service: str) -> list[Finding]:
    result = stack.run(service, "verify", "--json")
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert found, f"{service} verify said nothing: {result.stderr}"
    assert (result.returncode == 0) is all(finding["state"] == "ok" for finding in found)
    return found


def verify_all(stack: ObservedStack) -> dict[str, list[Finding]]:
    """What `verify` of the four services found, side by side, once all have applied all, and over Kafka sent all."""
    wait_until_caught_up(stack)
    deadline = time.monotonic() + SENT_WITHIN
    while True:
        with ThreadPoolExecutor(len(SERVICES)) as threads:
            found = dict(zip(SERVICES, threads.map(lambda service: findings_of(stack, service), SERVICES), strict=True))
        for service, findings in found.items():
            wrong = [finding for finding in findings if finding["state"] != "ok"]
            assert not wrong, f"{service}: {wrong}"
        waiting = {name: counts for service in PUBLISHERS for name, counts in unsent(stack, found[service]).items()}
        if not waiting:
            return found
        assert time.monotonic() < deadline, f"not all is sent: {waiting}"


def unsent(stack: ObservedStack, findings: list[Finding]) -> dict[str, tuple[int, int]]:
    """How many events of a stream are in its topic and how many in its log, where they differ."""
    if stack.bus != "kafka":
        return {}
    events = {finding["check"]: finding["events_checked"] for finding in findings if "events_checked" in finding}
    logs = {name.split()[1].rstrip(":"): count for name, count in events.items() if name.startswith("log ")}
    topics = {name.split()[2]: count for name, count in events.items() if name.startswith("topic of ")}
    assert logs.keys() == topics.keys()
    return {stream: (topics[stream], count) for stream, count in logs.items() if topics[stream] != count}
