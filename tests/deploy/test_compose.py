"""The containers of docker-compose.yml, really run: one journey, then each of them killed, paused and cut off while
Decisions go on."""

import time
from collections.abc import Iterator

import pytest

from tests.support.compose_stack import SUITE, ComposeStack, run_compose_stack
from tests.support.requirements import only_in_full_run
from tests.support.stack_checks import verify_all
from tests.support.steady_publishing import steady_publishing

AWAY = 3.0  # seconds
pytestmark = pytest.mark.timeout(1800)


@pytest.fixture(scope="module")
def stack() -> Iterator[ComposeStack]:
    with run_compose_stack() as stack:
        yield stack


LOOK = """id -u; awk '$2 == "/" {print substr($4, 1, 2)}' /proc/mounts; touch /tmp/x && echo taken"""
FAULTS = ("killed", "paused", "cut_off")


def test_a_decision_goes_its_way_and_everything_verifies_in_the_containers(stack: ComposeStack) -> None:
    said = stack.compose("--profile", "test", "run", "--rm", "journey").stdout
    assert "refused at the look-up" in said
    assert said.count("unbroken chain") == 3
    assert set(verify_all(stack)) == set(SUITE)


def test_what_runs_may_not_write_where_it_is_nor_become_root(stack: ComposeStack) -> None:
    for name in stack.names():
        if name in ("postgres", "kafka"):
            continue
        said = stack.compose("exec", "-T", name, "sh", "-c", LOOK).stdout
        assert said.split() == ["65532", "ro", "taken"], name


@only_in_full_run("every container is killed, paused and cut off, five minutes")
def test_containers_that_are_killed_paused_or_cut_off_lose_and_double_nothing(stack: ComposeStack) -> None:
    with steady_publishing(stack) as publishing:
        for fault in FAULTS:
            for name in stack.names():
                publishing.publish_more(2, within=300)
                with getattr(stack, fault)(name):
                    time.sleep(AWAY)
        stack.wait_healthy()
        publishing.publish_more(3, within=300)
        print(f"{len(stack.names())} containers, each {', '.join(FAULTS)}")
