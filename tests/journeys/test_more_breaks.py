"""More of what breaks on a real machine, left to FULL=1. The carriers' and consumers' own tests have each of it without
the services.

As in `test_broken_processes.py`, in the end each Decision took effect once, everywhere.
"""

import signal
import time
from concurrent.futures import ThreadPoolExecutor

from suite.databases import SERVICES
from suite.stack import Stack, is_ready
from tests.support.requirements import in_full
from tests.support.running_stack import kill_each_in_turn, restart_postgresql
from tests.support.steady_publishing import A_FEW, steady_publishing

pytestmark = in_full("more that breaks, a minute")


def test_over_the_feed_killed_processes_and_a_crashed_postgresql_lose_and_double_nothing_either(
    stack_over_feed: Stack,
) -> None:
    with steady_publishing(stack_over_feed) as publishing:
        publishing.go_on_for(A_FEW)
        kill_each_in_turn(stack_over_feed)
        stack_over_feed.wait_ready()
        restart_postgresql(stack_over_feed)
        publishing.go_on_for(A_FEW)
    stack_over_feed.look_for_the_dead()


def test_while_kafka_is_gone_reads_and_writes_are_answered_and_then_the_topics_catch_up(
    stack_over_kafka: Stack,
) -> None:
    broker = stack_over_kafka.broker
    assert broker is not None
    assert broker.process is not None
    with steady_publishing(stack_over_kafka) as publishing:
        publishing.go_on_for(A_FEW)
        broker.process.crash()
        for _ in range(3):
            publishing.go_on_for(A_FEW)
            assert all(is_ready(stack_over_kafka.urls[service]) for service in SERVICES)
            assert publishing.official.figures()["decisions"] > 0
        broker.start()
        publishing.go_on_for(A_FEW)


def test_processes_that_are_paused_for_seconds_and_woken_beside_their_replacements_do_no_harm(
    stack_over_kafka: Stack,
) -> None:
    """So does an orchestrator that takes a process for dead which only sleeps. A paused API answers late what it was
    asked."""
    replaced = ("procedures relay", "online_services consume", "reporting consume")
    paused = {name: stack_over_kafka.processes[name] for name in (*replaced, "reporting api")}
    with ThreadPoolExecutor(1) as thread, steady_publishing(stack_over_kafka) as publishing:
        publishing.go_on_for(A_FEW)
        for guarded in paused.values():
            guarded.send(signal.SIGSTOP)
        asked = thread.submit(publishing.official.figures)
        beside = [stack_over_kafka.guarded(*name.split(), log=f"{name} again") for name in replaced]
        publishing.go_on_for(10)
        time.sleep(4)
        assert not asked.done()
        for guarded in paused.values():
            guarded.send(signal.SIGCONT)
        publishing.go_on_for(2 * A_FEW)
        assert asked.result(20)["decisions"] > 0
        for guarded in beside:
            guarded.stop()
        publishing.go_on_for(A_FEW)
    stack_over_kafka.look_for_the_dead()
