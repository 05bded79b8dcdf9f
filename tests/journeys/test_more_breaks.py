"""More faults under load, which run with FULL=1 only. The tests of the carriers and consumers cover each of them
without the services.

As in `test_broken_processes.py`, in the end each Decision took effect once in every service.
"""

import signal
import time
from concurrent.futures import ThreadPoolExecutor

from suite.databases import SERVICES
from suite.http_get import is_ready
from suite.stack import Stack
from tests.support.requirements import only_in_full_run
from tests.support.running_stack import kill_each_in_turn, restart_postgresql
from tests.support.steady_publishing import DECISIONS_BETWEEN_FAULTS, steady_publishing

pytestmark = only_in_full_run("more faults under load, a minute")


def test_over_the_feed_killed_processes_and_a_crashed_postgresql_lose_and_double_nothing_either(
    stack_over_feed: Stack,
) -> None:
    with steady_publishing(stack_over_feed) as publishing:
        publishing.publish_more(DECISIONS_BETWEEN_FAULTS)
        kill_each_in_turn(stack_over_feed)
        stack_over_feed.wait_ready()
        restart_postgresql(stack_over_feed)
        publishing.publish_more(DECISIONS_BETWEEN_FAULTS)
    stack_over_feed.check_processes()


def test_while_kafka_is_gone_reads_and_writes_go_on_and_then_the_topics_catch_up(
    stack_over_kafka: Stack,
) -> None:
    broker = stack_over_kafka.broker
    assert broker is not None
    assert broker.process is not None
    with steady_publishing(stack_over_kafka) as publishing:
        publishing.publish_more(DECISIONS_BETWEEN_FAULTS)
        broker.process.crash()
        for _ in range(3):
            publishing.publish_more(DECISIONS_BETWEEN_FAULTS)
            assert all(is_ready(stack_over_kafka.urls[service]) for service in SERVICES)
            assert publishing.official.figures()["decisions"] > 0
        broker.start()
        publishing.publish_more(DECISIONS_BETWEEN_FAULTS)


def test_processes_that_are_paused_for_seconds_and_woken_beside_their_replacements_do_no_harm(
    stack_over_kafka: Stack,
) -> None:
    """An orchestrator replaces a process that only hangs, as if it were dead. A paused API responds late."""
    replaced = ("procedures relay", "online_services consume", "reporting consume")
    paused = {name: stack_over_kafka.processes[name] for name in (*replaced, "reporting api")}
    with ThreadPoolExecutor(1) as thread, steady_publishing(stack_over_kafka) as publishing:
        publishing.publish_more(DECISIONS_BETWEEN_FAULTS)
        for guarded in paused.values():
            guarded.send(signal.SIGSTOP)
        pending = thread.submit(publishing.official.figures)
        replacements = [stack_over_kafka.start_command(*name.split(), log=f"{name} again") for name in replaced]
        publishing.publish_more(10)
        time.sleep(4)
        assert not pending.done()
        for guarded in paused.values():
            guarded.send(signal.SIGCONT)
        publishing.publish_more(2 * DECISIONS_BETWEEN_FAULTS)
        assert pending.result(20)["decisions"] > 0
        for guarded in replacements:
            guarded.stop()
        publishing.publish_more(DECISIONS_BETWEEN_FAULTS)
    stack_over_kafka.check_processes()
