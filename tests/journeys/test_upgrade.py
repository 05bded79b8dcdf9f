"""Older code and the current code run on one database while Decisions are published: nothing is lost or doubled.

Upgrades start from the commit that gave the first migration its present text (`tests.support.previous_code`). Until a
second migration exists, both run on the same schema; from then on, the schema changes while the older code runs.

In the end `SteadyPublishing.assert_each_took_effect_once` checks every service, and `verify`.
"""

import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from suite.folders_and_ports import free_port
from suite.http_get import is_ready
from suite.stack import SUBSCRIBERS
from tests.support.broker import need_kafka
from tests.support.previous_code import ROOT, VersionedStack, has_newer_migrations, older_code
from tests.support.requirements import only_in_full_run
from tests.support.running_stack import running_stack
from tests.support.steady_publishing import SteadyPublishing, steady_publishing

WITHIN = 240.0  # seconds
FOLLOWERS_FIRST = ("reporting", "population_lookup", "online_services", "procedures")
"""As docs/operating.md says: a follower must know an event type before its source emits one. Back, it is the opposite
order; what the old code has not filled of newer read models is rebuilt in the end."""


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return older_code(tmp_path_factory.mktemp("older") / "code")


pytestmark = only_in_full_run("rolling upgrades over both carriers, two minutes")


@pytest.fixture(params=["feed", "kafka"])
def stack(request: pytest.FixtureRequest, old: Path) -> Iterator[VersionedStack]:
    """A stack that the old code has migrated and runs; over Kafka with separate processes, over the feed with one
    process for each service."""
    if request.param == "kafka":
        need_kafka()
    kind = type("Old", (VersionedStack,), {"code": old})
    with running_stack(request.param, split=request.param == "kafka", kind=kind) as stack:
        assert isinstance(stack, VersionedStack)
        yield stack


def until_ready(url: str) -> None:
    deadline = time.monotonic() + WITHIN
    while not is_ready(url):
        assert time.monotonic() < deadline, f"{url} is not ready"
        time.sleep(0.1)


def wait_for_log(log: Path, text: str) -> None:
    deadline = time.monotonic() + WITHIN
    while text not in log.read_text():
        assert time.monotonic() < deadline, f"{log.name} does not contain: {text}"
        time.sleep(0.1)


def roll(stack: VersionedStack, publishing: SteadyPublishing, service: str, code: Path) -> None:
    """Restarts the processes of a service, each when the one before is ready; Decisions are published in between."""
    for name in stack.process_names():
        of, _, part = name.partition(" ")
        if of != service:
            continue
        stack.roll(name, code)
        if part in ("", "api"):
            until_ready(stack.urls[service])
        publishing.publish_more(1)
    stack.check_processes()


def migrate(stack: VersionedStack, service: str, code: Path) -> None:
    with stack.running_from(code):
        migrated = stack.run(service, "migrate")
    assert migrated.returncode == 0, migrated.stderr


@pytest.mark.timeout(1200)  # some twenty processes are started and stopped one after the other
def test_a_rolling_upgrade_and_the_way_back_under_a_continuous_publisher_lose_and_double_nothing(
    stack: VersionedStack, old: Path
) -> None:
    port = free_port()
    with ExitStack() as at_the_end, steady_publishing(stack, pause=0.5) as publishing:
        publishing.publish_more(3)
        with stack.running_from(ROOT):
            stack.environments["procedures"] |= {"PORT": str(port)}
            beside = {
                "procedures": stack.start_command("procedures", "api", log="new api"),
                "reporting": stack.start_command("reporting", "consume", log="new consume"),
            }
            stack.environments["procedures"] |= {"PORT": str(stack.ports["procedures"])}
        waits = [service for service in beside if has_newer_migrations(service, old)]
        for service, guarded in beside.items():
            at_the_end.callback(guarded.stop)
            if service in waits:
                wait_for_log(guarded.log, "the migrations have not been run")
        publishing.publish_more(3)
        assert all(guarded.running for guarded in beside.values()), "new code on the old schema waits"
        if "procedures" in waits:
            assert not is_ready(f"http://127.0.0.1:{port}")
        for service in FOLLOWERS_FIRST:
            migrate(stack, service, ROOT)
            publishing.publish_more(1)
            stack.check_processes()
            assert is_ready(stack.urls[service]), "old code on the new schema stays ready"
            if service == "procedures":
                until_ready(f"http://127.0.0.1:{port}")
                publishing.publish_more(3)
                for guarded in beside.values():
                    guarded.stop()
            roll(stack, publishing, service, ROOT)
        for service in reversed(FOLLOWERS_FIRST):
            migrate(stack, service, old)  # the old migration leaves a newer schema alone
            roll(stack, publishing, service, old)
        publishing.finish()
        stack.code = ROOT  # the log has types of events by now that the old code does not know
        for service in SUBSCRIBERS:
            rebuilt = stack.run(service, "rebuild")
            assert rebuilt.returncode == 0, rebuilt.stderr
