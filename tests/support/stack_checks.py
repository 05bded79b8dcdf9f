"""Checks of a stack whose consumers have applied all events: every log, topic, position and projection is correct."""

import json
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from suite.catch_up import wait_until_caught_up
from suite.databases import SERVICES
from suite.stack import PUBLISHERS
from tests.support.observed_stack import ObservedStack

Finding = dict[str, Any]
SENT_WITHIN = 180.0  # seconds


def findings_of(stack: ObservedStack, service: str) -> list[Finding]:
    result = stack.run(service, "verify", "--json")
    findings = [json.loads(line) for line in result.stdout.splitlines()]
    assert findings, f"{service} verify printed nothing: {result.stderr}"
    assert (result.returncode == 0) is all(finding["state"] == "ok" for finding in findings)
    return findings


def verify_all(stack: ObservedStack) -> dict[str, list[Finding]]:
    """The findings of `verify` of the four services, after all events are applied and, over Kafka, sent."""
    wait_until_caught_up(stack)
    deadline = time.monotonic() + SENT_WITHIN
    while True:
        with ThreadPoolExecutor(len(SERVICES)) as threads:
            by_service = dict(
                zip(SERVICES, threads.map(lambda service: findings_of(stack, service), SERVICES), strict=True)
            )
        for service, findings in by_service.items():
            wrong = [finding for finding in findings if finding["state"] != "ok"]
            assert not wrong, f"{service}: {wrong}"
        waiting = {
            name: counts for service in PUBLISHERS for name, counts in unsent(stack, by_service[service]).items()
        }
        if not waiting:
            return by_service
        assert time.monotonic() < deadline, f"not all events are sent: {waiting}"


def unsent(stack: ObservedStack, findings: list[Finding]) -> dict[str, tuple[int, int]]:
    """The numbers of events of a stream in its topic and in its log, if they differ."""
    if stack.bus != "kafka":
        return {}
    events = {finding["check"]: finding["events_checked"] for finding in findings if "events_checked" in finding}
    logs = {name.split()[1].rstrip(":"): count for name, count in events.items() if name.startswith("log ")}
    topics = {name.split()[2]: count for name, count in events.items() if name.startswith("topic of ")}
    assert logs.keys() == topics.keys()
    return {stream: (topics[stream], count) for stream, count in logs.items() if topics[stream] != count}
